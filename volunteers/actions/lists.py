"""Places add to the small lists, change and retire what is theirs: patterns, topics, skills, star levels."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.permissions import MANAGE_RULES
from grids.words import reasons
from volunteers import rules
from volunteers.models import Pattern, PatternSlot, Star
from volunteers.models.listed import Listed

MOST = 60  # entries that one place has in use at once, of each list; lines of a pattern
FACTS = ("name_zh", "name_en", "hours")


@transaction.atomic
def add(model: type[Listed], area: Area | None, *, by, **facts) -> Listed:
    """facts: of FACTS, as the list has them. area: None for what holds everywhere.

    Raises PermissionDenied, ValidationError by field.
    """
    _need(by, area)
    if model.objects.in_use().filter(area=area).count() >= MOST:
        raise ValidationError(_("A place keeps %(most)d of these at most: retire one first.") % {"most": MOST})
    return _save(model(area=area), facts, by)


@transaction.atomic
def change(entry: Listed, *, by, why: str, **facts) -> Listed:
    """What was counted by an entry stays as it was: then it is retired, and the changed one takes its place."""
    entry, why = _begin(entry, by), reasons.need(why)
    if not entry.is_counted:
        return _save(entry, facts, by, why)
    _retire(entry, by, why)
    return _save(entry.successor(), facts, by, why)


@transaction.atomic
def retire(entry: Listed, *, by, why: str) -> Listed:
    """It is offered no more; whoever has it keeps it."""
    entry = _begin(entry, by)
    return _retire(entry, by, reasons.need(why))


@transaction.atomic
def add_line(pattern: Pattern, *, by, **facts) -> PatternSlot:
    """facts: label, role, wanted, is_open. Teams keep the lines that they were formed with."""
    pattern = _begin(pattern, by)
    if pattern.slots.filter(is_on=True).count() >= MOST:
        raise ValidationError(_("A pattern has %(most)d lines at most.") % {"most": MOST})
    line = PatternSlot(pattern=pattern, order=pattern.slots.count(), **facts)
    line.full_clean()
    with _acting(pattern, by):
        line.save()
    return line


@transaction.atomic
def give_up_line(line: PatternSlot, *, by) -> PatternSlot:
    pattern = _begin(line.pattern, by)
    line.is_on = False
    with _acting(pattern, by):
        line.save(update_fields=["is_on"])
    return line


def _begin(entry, by):
    """The entry's row is locked: two people do not give it two successors."""
    found = type(entry).objects.select_for_update(of=("self",), no_key=True).select_related("area").get(pk=entry.pk)
    _need(by, found.area)
    if not found.is_on:
        raise ValidationError(_("This entry is not in use any more."))
    return found


def _need(by, area: Area | None) -> None:
    if not rules.may_keep_list(by, area):
        raise PermissionDenied


def _save(entry: Listed, facts: dict, by, why: str = "") -> Listed:
    """Without an English name it is called in English as in Chinese."""
    for name in FACTS:
        if name in facts:
            setattr(entry, name, facts[name])
    entry.name_zh = entry.name_zh.strip()
    entry.name_en = entry.name_en.strip() or entry.name_zh
    entry.full_clean()
    with _acting(entry, by, why):
        entry.save()
    return entry


def _retire(entry: Listed, by, why: str) -> Listed:
    entry.is_on = False
    if isinstance(entry, Star):
        entry.retired_at = timezone.now()
    with _acting(entry, by, why):
        entry.save()
    return entry


def _acting(entry: Listed, by, why: str = ""):
    grant = rules.RUN if entry.area else MANAGE_RULES
    return history.acting(by, grant=grant, where=entry.area, why=why)
