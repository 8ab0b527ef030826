"""The desk: what waits for one person, most urgent first, at a fixed cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, waiting
from cases.actions import deadlines
from cases.models import Case
from grids import inbox
from grids.pages import desk as boxes
from residents.models import Resident
from tests import factories as make
from tests.test_residents import home, somebody
from tests.town import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    def look(user) -> str:
        client.force_login(user, backend="grids.backends.StaffBackend")
        client.cookies["django_language"] = "en"
        return client.get("/").content.decode()

    return look


def groups(html: str) -> dict[str, int]:
    """The tally's labels and numbers."""
    strip = html.split('class="ll-tally')[1].split("</nav>")[0]
    return {label: int(count) for label, count in re.findall(r"</svg>([^<]+)</span><b>(\d+)</b>", strip)}


def numbers(user) -> list[str]:
    return [line.number for line in waiting.for_user(user)[0]]


def test_a_reported_matter_waits_for_the_nearest_who_may_accept(town):
    case = town.report(now=timezone.now())
    assert numbers(town.grid_leader) == [case.number]
    assert numbers(town.grid_worker) == [case.number]
    assert numbers(town.community_staff) == []
    assert numbers(town.stranger) == []
    assert numbers(town.unit_head) == []


def test_the_links_to_the_rest_open_the_saved_filters_they_name(town, client):
    town.report(now=timezone.now() - timezone.timedelta(days=90))
    client.force_login(town.supervisor, backend="grids.backends.StaffBackend")
    desk = client.get("/")
    urls = [group.url for group in desk.context["groups"]] + re.findall(
        r'href="(/cases/\?[^"]+)"', desk.content.decode()
    )
    views = [client.get(url).context["asked"].view for url in urls]
    assert views[:5] == ["mine", "mine", "mine", "mine", "verify"]
    assert "overdue" in views[5:]


def test_where_nobody_serves_in_the_grid_the_community_is_waited_for(town):
    empty = make.area(town.community)
    case = town.report(now=timezone.now(), by=town.community_staff, area=empty)
    assert numbers(town.community_staff2) == [case.number]
    assert numbers(town.street_staff) == []


def test_an_assigned_matter_waits_for_the_one_who_has_it(town):
    case = town.handled(now=timezone.now())
    assert numbers(town.grid_worker) == [case.number]
    assert numbers(town.grid_leader) == []


def test_a_departments_matter_waits_for_its_officers_until_one_takes_it(town):
    case = town.report(now=timezone.now())
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=actions.Target(department=town.police))
    assert numbers(town.officer) == [case.number]


def test_the_handler_does_not_check_their_own_work(town):
    case = town.handled(now=timezone.now())
    case = town.finish(case, now=timezone.now())
    assert numbers(town.grid_worker) == []
    assert numbers(town.grid_leader) == [case.number]


def test_what_only_its_handler_could_check_waits_for_the_level_above(town):
    now, grid = timezone.now(), make.area(town.community)
    alone = make.user(at=grid, role=town.grid_leader.posts.get().role)
    case = town.report(now=now, by=alone, area=grid)
    case = actions.accept(case.pk, by=alone, seen=case.version, now=now)
    case = actions.assign(case.pk, by=alone, seen=case.version, to=actions.Target(post=alone.posts.get()), now=now)
    case = actions.take(case.pk, by=alone, seen=case.version, now=now)
    actions.finish(case.pk, by=alone, seen=case.version, text="已清运", no_photo_reason="夜间", now=now)
    assert numbers(make.fresh(alone)) == []
    assert numbers(town.community_staff) == [case.number]
    assert numbers(town.street_staff) == []


def test_a_request_for_more_time_waits_for_whoever_decides(town):
    case = town.handled(now=timezone.now())
    case = actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="等配件")
    assert numbers(town.grid_leader) == [case.number]
    assert numbers(town.community_staff) == []


def test_the_row_of_a_request_for_more_time_says_that_it_is_decided_on(town, desk):
    case = town.handled(now=timezone.now())
    assert desk(town.grid_worker).count("Handle it") == 1
    actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="等配件")
    html = desk(town.grid_leader)
    assert (html.count("Decide on more time"), html.count("Take it")) == (1, 0)
    assert desk(town.grid_worker).count("Handle it") == 1


def test_nobody_decides_on_their_own_request_for_more_time(town):
    case = town.report(now=timezone.now())
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version)
    to = actions.Target(post=town.grid_leader.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
    case = actions.take(case.pk, by=town.grid_leader, seen=case.version)
    actions.extend(case.pk, by=town.grid_leader, seen=case.version, amount=1, text="等配件")
    assert numbers(town.community_staff) == [case.number]
    assert town.community_staff.notices.filter(kind="case_more_time").exists()


def test_each_matter_stands_in_one_group(town, desk):
    town.report(now=MORNING)  # in May: long overdue
    town.report(now=timezone.now())
    done = town.handled(now=timezone.now())
    town.finish(done, now=timezone.now())
    html = desk(town.grid_leader)
    found = groups(html)
    assert found["Overdue"] == 1
    assert sum(found.values()) == 3
    assert found["For me to check"] + found["Due today"] >= 1
    assert html.count("btn-primary") == 2  # the report button, and the overdue row's


def test_the_number_of_the_desk_is_that_of_the_list(town, desk, client):
    for _nth in range(3):
        town.report(now=timezone.now())
    town.handled(now=timezone.now())
    html = desk(town.grid_leader)
    assert sum(groups(html).values()) == 3
    listed = client.get("/cases/?view=mine").content.decode()
    assert listed.count('class="ll-row__t"') == 3


def test_the_desk_costs_the_same_for_one_matter_and_for_five(town, desk, client):
    town.report(now=timezone.now())
    desk(town.grid_leader)
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for _nth in range(4):
        town.report(now=timezone.now())
    with CaptureQueriesContext(connection) as five:
        client.get("/")
    assert len(five) == len(one) <= 12, [query["sql"][:90] for query in five]


def test_what_one_was_told_stands_on_the_desk(town, desk):
    case = town.report(now=timezone.now())
    assert f"New matter to accept: {case.number}" in desk(town.grid_leader)
    assert inbox.text_of(town.grid_leader.notices.latest("pk")).startswith(("New", "有新"))


def test_a_confidential_title_is_not_told_to_the_neighbour(town, desk):
    town.report(now=timezone.now(), title="家庭纠纷详情", is_confidential=True)
    assert "家庭纠纷详情" not in desk(town.stranger)


def test_an_empty_desk_says_so(town, desk):
    html = desk(town.community_staff)
    assert "All done for today" in html


def test_only_those_who_report_have_the_big_button(town, desk):
    assert 'href="/cases/new/"' in desk(town.unit_head)
    assert "ll-report" not in desk(town.supervisor)


def test_a_contested_card_waits_for_whoever_decides_on_it(town, desk):
    case = town.handled()
    deadlines.give_cards([Case.objects.get(pk=case.pk)], timezone.now())
    actions.contest(case.cards.get(card="red").pk, by=town.grid_worker, text="系统停机")
    assert "Cards to decide on" in desk(town.supervisor)
    assert "Cards to decide on" not in desk(town.grid_worker)


def test_whoever_supervises_sees_what_is_overdue_below_them(client, town):
    case = town.handled()
    for name, sees in (("supervisor", True), ("street_staff", True), ("unit_head", False)):
        client.force_login(getattr(town, name))
        page = client.get("/").content.decode()
        assert ('id="h-overdue"' in page) is sees, name
        assert (f"/cases/{case.number}/" in page.split('id="h-overdue"')[-1]) is sees or not sees


def test_an_administrator_sees_what_they_look_after_instead_of_an_empty_list_of_matters(town, desk):
    html = desk(make.user(town.district, make.role("manage_users")))
    assert "What I look after" in html
    assert "ll-tally" not in html
    assert "What I look after" not in desk(town.community_staff)


def test_whoever_passes_the_doors_is_told_whose_entries_are_to_be_confirmed(town, desk, client):
    kept = somebody(town, home(town))
    assert "Entries to be confirmed" not in desk(town.grid_worker)
    Resident.objects.filter(pk=kept.pk).update(confirmed_at=timezone.now() - timedelta(days=366))
    html = desk(town.grid_worker)
    assert 'Entries to be confirmed<span class="ll-n">1</span>' in html
    assert 'href="/residents/?view=stale"' in html
    assert "Entries to be confirmed" not in desk(town.community_staff)  # theirs are a figure


def test_a_head_of_several_units_finds_the_way_to_the_figures_of_each(town, desk):
    head = town.unit_head
    others = [make.area(town.grid) for _each in range(13)]
    head.posts.get().areas.add(*others)
    html = desk(make.fresh(head))
    part = html.partition('id="h-figures"')[2].partition("</section>")[0]
    named = re.findall(r'<a href="/areas/(\d+)/">', part.partition("Your other areas:")[2])
    assert (len(named), set(named) <= {area.code for area in others}) == (11, True)
    assert "and 2 more" in part


def test_boxes_with_nothing_to_show_cost_one_statement_together(town, django_assert_num_queries):
    reader = town.street_staff
    assert reader.scope.has("supervise_case", "keep_care")
    with django_assert_num_queries(1):
        boxes.for_user(reader, timezone.now())
