"""Two entries line by line, as a page may show them: masked, and saying where they differ."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _, pgettext

from grids.fields import masked
from grids.privacy.identity import mask_address, mask_id, mask_phone
from grids.templatetags.linli import day_of, stamp
from residents import catalogue, guardians
from residents.models import LifeEvent, Membership, Resident, ResidentTrait


class Row(NamedTuple):
    """differs: both say something, and not the same."""

    label: str
    first: str
    second: str
    differs: bool


class Facts(NamedTuple):
    rows: list[Row]
    homes: dict[int, list[Membership]]

    def kept_by(self, resident: Resident) -> list[Membership]:
        """The memberships that say who keeps this entry: today's, or the last one (actions.start.begin)."""
        homes = self.homes[resident.pk]
        return [home for home in homes if home.until is None] or homes[:1]


def facts(one: Resident, other: Resident, reader) -> Facts:
    """A fixed number of queries. subject and guardian of both are read already."""
    both = [one, other]
    off = catalogue.off()
    homes, traits, events = _homes(both), _traits(both, off), _events(both)
    rows = {
        "name": _row(pgettext("of a person", "Name"), *(each.name for each in both)),
        "sex": _row(_("Sex"), *(str(each.get_sex_display()) for each in both)),
        "born_on": _row(_("Born on"), *(day_of(each.born_on) for each in both)),
        "id_number": _sealed(_("ID number"), both, "id_number", mask_id, [each.id_index for each in both]),
        "phone": _sealed(_("Phone"), both, "phone", mask_phone, [each.phone_index for each in both]),
        "registered_address": _sealed(_("Registered address"), both, "registered_address", mask_address),
        "registered_region": _row(_("Registered in"), *(each.registered_region for each in both)),
        "education": _row(_("Education"), *(each.education for each in both)),
        "workplace": _row(_("Workplace or school"), *(each.workplace for each in both)),
        "guardian": _row(_("Guardian"), *(guardians.said(each, reader) for each in both)),
        "traits": _row(_("Recognised as"), *(_listed(traits[each.pk]) for each in both)),
        "homes": _row(_("Homes"), *(_listed([_home(home) for home in homes[each.pk]]) for each in both)),
        "died_on": _row(_("Died on"), *(day_of(each.died_on) for each in both)),
        "confirmed": _same(_("Last confirmed"), *(stamp(each.confirmed_at) for each in both)),
        "events": _same(_("In the register since"), *(stamp(events[each.pk]) for each in both)),
    }
    shown = [row for name, row in rows.items() if (row.first or row.second) and f"resident.{name}" not in off]
    return Facts(shown, homes)


def _row(label: str, first: str, second: str) -> Row:
    return Row(label, first, second, bool(first and second and first != second))


def _same(label: str, first: str, second: str) -> Row:
    """What is of the entry and not of the person differs in nothing."""
    return Row(label, first, second, False)


def _sealed(label: str, both, name: str, mask, index=None) -> Row:
    """Told apart by the blind index, where there is one: two numbers may look alike when they are masked."""
    first, second = (masked(each, name, mask) for each in both)
    row = _row(label, first, second)
    return row._replace(differs=bool(first and second and index[0] != index[1])) if index else row


def _homes(both) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(resident__in=both).select_related("household__dwelling")
    for home in rows.order_by("-until", "-pk"):  # those of today first, as PostgreSQL orders what is empty
        found[home.resident_id].append(home)
    return found


def _traits(both, off: set[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for trait in ResidentTrait.objects.filter(resident__in=both, until=None).order_by("kind"):
        if f"trait.{trait.kind}" not in off:
            found[trait.resident_id].append(str(trait.get_kind_display()))
    return found


def _events(both) -> dict:
    found: dict = defaultdict(lambda: None)
    for resident, at in LifeEvent.objects.filter(resident__in=both).order_by("-pk").values_list("resident", "at"):
        found[resident] = at
    return found


def _home(home: Membership) -> str:
    words = {"home": str(home.household), "since": day_of(home.since), "until": day_of(home.until)}
    return _("%(home)s (%(since)s to %(until)s)") % words if home.until else _("%(home)s (since %(since)s)") % words


def _listed(texts: list[str]) -> str:
    return "\n".join(texts)
