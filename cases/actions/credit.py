"""A settled dispute asks points for those who settled it. Somebody else certifies them, like any other claim."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.enums import Act, Resolved
from cases.models import Case
from grids.models import User
from points.actions.claims import claim_for_staff

RULE, SOURCE = "mediation", "dispute"
SETTLED = (Resolved.YES, Resolved.PARTLY)


def credit(case: Case, *, now: datetime) -> None:
    """Once for each handler, however often the matter is opened again. The words name the matter and nobody in it."""
    if not case.category.is_dispute or case.resolved not in SETTLED:
        return
    acts = case.acts.filter(act__in=(Act.FINISH, Act.SETTLE)).values("user")
    for user in User.objects.filter(pk__in=acts).order_by("pk"):
        words = _("Settled the dispute %(number)s") % {"number": case.number}
        claim_for_staff(user, case, RULE, source=(SOURCE, f"{case.number}:{user.pk}"), words=words, now=now)
