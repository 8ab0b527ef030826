"""责任状: texts by versions, signed by organisations and by who holds a post, with a scan; k of n; until a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from grids import alarms
from grids.models import Notice, Role
from parties.actions import pledges
from parties.enums import OrgKind
from parties.models import Pledge, PledgeDrive, PledgeText
from tests import factories as make, partied_partners as rows
from tests.partied import organization
from tests.test_uploads import picture
from tests.town import at

pytestmark = pytest.mark.django_db
NOW = at("2026-11-16 09:00")
TODAY = NOW.date()
URL = "/parties/pledges/"


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", OrgKind.COMMITTEE)


def write(town, committee, **facts):
    facts = {"title": "消防安全责任状", "words": "一、落实主体责任。", "now": NOW} | facts
    return pledges.write(committee, by=town.community_staff, **facts)


def begin(town, committee, **facts):
    facts = {"title": "2026 年度", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "now": NOW} | facts
    return pledges.begin(write(town, committee), by=town.community_staff, **facts)


def sign(town, pledge, **facts):
    facts = {"signer": "林国强", "signed_on": TODAY, "scan": rows.a_paper(), "now": NOW} | facts
    return pledges.sign(pledge.pk, by=town.community_staff, **facts)


def test_a_change_of_the_text_is_a_new_version(town, committee):
    first = write(town, committee)
    second = pledges.revise(
        first.pk, by=town.community_staff, words="一、落实主体责任。二、每月自查。", why="补充自查"
    )
    assert [(one.version, one.is_latest) for one in PledgeText.objects.order_by("version")] == [(1, False), (2, True)]
    with pytest.raises(ValidationError):
        pledges.revise(first.pk, by=town.community_staff, words="别的", why="补充")
    with pytest.raises(ValidationError):
        pledges.revise(second.pk, by=town.community_staff, words=second.words, why="补充")
    with pytest.raises(ValidationError):
        write(town, committee)


def test_a_version_says_for_ever_what_it_said(town, committee):
    made = write(town, committee)
    with pytest.raises(Exception, match="readonly|Cannot update"), transaction.atomic():
        PledgeText.objects.filter(pk=made.pk).update(words="别的")


def test_a_drive_keeps_the_version_it_began_with(town, committee):
    drive = begin(town, committee)
    pledges.revise(drive.text.pk, by=town.community_staff, words="新文本", why="修订")
    assert PledgeDrive.objects.get().text.version == 1


def test_only_whoever_keeps_them_writes_begins_adds_and_signs(town, committee):
    drive = begin(town, committee)
    pledge = rows.pledge(drive)
    for act in (
        lambda by: pledges.write(committee, by=by, title="x", words="x"),
        lambda by: pledges.revise(drive.text.pk, by=by, words="x", why="修订"),
        lambda by: pledges.begin(drive.text, by=by, title="x", starts_on=TODAY, ends_on=TODAY),
        lambda by: pledges.add(drive.pk, by=by, all_partners=True),
        lambda by: pledges.sign(pledge.pk, by=by, signer="x", signed_on=TODAY),
        lambda by: pledges.strike(pledge.pk, by=by, why="重复"),
        lambda by: pledges.close(drive.pk, by=by, why="结束"),
    ):
        for by in (town.stranger, town.grid_leader):
            with pytest.raises(PermissionDenied):
                act(by)


def test_partners_in_force_one_organisation_and_holders_of_posts_sign(town, committee):
    drive, by = begin(town, committee), town.community_staff
    one = rows.partner(committee)
    rows.partner(committee, ends_on=TODAY - timedelta(days=1))
    shop, leader = make.organisation(), Role.objects.get(code="grid_leader")
    assert pledges.add(drive.pk, by=by, all_partners=True, organisation=shop, roles=[leader], now=NOW) == 3
    asked = Pledge.objects.all()
    assert {row.organisation for row in asked if row.organisation} == {one.organisation, shop}
    assert [row.post.user for row in asked if row.post] == [town.grid_leader]


def test_who_serves_next_door_does_not_sign(town, committee):
    drive = begin(town, committee)
    pledges.add(drive.pk, by=town.community_staff, roles=[Role.objects.get(code="community_staff")], now=NOW)
    assert town.stranger not in {row.post.user for row in Pledge.objects.all()}
    assert Pledge.objects.count() == 2


def test_nobody_is_asked_twice(town, committee):
    drive, shop = begin(town, committee), make.organisation()
    pledges.add(drive.pk, by=town.community_staff, organisation=shop)
    with pytest.raises(ValidationError):
        pledges.add(drive.pk, by=town.community_staff, organisation=shop)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.pledge(drive, organisation=shop)


def test_a_drive_asks_no_more_than_its_limit(town, committee, monkeypatch):
    monkeypatch.setattr(pledges, "MOST_SIGNATORIES", 1)
    drive = begin(town, committee)
    rows.pledge(drive)
    with pytest.raises(ValidationError):
        pledges.add(drive.pk, by=town.community_staff, organisation=make.organisation())


def test_a_signature_says_who_when_and_shows_the_scan(town, committee):
    pledge = rows.pledge(begin(town, committee))
    for wrong in ({"signer": " "}, {"scan": None}, {"signed_on": TODAY + timedelta(days=1)}):
        with pytest.raises(ValidationError):
            sign(town, pledge, **wrong)
    made = sign(town, pledge)
    assert (made.signer, made.signed_on, made.scan is None) == ("林国强", TODAY, False)
    with pytest.raises(ValidationError):
        sign(town, pledge)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.update(scan=None)


def test_nothing_is_signed_after_the_pledge_has_run_out(town, committee):
    pledge = rows.pledge(begin(town, committee))
    with pytest.raises(ValidationError):
        sign(town, pledge, signed_on=date(2027, 1, 1), now=at("2027-01-02 09:00"))


def test_a_signatory_is_struck_before_signing_only(town, committee):
    drive = begin(town, committee)
    first, second = rows.pledge(drive), rows.pledge(drive)
    pledges.strike(first.pk, by=town.community_staff, why="已搬离")
    sign(town, second)
    with pytest.raises(ValidationError):
        pledges.strike(second.pk, by=town.community_staff, why="已搬离")
    assert list(drive.pledges.asked()) == [second]


def test_a_closed_signing_takes_no_signature(town, committee):
    drive = begin(town, committee)
    pledge = rows.pledge(drive)
    pledges.close(drive.pk, by=town.community_staff, why="改签新版")
    with pytest.raises(ValidationError):
        sign(town, pledge)


def test_its_keepers_are_told_before_it_expires_and_when_it_has(town, committee):
    drive = begin(town, committee)
    told = Notice.objects.filter(user=town.community_staff, url=drive.get_absolute_url())
    for day in ("2026-11-20 10:00", "2026-12-02 10:00", "2027-01-02 10:00", "2027-02-02 10:00"):
        alarms.sweep_one("pledges", at(day))
    assert [one.kind for one in told.order_by("pk")] == ["pledge_soon", "pledge_over"]


def test_a_pledge_from_the_text_to_the_paper_through_the_pages(town, committee, signed_in):
    client, unit = signed_in(town.community_staff), rows.partner(committee, "荔城医院")
    text = {"organization": committee.ref, "title": "平安建设责任状", "words": "一、守土有责。"}
    assert client.post(f"{URL}texts/new/", text | {"words": ""}).status_code == 422
    written = client.post(f"{URL}texts/new/", text)["Location"]
    revised = client.post(f"{written}revise/", {"words": "一、守土尽责。", "why": "改一字"})["Location"]
    assert "Version 2" in client.get(revised).content.decode()
    facts = {"text": PledgeText.objects.get(is_latest=True).ref, "title": "2026 年度签订"}
    facts |= {"starts_on": f"{TODAY:%Y-%m-%d}", "ends_on": "2099-12-31"}
    drive = client.post(f"{URL}new/", facts)["Location"]
    assert client.post(f"{drive}act/add/", {}).status_code == 422
    leader = Role.objects.get(code="grid_leader")
    assert client.post(f"{drive}act/add/", {"all_partners": "on", "roles": [leader.pk]}).status_code == 302
    assert "0 of 2 signed" in client.get(drive).content.decode()
    of_unit = Pledge.objects.get(organisation=unit.organisation)
    typed = {"signer": "林国强", "signed_on": f"{TODAY:%Y-%m-%d}"}
    assert client.post(f"{drive}{of_unit.pk}/sign/", typed).status_code == 422
    scan = SimpleUploadedFile("责任状.jpg", picture(), "image/jpeg")
    assert client.post(f"{drive}{of_unit.pk}/sign/", typed | {"scan": scan}).status_code == 302
    assert client.get(f"{drive}{of_unit.pk}/scan/").status_code == 200
    page = client.get(drive).content.decode()
    assert "1 of 2 signed" in page
    assert "林国强" in page
    sheet, copy = client.get(f"{drive}print/").content.decode(), client.get(f"{drive}{of_unit.pk}/print/")
    assert "一、守土尽责。" in sheet
    assert "荔城医院" in sheet
    assert "林国强" in copy.content.decode()
    assert "1 of 2 signed" in client.get(URL).content.decode()


def test_lists_cost_the_same_for_one_row_and_for_five(town, committee, signed_in):
    client, counts = signed_in(town.community_staff), []
    drive = rows.drive(committee)
    addresses = (URL, f"{URL}texts/", f"{URL}signatories/", drive.get_absolute_url())
    for number in (1, 4):
        for _each in range(number):
            rows.pledge(rows.drive(committee))
            rows.pledge(drive)
            rows.pledge(drive, post=make.post(make.user(), town.grid, role=Role.objects.get(code="grid_worker")))
        counts.append([])
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                client.get(address)
            counts[-1].append(len(caught))
    assert counts[0] == counts[1]
