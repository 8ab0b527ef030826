"""居民评单: rated by the link of whom it was for, or by phone; what a rating sets off."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import actions as cases
from cases.actions.intake import Reporter
from cases.enums import Source
from cases.models import Category
from grids.fields import plain
from grids.models import User
from points.actions import claims, passbooks
from points.enums import Unit
from points.models import Claim, Scheme
from points.queries import rule_for
from volunteers import rules
from volunteers.actions.orders import begin, community, enter, record, tell
from volunteers.actions.outcome import lives_within
from volunteers.enums.orders import Act, Praise, Step
from volunteers.models import ServiceOrder

LOW = 2  # stars, and fewer
RULE, SOURCE = "volunteering", "service order"
CATEGORY = "livelihood-elderly"


@transaction.atomic
def rate(
    order_id: int, *, by, rating: int, reasons: Iterable[str] = (), text: str = "", now: datetime | None = None
) -> ServiceOrder:
    """by: staff who were told by phone, never the one who did it; None by the link.

    A low rating opens a matter; any asks points for the volunteer, to be certified by somebody else. Where either is
    refused, the rating stands all the same.
    """
    now = now or timezone.now()
    made = begin(order_id, Act.RATE)
    if by is not None:
        rules.need(by, rules.KEEP, made)
        if rules.is_own_service(by, made):
            raise PermissionDenied
    if rating not in range(1, 6):
        raise ValidationError({"rating": _("Choose from one to five.")})
    made.rating, made.rating_words = rating, text.strip()[:300]
    made.reasons = [reason for reason in dict.fromkeys(reasons) if reason in Praise]
    enter(made, Step.RATED, now)
    record(made, Act.RATE, by=by, now=now, text=text, data={"rating": rating, "by_link": by is None})
    _or_told(made, "order_no_points", lambda: _ask_points(made, now))
    if rating <= LOW:
        _low(made, by, now)
    return made


def _or_told(made: ServiceOrder, kind: str, follow: Callable[[], object]) -> None:
    """What a rating sets off never undoes it: where it is refused, the community is told why."""
    try:
        with transaction.atomic():
            follow()
    except ValidationError as refused:
        tell(made, community(made), kind, why=" ".join(refused.messages))


def _low(made: ServiceOrder, by, now: datetime) -> None:
    """In the name of whoever heard it or dispatched it; where neither may report there, somebody is asked to."""
    answers = by or (User.objects.filter(pk=made.dispatched_by_id, is_active=True).first())
    if answers is not None and answers.scope.may("report_case", made):
        _or_told(made, "order_no_matter", lambda: open_matter(made.pk, by=answers, now=now))
    tell(made, community(made), "order_rated_low", leave_out=by)


@transaction.atomic
def open_matter(order_id: int, *, by, now: datetime | None = None) -> str:
    """The address of the matter that a low rating became: once. Confidential: it tells what somebody said of whom."""
    made = begin(order_id, Act.MATTER)
    if made.case_number:
        return f"/cases/{made.case_number}/"
    if made.rating > LOW:
        raise ValidationError(_("Only a low rating becomes a matter."))
    now = now or timezone.now()
    words = [str(Praise(reason).label) for reason in made.reasons]
    case = cases.report(
        by=by, area=made.area, category=Category.objects.get(code=CATEGORY), source=Source.RESIDENT,
        title=_("Low rating of a service: %(item)s") % {"item": made.item.name_zh},
        text=" · ".join(filter(None, [f"{made.rating}/5", *words, made.rating_words])),
        reporter=Reporter(plain(made, "name"), plain(made, "phone")), is_confidential=True, now=now,
    )  # fmt: skip
    made.case_number = case.number
    record(made, Act.MATTER, by=by, now=now, data={"number": case.number})
    return case.get_absolute_url()


def _ask_points(made: ServiceOrder, now: datetime) -> Claim | None:
    """Once an order, whoever asks: nothing where no scheme counts, or for whoever lives elsewhere, without a passbook.

    Raises ValidationError where points are due and none can be asked.
    """
    words, source = _("Service order: %(item)s") % {"item": made.item.name_zh}, (SOURCE, made.ref)
    if made.taker.user_id:
        return claims.claim_for_staff(made.taker.user, made, RULE, source=source, words=words, now=now)
    day = timezone.localdate(now)
    scheme = Scheme.objects.over(made).filter(unit=Unit.POINTS).order_by("-area__level").first()
    if scheme is None or rule_for(scheme, RULE, day) is None or not lives_within(scheme.area, made.taker.resident_id):
        return None
    account = passbooks.open_for_resident(scheme, made.taker.resident_id, by=None)
    resident = made.taker.resident_id if account.household_id else None
    return claims.claim(account, RULE, source=source, words=words, done_on=day, resident_id=resident, now=now)
