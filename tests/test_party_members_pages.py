"""The pages of members: who opens them, what they say and keep to themselves, and numbers that open their rows."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids import figures
from grids.days.periods import Period
from parties.actions import deployments, members
from parties.enums import MemberKind
from parties.models import CheckIn, ContactHousehold, Deployment, MemberHours, PartyMember
from tests.partied import member, organization
from tests.partied_members import check_in, contact, deployment, hours, household_of
from tests.registered import entry

pytestmark = pytest.mark.django_db


def page(name: str, *args) -> str:
    return reverse(f"parties:party_members:{name}", args=args)


@pytest.fixture
def somebody(town, branch):
    return member(branch, entry(town.unit, room="7"))


def test_the_roll_is_closed_to_whoever_reads_none(town, signed_in, somebody):
    assert signed_in(town.grid_leader).get(page("list")).status_code == 403
    assert signed_in(town.community_staff).get(page("list")).context["rows"][0]["name"] == "林秀英"


def test_who_reads_no_roll_has_no_tab_of_it_but_one_of_their_households(town, signed_in, branch):
    html = signed_in(town.grid_leader).get(reverse("parties:list")).content.decode()
    assert page("list") not in html.replace(page("households"), "")
    assert page("households") in html


def test_the_list_is_narrowed_by_kind_organisation_name_and_home(town, signed_in, branch, somebody):
    other = organization(town.community, name="机关支部", kind="enterprise")
    away = member(other, entry(town.community, name="王建国", room="8"), kind="in_service")
    client = signed_in(town.community_staff)

    def found(**query):
        return [line["row"] for line in client.get(page("list"), query).context["rows"]]

    assert found() == [away, somebody]
    assert (
        found(kind="in_service") == found(organization=other.ref) == found(q="王") == found(grid="outside") == [away]
    )
    assert found(kind="retired", q="林") == [somebody]
    assert found(kind="floating") == []


def test_who_is_not_linked_stands_in_the_list_as_everybody_does(town, signed_in):
    members.find_unlinked(entry(town.unit).pk, by=town.community_staff)
    html = signed_in(town.community_staff).get(page("list"), {"kind": "unlinked"}).content.decode()
    assert "林秀英" in html
    assert 'class="ll-tag' not in html


@pytest.mark.parametrize("name", ["list", "check_ins", "households", "deployments", "hours"])
def test_a_list_costs_the_same_for_one_row_and_for_five(town, signed_in, branch, name):
    client = signed_in(town.community_staff)

    def one(room):
        who = member(branch, entry(town.unit, room=f"{room}"))
        there = check_in(town.community, who.resident)
        contact(who, household_of(town.unit, room=f"h{room}"))
        hours(deployment(who, town.unit), by=town.community_staff)
        hours(there, by=town.community_staff2)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            context = client.get(page(name)).context
        return len(queries), len(context.get("rows") or context["lines"])

    one(1)
    asked()
    first, _rows = asked()
    for room in range(2, 6):
        one(room)
    many, rows = asked()
    assert (many, rows >= 5) == (first, True)


def test_pages_are_turned_by_key(town, signed_in, branch, monkeypatch):
    monkeypatch.setattr("grids.views.listing.A_PAGE", 2)
    people = [
        member(branch, entry(town.unit, room=f"{n}"), since=dt.date(2024, 1, 1) + dt.timedelta(days=n // 2))
        for n in range(5)
    ]
    client, seen, query = signed_in(town.community_staff), [], ""
    for _turn in range(3):
        context = client.get(page("list") + query).context
        seen += [line["row"] for line in context["rows"]]
        query = context["next_url"]
    assert (sorted(row.pk for row in seen), query) == ([row.pk for row in people], "")


def test_a_member_is_enrolled_by_the_whole_name(town, signed_in, branch):
    entry(town.unit)
    said = {"name": "林秀英", "kind": "retired", "organization": "第一支部"}
    answer = signed_in(town.community_staff).post(page("new"), said)
    made = PartyMember.objects.get()
    assert (answer.status_code, answer.url, made.organization) == (302, made.get_absolute_url(), branch)
    assert len(list(get_messages(answer.wsgi_request))) == 1  # the act's own words, and no others


def test_of_several_with_a_name_one_is_chosen(town, signed_in, branch):
    _first, second = entry(town.unit, room="1"), entry(town.unit, room="2")
    said = {"name": "林秀英", "kind": "retired", "organization": "第一支部"}
    client = signed_in(town.community_staff)
    answer = client.post(page("new"), said)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"resident"})
    client.post(page("new"), said | {"resident": second.ref})
    assert PartyMember.objects.get().resident == second


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name": "没有此人", "kind": "retired", "organization": "第一支部"}, "name"),
        ({"name": "林秀英", "kind": "retired"}, "organization"),
        ({"name": "林秀英", "kind": "unlinked", "organization": "第一支部"}, "organization"),
        ({"name": "林秀英", "kind": "retired", "organization": "没有这个"}, "organization"),
        ({"name": "林秀英", "organization": "第一支部"}, "kind"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(town, signed_in, branch, said, wrong):
    entry(town.unit)
    answer = signed_in(town.community_staff).post(page("new"), said)
    assert (answer.status_code, wrong in answer.context["form"].errors) == (422, True)
    assert said["name"] in answer.content.decode()
    assert not PartyMember.objects.exists()


def test_an_organisation_next_door_is_none_of_mine(town, signed_in):
    organization(town.neighbour, name="邻居支部")
    entry(town.unit)
    said = {"name": "林秀英", "kind": "retired", "organization": "邻居支部"}
    assert signed_in(town.community_staff).post(page("new"), said).status_code == 422


def test_the_page_of_a_resident_leads_onto_the_roll_and_tells_only_its_readers(town, signed_in, branch):
    resident = entry(town.unit)
    keeper = signed_in(town.community_staff)
    begin = f"{page('new')}?resident={resident.ref}"
    assert begin in keeper.get(resident.get_absolute_url()).content.decode()
    keeper.post(begin, {"kind": "retired", "organization": "第一支部"})
    made = PartyMember.objects.get()
    assert made.get_absolute_url() in keeper.get(resident.get_absolute_url()).content.decode()
    told = signed_in(town.grid_leader).get(resident.get_absolute_url()).content.decode()
    assert "/parties/members/" not in told
    assert "第一支部" not in told


ACTS = {
    "kind": {"kind": "floating"},
    "transfer": {"organization": "机关支部", "why": "调动"},
    "leave": {"left_for": "away", "why": "组织关系转出"},
    "account": {"user": "?"},
    "household": {"address": "东梅小区22室"},
    "deploy": {"area": "?", "duty": "楼院巡查"},
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_offered_and_done_on_a_page_of_its_own(town, signed_in, somebody, act):
    organization(town.community, name="机关支部", kind="enterprise")
    household_of(town.unit)
    said = {name: {"user": town.grid_leader.username, "area": town.unit.code}.get(name, value) for name, value in
            ACTS[act].items()}  # fmt: skip
    client, address = signed_in(town.community_staff), page("act", somebody.ref, act)
    assert address in client.get(somebody.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, said)
    assert answer.status_code == 302, answer.context["form"].errors
    somebody.refresh_from_db()
    assert {
        "kind": lambda: somebody.kind == MemberKind.FLOATING,
        "transfer": lambda: PartyMember.objects.current().get().organization.name == "机关支部",
        "leave": lambda: somebody.left_for == "away",
        "account": lambda: somebody.user == town.grid_leader,
        "household": lambda: ContactHousehold.objects.get().member == somebody,
        "deploy": lambda: Deployment.objects.get().area == town.unit,
    }[act]()


def test_who_is_not_linked_is_linked_from_their_page(town, signed_in, branch):
    made = members.find_unlinked(entry(town.unit).pk, by=town.community_staff)
    client = signed_in(town.community_staff)
    html = client.get(made.get_absolute_url()).content.decode()
    assert page("act", made.ref, "link") in html
    assert page("act", made.ref, "transfer") not in html
    client.post(page("act", made.ref, "link"), {"organization": "第一支部", "kind": "floating"})
    made.refresh_from_db()
    assert (made.organization, made.kind) == (branch, MemberKind.FLOATING)


def test_reporting_in_entering_hours_and_confirming_them(town, signed_in):
    entry(town.unit)
    first = signed_in(town.community_staff)
    first.post(page("report_in"), {"name": "林秀英", "from_unit": "市医院第二支部", "offer": "义诊"})
    there = CheckIn.objects.get()
    first.post(page("check_in_act", there.ref, "hours"), {"on": timezone.localdate(), "hours": "1.5", "what": "义诊"})
    made = MemberHours.objects.get()
    confirm = page("confirm_hours", made.ref)
    assert confirm not in first.get(there.get_absolute_url()).content.decode(), "not by whoever entered them"
    first.post(confirm)
    assert not MemberHours.objects.confirmed().exists()
    second = signed_in(town.community_staff2)
    assert confirm in second.get(page("hours")).content.decode()
    assert second.post(confirm, {"listed": "1"}).url == page("hours")
    assert MemberHours.objects.confirmed().exists()


def test_the_members_own_account_notes_a_visit_and_sees_no_more_of_the_roll(town, signed_in, somebody):
    members.know_account(somebody.pk, town.unit_head, by=town.community_staff)
    made = contact(somebody, household_of(town.unit))
    client = signed_in(town.unit_head)
    assert client.get(page("households")).context["rows"][0]["row"] == made
    html = client.get(made.get_absolute_url()).content.decode()
    assert "吴秀兰" in html
    assert somebody.get_absolute_url() not in html
    said = {"on": timezone.localdate(), "way": "home", "reason": "greet"}
    assert client.post(page("household_act", made.ref, "visit"), said).status_code == 302
    assert made.visits.get().by == town.unit_head
    assert client.get(page("household_act", made.ref, "end")).status_code == 403
    assert client.get(somebody.get_absolute_url()).status_code == 404


def test_a_household_is_nobody_elses_business(town, signed_in, somebody):
    made = contact(somebody, household_of(town.unit))
    for other in (town.grid_leader, town.stranger, town.supervisor):
        assert signed_in(other).get(made.get_absolute_url()).status_code == 404


def test_a_household_found_by_the_end_of_its_address_is_chosen_where_several_fit(town, signed_in, somebody):
    _one, two = household_of(town.unit, room="1栋502"), household_of(town.unit, room="2栋502")
    client, address = signed_in(town.community_staff), page("act", somebody.ref, "household")
    answer = client.post(address, {"address": "502室"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"household"})
    client.post(address, {"address": "502室", "household": two.ref})
    assert ContactHousehold.objects.get().household == two


@pytest.mark.parametrize("card", ["post", "service", "record"])
def test_three_cards_are_printed_from_the_data(town, signed_in, somebody, card):
    there = deployment(somebody, town.unit)
    hours(
        there, what="夜间巡查", on=timezone.localdate(), confirmed_by=town.community_staff, confirmed_at=timezone.now()
    )
    hours(there, what="没有确认", on=timezone.localdate())
    html = signed_in(town.community_staff).get(page("card", somebody.ref, card)).content.decode()
    assert {"post": "楼院巡查", "service": "楼院巡查", "record": "夜间巡查"}[card] in html
    assert "没有确认" not in html
    assert ("ll-doc--a6" in html) == (card != "record")


def test_the_card_of_service_calls_nobody_a_member_who_has_not_agreed(town, signed_in, somebody):
    client, card = signed_in(town.community_staff), page("card", somebody.ref, "service")

    def printed() -> str:
        return client.get(card).content.decode().split("<article", 1)[1]

    assert "共产党员" not in printed()
    assert "第一支部" not in printed()
    for _nth in range(2):  # a second click takes nothing back
        client.post(page("show", somebody.ref), {"agreed": "1"})
    assert "共产党员" in printed()
    client.post(page("show", somebody.ref), {"agreed": ""})
    assert "共产党员" not in printed()


def test_a_card_that_is_none_of_the_three_is_not_found(town, signed_in, somebody):
    assert signed_in(town.community_staff).get(page("card", somebody.ref, "gold")).status_code == 404


def test_a_record_is_of_a_year(town, signed_in, somebody):
    done = {"confirmed_by": town.community_staff, "confirmed_at": timezone.now()}
    hours(deployment(somebody, town.unit), on=dt.date(2024, 5, 1), **done)
    client, card = signed_in(town.community_staff), page("card", somebody.ref, "record")
    assert client.get(card, {"year": "2024"}).context["sum"] == 2
    for other in ("", "0", "99999", "二〇二四"):
        assert client.get(card, {"year": other}).context["year"] == timezone.localdate().year


def numbers(town) -> dict:
    period = Period.between(timezone.localdate(), timezone.localdate())
    found = figures.of(town.unit, town.community_staff, period)
    return {key.removeprefix("parties."): value for key, value in found.items() if key.startswith("parties.")}


def filled(town):
    """Of two members in service one reported in, of four members three live in a grid; all lie in the unit."""
    branch = organization(town.unit)
    first, second, third = (
        member(branch, entry(town.unit, room=f"{n}"), kind=kind)
        for n, kind in enumerate(("in_service", "in_service", "retired"))
    )
    outside = member(branch, entry(town.community, room="9"), kind="floating")
    there = check_in(town.unit, first.resident)
    check_in(town.unit)
    contact(third, household_of(town.unit))
    hours(there, confirmed_by=town.community_staff, confirmed_at=timezone.now())
    hours(there)
    return second, outside


EXPECTED = {
    "members": 4, "members_in_service": 2, "members_retired": 1, "members_floating": 1, "members_unlinked": 0,
    "members_other": 0, "reported_in": 1, "in_grid": 3, "check_ins": 2, "contact_households": 1, "member_hours": 2,
}  # fmt: skip


def test_the_numbers_of_members(town):
    filled(town)
    found = numbers(town)
    assert {key: found[key].value for key in EXPECTED} == EXPECTED
    shares = {key: (found[key].part.value, found[key].whole.value) for key in ("reported_in_rate", "in_grid_rate")}
    assert shares == {"reported_in_rate": (1, 2), "in_grid_rate": (3, 4)}


def test_a_number_opens_its_rows(town, signed_in):
    filled(town)
    client, values = signed_in(town.community_staff), numbers(town)
    for key, number in EXPECTED.items():
        assert client.get(values[key].url).context["total"] == number, key


def test_who_reads_no_roll_is_told_no_number_of_it(town):
    period = Period.between(timezone.localdate(), timezone.localdate())
    found = figures.of(town.unit, town.grid_leader, period)
    assert not [key for key in found if key.startswith("parties.member") or key.startswith("parties.contact")]


def test_the_next_page_keeps_every_filter_whatever_stands_in_it(town, signed_in, branch, monkeypatch):
    monkeypatch.setattr("grids.views.listing.A_PAGE", 2)
    for room in range(3):
        somebody = entry(town.unit, room=f"{room}")
        somebody.name = "林&秀英"
        somebody.save()
        member(branch, somebody)
    client = signed_in(town.community_staff)
    following = client.get(page("list"), {"q": "林&秀", "organization": branch.ref}).context["next_url"]
    kept = QueryDict(following.removeprefix("?"))
    assert (kept["q"], kept["organization"]) == ("林&秀", branch.ref)
    assert len(client.get(page("list") + following).context["rows"]) == 1


@pytest.mark.parametrize("name", ["list", "check_ins", "deployments"])
def test_what_ended_is_found_in_a_list_of_its_own(town, signed_in, somebody, name):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    rows = {
        "list": (somebody, {"left_on": yesterday, "left_for": "ended"}),
        "check_ins": (check_in(town.unit), {"until": yesterday}),
        "deployments": (deployment(somebody, town.unit), {"until": yesterday}),
    }
    row, ended = rows[name]
    client = signed_in(town.community_staff)
    type(row).objects.filter(pk=row.pk).update(**ended)
    assert [line["row"] for line in client.get(page(name), {"past": "1"}).context["rows"]] == [row]
    assert client.get(page(name)).context["rows"] == []


def test_hours_of_a_deployment_are_entered_after_it_ended_and_its_member_tells_of_it(town, signed_in, somebody):
    client, today = signed_in(town.community_staff), timezone.localdate()
    days = {"since": today - dt.timedelta(days=9), "until": today - dt.timedelta(days=4)}
    made = deployments.deploy(somebody.pk, town.unit, by=town.community_staff, duty="值守路口", **days)
    assert list(client.get(somebody.get_absolute_url()).context["deployments"]) == [made]
    html = client.get(made.get_absolute_url()).content.decode()
    assert (page("deployment_act", made.ref, "hours") in html, page("deployment_act", made.ref, "end") in html) == (
        True, False,
    )  # fmt: skip
