"""Who stands on two rolls since two entries of the register were made one: whoever keeps both is told, once."""

from grids import inbox
from parties import holders, rules
from parties.models import PartyMember
from residents.models import Resident


def tell() -> int:
    """Each night. How many such people there are whose rolls somebody keeps.

    Both rolls stay as they are until one is ended: which one is for people to say. Nobody else may know of the other.
    """
    there = PartyMember.objects.current()
    twins = {row: _one(row.resident) for row in there.filter(resident__merged_into__isnull=False).order_by("pk")}
    others = {row.resident_id: row for row in there.filter(resident__in=list(twins.values()))}
    both = {row: others[person] for row, person in twins.items() if person in others}
    keepers = holders.of([_shared(row, other) for row, other in both.items()], grant=rules.KEEP_MEMBERS)
    inbox.tell_many(
        [
            (user, "party_member_twice", {}, row.get_absolute_url(), f"twice-{row.pk}-{other.pk}")
            for row, other in both.items()
            for user in keepers[row.pk]
        ]
    )
    return sum(bool(keepers[row.pk]) for row in both)


def _one(person: Resident) -> int:
    """The entry that stands for them now."""
    while person.merged_into is not None:
        person = person.merged_into
    return person.pk


def _shared(row: PartyMember, other: PartyMember) -> PartyMember:
    """It lies in those areas only in which both do."""
    shared = {at: getattr(row, at) for at in holders.UP if getattr(row, at) == getattr(other, at)}
    return PartyMember(pk=row.pk, **shared)
