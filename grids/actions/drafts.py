"""What somebody typed and has not sent: kept encrypted for its author, one draft a page."""

import json
from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.fields import plain
from grids.models import Draft, User
from grids.pages import lost

LONGEST = lost.LONGEST
KEPT = timedelta(days=30)
ANEW = {"version", "token"}  # what a form that opens with a draft has of its own
UNDER_WAY = 5 * 60  # seconds that what the script sent may take to arrive


@transaction.atomic
def save(user: User, page: str, fields: dict[str, list[str]]) -> Draft | None:
    """Keep the posted fields of the form at `page`; nothing typed means no draft."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not any(value.strip() for values in fields.values() for value in values):
        drop(user, page)
        return None
    body = json.dumps(fields, ensure_ascii=False)
    if len(body) > LONGEST or len(page) > lost.LONGEST_ADDRESS:
        raise ValidationError(_("This is too long to be kept as a draft."))
    draft = Draft.objects.filter(user=user, page=page).select_related("subject").first()
    draft = draft or Draft(user=user, page=page, subject=user.subject)
    draft.body = body
    draft.save()
    return draft


def load(user: User, page: str) -> Draft | None:
    return Draft.objects.filter(user=user, page=page).select_related("subject").first()


def keep_typed(user: User, page: str, fields: dict[str, list[str]], mark: str) -> Draft | None:
    """What the script sends of the form with this mark: not kept where the form itself arrived before it.

    Looked at once more afterwards, because the form may arrive meanwhile: it says so first, then drops the draft.
    """
    if cache.get(_went_in(mark)):
        return None
    draft = save(user, page, fields)
    if cache.get(_went_in(mark)):
        drop(user, page)
        return None
    return draft


def went_in(request, page: str = "") -> None:
    """The form of this page was carried out: its draft goes, and one that is still under way is not kept."""
    cache.set(_went_in(request.POST.get(lost.FIELD, "")), True, UNDER_WAY)
    drop(request.user, page or request.path)


def _went_in(mark: str) -> str:
    return f"went-in:{sha256(mark.encode()).hexdigest()}"


def fields(draft: Draft) -> dict[str, list[str]]:
    return json.loads(plain(draft, "body"))


def drop(user: User, page: str) -> None:
    """After every form that went in, mostly for nothing: so without the ORM's look for what hangs on the row."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM grids_draft WHERE user_id = %s AND page = %s", [user.pk, page])


def forget_old() -> None:
    """What nobody came back to: it may tell of people."""
    Draft.objects.filter(saved_at__lt=timezone.now() - KEPT).delete()


def initial(request) -> dict:
    """What a form at this address starts with: the author's draft, lists only where several values were chosen.

    A view hands it to its form: Form(initial=drafts.initial(request)), and says went_in() once it did.
    Files are never kept. request.draft is the draft, for the page to say so (components/draft.html).
    """
    request.draft = load(request.user, request.path) if request.user.has_drafts else None
    if request.draft is None:
        return {}
    typed = {name: values for name, values in fields(request.draft).items() if name not in ANEW and any(values)}
    return {name: values[0] if len(values) == 1 else values for name, values in typed.items()}
