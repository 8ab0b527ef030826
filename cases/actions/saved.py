"""A person's own saved filters: kept, renamed and dropped by themselves only."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _, ngettext

from cases.models import SavedFilter
from grids.models import User

MOST = 12  # a row of tabs that can still be overlooked


@transaction.atomic
def save(name: str, query: str, *, by) -> SavedFilter:
    """query: the address of the list, as `Filters.query` writes it. Raises ValidationError, by field for the name."""
    known = _lock(by)
    if len(known) >= MOST:
        words = ngettext(
            "You have %(count)d saved filter already. Delete one first.",
            "You have %(count)d saved filters already. Delete one first.",
            MOST,
        )
        raise ValidationError(words % {"count": MOST})
    if same := next((one for one in known if one.query == query), None):
        raise ValidationError(_("These filters are saved already, as “%(name)s”.") % {"name": same.name})
    saved = SavedFilter(user=by, query=query)
    return _named(saved, name, known)


@transaction.atomic
def rename(pk: int, name: str, *, by) -> SavedFilter:
    """Raises SavedFilter.DoesNotExist for one that is not theirs."""
    known = _lock(by)
    saved = SavedFilter.objects.visible_to(by).get(pk=pk)
    return _named(saved, name, [one for one in known if one.pk != pk])


@transaction.atomic
def delete(pk: int, *, by) -> None:
    """Gone for good, unlike matters and areas: it is a habit of one person, and no record of anything."""
    SavedFilter.objects.visible_to(by).filter(pk=pk).delete()


def _lock(by) -> list[SavedFilter]:
    """All of theirs. The person is locked, so that two windows at once cannot pass the limit or one name twice."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return list(SavedFilter.objects.visible_to(by))


def _named(saved: SavedFilter, name: str, others: list[SavedFilter]) -> SavedFilter:
    saved.name = " ".join(name.split())
    if any(one.name == saved.name for one in others):
        raise ValidationError({"name": _("You have a saved filter of this name already.")})
    saved.full_clean()
    saved.save()
    return saved
