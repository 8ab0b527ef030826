"""A quarter's three lists through the pages: published, claimed in both directions, fulfilled, evaluated; numbers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids import clicked, figures, tallies
from grids.figures import Period
from parties import quarters
from parties.enums import OrgKind
from parties.models import Contribution, JointMeeting, ListClaim, ListEntry
from tests import partied_partners as rows
from tests.partied import organization
from tests.test_uploads import picture

pytestmark = pytest.mark.django_db
URL = "/parties/lists/"


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", OrgKind.COMMITTEE)


@pytest.fixture
def hospital(committee):
    return rows.partner(committee, "荔城医院")


def enter(user) -> Client:
    client = Client()
    client.force_login(user, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def client(town):
    return enter(town.community_staff)


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def photo():
    return SimpleUploadedFile("现场.jpg", picture(), "image/jpeg")


def test_a_quarters_three_lists_are_claimed_in_both_directions_and_fulfilled(client, committee, hospital):
    school = rows.partner(committee, "实验小学")
    quarter = quarters.address(committee, quarters.this())
    typed = {
        "need": {"title": "楼道加装扶手"},
        "resource": {"title": "会议室周末开放", "owner": hospital.ref},
        "project": {"title": "背街小巷清扫日", "places": 2},
    }
    for kind, facts in typed.items():
        facts = {"places": 1, "quarter": quarters.key(quarters.this())} | facts
        assert client.post(f"{URL}new/{committee.ref}/{kind}/", facts)["Location"] == quarter
        assert client.post(quarter, {"do": "publish", "kind": kind}).status_code == 302
    assert page(client, quarter).count("Waits for a claim") == 3

    need, resource, project = (ListEntry.objects.get(kind=kind).get_absolute_url() for kind in typed)
    assert client.post(f"{need}act/claim/", {"partner": ""}).status_code == 422
    claims = ((need, hospital.ref), (resource, None), (project, hospital.ref), (project, school.ref))
    for entry, partner in claims:
        facts = {"partner": partner, "promise": "本月完成"} if partner else {"promise": "本月完成"}
        assert client.post(f"{entry}act/claim/", facts).status_code == 302
    assert page(client, quarter).count("Claimed") >= 3

    for claim in ListClaim.objects.select_related("entry"):
        address = f"{claim.entry.get_absolute_url()}claims/{claim.pk}/"
        facts = {"outcome": "已按约定完成", "kind": "service"}
        assert 'enctype="multipart/form-data"' in page(client, f"{address}fulfil/")
        assert client.post(f"{address}fulfil/", facts).status_code == 422
        assert client.post(f"{address}fulfil/", facts | {"evidence": photo()}).status_code == 302
        assert client.get(f"{address}evidence/")["Content-Type"] == "image/jpeg"
        assert client.post(f"{address}evaluate/", {"grade": "good", "remark": "很及时"}).status_code == 302

    shown = page(client, quarter)
    assert shown.count(">1/1<") == 3
    assert "很及时" in page(client, need)
    assert set(ListEntry.objects.values_list("state", flat=True)) == {"fulfilled"}
    assert Contribution.objects.filter(partner=hospital).count() == 3
    assert "已按约定完成" in page(client, f"{hospital.get_absolute_url()}print/")
    for name in ("Needs", "Resources", "Projects"):
        assert f"{name}: 1 of 1 fulfilled" in page(client, URL)


def test_an_unmet_need_is_carried_on_from_the_page_of_its_quarter(client, committee):
    before = quarters.before(quarters.this())
    entry = rows.entry(committee, quarter=before)
    address = quarters.address(committee, before)
    assert "1 need of this quarter is unmet" in page(client, address)
    assert client.post(address, {"do": "carry"})["Location"] == quarters.address(committee, quarters.this())
    assert "carried on to a later quarter" in page(client, address)
    assert "carried on from an earlier quarter" in page(client, quarters.address(committee, quarters.this()))
    assert "Carried on to quarter" in page(client, entry.get_absolute_url())
    assert client.post(address, {"do": "carry"}).status_code == 302  # by now there is none


def test_an_entry_is_carried_on_changed_and_withdrawn_from_its_page(client, committee):
    entry = rows.entry(committee)
    address = entry.get_absolute_url()
    assert client.get(f"{address}act/carry/").status_code == 200
    assert client.post(f"{address}act/carry/").status_code == 302
    assert client.post(f"{address}act/carry/").status_code == 409
    assert client.post(f"{address}act/change/", {"title": "", "places": 1}).status_code == 422
    assert client.post(f"{address}act/change/", {"title": "加装扶手", "places": 2}).status_code == 302
    assert client.post(f"{address}act/withdraw/", {"why": "已自行解决"}).status_code == 302
    assert client.post(f"{address}act/withdraw/", {"why": "已自行解决"}).status_code == 409


def test_a_claim_that_came_too_late_is_told_kindly(client, committee, hospital):
    entry = rows.entry(committee)
    made = rows.claim(entry, hospital)
    late = {"partner": rows.partner(committee).ref}
    answer = client.post(f"{entry.get_absolute_url()}act/claim/", late)
    assert (answer.status_code, ListClaim.objects.count()) == (409, 1)
    assert "the entry has moved on" in answer.content.decode()
    address = f"{entry.get_absolute_url()}claims/{made.pk}/"
    assert client.post(f"{address}give_up/", {"why": "设备检修"}).status_code == 302
    assert client.post(f"{address}fulfil/", {"outcome": "x"}).status_code == 409


def test_a_claim_names_the_joint_meeting_that_decided_it(client, committee, hospital):
    this = quarters.this()
    facts = {"quarter": this, "held_on": this, "minutes": "议定。"}
    meeting = JointMeeting.objects.create(area=committee.area, organization=committee, **facts)
    entry = rows.entry(committee)
    typed = {"partner": hospital.ref, "meeting": meeting.ref, "promise": "本月装好"}
    assert client.post(f"{entry.get_absolute_url()}act/claim/", typed).status_code == 302
    assert "本月装好" in page(client, meeting.get_absolute_url())


def test_a_partner_of_another_organisation_is_not_offered_and_not_taken(client, town, committee):
    other = rows.partner(organization(town.neighbour, "另一社区党委", OrgKind.COMMITTEE), "邻区医院")
    entry = rows.entry(committee)
    assert "邻区医院" not in page(client, f"{entry.get_absolute_url()}act/claim/")
    assert client.post(f"{entry.get_absolute_url()}act/claim/", {"partner": other.ref}).status_code == 422


def test_who_only_reads_sees_the_lists_and_no_buttons(town, committee):
    entry, reader = rows.entry(committee), enter(town.supervisor)
    shown = page(reader, quarters.address(committee, quarters.this())) + page(reader, entry.get_absolute_url())
    assert entry.title in shown
    assert "act/claim" not in shown
    assert 'data-act="publish"' not in shown
    assert reader.post(quarters.address(committee, quarters.this()), {"do": "carry"}).status_code == 403
    assert reader.get(f"{entry.get_absolute_url()}act/claim/").status_code == 403


def test_the_neighbour_sees_nothing_of_it(town, committee, hospital):
    made = rows.claim(rows.entry(committee), hospital)
    other = enter(town.stranger)
    for address in (made.entry.get_absolute_url(), quarters.address(committee, quarters.this())):
        page(other, address, 404)
    for address in (URL, f"{URL}entries/", f"{URL}claims/"):
        assert "楼道加装扶手" not in page(other, address)
        assert "社区党委" not in page(other, address)


def test_an_evidence_is_opened_by_its_own_entry_only(client, committee, hospital):
    made, other = rows.fulfilled(rows.entry(committee), hospital), rows.entry(committee)
    page(client, f"{other.get_absolute_url()}claims/{made.pk}/evidence/", 404)


def test_a_quarter_that_is_none_is_not_found(client, committee):
    for key in ("2026-5", "x", "2026"):
        page(client, f"{URL}of/{committee.ref}/{key}/", 404)
    assert str(quarters.this().year) in page(client, f"{URL}?quarter=x")


def test_entries_are_filtered_by_list_and_state(client, committee, hospital):
    rows.entry(committee, title="周末义诊")
    rows.fulfilled(rows.entry(committee, title="加装扶手"), hospital)
    rows.entry(committee, "resource", owner=hospital, title="会议室")
    shown = page(client, f"{URL}entries/?list=need&state=open")
    assert "周末义诊" in shown
    assert "加装扶手" not in shown
    assert "会议室" not in shown


def test_lists_cost_the_same_for_one_row_and_for_five(client, committee, town):
    counts = []
    addresses = (URL, f"{URL}entries/", f"{URL}claims/", quarters.address(committee, quarters.this()))
    for number in (1, 4):
        for each in range(number):
            one, other = rows.partner(committee), organization(town.community, f"党委{number}{each}")
            rows.claim(rows.entry(committee), one)
            rows.entry(other)
            rows.claim(rows.entry(committee, "resource", owner=one))
        counts.append([])
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                page(client, address)
            counts[-1].append(len(caught))
    assert counts[0] == counts[1]


@pytest.fixture
def counted(town, committee, hospital):
    """A partner in force and one run out; entries in every state; claims, one given up; pledges; a need carried on."""
    now, this = timezone.now(), quarters.this()
    rows.partner(committee, ends_on=date(2026, 1, 2))
    rows.entry(committee)
    rows.fulfilled(rows.entry(committee), hospital)
    rows.claim(rows.entry(committee, "resource", owner=hospital))
    ListClaim.objects.create(
        entry=rows.entry(committee, "project"), partner=hospital, state="given_up", claimed_at=now
    )
    rows.entry(committee, first_quarter=quarters.before(this), carried_at=now)
    facts = {"partner": hospital, "kind": "goods", "what": "书", "on": timezone.localdate(), "entered_at": now}
    Contribution.objects.create(**facts)
    Contribution.objects.create(struck_at=now, **facts)
    drive = rows.drive(committee)
    signed = {"signer": "林国强", "signed_on": timezone.localdate(), "scan": rows.a_paper()}
    rows.pledge(drive, **signed)
    rows.pledge(drive)
    rows.pledge(drive, struck_at=now)
    rows.pledge(rows.drive(committee, closed_on=timezone.localdate()))
    tallies.count(now)
    return town.community


NUMBERS = {
    "partners.partners": 1, "partners.claims": 2, "partners.claims_fulfilled": 1, "partners.contributions": 1,
    "partners.carried": 1, "partners.pledges": 2, "partners.pledges_signed": 1, "partners.published": 5,
    "partners.need_open": 2, "partners.need_fulfilled": 1, "partners.resource_claimed": 1, "partners.project_open": 1,
    "partners.need_claimed": 0,
}  # fmt: skip


def test_a_number_is_that_of_the_rows_behind_it(counted, town, client):
    today = timezone.localdate()
    period = Period.between(today, today)
    found = figures.of(counted, town.community_staff, period)
    assert {key: found[key].value for key in NUMBERS} == NUMBERS
    for key in NUMBERS:
        value = found[key]
        assert f'data-total="{value.value}"' in page(client, value.url), key


def test_rates_say_both_their_numbers(counted, town):
    today = timezone.localdate()
    found = figures.of(counted, town.community_staff, Period.between(today, today))
    assert [found[key].percent for key in ("partners.claims_rate", "partners.pledges_rate")] == [50, 50]


def test_the_numbers_of_the_neighbour_are_not_shown(counted, town):
    data = {"figure": "partners.partners", "area": counted.code}
    assert clicked.read(data, town.stranger, rows.Partner, timezone.now()) is None


def test_the_page_of_all_counts_what_is_published_as_the_lists_themselves_do(client, committee):
    rows.entry(committee)
    rows.entry(committee, title="还没发布", state="draft", published_at=None)
    (of_all,) = client.get(URL).context["rows"]
    assert of_all["lists"][0][1:] == (0, 1)
    assert client.get(quarters.address(committee, quarters.this())).context["lists"][0]["published"] == 1


def test_what_shows_that_a_claim_is_fulfilled_is_asked_for_as_needed(client, committee, hospital):
    made = rows.claim(rows.entry(committee), hospital)
    form = client.get(f"{made.entry.get_absolute_url()}claims/{made.pk}/fulfil/").context["form"]
    assert form.fields["evidence"].required
