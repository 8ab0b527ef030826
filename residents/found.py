"""People and households looked up for a form, within one's areas, by no number; and where somebody beyond is kept."""

from django.db.models import Q
from django.utils.translation import gettext

from grids.models import Area
from grids.words import pinyin
from residents.actions.homes import standing_at
from residents.addresses import Parts
from residents.models import Household, Membership, Resident

MOST = 20


def people(user, words: str) -> list[Resident]:
    """By the beginning of the name, its reading or its first letters; each with `homes`, their addresses now."""
    words = "".join(words.split())
    reading = pinyin.key(words, person=True)[0]
    if not reading:
        return []
    by_letters = Q(initials__startswith=words.lower()) | Q(pinyin__startswith=words.lower())
    asked = by_letters if words.isascii() else Q(pinyin__startswith=reading, name__startswith=words)
    rows = list(Resident.objects.visible_to(user).living().filter(asked).order_by("pinyin", "pk")[:MOST])
    homes = (
        Membership.objects.visible_to(user).current().filter(resident__in=rows).select_related("household__dwelling")
    )
    for one in rows:
        one.homes = []
    by_key = {one.pk: one for one in rows}
    for home in homes.order_by("pk"):
        by_key[home.resident_id].homes.append(home.household.dwelling.address)
    return rows


def households_at(user, area: Area, parts: Parts, *, beside: Household) -> list[Household]:
    """Those that live at an address now, without one."""
    rows = Household.objects.visible_to(user).current().filter(dwelling=standing_at(area, parts, by=user))
    return list(rows.exclude(pk=beside.pk).select_related("dwelling").order_by("pk"))


def names_in(household: Household) -> list[str]:
    return [
        f"{one.resident.name} · {one.get_relation_display()}"
        for one in household.memberships.current().select_related("resident").order_by("relation", "pk")
    ]


def where_kept(resident: Resident) -> str:
    """Street and community of somebody beyond one's areas, where they live or lived last: whom to ask, and no more."""
    homes = resident.memberships.order_by("-until", "-is_living", "-pk")  # what is empty stands first
    placed = homes.values_list("street_id", "community_id").first() or ()
    names = {area.pk: area.short_name for area in Area.objects.filter(pk__in=[pk for pk in placed if pk])}
    return " ".join(names[pk] for pk in placed if pk) or gettext("another area")
