"""Who a matter waits for. Reads posts; a sweep hands in one `Directory` for its whole batch."""

from collections.abc import Iterable

from django.utils import timezone

from cases.enums import Step
from cases.models import Case
from grids.enums import Kind
from grids.models import Post

# The grant that completes each step, for finding whom the matter waits for.
COMPLETES = {
    Step.COLLECTION: "accept_case",
    Step.ASSIGNMENT: "assign_case",
    Step.HANDLING: "handle_case",
    Step.VERIFICATION: "verify_case",
    Step.FOLLOW_UP: "follow_up_case",
}


class Directory:
    """Remembers who serves where, so that a thousand matters of one street cost a handful of queries."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()
        self._found: dict[tuple, tuple[int, ...]] = {}

    def serving(self, grant: str, area_id: int) -> tuple[int, ...]:
        """Those whose posts on this very area grant this."""
        return self._ask(("area", grant, area_id), role__grants__contains=[grant], post_areas__area=area_id)

    def in_department(self, department_id: int) -> tuple[int, ...]:
        return self._ask(("department", department_id), department=department_id)

    def in_post(self, post_id: int) -> tuple[int, ...]:
        return self._ask(("post", post_id), pk=post_id)

    def _ask(self, key: tuple, **where) -> tuple[int, ...]:
        if key not in self._found:
            posts = Post.objects.current(self.today).filter(user__is_active=True, **where)
            self._found[key] = tuple(posts.order_by("user").values_list("user", flat=True).distinct())
        return self._found[key]

    def waited_for(self, case: Case) -> tuple[int, ...]:
        """Whom the open step waits for: the one it is assigned to, else the nearest level where somebody may act."""
        step = Step(case.step)
        if step == Step.HANDLING:
            return self.handlers(case)
        grant = COMPLETES[step]
        not_they = {case.handled_by_id} if step == Step.VERIFICATION else set()
        for area_id in self.from_level_up(case):
            if found := [user for user in self.serving(grant, area_id) if user not in not_they]:
                return tuple(found)
        return ()

    def handlers(self, case: Case) -> tuple[int, ...]:
        if case.taken_by_id:
            return (case.taken_by_id,)
        if case.to_post_id:
            return self.in_post(case.to_post_id)
        if case.to_department_id:
            return self.in_department(case.to_department_id)
        return self.serving("handle_case", case.to_area_id) if case.to_area_id else ()

    def deciders(self, case: Case) -> tuple[int, ...]:
        """Those who answer for the matter at its level: the nearest who may assign."""
        for area_id in self.from_level_up(case):
            if found := self.serving("assign_case", area_id):
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
        kinds = [kind for kind in reversed(Kind) if kind.depth <= Kind(case.level).depth and kind != Kind.UNIT]
        return [area_id for kind in kinds if (area_id := getattr(case, f"{kind}_id"))]


def higher_levels(case: Case) -> list[Kind]:
    """The levels above the one that decides now, nearest first: where a late matter is handed up to."""
    return [
        kind for kind in reversed(Kind) if kind.depth < Kind(case.level).depth and getattr(case, f"{kind}_id", None)
    ]
