"""An action's refusal, said at the fields of the form that asked for it."""

from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.unsent import NotSent
from grids.words import phrases


def take_up(form, error: ValidationError) -> None:
    """Errors by field land at the form's field of that name, all others on top; that it was not sent yet, the page
    says itself, and nothing is to be corrected."""
    if isinstance(error, NotSent):
        return
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def tell_changed(form, seen) -> None:
    """Somebody was quicker, perhaps the reader in another window. `seen`: what the form has seen by now, so that it
    counts once it is sent again; what that would change is said at its field, for the fields that it `stands` for."""
    form.add_error(
        None,
        _(
            "This was changed after you opened the page, perhaps by yourself in another window. Look at it again; what"
            " you typed is kept and counts once you send it again."
        ),
    )
    for name in set(form.changed_data).intersection(getattr(form, "stands", ())):
        form.add_error(name, _("There now: %(now)s") % {"now": _said(form.fields[name], form.initial[name])})
    form.data = form.data.copy()  # a QueryDict or-ed with a dict would hand out lists
    form.data["seen"] = seen


def _one(value) -> str:
    return when.deadline(value, timezone.now()) if isinstance(value, datetime) else str(value)


def _said(field, value) -> str:
    labels = dict(getattr(field, "choices", ()))
    said = (_one(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]) if one)
    return phrases.listed(said) or _("none")
