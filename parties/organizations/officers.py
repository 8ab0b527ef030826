"""Who holds the offices of an organisation, and who of them holds a post in the grids too (一岗双员)."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from grids.enums import Kind
from grids.models import PostArea
from grids.privacy import identity
from grids.words import phrases
from parties.enums.organizations import Duty
from parties.models import Officer, PartyOrganization
from parties.models.officers import held_by
from parties.models.organization import within_reach
from parties.rules import READ_MEMBERS

IN_THE_GRIDS = (Kind.UNIT, Kind.GRID)  # the usual levels of the roles that count: unit heads, grid workers and leaders
PLACES = 3  # areas named of a post, then "+N"
ORDER = {duty: place for place, duty in enumerate(Duty)}


def of(organization: PartyOrganization, reader) -> list[dict]:
    """Those in office today, the secretary first. Two queries."""
    rows = list(with_people(organization.officers.current()))
    posts = posts_of([row.account_id for row in rows if row.account_id])
    rows.sort(key=lambda row: (ORDER[Duty(row.duty)], row.since, row.pk))
    return [
        {
            "officer": row,
            "name": said(row, organization, reader),
            "duty": row.get_duty_display(),
            "posts": posts.get(row.account_id, ()),
        }
        for row in rows
    ]


def with_people(rows):
    return rows.select_related("member__resident", "user", "unit")


def said(officer: Officer, organization: PartyOrganization, reader) -> str:
    """Who is in the party is for those who keep the roll there: others read the name masked, but for their own."""
    name = str(officer)
    open_to = reader.scope.reaches(READ_MEMBERS, organization) or officer.account_id == reader.pk
    return name if open_to else identity.mask_name(name)


def posts_of(users: Iterable[int]) -> dict[int, list[dict]]:
    """What each account does in units and grids today: {"role", "place"}, a line for each post. One query."""
    ids = list(users)
    if not ids:
        return {}
    today = timezone.localdate()
    rows = PostArea.objects.filter(post__user__in=ids, post__role__kind__in=IN_THE_GRIDS, post__started_on__lte=today)
    rows = rows.exclude(post__ended_on__lte=today).select_related("post__role", "area").order_by("post", "area__lft")
    places: dict = defaultdict(list)
    for row in rows:
        places[row.post].append(row.area.short_name)
    found: dict[int, list[dict]] = defaultdict(list)
    for post, names in places.items():
        more = f" +{len(names) - PLACES}" if len(names) > PLACES else ""
        found[post.user_id].append({"role": post.role.label, "place": phrases.listed(names[:PLACES]) + more})
    return found


def duties_of(users: Iterable[int], reader) -> dict[int, list[tuple[str, str]]]:
    """The other side, for grids.people.serving: offices of these accounts, where the reader keeps the roll."""
    ids = list(users)
    if not ids or not reader.scope.where(READ_MEMBERS):
        return {}
    rows = Officer.objects.current().filter(
        within_reach(reader, READ_MEMBERS, "organization__"), held_by(ids), organization__dissolved_on=None
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows.select_related("organization", "member").order_by("organization__name", "pk"):
        words = f"{row.organization.name} {row.get_duty_display()}"
        found[row.account_id].append((words, row.organization.get_absolute_url()))
    return found
