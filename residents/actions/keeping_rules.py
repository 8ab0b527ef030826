"""How long personal data are kept is corrected by whoever keeps the rules; the loader leaves it alone from then on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from grids import history
from grids.permissions import MANAGE_RULES, need_in_hat
from residents.models import RetentionRule

MOST_YEARS = 30


@transaction.atomic
def correct_rule(code: str, *, years: int, basis: str, check_locally: bool, by, why: str) -> RetentionRule:
    """Raises PermissionDenied, ValidationError by field. Who is due is computed anew with each look."""
    need_in_hat(by, MANAGE_RULES)
    rule = RetentionRule.objects.select_for_update(no_key=True).get(code=code)
    wrong = {}
    if len(why.strip()) < 2:
        wrong["why"] = _("Say why, in a few words.")
    if not 1 <= years <= MOST_YEARS:
        wrong["years"] = _("Between 1 and %(most)d years.") % {"most": MOST_YEARS}
    if not basis.strip():
        wrong["basis"] = _("Data may only be kept on a legal basis.")
    if wrong:
        raise ValidationError(wrong)
    rule.years, rule.basis, rule.check_locally = years, basis.strip()[:200], check_locally
    with history.acting(by, grant=MANAGE_RULES, where=None, why=why):
        rule.save()
    return rule
