"""Who a matter waits for. Reads posts; a sweep hands in one `Directory` for its whole batch."""

from collections.abc import Iterable

from django.utils import timezone

from cases.enums import Step
from cases.models import Case
from grids.database import prepared
from grids.enums import Kind
from grids.models import Placed, Post

# The grant that completes each step, for finding whom the matter waits for.
COMPLETES: dict[str, str] = {
    Step.COLLECTION: "accept_case",
    Step.ASSIGNMENT: "assign_case",
    Step.HANDLING: "handle_case",
    Step.VERIFICATION: "verify_case",
    Step.FOLLOW_UP: "follow_up_case",
}
GRANTS_TIME = "decide_extension"
RESUMES = "pause_case"


# By the level that decides: the columns of its own area and those above, nearest first; and the levels above it.
COLUMNS_UP: dict[str, list[str]] = {
    kind: [f"{each}_id" for each in reversed(Kind) if each.depth <= kind.depth and each != Kind.UNIT] for kind in Kind
}
LEVELS_UP: dict[str, list[Kind]] = {
    kind: [each for each in reversed(Kind) if each.depth < kind.depth] for kind in Kind
}


# Asked in every act and every sweep: the ORM takes three times as long to write it as PostgreSQL to answer.
# What is given to an area is not for the officers of a department, whose posts lie there too (rules.is_mine).
SERVING = """
SELECT pa.area_id, p.user_id,
       CASE WHEN p.department_id IS NULL THEN r.grants ELSE array_remove(r.grants, 'handle_case') END
FROM grids_postarea pa
JOIN grids_post p ON p.id = pa.post_id AND p.started_on <= %(today)s AND (p.ended_on IS NULL OR p.ended_on > %(today)s)
JOIN grids_user u ON u.id = p.user_id AND u.is_active
JOIN grids_role r ON r.id = p.role_id
WHERE pa.area_id = ANY(%(ids)s)
ORDER BY p.user_id, p.id
"""


class Directory:
    """Remembers who serves where. A sweep reads it for its whole batch, in three queries, before it asks."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()
        self._areas: dict[int, dict[str, tuple[int, ...]]] = {}  # by area, then by grant
        self._departments: dict[int, tuple[int, ...]] = {}
        self._posts: dict[int, tuple[int, ...]] = {}

    def read(self, cases: Iterable[Case]) -> "Directory":
        """Everything that the questions about these matters will ask."""
        cases = list(cases)
        columns = [*COLUMNS_UP[Kind.GRID], "to_area_id"]
        self._read_areas({found for case in cases for column in columns if (found := getattr(case, column))})
        self._read_departments({case.to_department_id for case in cases if case.to_department_id})
        self._read_posts({case.to_post_id for case in cases if case.to_post_id})
        return self

    def serving(self, grant: str, area_id: int) -> tuple[int, ...]:
        """Those whose posts on this very area grant this."""
        if area_id not in self._areas:
            self._read_areas({area_id})
        return self._areas[area_id].get(grant, ())

    def nearest(self, grant: str, row: Placed) -> tuple[int, ...]:
        """Those who may this at the lowest level, from the grid of `row` up to its street, where anybody may."""
        levels = (row.grid_id, row.community_id, row.street_id)
        return next((found for area in levels if area and (found := self.serving(grant, area))), ())

    def in_department(self, department_id: int) -> tuple[int, ...]:
        if department_id not in self._departments:
            self._read_departments({department_id})
        return self._departments[department_id]

    def in_post(self, post_id: int) -> tuple[int, ...]:
        if post_id not in self._posts:
            self._read_posts({post_id})
        return self._posts[post_id]

    def _current(self, **where):
        return Post.objects.current(self.today).filter(user__is_active=True, **where).order_by("user", "pk")

    def _read_areas(self, ids: set[int]) -> None:
        found: dict[int, dict[str, dict[int, None]]] = {area_id: {} for area_id in ids}
        if ids:
            with prepared.cursor() as cursor:
                cursor.execute(SERVING, {"ids": list(ids), "today": self.today})
                for area_id, user_id, grants in cursor.fetchall():
                    for grant in grants:
                        found[area_id].setdefault(grant, {})[user_id] = None
        for area_id, by_grant in found.items():
            self._areas[area_id] = {grant: tuple(people) for grant, people in by_grant.items()}

    def _read_departments(self, ids: set[int]) -> None:
        found: dict[int, dict[int, None]] = {department_id: {} for department_id in ids}
        rows = self._current(department__in=ids).values_list("department", "user") if ids else ()
        for department_id, user_id in rows:
            found[department_id][user_id] = None
        self._departments |= {department_id: tuple(people) for department_id, people in found.items()}

    def _read_posts(self, ids: set[int]) -> None:
        rows = self._current(pk__in=ids).values_list("pk", "user") if ids else ()
        self._posts |= dict.fromkeys(ids, ()) | {post_id: (user_id,) for post_id, user_id in rows}

    def waited_for(self, case: Case) -> tuple[int, ...]:
        """Whom the open step waits for: the one it is assigned to, else the nearest level where somebody may act."""
        if case.step == Step.HANDLING:
            return self.handlers(case)
        return self._nearest(
            case, COMPLETES[case.step], case.handled_by_id if case.step == Step.VERIFICATION else None
        )

    def handlers(self, case: Case) -> tuple[int, ...]:
        if case.taken_by_id:
            return (case.taken_by_id,)
        if case.to_post_id:
            return self.in_post(case.to_post_id)
        if case.to_department_id:
            return self.in_department(case.to_department_id)
        return self.serving("handle_case", case.to_area_id) if case.to_area_id else ()

    def deciders(self, case: Case) -> tuple[int, ...]:
        """Those who answer for the matter at its level: the nearest who may assign. Where nobody does from there up,
        the highest below, who may bring it back."""
        if found := self._nearest(case, "assign_case"):
            return found
        below = (getattr(case, f"{kind}_id") for kind in Kind if Kind(case.level).depth < kind.depth < Kind.UNIT.depth)
        return next((found for area in below if area and (found := self.serving("assign_case", area))), ())

    def must_know(self, case: Case) -> tuple[int, ...]:
        """Of a confidential matter: whom it waits for, and who answers for it. They are of its team by themselves."""
        return (*self.waited_for(case), *self.deciders(case))

    def resumers(self, case: Case) -> tuple[int, ...]:
        """Those who may let a suspended clock run again."""
        return self._nearest(case, RESUMES)

    def time_givers(self, case: Case, asked_by: int) -> tuple[int, ...]:
        """Those who decide on a request for more time: never the one who asks."""
        return self._nearest(case, GRANTS_TIME, asked_by)

    def supervisors(self, case: Case, not_they: int) -> tuple[int, ...]:
        """Whoever is told where nobody may do the next step: the nearest who supervise, never the one who waits."""
        return self._nearest(case, "supervise_case", not_they)

    def _nearest(self, case: Case, grant: str, not_they: int | None = None) -> tuple[int, ...]:
        """Those serving at the lowest level where anybody but `not_they` may."""
        line = self.from_level_up(case)
        self._read_areas(set(line) - self._areas.keys())
        for area_id in line:
            if found := tuple(user for user in self.serving(grant, area_id) if user != not_they):
                return found
        return ()

    def at_level(
        self, case: Case, kind: str, grants: Iterable[str] = ("assign_case", "supervise_case")
    ) -> tuple[int, ...]:
        area_id = case.area_id if kind == Kind.UNIT else getattr(case, f"{kind}_id")
        return (
            tuple(dict.fromkeys(user for grant in grants for user in self.serving(grant, area_id))) if area_id else ()
        )

    @staticmethod
    def from_level_up(case: Case) -> list[int]:
        """The case's areas from its level upwards, by id."""
        return [area_id for column in COLUMNS_UP[case.level] if (area_id := getattr(case, column))]


def higher_levels(case: Case, level: str = "") -> list[Kind]:
    """The levels above this one, else above the one that decides now, nearest first."""
    return [kind for kind in LEVELS_UP[level or case.level] if getattr(case, f"{kind}_id", None)]


def decides_above(case: Case, directory: Directory, level: str = "") -> Kind | None:
    """The next level up where somebody assigns matters."""
    higher = higher_levels(case, level)
    return next((kind for kind in higher if directory.at_level(case, kind, ("assign_case",))), None)


def still_higher(case: Case) -> list[Kind]:
    """Those of them that no card of the open step has told yet: where a late matter is handed up to next."""
    higher = higher_levels(case)
    return [kind for kind in higher if kind.depth < Kind(case.alarm_told).depth] if case.alarm_told else higher
