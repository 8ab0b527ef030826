"""Organisations cover further areas and stop doing so; the rule of 1+1 is changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.areas.along import Once
from grids.models import Area
from grids.permissions import MANAGE_RULES
from grids.words import reasons
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


# A re-division maps old areas to new ones. An organisation that comes to lie in one needs not cover it besides.
along = Once(
    "parties_coverage",
    "organization_id",
    has_it="EXISTS (SELECT FROM parties_partyorganization o LEFT JOIN v ON o.area_id = v.old"
    " WHERE o.id = g.organization_id AND coalesce(v.new, o.area_id) = g.new)",
)
