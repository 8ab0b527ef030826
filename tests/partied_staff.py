"""Makers of pairs of staff, trainings and who was there, for tests; one of each kind for the walk."""

from datetime import date, timedelta

from django.utils import timezone

from parties.models import Pairing, PairingReview, SessionPlace, StaffSession, StaffTopic
from tests import factories as make


def pairing(area, elder=None, younger=None, **facts) -> Pairing:
    today = timezone.localdate()
    made = Pairing.objects.create(
        area=area, elder=elder or make.user(), younger=younger or make.user(),
        **{"goals": "学会入户走访", "since": today - timedelta(days=30), "until": today + timedelta(days=335)} | facts,
    )  # fmt: skip
    return Pairing.objects.get(pk=made.pk)


def session(area, topic: str = "party", people=(), **facts) -> StaffSession:
    by, now = make.user(), facts.pop("entered_at", timezone.now())
    facts = {"kind": "lesson", "title": "党建微课堂", "on": date(2026, 5, 1), "led_by": "郑书记"} | facts
    made = StaffSession.objects.create(
        area=area, topic=StaffTopic.objects.get(code=topic), entered_at=now, entered_by=by, **facts
    )
    SessionPlace.objects.bulk_create(
        SessionPlace(session=made, user=user, entered_at=now, entered_by=by) for user in people
    )
    return StaffSession.objects.get(pk=made.pk)


class PartiedStaff:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _pairing(self):
        return pairing(self.area)

    def _pairing_review(self):
        return PairingReview.objects.create(pairing=self["pairing"], due_on=timezone.localdate())

    def _staff_session(self):
        return session(self.area)

    def _session_place(self):
        facts = {"entered_at": timezone.now(), "entered_by": make.user()}
        return SessionPlace.objects.create(session=self["staff_session"], user=make.user(), **facts)

    def _staff_topic(self):
        return StaffTopic.objects.create(area=self.area, name_zh="方言", name_en="Dialect")
