"""Rules of meetings: a place adds its own, changes them from a day on, ends them. Versions stay."""

import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.permissions import MANAGE_RULES
from grids.words import reasons
from parties import rules
from parties.actions import meeting_plan
from parties.models import Cadence
from parties.rules import meetings as who

DATA = Path(__file__).parent.parent / "data" / "rhythm.toml"
BEGAN = date(2020, 1, 1)
MOST = 30  # rules that one place has at once
FACTS = (
    "kind", "name_zh", "name_en", "org_kinds", "every", "month", "day", "is_fixed", "rolls", "minutes", "source",
)  # fmt: skip


def load() -> str:
    """The rules every installation starts with; those that are there are people's to change."""
    there = set(Cadence.objects.values_list("code", flat=True))
    new = [each for each in tomllib.loads(DATA.read_text())["rule"] if each["code"] not in there]
    Cadence.objects.bulk_create(
        Cadence(
            code=each["code"], kind=each["kind"], name_zh=each["zh"], name_en=each["en"], org_kinds=each["of"],
            every=each["every"], month=each["month"], day=each["day"], is_fixed=each.get("fixed", False),
            minutes=each["minutes"], source=each["source"], valid_from=BEGAN,
        )
        for each in new
    )  # fmt: skip
    return f"{len(new)} created"


@transaction.atomic
def add(area: Area | None, *, by, valid_from: date, **facts) -> Cadence:
    """facts: of FACTS. area: None for what holds everywhere. Raises PermissionDenied, ValidationError by field."""
    who.need_cadence(by, area)
    _not_past(valid_from)
    if Cadence.objects.filter(area=area, valid_to=None).count() >= MOST:
        raise ValidationError(_("A place has %(most)d of these rules at most: end one first.") % {"most": MOST})
    made = _save(Cadence(area=area, valid_from=valid_from), facts, by, "")
    _plan_anew(made, by)
    return made


@transaction.atomic
def change(code: str, *, by, why: str, valid_from: date, **facts) -> Cadence:
    """A new version from that day on. Meetings that are called or held stay what they are."""
    made, why = _begin(code, by), reasons.need(why)
    _not_past(valid_from)
    if valid_from < made.valid_from:
        raise ValidationError({"valid_from": _("The rule that it changes begins later.")})
    _end(made, valid_from, by, why)
    kept = {name: getattr(made, name) for name in FACTS}
    new = _save(Cadence(code=made.code, area=made.area, valid_from=valid_from), kept | facts, by, why)
    _plan_anew(new, by)
    return new


@transaction.atomic
def end(code: str, *, by, why: str, on: date | None = None) -> Cadence:
    """It holds no more from that day on; what it had planned for later, and nobody called yet, is off."""
    made, why, on = _begin(code, by), reasons.need(why), on or timezone.localdate()
    _not_past(on)
    _end(made, max(on, made.valid_from), by, why)
    _plan_anew(made, by)
    return made


def _begin(code: str, by) -> Cadence:
    """The version that holds, locked: two people do not give it two successors."""
    rows = Cadence.objects.select_for_update(of=("self",), no_key=True).select_related("area")
    made = rows.filter(code=code, valid_to=None).first()
    if made is None:
        raise ValidationError(_("This rule has ended."))
    who.need_cadence(by, made.area)
    return made


def _not_past(day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"valid_from": _("Rules change from today on, not for days gone by.")})


def _save(made: Cadence, facts: dict, by, why: str) -> Cadence:
    for name, value in facts.items():
        setattr(made, name, value)
    made.name_en = made.name_en.strip() or made.name_zh
    made.full_clean()
    with _acting(made, by, why):
        made.save()
    return made


def _end(made: Cadence, on: date, by, why: str) -> None:
    made.valid_to = on
    with _acting(made, by, why):
        made.save(update_fields=["valid_to"])


def _plan_anew(cadence: Cadence, by) -> None:
    meeting_plan.follow(cadence.valid_to or cadence.valid_from, cadence.area, by=by)
    meeting_plan.plan(cadence.area, by=by)


def _acting(made: Cadence, by, why: str):
    grant = rules.KEEP if made.area else MANAGE_RULES
    return history.acting(by, grant=grant, where=made.area, why=why)
