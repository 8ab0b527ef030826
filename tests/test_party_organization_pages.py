"""The pages of party organisations: what each reader sees, what they cost, and acts through the forms."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids import tallies
from grids.enums import Kind
from grids.models import Area
from parties.actions import coverage as covering
from parties.enums import OrgKind
from parties.models import Alliance, CoverageRule, Officer, PartyOrganization, Term
from tests import factories as make
from tests.partied import member, organization
from tests.partied_organizations import network, officer, term
from tests.registered import entry

pytestmark = pytest.mark.django_db


def enter(user) -> Client:
    type(user).objects.filter(pk=user.pk).update(is_demo=True)
    client = Client()
    client.force_login(user, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def page(user, name: str, *args, **query) -> str:
    return enter(user).get(reverse(f"parties:{name}", args=args), query).content.decode()


def cost(client, address: str) -> int:
    client.get(address)  # what is kept from then on
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_tree_begins_with_the_tops_of_ones_areas_and_opens_level_by_level(town):
    made = network(town)
    organization(town.community, "前哨支部", OrgKind.OUTPOST, parent=made["committee"])
    shown = page(town.street_staff, "list")
    assert ("街道工委" in shown, "社区党委" in shown, "网格党支部" in shown) == (True, True, False)
    shown = page(town.street_staff, "list", open=made["committee"].ref)
    assert all(name in shown for name in ("街道工委", "社区党委", "网格党支部", "前哨支部"))
    shown = page(town.grid_leader, "list")
    assert ("社区党委" in shown, "网格党支部" in shown) == (False, True)


def test_a_line_of_the_tree_is_opened_without_a_page_by_htmx_and_with_one_otherwise(town):
    made, client = network(town), enter(town.street_staff)
    address = reverse("parties:organization_branch", args=[made["committee"].ref])
    assert client.get(address).url == f"/parties/?open={made['committee'].ref}"
    shown = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "网格党支部" in shown
    assert "<html" not in shown


@pytest.mark.parametrize("name", ["list", "officers", "terms", "alliances"])
def test_a_list_costs_the_same_for_one_and_for_five(town, name):
    made, client = network(town), enter(town.street_staff)

    def more(number: int) -> None:
        branch = organization(town.community, f"前哨支部{number}", OrgKind.OUTPOST, parent=made["committee"])
        officer(branch, user=town.grid_leader)
        term(branch, timezone.localdate() - timezone.timedelta(days=number + 1))
        Alliance.objects.create(area=town.community, name=f"联盟{number}", founded_on=timezone.localdate())

    more(1)
    address = reverse(f"parties:{name}") + ("?kind=outpost" if name == "list" else "")
    first = cost(client, address)
    for number in range(2, 6):
        more(number)
    assert cost(client, address) == first


def test_a_list_turns_its_pages(town, monkeypatch):
    monkeypatch.setattr("grids.views.listing.A_PAGE", 2)
    for number in range(3):
        organization(town.community, f"前哨支部{number}", OrgKind.OUTPOST)
    client = enter(town.community_staff)
    shown = client.get("/parties/?kind=outpost").content.decode()
    more = re.search(r'rel="next" href="([^"]+)"', shown).group(1).replace("&amp;", "&")
    assert "前哨支部2" not in shown
    assert "前哨支部2" in client.get(f"/parties/{more}").content.decode()


def test_a_page_of_an_organisation_costs_the_same_for_one_and_for_five_of_everything(town):
    made, client = network(town), enter(town.street_staff)
    address = made["committee"].get_absolute_url()

    def more(number: int) -> None:
        organization(town.community, f"前哨支部{number}", OrgKind.OUTPOST, parent=made["committee"])
        grid = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
        covering.cover(made["committee"].pk, grid, by=town.street_staff)
        duty = "secretary" if number == 1 else "member"
        officer(made["committee"], duty, member=member(made["branch"], entry(town.unit, room=f"{number}")))

    more(1)
    officer(made["committee"], "deputy", user=town.grid_leader)
    first = cost(client, address)
    for number in range(2, 6):
        more(number)
    assert cost(client, address) == first


def test_who_does_not_see_the_one_above_gets_its_name_and_no_link(town):
    made = network(town)
    shown = page(town.grid_leader, "organization", made["branch"].ref)
    assert "社区党委" in shown
    assert made["committee"].get_absolute_url() not in shown


def test_how_many_members_it_has_is_for_who_keeps_the_roll(town):
    made = network(town)
    member(made["branch"])
    assert "Party members" in page(town.community_staff, "organization", made["branch"].ref)
    assert "Party members" not in page(town.supervisor, "organization", made["branch"].ref)


def test_history_says_who_did_what_and_masks_names_as_the_page_does(town):
    made, client = network(town), enter(town.community_staff)
    one = member(made["branch"], entry(town.unit))
    address = reverse("parties:organization_act", args=[made["branch"].ref, "appoint"])
    said = {"duty": "secretary", "name": "林秀英", "since": timezone.localdate()}
    assert client.post(address, said).status_code == 302
    assert Officer.objects.get().member == one
    assert "林秀英: " in page(town.community_staff, "organization", made["branch"].ref)
    shown = page(town.supervisor, "organization", made["branch"].ref)
    assert "林*英: " in shown
    assert "林秀英" not in shown


def test_a_wrong_appointment_comes_back_with_what_was_typed(town):
    made, client = network(town), enter(town.community_staff)
    address = reverse("parties:organization_act", args=[made["branch"].ref, "appoint"])
    answer = client.post(address, {"duty": "secretary", "name": "无此人", "since": timezone.localdate()})
    assert answer.status_code == 422
    assert "无此人" in answer.content.decode()


def test_where_several_have_the_name_one_is_chosen(town):
    made, client = network(town), enter(town.community_staff)
    first, second = (member(made["branch"], entry(town.unit, room=room)) for room in "12")
    address = reverse("parties:organization_act", args=[made["branch"].ref, "appoint"])
    said = {"duty": "secretary", "name": "林秀英", "since": timezone.localdate()}
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"who": f"m-{second.ref}"}).status_code == 302
    assert Officer.objects.get().member == second != first


def test_one_is_founded_under_another_by_the_form(town):
    made, client = network(town), enter(town.community_staff)
    address = f"{reverse('parties:new_organization')}?under={made['committee'].ref}"
    said = {"kind": "outpost", "name": "前哨支部", "area": town.community.code, "founded_on": timezone.localdate()}
    assert client.get(address).status_code == 200
    assert client.post(address, said).status_code == 302
    assert PartyOrganization.objects.get(name="前哨支部").parent == made["committee"]
    answer = client.post(address, said | {"area": town.neighbour.code})
    assert answer.status_code == 422


ACTS = {
    "change": {"name": "新名", "kind": "grid", "founded_on": "2020-07-01"},
    "move": {"why": "网格调整"},
    "dissolve": {"why": "撤并"},
    "term": {"began_on": "2026-01-05", "ends_on": "2029-01-05", "result": "应到12人，实到11人"},
    "cover": {},
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_asks_and_is_done(town, act):
    made, client = network(town), enter(town.community_staff)
    other = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    said = ACTS[act] | {"move": {"under": made["committee"].ref}, "cover": {"area": other.code}}.get(act, {})
    address = reverse("parties:organization_act", args=[made["branch"].ref, act])
    before = made["branch"].events.count() + Term.objects.count() + made["branch"].coverages.count()
    assert client.get(address).status_code == 200
    if act == "move":
        said["area"] = other.code
    answer = client.post(address, said)
    assert answer.status_code == 302
    assert len(list(get_messages(answer.wsgi_request))) == 1  # it says that it was done
    assert made["branch"].events.count() + Term.objects.count() + made["branch"].coverages.count() == before + 1


def test_a_part_time_member_is_asked_for_of_a_big_committee_only(town):
    made, client = network(town), enter(town.community_staff)
    big = organization(town.community, "大党委", OrgKind.BIG_COMMITTEE)
    make.organisation("中心小学", area=town.unit)
    said = {"name": "苏文彬", "unit": "中心小学", "since": timezone.localdate()}
    assert (
        client.post(reverse("parties:organization_act", args=[made["branch"].ref, "part_time"]), said).status_code
        == 404
    )
    assert client.post(reverse("parties:organization_act", args=[big.ref, "part_time"]), said).status_code == 302
    assert "苏文彬" in page(town.community_staff, "organization", big.ref)


def test_the_coverage_page_says_k_of_n_and_names_the_gaps(town):
    made = network(town)
    first, second = (make.area(Area.objects.get(pk=town.community.pk), Kind.GRID) for _each in range(2))
    covering.cover(made["branch"].pk, first, by=town.community_staff)
    tallies.count()
    answer = enter(town.street_staff).get(reverse("parties:coverage"), {"area": town.street.code, "level": "grid"})
    context, shown = answer.context, answer.content.decode()
    row = context["rows"][0]
    assert (row["name"], row["part"].value, row["whole"].value) == (town.community.short_name, 2, 3)
    assert [gap["area"] for gap in context["gaps"]] == [second]
    assert (shown.count('class="ll-cell is-joint" href'), shown.count('class="ll-cell is-gap" href')) == (2, 1)
    assert f"under={made['committee'].ref}&amp;kind=grid&amp;area={second.code}" in page(
        town.community_staff, "coverage", area=town.community.code, level="grid"
    )


@pytest.mark.parametrize("who", ["unit_head", "grid_leader", "community_staff", "street_staff", "supervisor"])
def test_every_level_has_a_coverage_page_of_its_own(town, who):
    network(town)
    tallies.count()
    client = enter(getattr(town, who))
    for level in Kind.values:
        assert client.get(reverse("parties:coverage"), {"level": level}).status_code == 200


def test_a_clicked_number_of_coverage_opens_its_areas(town):
    made = network(town)
    first = make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    client = enter(town.community_staff)
    answer = client.get(reverse("parties:coverage"), {"area": town.community.code, "figure": "parties.grids_covered"})
    assert (answer.context["total"], answer.context["rows"]) == (1, [made["branch"].area])
    answer = client.get(reverse("parties:coverage"), {"area": town.community.code, "figure": "parties.grids"})
    assert set(answer.context["rows"]) == {town.grid, first}


@pytest.mark.parametrize(
    ("key", "name"), [("organizations", "list"), ("officers", "officers"), ("terms_over", "list")]
)
def test_a_clicked_number_opens_its_rows(town, key, name):
    made = network(town)
    officer(made["branch"], user=town.grid_leader)
    term(made["committee"], timezone.localdate() - timezone.timedelta(days=1))
    asked = {"area": town.street.code, "figure": f"parties.{key}"}
    answer = enter(town.street_staff).get(reverse(f"parties:{name}"), asked)
    assert answer.context["total"] == {"organizations": 3}.get(key, 1)


def test_coverage_costs_the_same_for_few_and_many(town):
    network(town)
    client = enter(town.street_staff)
    make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    tallies.count()
    address = f"{reverse('parties:coverage')}?area={town.street.code}&level=grid"
    first = cost(client, address)
    for _each in range(4):
        make.area(Area.objects.get(pk=town.community.pk), Kind.GRID)
    tallies.count()
    assert cost(client, address) == first <= 20


def test_the_rule_is_changed_by_its_page(town):
    keeper = make.user(town.district, make.role("manage_rules", "read_parties"))
    address = reverse("parties:coverage_rule", args=[Kind.GRID])
    assert enter(town.community_staff).get(address).status_code == 403
    client = enter(keeper)
    assert client.post(address, {"kinds": ["grid"], "is_on": "on"}).status_code == 422
    assert client.post(address, {"kinds": ["grid"], "is_on": "on", "why": "统一口径"}).status_code == 302
    assert CoverageRule.objects.get(level=Kind.GRID).kinds == ["grid"]
    assert "统一口径" in page(keeper, "coverage_rules")


def test_the_post_and_the_area_page_say_that_somebody_is_an_officer_too(town):
    made = network(town)
    officer(made["branch"], user=town.grid_worker)
    client, post = enter(town.community_staff), town.grid_worker.posts.get()
    for address in (reverse("posts:detail", args=[post.pk]), town.grid.get_absolute_url()):
        shown = client.get(address).content.decode()
        assert "网格党支部 Secretary" in shown
    assert "网格党支部 Secretary" not in enter(town.grid_leader).get(town.grid.get_absolute_url()).content.decode()


def test_an_alliance_is_kept_by_its_page(town):
    made, client = network(town), enter(town.street_staff)
    said = {"area": town.street.code, "name": "片区联盟", "does": "", "founded_on": timezone.localdate()}
    answer = client.post(reverse("parties:new_alliance"), said)
    alliance = Alliance.objects.get()
    assert answer.url == alliance.get_absolute_url()
    join = reverse("parties:alliance_act", args=[alliance.ref, "join"])
    assert client.post(join, {"organization": "没有"}).status_code == 422
    assert client.post(join, {"organization": "社区党委"}).status_code == 302
    row = alliance.members.get()
    client.post(reverse("parties:alliance_lead", args=[alliance.ref, row.pk]))
    shown = page(town.community_staff, "organization", made["committee"].ref)
    assert "片区联盟" in shown
    assert alliance.get_absolute_url() in shown  # whose organisation is in it sees it
    client.post(reverse("parties:alliance_leave", args=[alliance.ref, row.pk]), {"why": "退出"})
    assert not alliance.members.current().exists()
