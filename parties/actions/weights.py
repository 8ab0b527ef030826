"""The rules of the four weights: those an installation starts with, and a new version from a day on."""

import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.permissions import MANAGE_RULES
from grids.words import reasons
from parties import rules
from parties.enums.ballots import Weight
from parties.models import WeightRule

DATA = Path(__file__).parent.parent / "data" / "weights.toml"
VALID_FROM = date(2020, 1, 1)  # before any ballot that can be held


def load() -> str:
    """The first rule of each weight that has none: what is there is people's to change."""
    there = set(WeightRule.objects.values_list("weight", flat=True))
    new = [
        WeightRule(
            weight=each["code"], valid_from=VALID_FROM, notice_hours=each["notice_hours"],
            quorum_part=each["quorum"][0], quorum_whole=each["quorum"][1],
            pass_part=each["majority"][0], pass_whole=each["majority"][1], pass_base=each["of"],
            basis=each["basis"], check_locally=True,
        )
        for each in tomllib.loads(DATA.read_text())["weight"]
        if each["code"] not in there
    ]  # fmt: skip
    WeightRule.objects.bulk_create(new)
    return f"{len(new)} rules of weights created"


def may_change(user) -> bool:
    return rules.in_hat(user, MANAGE_RULES)


@transaction.atomic
def change(weight: str, *, by, why: str, valid_from: date, **facts) -> WeightRule:
    """A new version from a day on, today at the earliest. facts: the numbers and the source of a WeightRule.

    Motions on notice and deliberations under way keep theirs. Raises PermissionDenied, ValidationError.
    """
    if not may_change(by):
        raise PermissionDenied
    reasons.need(why)
    if valid_from < timezone.localdate():
        raise ValidationError({"valid_from": _("A rule begins today at the earliest.")})
    made = WeightRule(weight=Weight(weight), valid_from=valid_from, **facts)
    return history.save(made, by, grant=MANAGE_RULES, where=by.scope.hat.reaches[0], why=why.strip())


def in_force(weight: str, on: date | None = None) -> WeightRule:
    return WeightRule.objects.in_force(on or timezone.localdate()).get(weight=weight)
