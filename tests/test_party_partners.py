"""Partner units: agreements from–to, what partners give, and the joint meeting of each quarter."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from grids import alarms
from grids.models import Notice
from grids.pages import desk
from parties import quarters
from parties.actions import joint_meetings, partner_reminders, partners
from parties.enums import OrgKind
from parties.models import Contribution, JointMeeting, ListEntry, Partner, PledgeDrive
from parties.views import partners as partner_pages, pledges as pledge_pages
from tests import factories as make, partied_partners as rows
from tests.partied import organization
from tests.test_uploads import picture
from tests.town import at

pytestmark = pytest.mark.django_db
MORNING = at("2026-11-16 09:00")
TODAY = MORNING.date()
URL = "/parties/partners/"


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", OrgKind.COMMITTEE)


def agree(town, committee, unit=None, **facts):
    facts = {"agreed_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "now": MORNING} | facts
    return partners.agree(committee, unit or make.organisation("荔城医院"), by=town.community_staff, **facts)


def test_an_agreement_lies_where_its_party_organisation_lies(town, committee):
    made = agree(town, committee)
    assert (made.area, made.community_id, str(made)) == (town.community, town.community.pk, "荔城医院")


def test_only_whoever_keeps_party_organisations_there_enters_a_partner(town, committee):
    for by in (town.stranger, town.grid_leader, town.auditor):
        with pytest.raises(PermissionDenied):
            partners.agree(
                committee, make.organisation(), by=by, agreed_on=TODAY, ends_on=TODAY, now=MORNING
            )  # fmt: skip


def test_a_unit_is_a_partner_of_an_organisation_once(town, committee):
    first = agree(town, committee)
    with pytest.raises(ValidationError):
        agree(town, committee, first.organisation)
    partners.end(first.pk, by=town.community_staff, why="单位搬迁", now=MORNING)
    assert agree(town, committee, first.organisation).pk != first.pk


def test_an_agreement_ends_after_it_begins(town, committee):
    with translation.override("en"), pytest.raises(ValidationError, match=r"An agreement ends after it begins\."):
        agree(town, committee, agreed_on=date(2027, 1, 1))


def test_a_dissolved_organisation_and_a_closed_unit_agree_on_nothing(town, committee):
    with pytest.raises(ValidationError):
        agree(town, committee, make.organisation(closed_on=date(2026, 1, 1)))
    committee.dissolved_on = TODAY
    committee.save()
    with pytest.raises(ValidationError):
        agree(town, committee)


def test_its_keepers_are_told_thirty_days_before_an_agreement_ends_and_when_it_has(town, committee):
    made = agree(town, committee)
    told = Notice.objects.filter(user=town.community_staff, url=made.get_absolute_url())
    alarms.sweep_one("partners", at("2026-11-30 10:00"))
    assert not told.exists()
    alarms.sweep_one("partners", at("2026-12-01 10:00"))
    alarms.sweep_one("partners", at("2026-12-02 10:00"))
    assert [one.kind for one in told] == ["partner_soon"]
    alarms.sweep_one("partners", at("2027-01-01 10:00"))
    alarms.sweep_one("partners", at("2027-03-01 10:00"))
    assert sorted(one.kind for one in told.all()) == ["partner_over", "partner_soon"]
    assert not Notice.objects.filter(user__in=(town.stranger, town.grid_leader)).exists()


def test_a_renewed_agreement_is_told_of_anew_and_its_history_keeps_the_end_before(town, committee):
    made = agree(town, committee)
    alarms.sweep_one("partners", at("2026-12-01 10:00"))
    partners.renew(made.pk, by=town.community_staff, ends_on=date(2027, 12, 31), now=at("2026-12-02 09:00"))
    made.refresh_from_db()
    assert (made.ends_on, made.alarm_at) == (date(2027, 12, 31), at("2027-12-01 09:00"))
    assert date(2026, 12, 31) in {event.ends_on for event in made.events.all()}


def test_a_renewal_ends_later(town, committee):
    made = agree(town, committee)
    with pytest.raises(ValidationError):
        partners.renew(made.pk, by=town.community_staff, ends_on=made.ends_on, now=MORNING)


def test_an_agreement_is_not_ended_while_its_claims_are_under_way(town, committee):
    one = rows.partner(committee)
    rows.claim(rows.entry(committee), one)
    with pytest.raises(ValidationError):
        partners.end(one.pk, by=town.community_staff, why="单位搬迁")
    other = rows.partner(committee)
    rows.claim(rows.entry(committee, "resource", owner=other))
    with pytest.raises(ValidationError):
        partners.end(other.pk, by=town.community_staff, why="单位搬迁")


def test_what_an_ended_partner_offered_and_nobody_claimed_is_withdrawn(town, committee):
    one = rows.partner(committee)
    offer, need = rows.entry(committee, "resource", owner=one), rows.entry(committee)
    partners.end(one.pk, by=town.community_staff, why="单位搬迁")
    states = dict(ListEntry.objects.values_list("pk", "state"))
    assert states == {offer.pk: "withdrawn", need.pk: "open"}


def test_an_ended_agreement_takes_nothing_more(town, committee):
    one = rows.partner(committee)
    partners.end(one.pk, by=town.community_staff, why="单位搬迁")
    for act in (
        lambda: partners.renew(one.pk, by=town.community_staff, ends_on=date(2030, 1, 1)),
        lambda: partners.end(one.pk, by=town.community_staff, why="单位搬迁"),
        lambda: partners.contribute(one.pk, by=town.community_staff, kind="goods", what="书", on=TODAY),
    ):
        with pytest.raises(ValidationError):
            act()


def test_a_contribution_is_written_down_and_struck_with_a_reason(town, committee):
    one = rows.partner(committee)
    made = partners.contribute(
        one.pk, by=town.community_staff, kind="people", what="20 人清扫背街", on=TODAY, now=MORNING
    )
    assert list(Contribution.objects.standing()) == [made]
    with pytest.raises(ValidationError):
        partners.strike(made.pk, by=town.community_staff, why="")
    partners.strike(made.pk, by=town.community_staff, why="登记错单位")
    assert not Contribution.objects.standing().exists()


def test_nothing_is_contributed_tomorrow(town, committee):
    with pytest.raises(ValidationError):
        partners.contribute(
            rows.partner(committee).pk, by=town.community_staff, kind="goods", what="书",
            on=TODAY + timedelta(days=1), now=MORNING,
        )  # fmt: skip


def test_a_partner_is_never_deleted(committee):
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Partner.objects.filter(pk=rows.partner(committee).pk).delete()


def test_a_joint_meeting_is_the_one_of_its_quarter(town, committee):
    one = rows.partner(committee)
    facts = {"minutes": "议定三项认领。", "place": "会议室", "present": [one], "now": MORNING}
    made = joint_meetings.hold(committee, by=town.community_staff, held_on=date(2026, 10, 9), **facts)
    assert (made.quarter, list(made.present.all())) == (date(2026, 10, 1), [one])
    with pytest.raises(ValidationError):
        joint_meetings.hold(committee, by=town.community_staff, held_on=date(2026, 11, 9), **facts)
    assert joint_meetings.hold(committee, by=town.community_staff, held_on=date(2026, 9, 30), **facts)


def test_only_partners_of_the_organisation_are_present(town, committee):
    other = rows.partner(organization(town.neighbour, "另一社区党委", OrgKind.COMMITTEE))
    with pytest.raises(ValidationError):
        joint_meetings.hold(
            committee, by=town.community_staff, held_on=TODAY, minutes="议定。", present=[other], now=MORNING
        )


def test_a_corrected_meeting_stays_in_its_quarter(town, committee):
    made = joint_meetings.hold(committee, by=town.community_staff, held_on=TODAY, minutes="议定。", now=MORNING)
    facts = {"why": "日期记错", "minutes": "议定两项。", "now": MORNING}
    with pytest.raises(ValidationError):
        joint_meetings.correct(made.pk, by=town.community_staff, held_on=date(2026, 9, 30), **facts)
    joint_meetings.correct(made.pk, by=town.community_staff, held_on=date(2026, 11, 2), **facts)
    assert JointMeeting.objects.get().minutes == "议定两项。"


def test_the_night_reminds_of_a_meeting_that_is_due_and_of_one_that_was_not_held(town, committee):
    told = Notice.objects.filter(user=town.community_staff).order_by("pk")
    partner_reminders.propose(at("2026-12-10 00:05"))
    partner_reminders.propose(at("2026-12-20 00:05"))
    partner_reminders.propose(at("2027-01-02 00:05"))
    partner_reminders.propose(at("2027-01-03 00:05"))
    assert [(one.kind, one.params["quarter"]["zh"]) for one in told] == [
        ("joint_meeting_overdue", "2026年第3季度"), ("joint_meeting_soon", "2026年第4季度"),
        ("joint_meeting_overdue", "2026年第4季度"),
    ]  # fmt: skip


def test_a_meeting_that_was_held_is_not_asked_for(town, committee):
    for held_on in (date(2026, 9, 1), date(2026, 11, 2)):
        joint_meetings.hold(committee, by=town.community_staff, held_on=held_on, minutes="议定。", now=MORNING)
    partner_reminders.propose(at("2026-12-20 00:05"))
    assert not Notice.objects.exists()


def test_a_quarter_is_its_first_day():
    first = date(2026, 10, 1)
    assert quarters.of(date(2026, 12, 31)) == first
    assert (quarters.before(first), quarters.after(first)) == (date(2026, 7, 1), date(2027, 1, 1))
    assert quarters.before(date(2026, 1, 1)) == date(2025, 10, 1)
    assert quarters.read("2026-4") == first
    assert [quarters.read(text) for text in ("", "2026", "2026-5", "x-1", "9999-1", "٢٠٢٦-1")] == [None] * 6


def test_the_database_takes_no_other_day_as_a_quarter(committee):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.entry(committee, quarter=date(2026, 11, 1))


def test_the_pages_of_a_partner(town, committee, signed_in):
    client, unit = signed_in(town.community_staff), make.organisation("荔城区实验小学")
    paper = SimpleUploadedFile("协议.jpg", picture(), "image/jpeg")
    typed = {"organization": committee.ref, "organisation": unit.name, "agreed_on": "2026-01-01"}
    answer = client.post(f"{URL}new/", typed | {"ends_on": "2025-01-01", "offers": "操场周末开放"})
    assert answer.status_code == 422
    assert "An agreement ends after it begins." in answer.content.decode()
    answer = client.post(f"{URL}new/", typed | {"ends_on": "2099-12-31", "offers": "操场周末开放", "paper": paper})
    made = Partner.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert client.get(f"{made.get_absolute_url()}agreement/")["Content-Type"] == "image/jpeg"
    gift = {"kind": "place", "what": "操场开放 12 天", "on": "2026-03-01"}
    assert client.post(f"{made.get_absolute_url()}act/contribute/", gift).status_code == 302
    for address in (URL, made.get_absolute_url(), f"{made.get_absolute_url()}print/", f"{URL}contributions/"):
        assert "荔城区实验小学" in client.get(address).content.decode(), address
    assert "操场开放 12 天" in client.get(f"{made.get_absolute_url()}print/").content.decode()
    struck = f"{made.get_absolute_url()}contributions/{Contribution.objects.get().pk}/strike/"
    assert client.post(struck, {"why": "重复登记"}).status_code == 302
    assert client.post(f"{made.get_absolute_url()}act/end/", {"why": ""}).status_code == 422
    assert client.post(f"{made.get_absolute_url()}act/end/", {"why": "单位撤并"}).status_code == 302


def test_the_pages_of_a_joint_meeting(town, committee, signed_in):
    client, one = signed_in(town.community_staff), rows.partner(committee, "荔城医院")
    assert "overdue" in client.get(f"{URL}meetings/").content.decode()
    facts = {"held_on": f"{quarters.this():%Y-%m-%d}", "minutes": "议定认领。", "present": [one.ref]}
    assert client.post(f"{URL}meetings/new/{committee.ref}/", facts | {"minutes": ""}).status_code == 422
    answer = client.post(f"{URL}meetings/new/{committee.ref}/", facts)
    page = client.get(answer["Location"]).content.decode()
    assert "议定认领。" in page
    assert "荔城医院" in page
    assert client.post(f"{answer['Location']}correct/", facts | {"why": "补记"}).status_code == 302
    assert "held" in client.get(f"{URL}meetings/").content.decode()


def test_lists_cost_the_same_for_one_row_and_for_five(town, committee, signed_in):
    client, addresses = signed_in(town.community_staff), (URL, f"{URL}contributions/", f"{URL}meetings/")
    counts = []
    for number in (1, 4):
        for each in range(number):
            one = rows.partner(committee)
            Contribution.objects.create(partner=one, kind="goods", what="书", on=TODAY, entered_at=MORNING)
            organization(town.community, f"党委{number}{each}", OrgKind.COMMITTEE)
        counts.append([])
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as caught:
                client.get(address)
            counts[-1].append(len(caught))
    assert counts[0] == counts[1]


def box(user) -> dict | None:
    return next(
        (context for found, context in desk.for_user(make.fresh(user), MORNING) if found.name == "partners"), None
    )


def test_the_desk_shows_its_keeper_what_has_run_out_and_what_does_soon(town, committee):
    over, soon, later, ended = (
        agree(town, committee, make.organisation(name), ends_on=TODAY + timedelta(days=days))
        for name, days in (("荔城医院", 0), ("建设银行", 30), ("第一小学", 31), ("供电所", 5))
    )
    partners.end(ended.pk, by=town.community_staff, why="单位搬迁", now=MORNING)
    Partner.objects.filter(pk=over.pk).update(ends_on=TODAY - timedelta(days=1))
    rows = box(town.community_staff)["rows"]
    assert [(row["url"], bool(row["tag"])) for row in rows] == [
        (over.get_absolute_url(), True), (soon.get_absolute_url(), False),
    ]  # fmt: skip


def test_the_desk_of_nobody_else_and_of_nothing_due_has_no_such_box(town, committee):
    made = agree(town, committee, ends_on=TODAY)
    assert [bool(box(user)) for user in (town.community_staff, town.stranger, town.grid_leader)] == [
        True,
        False,
        False,
    ]
    Partner.objects.filter(pk=made.pk).update(ends_on=TODAY + timedelta(days=60))
    assert box(town.community_staff) is None


def test_what_ends_says_so_from_the_day_on_which_its_keepers_are_told(town, committee):
    last = TODAY + timedelta(days=30)
    signing, agreement = PledgeDrive(ends_on=last), agree(town, committee, ends_on=last)
    kinds = [look.state_of(row, TODAY)[1] for look, row in ((partner_pages, agreement), (pledge_pages, signing))]
    assert kinds == ["due", "due"]
