"""Who is expected at a meeting, and who is told of it: members who have an account of their own, and whoever keeps the
organisation's papers."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from grids.models import User
from grids.privacy import identity
from parties import rules
from parties.enums.meetings import MeetingKind
from parties.models import Attendance, Meeting, Officer, PartyMember
from residents.models import Resident

# Of each area the keepers of the nearest level that has some: the community's before the street's.
KEEPERS = """
SELECT DISTINCT m.id, near.user_id
FROM parties_meeting m
CROSS JOIN LATERAL (
    SELECT p.user_id, rank() OVER (ORDER BY a.level DESC) AS nth
    FROM grids_post p
    JOIN grids_role r ON r.id = p.role_id AND 'keep_parties' = ANY(r.grants)
    JOIN grids_postarea pa ON pa.post_id = p.id
    JOIN grids_area a ON a.id = pa.area_id
    JOIN grids_user u ON u.id = p.user_id AND u.is_active
    WHERE a.id IN (m.area_id, m.grid_id, m.community_id, m.street_id, m.district_id)
        AND p.started_on <= %(today)s AND (p.ended_on IS NULL OR p.ended_on > %(today)s)
) near
WHERE m.id = ANY(%(meetings)s) AND near.nth = 1
"""


def keepers(meetings: Iterable[int], today) -> list[tuple[int, int]]:
    """(meeting, user), by primary keys."""
    with connection.cursor() as cursor:
        cursor.execute(KEEPERS, {"meetings": list(meetings), "today": today})
        return cursor.fetchall()


def expected(meeting: Meeting) -> QuerySet:
    """The organisation's members, who are so by its day; of a committee's meeting those in office by then, whatever
    roll they are on."""
    day = timezone.localdate(meeting.at)
    members = PartyMember.objects.current().living().filter(since__lte=day)
    if meeting.kind != MeetingKind.COMMITTEE:
        return members.filter(organization=meeting.organization_id)
    offices = Officer.objects.current().filter(organization=meeting.organization_id, since__lte=day)
    by_account = offices.filter(user__isnull=False).values("user")
    return members.filter(Q(pk__in=offices.filter(member__isnull=False).values("member")) | Q(user__in=by_account))


def accounts_of(places: QuerySet) -> list[int]:
    """Of members called to a meeting, by their places: their own, as the roll knows it or by name and phone."""
    called = places.filter(
        member__resident__phone_index=OuterRef("phone_index"), member__resident__name=OuterRef("name")
    )
    known = Q(pk__in=places.filter(member__user__isnull=False).values("member__user"))
    rows = User.objects.filter(known | Exists(called) & ~Q(phone_index=""), is_active=True)
    return list(rows.values_list("pk", flat=True))


def residents_of(user: User) -> QuerySet:
    """The person's own entries of the register, for what is shown to themselves only."""
    known = Q(pk__in=PartyMember.objects.current().filter(user=user.pk).values("resident"))
    alike = Q(phone_index=user.phone_index, name=user.name) & ~Q(phone_index="")
    return Resident.objects.filter(known | alike).values("pk")


def name_of(member: PartyMember, reader) -> str:
    """As this reader may know it; of a member of other areas masked."""
    name = member.resident.name
    return name if reader.scope.reaches("read_members", member) else identity.mask_name(name)


def places(meeting: Meeting, reader) -> list[dict]:
    """Who is expected, who came. Nobody, for whoever may not know who is a member."""
    if not reader.scope.reaches("read_members", meeting):
        return []
    rows = on_the_list(meeting).select_related("member__resident", "member__organization")
    return [
        {
            "place": row,
            "name": name_of(row.member, reader),
            "from": _from(row, meeting),
            "may_link": may_link(reader, row.member),
        }
        for row in rows.order_by("member__resident__pinyin", "pk")
    ]


def on_the_list(meeting: Meeting) -> QuerySet:
    """Their places, on the day on which it is or was held."""
    return meeting.places.expected(timezone.localdate(meeting.at))


def may_link(user, member: PartyMember) -> bool:
    """Whether they hand this member's own link out: of those on the rolls that they keep."""
    return user.scope.may(rules.KEEP, member) and user.scope.may(rules.READ_MEMBERS, member)


def _from(row: Attendance, meeting: Meeting) -> str:
    """The organisation of somebody who was asked to come from another one."""
    other = row.member.organization
    return str(other) if other and other.pk != meeting.organization_id else ""
