"""What waits for one person: the open matters that they are the ones to act on. The desk and the list read it alike.

Each branch is a condition that an index answers, in the order of the promises; cases/queries.py merges them. It is
the reverse of `Directory`, which finds the people of one matter: a test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.functional import cached_property

from cases import queries
from cases.enums import Status, Step
from cases.models import Supervision
from cases.people import COMPLETES, GRANTS_TIME
from cases.queries import DUE_FIRST, TABLE, Line
from grids.days.periods import DAY
from grids.days.when import midnight
from grids.enums import Kind
from grids.scope import LEVELS, Hat

MOST = 99  # rows a person is shown as waiting; more than these are told as "99+"
OPEN = Q(status=Status.OPEN)
DECIDED = (Step.COLLECTION, Step.ASSIGNMENT, Step.VERIFICATION, Step.FOLLOW_UP)
DECIDING = (*(COMPLETES[step] for step in DECIDED), GRANTS_TIME)
NOT_TAKEN = f"{TABLE}.taken_by_id IS NULL AND {TABLE}.step = '{Step.HANDLING}'"


def for_user(user, most: int = MOST) -> tuple[list[Line], bool]:
    """Open matters that wait for `user` through any post, the most urgent first; and whether there are more."""
    return _first(branches(user), most)


def _first(theirs: queries.Branches, most: int) -> tuple[list[Line], bool]:
    page = queries.among(theirs, OPEN, DUE_FIRST, size=most)
    return page.rows, bool(page.next)


def next_for(user, leave_out: int) -> Line | None:
    """The next thing to do, once something is done."""
    rows, _more = for_user(user, most=9)
    return next((line for line in rows if line.id != leave_out and not line.paused_at), None)


def branches(user, serving: "Serving | None" = None) -> queries.Branches:
    """The conditions, one of which must hold of an open matter. At most two queries, however many posts."""
    scope, serving = user.scope, serving or Serving(user, timezone.localdate())
    found = [f"{TABLE}.taken_by_id = {user.pk:d} AND {TABLE}.step = '{Step.HANDLING}'"]
    if scope.post_ids:
        found.append(f"{TABLE}.to_post_id IN {queries.listed(sorted(scope.post_ids))} AND {NOT_TAKEN}")
    if scope.department_ids:
        found.append(f"{TABLE}.to_department_id IN {queries.listed(sorted(scope.department_ids))} AND {NOT_TAKEN}")
    return found + _there(user, _asked, serving)


def to_verify(user) -> queries.Branches:
    """Of these, what waits for `user` to check: fewer conditions and a query less."""

    def asked(hat: Hat, kind: Kind, ids: list[int], serving: "Serving") -> Iterator[str]:
        return _to_decide(hat, kind, serving, (Step.VERIFICATION,))

    return _there(user, asked, Serving(user, timezone.localdate(), (COMPLETES[Step.VERIFICATION],)))


def _there(user, asked: Callable[..., Iterator[str]], serving: "Serving") -> queries.Branches:
    """What the areas of each hat ask of it, as far as its wearer sees it."""
    found = []
    for hat in user.scope.hats:
        seen = _seen(user, hat)
        for kind, column, ids in _by_level(hat):
            wanted = list(asked(hat, kind, ids, serving))
            found += [f"{here} AND {one} AND {seen}" for here in queries.lying(column, ids) for one in wanted]
    return found


def _seen(user, hat: Hat) -> str:
    """What of their areas somebody sees: no confidential matter that neither its team nor a name in it opens."""
    seen = f"(NOT {TABLE}.is_confidential OR {' OR '.join([queries.of_team(user), *queries.named(user)])})"
    if "read_case" in hat.grants:
        return seen
    return f"{seen} AND ({' OR '.join([*queries.readable(user), *queries.named(user)])})"


def _by_level(hat: Hat) -> list[tuple[Kind, str, list[int]]]:
    found: dict[tuple[Kind, str], list[int]] = {}
    for reach in hat.reaches:
        found.setdefault((Kind(reach.kind), reach.column), []).append(reach.area_id)
    return [(kind, column, ids) for (kind, column), ids in found.items()]


def _asked(hat: Hat, kind: Kind, ids: list[int], serving: "Serving") -> Iterator[str]:
    """What these areas ask of the hat: to take, to decide on a step, to give more time."""
    if "handle_case" in hat.grants and hat.department_id is None:
        yield f"{NOT_TAKEN} AND {TABLE}.to_area_id IN {queries.listed(ids)}"
    yield from _to_decide(hat, kind, serving, DECIDED)
    if GRANTS_TIME in hat.grants and kind != Kind.UNIT and (wanted := serving.wanting_time(kind, ids)):
        yield f"{TABLE}.step = '{Step.HANDLING}' AND {TABLE}.id IN {queries.listed(wanted)}"


def _to_decide(hat: Hat, kind: Kind, serving: "Serving", steps: tuple[Step, ...]) -> Iterator[str]:
    """Units report and settle, they decide nothing; nobody checks what they handled."""
    if kind == Kind.UNIT:
        return
    if decided := [
        f"{TABLE}.step = '{step}' AND {_decides(kind, step, serving)}"
        for step in steps
        if COMPLETES[step] in hat.grants
    ]:
        me = serving.user.pk
        other = f"({TABLE}.handled_by_id IS DISTINCT FROM {me:d} OR {TABLE}.step <> '{Step.VERIFICATION}')"
        yield f"({' OR '.join(decided)}) AND {other}"


def _decides(kind: Kind, step: Step, serving: "Serving") -> str:
    """At my own level; or at one below it where nobody serves who could decide (a grid without a leader)."""
    ways = [f"{TABLE}.level = '{kind}'"]
    for lower in _below(kind):
        between = LEVELS[kind.depth + 1 : lower.depth + 1]
        nobody = " AND ".join(_nobody(step, level, serving) for level in between)
        ways.append(f"({TABLE}.level = '{lower}' AND {nobody})")
    return f"({' OR '.join(ways)})"


def _nobody(step: Step, level: str, serving: "Serving") -> str:
    """There is no area of this level, nobody serves in it, or only the one whose work is to be verified."""
    column = f"{TABLE}.{level}_id"
    ways = [f"{column} IS NULL"]
    if vacant := serving.vacant(COMPLETES[step], level):
        ways.append(f"{column} = ANY({_array(vacant)})")
    if step == Step.VERIFICATION and (alone := serving.alone(COMPLETES[step], level)):
        pairs = ", ".join(_array(ids) for ids in zip(*alone, strict=True))
        ways.append(f"({column}, {TABLE}.handled_by_id) IN (SELECT * FROM unnest({pairs}))")
    return f"({' OR '.join(ways)})"


def _array(ids: Iterable[int]) -> str:
    """One literal, however many: a list of hundreds of pairs took longer to plan than everything to run."""
    return f"'{{{','.join(f'{one:d}' for one in ids)}}}'::bigint[]"


def _below(kind: Kind) -> list[Kind]:
    return [Kind(level) for level in LEVELS[kind.depth + 1 :]]


# OFFSET 0 keeps the planner from reading every post there is and then looking which are of these few areas. What is
# said of the kind is what the index area_above_units says: in a whole city it is read instead of eight thousand areas.
SERVING = """
SELECT a.kind, a.id, s.*
FROM grids_area a
LEFT JOIN LATERAL (
    SELECT p.user_id, {grants}
    FROM grids_postarea pa
    JOIN grids_post p ON p.id = pa.post_id
        AND p.started_on <= %(today)s AND (p.ended_on IS NULL OR p.ended_on > %(today)s)
    JOIN grids_user u ON u.id = p.user_id AND u.is_active
    JOIN grids_role r ON r.id = p.role_id
    WHERE pa.area_id = a.id
    OFFSET 0
) AS s ON true
WHERE a.kind <> 'unit' AND ({within})
"""
REQUESTS = """
SELECT e.asked_by_id, {table}.id, {table}.level, {lies}
FROM cases_extension e
JOIN cases_casestep s ON s.id = e.step_id AND s.left_at IS NULL
JOIN {table} ON {table}.id = s.case_id
WHERE e.decided_at IS NULL AND e.asked_by_id <> %s AND ({near})
ORDER BY {table}.id
"""


class Serving:
    """Who may decide in the areas below a person's own; and what waits there for more time. Two queries at most.

    Read beforehand: as subqueries, a dozen of them in one statement took longer to plan than everything to run.
    Written as SQL: the ORM took as long to write the two as the database to answer them.
    """

    def __init__(self, user, today: date, grants: tuple[str, ...] = DECIDING):
        self.user, self.today, self.grants = user, today, grants
        self.reaches = [reach for hat in user.scope.hats for reach in hat.reaches if reach.kind in LEVELS]
        self.wanted: set[int] = set()  # the matters that wanting_time() found

    @cached_property
    def people(self) -> dict[str, dict[int, dict[str, set[int]]]]:
        """level -> area -> grant -> those whose post there grants it."""
        found: dict[str, dict[int, dict[str, set[int]]]] = {level: {} for level in LEVELS}
        ranges = {f"a.tree_id = {at.tree_id:d} AND a.lft BETWEEN {at.lft:d} AND {at.rght:d}" for at in self.reaches}
        grants = ", ".join(f"'{grant}' = ANY(r.grants)" for grant in self.grants)
        sql = SERVING.format(grants=grants, within=" OR ".join(sorted(ranges)) or "false")
        for kind, area, user, *granted in queries.rows(sql, {"today": self.today}):
            at = found[kind].setdefault(area, {})
            for grant, has in zip(self.grants, granted, strict=True):
                if has:
                    at.setdefault(grant, set()).add(user)
        return found

    @cached_property
    def requests(self) -> list[dict]:
        """Requests for more time that nobody has decided: a handful, so who decides on each is found here."""
        ids: dict[str, list[int]] = {}
        for reach in self.reaches:
            ids.setdefault(reach.column, []).append(reach.area_id)
        near = " OR ".join(one for column, some in ids.items() for one in queries.lying(column, some))
        lies = ", ".join(f"{TABLE}.{level}_id" for level in LEVELS)
        sql = REQUESTS.format(table=TABLE, lies=lies, near=near or "false")
        names = ("asked_by", "case", "level", *LEVELS)
        return [dict(zip(names, row, strict=True)) for row in queries.rows(sql, [self.user.pk])]

    def vacant(self, grant: str, level: str) -> list[int]:
        return [area for area, its in self.people[level].items() if grant not in its]

    def alone(self, grant: str, level: str) -> list[tuple[int, int]]:
        """(area, person), where there is only one."""
        pairs = ((area, its.get(grant, ())) for area, its in self.people[level].items())
        return [(area, next(iter(people))) for area, people in pairs if len(people) == 1]

    def wanting_time(self, kind: Kind, ids: list[int]) -> list[int]:
        """The matters in these areas on whose request somebody of this level has to decide."""
        found = [row["case"] for row in self.requests if row[kind] in ids and self._falls_to(kind, row)]
        self.wanted.update(found)
        return found

    def _falls_to(self, kind: Kind, row: dict) -> bool:
        if row["level"] == kind:
            return True
        between = LEVELS[kind.depth + 1 : Kind(row["level"]).depth + 1]
        others = (self.people[at].get(row[at], {}).get(GRANTS_TIME, set()) - {row["asked_by"]} for at in between)
        return bool(between) and not any(others)


@dataclass(frozen=True, slots=True)
class Work:
    """The same rows in the groups of the desk; a matter is in the first that fits."""

    answer: list[Line]  # a supervision wants an answer of this person
    over: list[Line]
    today: list[Line]
    mine: list[Line]
    check: list[Line]
    more: bool  # there is more than was read
    answers: dict[int, datetime]  # by matter: until when a supervision wants its answer
    requests: set[int]  # matters for which somebody asks this person for more time

    @property
    def count(self) -> int:
        return len(self.answer) + len(self.over) + len(self.today) + len(self.mine) + len(self.check)


def work_of(user, now: datetime) -> Work:
    serving = Serving(user, timezone.localdate())
    rows, more = _first(branches(user, serving), MOST)
    answers = _answers(user, rows)
    work = Work([], [], [], [], [], more, answers, serving.wanted)
    tomorrow = midnight(timezone.localdate(now)) + DAY
    for line in rows:
        if line.id in answers:
            work.answer.append(line)
        elif line.paused_at is None and line.due_at is not None and line.due_at < now:
            work.over.append(line)
        elif line.paused_at is None and line.due_at is not None and line.due_at < tomorrow:
            work.today.append(line)
        elif line.step == Step.VERIFICATION:
            work.check.append(line)
        else:
            work.mine.append(line)
    work.answer.sort(key=lambda line: answers[line.id])
    return work


def _answers(user, rows: list[Line]) -> dict[int, datetime]:
    """Of these, those with a supervision that this person may answer, and by when. A query only where one stands."""
    hat = user.scope.hat
    handles = hat is not None and "handle_case" in hat.grants
    ids = [line.id for line in rows if line.is_supervised and (handles or line.taken_by_id == user.pk)]
    if not ids:
        return {}
    open_ones = Supervision.objects.for_answer_of(user).filter(case__in=ids)
    return dict(open_ones.order_by().values_list("case").annotate(by=Min("answer_by")))
