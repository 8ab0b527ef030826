"""What lists, figures and tables ask of current memberships: the eight ledgers, ages, what is to be confirmed.

All of it is computed from the one register, and never typed.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import gettext as _, gettext_lazy

from residents.catalogue import AGE
from residents.enums import Ledger, Sex, Tenure, Trait
from residents.models import ResidentTrait
from residents.rules.care import after_months

OLD = 60
STALE_AFTER = timedelta(days=365)  # a record that nobody confirmed for so long is to be looked at again
# Full years from, to; None: no end.
BANDS: dict[str, tuple[int, int | None]] = {
    "0-2": (0, 2), "3-6": (3, 6), "7-17": (7, 17), "18-59": (18, 59), "60-79": (60, 79), "80-": (80, None),
}  # fmt: skip


def years_before(today: date, years: int) -> date:
    """Whoever was born on this day or before is so many years old, or older."""
    return after_months(today, -12 * years)


def in_ledger(ledger: str, today: date) -> Q:
    """The eight ledgers are views of one register."""
    if not ledger:
        return Q()
    return {
        Ledger.REGISTERED: Q(is_registered=True),
        Ledger.MIGRANT: Q(is_living=True, is_registered=False),
        Ledger.TENANT: Q(is_living=True, household__dwelling__tenure=Tenure.RENTED),
        Ledger.ELDERLY: Q(is_living=True, resident__born_on__lte=years_before(today, OLD)),
        **{Ledger(kind.value): Q(resident__in=recognised(kind)) for kind in Trait},
    }[Ledger(ledger)]


def rests_on(ledger: str) -> set[str]:
    """The entries of the field catalogue without which there is no such ledger; there are none for most."""
    return set(AGE) if ledger == Ledger.ELDERLY else {f"trait.{ledger}"}


def recognised(kind: Trait):
    """As a set, not a join: somebody recognised as two things must not count twice anywhere."""
    return ResidentTrait.objects.filter(kind=kind, until=None).values("resident")


def of_age(band: str, today: date) -> Q:
    return aged(*BANDS[band], today)


def aged(youngest: int | None, oldest: int | None, today: date) -> Q:
    """In full years; None: no end. Whose day of birth is not known is of no age."""
    born = Q()
    if youngest is not None:
        born &= Q(resident__born_on__lte=years_before(today, youngest))
    if oldest is not None:
        born &= Q(resident__born_on__gt=years_before(today, oldest + 1))
    return born


# 人户状态: how somebody belongs to where they stand in the register.
STATES = {
    "here": (gettext_lazy("Registered and living here"), Q(is_registered=True, is_living=True)),
    "away": (gettext_lazy("Registered here, living elsewhere"), Q(is_registered=True, is_living=False)),
    "elsewhere": (gettext_lazy("Living here, registered elsewhere"), Q(is_registered=False, is_living=True)),
    "registered": (gettext_lazy("Registered here"), Q(is_registered=True)),
    "living": (gettext_lazy("Lives here"), Q(is_living=True)),
}


def narrowed(asked: Mapping, today: date) -> Q:
    """asked: of sex, state, age_from and age_to those that are given."""
    where = Q()
    if sex := asked.get("sex"):
        where &= Q(resident__sex=sex)
    if state := asked.get("state"):
        where &= STATES[state][1]
    return where & aged(asked.get("age_from"), asked.get("age_to"), today)


def narrowed_names(asked: Mapping) -> list[str]:
    """The same in words."""
    youngest, oldest = asked.get("age_from"), asked.get("age_to")
    names = [str(Sex(asked["sex"]).label)] if asked.get("sex") else []
    names += [str(STATES[asked["state"]][0])] if asked.get("state") else []
    if oldest is not None:
        names.append(_("Aged {least} to {most}").format(least=youngest or 0, most=oldest))
    elif youngest is not None:
        names.append(_("Aged {least} and over").format(least=youngest))
    return names


def band_name(band: str) -> str:
    youngest, oldest = BANDS[band]
    label = _("Aged {least} and over") if oldest is None else _("Aged {least} to {most}")
    return label.format(least=youngest, most=oldest)


band_label = lazy(band_name, str)  # for whoever names it once, before anybody's language is known


STALE = "stale"  # what the list calls them in its address


def to_confirm(now: datetime) -> Q:
    """Nobody said for a year that it is still right. Who died or moved away is not asked for."""
    return Q(resident__died_on=None) & (
        Q(resident__confirmed_at=None) | Q(resident__confirmed_at__lt=now - STALE_AFTER)
    )
