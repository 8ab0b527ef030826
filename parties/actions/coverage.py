"""Organisations cover further areas and stop doing so; the rule of 1+1 is changed."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, reasons
from grids.along import Columns
from grids.models import Area
from grids.permissions import MANAGE_RULES
from parties import rules
from parties.actions.organizations import begin
from parties.models import Coverage, CoverageRule


@transaction.atomic
def cover(organization_id: int, area: Area, *, by, since: date | None = None) -> Coverage:
    """A further area, which may be covered by others too. `by` keeps organisations in both places."""
    organization = begin(organization_id, by)
    rules.need(by, rules.KEEP, area)
    if area.valid_to:
        raise ValidationError({"area": _("This area is retired.")})
    if area.pk == organization.area_id:
        raise ValidationError({"area": _("This organisation covers the area already.")})
    made = Coverage(organization=organization, area=area, since=since or timezone.localdate())
    return history.save(made, by, grant=rules.KEEP, where=organization)


@transaction.atomic
def uncover(coverage_id: int, *, by, why: str) -> Coverage:
    found = Coverage.objects.get(pk=coverage_id)
    organization = begin(found.organization_id, by)
    made = Coverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
    why = reasons.need(why)
    if made.until:
        raise ValidationError(_("This organisation does not cover the area any more."))
    made.until = timezone.localdate()
    return history.save(made, by, grant=rules.KEEP, where=organization, why=why)


@transaction.atomic
def change_rule(rule_id: int, *, by, kinds: list[str], is_on: bool, why: str) -> CoverageRule:
    """Which kinds count for a level; it holds everywhere. Raises PermissionDenied, ValidationError."""
    rules.need_in_hat(by, MANAGE_RULES)
    rule = CoverageRule.objects.select_for_update(no_key=True).get(pk=rule_id)
    rule.kinds, rule.is_on = kinds, is_on
    why = reasons.need(why)
    return history.save(rule, by, why=why)


# A re-division maps old areas to new ones. Coverage that the organisation would then have twice ends instead.
TAKE_ALONG = """
WITH going AS (
    SELECT c.id, c.organization_id, v.new,
        row_number() OVER (PARTITION BY c.organization_id, v.new ORDER BY c.id) AS place
    FROM parties_coverage c JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS v(old, new) ON c.area_id = v.old
    WHERE c.until IS NULL
), sorted AS (
    SELECT g.id, g.new, g.place > 1
        OR EXISTS (SELECT FROM parties_coverage held WHERE held.organization_id = g.organization_id
            AND held.area_id = g.new AND held.until IS NULL AND held.id NOT IN (SELECT id FROM going))
        OR EXISTS (SELECT FROM parties_partyorganization o
            LEFT JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS w(old, new) ON o.area_id = w.old
            WHERE o.id = g.organization_id AND coalesce(w.new, o.area_id) = g.new) AS twice
    FROM going g
)
UPDATE parties_coverage c
SET area_id = CASE WHEN s.twice THEN c.area_id ELSE s.new END,
    until = CASE WHEN s.twice THEN greatest(%(today)s, c.since) END
FROM sorted s WHERE c.id = s.id
"""


# Those that ended for being twice lie where they lay, and were open when they were remembered.
OPEN_AGAIN = """
UPDATE parties_coverage c SET until = NULL
FROM unnest(%s::bigint[], %s::bigint[]) AS v(id, area) WHERE c.id = v.id AND c.area_id = v.area AND c.until IS NOT NULL
"""


class Along(Columns):
    """For grids.registry.MovesAlong. What ended before stays with the area that it told of."""

    def move(self, areas: dict[int, int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                TAKE_ALONG, {"old": [*areas], "new": [*areas.values()], "today": timezone.localdate()}
            )  # fmt: skip
            return cursor.rowcount

    def remember(self, areas: Collection[int]) -> dict:
        rows = Coverage.objects.current().filter(area__in=areas).order_by("pk").values_list("area", "pk")
        found: dict[str, list[int]] = {}
        for area, pk in rows:
            found.setdefault(f"{area}", []).append(pk)
        return {f"{self.table}.area_id": found}

    def put_back(self, remembered: dict, areas: dict[int, int]) -> None:
        rows = remembered.get(f"{self.table}.area_id", {})
        lay = [(pk, int(area)) for area, pks in rows.items() if int(area) in areas for pk in pks]
        with connection.cursor() as cursor:
            cursor.execute(OPEN_AGAIN, [[pk for pk, _area in lay], [area for _pk, area in lay]])
        super().put_back(remembered, areas)


along = Along("parties_coverage", "area_id")
