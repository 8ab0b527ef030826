"""Who serves in an area, which departments come there, and who answers for it last: for the area's page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from grids import staffing
from grids.enums import Kind
from grids.models import Area, Department, PostArea
from grids.permissions import READ_AREA

SHOWN = 30
READ = 300  # links of one area and those above it; far more than any area has


@dataclass(frozen=True, slots=True)
class Serving:
    person: str
    role: str
    phone: str  # masked
    since: date
    post_id: int | None  # None where the reader may not open the post
    area: Area
    answers: bool  # the last one to turn to
    also: tuple[tuple[str, str], ...] = ()  # what else they are (words, address)


_also: dict[str, Callable] = {}


def register_also(name: str, find: Callable) -> None:
    """What else people in posts are, apps say in AppConfig.ready(): (account ids, reader) -> {id: [(words, url)]}."""
    _also[name] = find


def also(users: Iterable[int], reader) -> dict[int, list[tuple[str, str]]]:
    """A query for each app that has something this reader may know."""
    ids, found = set(users), {}
    for find in _also.values():
        for user, said in find(ids, reader).items():
            found.setdefault(user, []).extend(said)
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """An area without the head it should have; since when, where that is known."""

    kind: str
    since: date | None


def of_area(area: Area, user, line: list[Area] | None = None, today: date | None = None) -> dict:
    """`serving`, those `more` than are shown, `above` (who answers where nobody here does), `gap`, `departments`.

    line: the area and those above it, where the page has read them. Three queries, however many serve there.
    """
    today = today or timezone.localdate()
    links = _links(area, line or list(area.get_ancestors(include_self=True)), today)
    current = [link for link in links if _counts(link.post, today)]
    here = sorted((link for link in current if link.area_id == area.pk), key=_first_heads)
    last = None if area.is_retired else _answers(area, current)
    more = also((link.post.user_id for link in [*here[:SHOWN], *filter(None, [last])]), user)
    shown = [_said(link, user, link is last, more) for link in here[:SHOWN]]
    return {
        "serving": shown,
        "more": len(here) - len(shown),
        "above": _said(last, user, True, more) if last and last.area_id != area.pk else None,
        "gap": _gap(area, here, links),
        "departments": Department.objects.filter(is_active=True, areas__in=_line(area)).distinct(),
    }


def _line(area: Area) -> list[int]:
    """The ids of the area and of those above it, the area first, then upwards."""
    above = (area.grid_id, area.community_id, area.street_id, area.district_id)
    return list(dict.fromkeys(pk for pk in (area.pk, *above) if pk))


def _links(area: Area, line: list[Area], today: date) -> list[PostArea]:
    """The posts here, with the heads there were; and of the areas above those that could answer for this one.

    The line of areas stands before all else: an OR alone would read every post there is. Seven tables in one statement
    took three milliseconds to plan, so the areas are those of the line and the keys come in a statement of their own.
    """
    held = Q(post__ended_on=None) | Q(post__ended_on__gt=today)
    leads = Q(post__role__is_head=True)
    for office in line:
        if office.kind in staffing.OFFICES:
            leads |= Q(area=office.pk, post__role__kind=office.kind)
    heads = Q(area=area.pk, post__role__code=staffing.HEADS.get(area.kind, ""))
    found = PostArea.objects.filter(
        heads | (held & Q(post__user__is_active=True) & (Q(area=area.pk) | leads)), area__in=[each.pk for each in line]
    )
    joined = found.select_related("post__user", "post__role", "post__department")
    links = list(joined.prefetch_related("post__user__subject").order_by("-post__started_on", "-pk")[:READ])
    by_id = {each.pk: each for each in line}
    for link in links:
        link.area = by_id[link.area_id]
    return links


def _counts(post, today: date) -> bool:
    return post.started_on <= today and (post.ended_on is None or post.ended_on > today) and post.user.is_active


def _first_heads(link: PostArea) -> tuple:
    post = link.post
    return not post.role.is_head, post.role.order, post.user.pinyin, post.pk


def _answers(area: Area, links: list[PostArea]) -> PostArea | None:
    """The head of the unit; without one the leader of its grid, then the staff of its community, of its street."""
    place = {pk: at for at, pk in enumerate(_line(area))}
    able = [link for link in links if link.post.role.is_head or _is_office(link)]
    return min(able, key=lambda link: (place[link.area_id], *_first_heads(link)), default=None)


def _is_office(link: PostArea) -> bool:
    return link.area.kind in staffing.OFFICES and link.post.role.kind == link.area.kind and not link.post.department_id


def _gap(area: Area, here: list[PostArea], links: list[PostArea]) -> Gap | None:
    role = staffing.HEADS.get(area.kind)
    if not role or area.is_retired or any(link.post.role.code == role for link in here):
        return None
    ended = [link.post.ended_on for link in links if link.area_id == area.pk and link.post.role.code == role]
    return Gap(Kind(area.kind), max((day for day in ended if day), default=None))


def _said(link: PostArea, user, answers: bool, more: dict[int, list[tuple[str, str]]]) -> Serving:
    post, department = link.post, link.post.department
    role = f"{department.label} {post.role.label}" if department else post.role.label
    seen = user.scope.reaches(READ_AREA, link.area) or post.user_id == user.pk
    phone, post_id = post.user.masked_phone, post.pk if seen else None
    return Serving(
        str(post.user), role, phone, post.started_on, post_id, link.area, answers, tuple(more.get(post.user_id, ()))
    )
