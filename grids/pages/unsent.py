"""A form that was sent after the session ended stands on its page again, filled; nothing of it is done.

Its view is asked once more as if the form were sent, in a transaction in which PostgreSQL lets nothing be written. The
first statement that would write becomes a refusal, and the view shows that above the form as it shows any other. So no
view and no form has to know of it. See docs/decisions/0004.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import InternalError, connection, transaction
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from psycopg.errors import ReadOnlySqlTransaction

from grids.actions import drafts
from grids.pages import lost

KEY = "unsent"
NOT_SENT = _("This was not sent yet: your session had ended. Look it over and send it.")


class NotSent(ValidationError):
    """What a view is told that would write: its form is shown, and not carried out."""


def remember(request, sent: lost.Sent) -> None:
    request.session[KEY] = [sent.address, sent.page]


def take_up(request, user, sent: lost.Sent) -> str:
    """What its author sent in vain waits in its form: where that is."""
    if sent.fields is None:
        messages.warning(request, _("What you had typed was too long to be kept, and is gone. Nothing was sent."))
        return sent.page
    if sent.has_draft:
        drafts.save(user, sent.page, sent.fields)
        messages.info(request, _("What you had typed is still here. Choose photos and files again."))
        return sent.page
    drafts.save(user, sent.address, sent.fields)
    remember(request, sent)
    return sent.address


def stands(request) -> bool:
    """Whether this address has a form that its author sent in vain."""
    return request.session.get(KEY, [""])[0] == lost.address_of(request)


def shown(request) -> bool:
    """Whether the view is asked to show the form again rather than to carry it out."""
    return hasattr(request, "unsent")


def forget(request) -> None:
    """It went in, or its author begins anew."""
    address, _page = request.session.pop(KEY, ("", ""))
    drafts.drop(request.user, address)


def show(request, view, args, kwargs):
    """The page with the filled form; None where nothing is kept any more."""
    draft = drafts.load(request.user, lost.address_of(request))
    if draft is None:
        forget(request)
        return None
    _address, page = request.session[KEY]
    request.unsent = {"page": page, "saved_at": draft.saved_at}
    request.method, request.POST, request._files = "POST", _posted(drafts.fields(draft)), MultiValueDict()
    try:
        with transaction.atomic(), connection.execute_wrapper(_refused):
            _write_nothing()
            answer = view(request, *args, **kwargs)
            transaction.set_rollback(True)
    except ValidationError as error:  # a view that takes no refusal has no form to show
        messages.warning(request, " ".join(error.messages))
        return redirect(page)
    if answer.status_code == 422:
        answer.status_code = 200
    return answer


def _posted(fields: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    data._mutable = False
    return data


def _write_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def _refused(execute, sql, params, many, context):
    try:
        return execute(sql, params, many, context)
    except InternalError as error:
        if isinstance(error.__cause__, ReadOnlySqlTransaction):
            raise NotSent(NOT_SENT) from error
        raise
