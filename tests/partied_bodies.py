"""Makers of property companies, committees and social organisations, for tests; one of each kind for the walk."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from grids.enums import OrganisationKind
from parties.models import (
    CommitteeMember,
    LastPlaceNotice,
    OwnersCommittee,
    PropertyCompany,
    PropertyService,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    SocialBody,
)
from tests import factories as make
from tests.registered import entry

DAY = date(2024, 1, 1)


def firm(name: str = ""):
    return make.organisation(name, kind=OrganisationKind.PROPERTY)


def company(street, name: str = "", serves=(), **facts) -> PropertyCompany:
    organisation = facts.pop("organisation", None) or firm(name)
    facts = {"name": organisation.name, "since": DAY} | facts
    made = PropertyCompany.objects.create(area=street, organisation=organisation, **facts)
    for area in serves:
        PropertyService.objects.create(company=made, area=area, since=DAY)
    return PropertyCompany.objects.get(pk=made.pk)


def period(street, **facts) -> RatingPeriod:
    today = timezone.localdate()
    facts = {"name": "三季度", "starts_on": today - timedelta(days=92), "ends_on": today - timedelta(days=2)} | facts
    return RatingPeriod.objects.get(pk=RatingPeriod.objects.create(area=street, **facts).pk)


def results(of: RatingPeriod, *scores: float) -> list[RatingResult]:
    """One company for each score, best first; the period is closed by that."""
    of.closed_at = timezone.now()
    of.save()
    return RatingResult.objects.bulk_create(
        RatingResult(
            period=of, company=company(of.area), score=Decimal(str(score)), raters=2, closed_at=of.closed_at,
            rank=1 + sum(other > score for other in scores),
        )
        for score in scores
    )  # fmt: skip


def notice(of: RatingResult, **facts) -> LastPlaceNotice:
    now = timezone.now()
    facts = {"served_at": now, "due_at": now + timedelta(days=14), "amount": 10, "unit": "working_days"} | facts
    facts = {"served_by": facts.pop("served_by", None) or make.user(), "why": "排名末位"} | facts
    made = LastPlaceNotice.objects.create(area_id=of.period.area_id, result=of, **facts)
    return LastPlaceNotice.objects.get(pk=made.pk)


def committee(area, **facts) -> OwnersCommittee:
    today = timezone.localdate()
    facts = {
        "name": "东梅小区业主委员会", "term_starts_on": today - timedelta(days=300),
        "term_ends_on": today + timedelta(days=700),
    } | facts  # fmt: skip
    return OwnersCommittee.objects.get(pk=OwnersCommittee.objects.create(area=area, **facts).pk)


def social_body(area, **facts) -> SocialBody:
    facts = {
        "name": "夕阳红舞蹈队", "kind": "community", "status": "filed", "recorded_on": DAY, "stage_since": DAY,
    } | facts  # fmt: skip
    return SocialBody.objects.get(pk=SocialBody.objects.create(area=area, **facts).pk)


class PartiedBodies:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _property_company(self):
        return company(self.area)

    def _property_service(self):
        return PropertyService.objects.create(company=self["property_company"], area=self.area, since=DAY)

    def _rating_period(self):
        return period(self.area)

    def _company_and_period(self):
        return self["property_company"], period(self.area, name="四季度")

    def _rating_criterion(self):
        return RatingCriterion.objects.create(
            area=self.area, name_zh="电梯", name_en="Lifts", most=10, since=DAY, code=f"lifts-{self.area.pk}"
        )

    def _rating_result(self):
        return results(period(self.area, name="二季度"), 90, 70)[-1]

    def _last_place_notice(self):
        return notice(results(period(self.area, name="一季度"), 90, 70)[-1])

    def _owners_committee(self):
        return committee(self.area)

    def _committee_member(self):
        return CommitteeMember.objects.create(
            committee=self["owners_committee"], resident=entry(self.area, room="8"), role="chair", since=DAY
        )

    def _social_body(self):
        return social_body(self.area)
