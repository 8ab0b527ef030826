"""The list of matters: whose it shows, in which order, at what cost."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from cases import filters, queries, waiting
from cases.enums import Status, Step
from cases.models import Case, CaseTeam, Category, Extension
from cases.people import Directory
from cases.queries import DUE_FIRST, NEWEST
from cases.views import listing
from grids.enums import Kind
from grids.models import Department, Post, PostArea, Role
from tests import small_ground as small

pytestmark = pytest.mark.django_db
OFFICE = ("read_area", "read_case", "assign_case", "accept_case", "verify_case", "handle_case", "export_case")


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def everything(branches, where, order) -> list[int]:
    """All pages of the list, one after the other."""
    found, cursor = [], ""
    while True:
        page = queries.among(branches, where, order, cursor, size=7)
        found += [line.id for line in page.rows]
        cursor = page.next
        if not cursor:
            return found


@pytest.fixture
def ground():
    return small.ground()


@pytest.fixture
def people(ground):
    """Somebody of every kind: each level, two posts, a department, nobody."""
    police = Department.objects.create(code="police-t", name_zh="派出所", name_en="Police")
    officer = small.person("officer")
    role = Role.objects.create(code="officer", name_zh="部门", name_en="Officer", grants=["handle_case"])
    post = Post.objects.create(user=officer, role=role, department=police, started_on="2020-01-01")
    PostArea.objects.create(post=post, area=ground.street)
    return [
        small.person("unit", ground.units[0]),
        small.person("units", *ground.units),
        small.person("grid", ground.grids[0], grants=OFFICE),
        small.person("nested", ground.grids[0], ground.first, grants=OFFICE),
        small.person("beside", ground.grids[1], ground.second, grants=OFFICE),
        small.person("street", ground.street, grants=OFFICE),
        small.person("district", ground.district),
        officer,
        small.person("nobody"),
    ]


@pytest.fixture
def matters(ground, people):
    """Two hundred matters, put down by chance but the same each time."""
    chance, now = random.Random(7), timezone.now()
    posts = list(Post.objects.all())
    police = Department.objects.get(code="police-t")
    kinds = [small.category(code=f"kind-{at}", name_zh=f"类{at}") for at in range(3)]
    made = []
    for at in range(200):
        status = chance.choice(["open"] * 6 + ["closed", "closed", "refused"])
        step = chance.choice(list(Step)[2:])
        to = chance.choice(["post", "area", "department"]) if step in ("handling", "verification") else ""
        area = chance.choice(ground.all)
        made.append(
            small.draft(
                area,
                number=f"990001-261121-{at:04}",
                category=chance.choice(kinds),
                title=chance.choice(["路灯不亮", "井盖破损", "楼道堆物", "lamp broken", "100%_坏"]),
                text=chance.choice(["路灯不亮", "井盖破损", "楼道堆物"]),
                status=status,
                step=step,
                reported_at=now - timedelta(hours=chance.randrange(60)),  # many at the same moment
                ended_at=now - timedelta(days=chance.randrange(60)) if status != "open" else None,
                due_at=now + timedelta(hours=chance.randrange(-40, 40))
                if status == "open" and chance.random() < 0.8
                else None,
                is_confidential=chance.random() < 0.2,
                is_supervised=chance.random() < 0.1,
                to_post=chance.choice(posts) if to == "post" else None,
                to_area=area if to == "area" else None,
                to_department=police if to == "department" else None,
                taken_by=chance.choice(people) if chance.random() < 0.3 else None,
                handled_by=chance.choice(people) if chance.random() < 0.3 else None,
                reporter_kind="staff" if chance.random() < 0.5 else "anonymous",
                reporter_user=chance.choice(people),
                level=chance.choice([Kind.GRID, Kind.COMMUNITY, Kind.STREET]),
            )
        )
    Case.objects.bulk_create(made)
    CaseTeam.objects.bulk_create(
        CaseTeam(case=case, user=chance.choice(people))
        for case in made
        if case.is_confidential and chance.random() < 0.7
    )
    return made


def waits(case: Case, user, directory: Directory) -> bool:
    """As the notices have it, matter by matter: the list finds the same from the other side."""
    if not case.is_open:
        return False
    asked = case.step == Step.HANDLING and Extension.objects.filter(step__case=case, decided_at=None).first()
    people = directory.waited_for(case) + (directory.time_givers(case, asked.asked_by_id) if asked else ())
    return user.pk in people


def test_the_list_is_exactly_what_a_person_may_see_filtered_and_ordered(people, matters):
    now = timezone.now()
    shown = 0
    directory, placed = Directory(), list(Case.objects.all())
    for somebody in map(fresh, people):
        for name, saved in filters.SAVED.items():
            where = saved.where(somebody, now)
            if saved.branches:
                where &= Q(pk__in=[case.pk for case in placed if waits(case, somebody, directory)])
            seen = Case.objects.visible_to(somebody).filter(where).distinct()
            newest = list(seen.order_by("-reported_at", "-id").values_list("pk", flat=True))
            due = list(seen.order_by(F("due_at").asc(nulls_last=True), "id").values_list("pk", flat=True))
            branches = listing.branches_of(somebody, filters.Filters(view=name))
            where = saved.where(somebody, now)
            assert everything(branches, where, NEWEST) == newest
            if saved.is_open:
                assert everything(branches, where, DUE_FIRST) == due
            assert queries.capped_count(branches, where, 30) == min(31, len(newest))
            shown += len(newest)
    assert shown > 1000  # the data are such that something could have been lost


def test_narrowed_to_an_area_the_list_is_what_lies_there(ground, people, matters):
    for somebody in map(fresh, people):
        for area in ground.all:
            place = queries.Place.of(type(area).objects.get(pk=area.pk))
            expected = Case.objects.visible_to(somebody).below(area).distinct().order_by("-reported_at", "-id")
            page = queries.cases(somebody, Q(), NEWEST, size=200, place=place)
            assert [line.id for line in page.rows] == list(expected.values_list("pk", flat=True))


def test_going_back_shows_the_pages_that_were_shown_going_on(people, matters):
    somebody = fresh(next(one for one in people if one.username == "street"))
    for order in (NEWEST, DUE_FIRST):
        page = queries.cases(somebody, filters.OPEN, order, size=10)
        on = [page]
        while page.next:
            page = queries.cases(somebody, filters.OPEN, order, page.next, size=10)
            on.append(page)
        assert len(on) > 3
        for before in reversed(on[:-1]):
            page = queries.cases(somebody, filters.OPEN, order, page.previous, size=10)
            assert [line.id for line in page.rows] == [line.id for line in before.rows]
        assert page.previous == ""


def test_the_list_shows_ones_own_matters_and_hides_the_neighbours(client, ground):
    small.matter(ground.units[0], title="我的单元")
    small.matter(ground.units[1], title="隔壁单元")
    client.force_login(small.person("head", ground.units[0]))
    text = client.get("/cases/").content.decode()
    assert "我的单元" in text
    assert "隔壁单元" not in text


def test_the_list_costs_the_same_for_one_row_and_for_five(client, ground):
    client.force_login(small.person("staff", ground.street, grants=OFFICE))

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/cases/?view=all").status_code == 200
        return len(asked)

    small.matter(ground.units[0])
    cost()
    one = cost()
    for area in (*ground.grids, ground.first):
        small.matter(area)
    assert cost() == one <= 12


@pytest.mark.parametrize("view", filters.SAVED)
def test_every_saved_filter_opens_within_twelve_queries(client, people, matters, view):
    client.force_login(next(one for one in people if one.username == "street"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/cases/", {"view": view})
    assert answer.status_code == 200
    assert len(asked) <= 12


def test_what_makes_no_sense_in_the_address_is_named_and_left_out(client, ground):
    small.matter(ground.units[0], title="还在这里")
    client.force_login(small.person("staff", ground.street, grants=OFFICE))
    text = client.get(
        "/cases/?step=nonsense&area=404&from=yesterday&cursor=forged&view=xyz&figure=cases.none&by=you"
    ).content.decode()
    assert "还在这里" in text
    assert text.count('class="ll-note is-info') == 6


def test_each_condition_is_a_chip_that_takes_only_itself_away(client, ground):
    client.force_login(small.person("staff", ground.street, grants=OFFICE))
    small.matter(ground.units[0])
    text = client.get("/cases/?view=all&source=resident&step=collection").content.decode()
    assert 'href="?view=all&amp;step=collection"' in text
    assert 'href="?view=all&amp;source=resident"' in text


def test_a_list_behind_a_number_says_how_many_and_whether_that_changed(client, ground):
    small.matter(ground.units[0])
    client.force_login(small.person("staff", ground.street, grants=OFFICE))
    day = timezone.localdate()
    text = client.get(
        "/cases/", {"area": ground.street.code, "figure": "cases.reported", "from": day, "to": day}
    ).content.decode()
    assert 'data-total="1"' in text
    assert "ll-note is-info" in text  # nothing was tallied yet, so the row is new since then


def test_a_matter_at_a_level_where_nobody_serves_waits_for_the_level_above(ground):
    case = small.matter(ground.grids[2], step=Step.COLLECTION, level=Kind.GRID)
    above = small.person("above", ground.second, grants=OFFICE)
    assert [line.id for line in waiting.for_user(above)[0]] == [case.pk]
    small.person("leader", ground.grids[2], grants=OFFICE)
    assert waiting.for_user(fresh(above)) == ([], False)


def test_nobody_is_offered_to_verify_what_they_handled(ground):
    somebody = small.person("grid", ground.grids[0], grants=OFFICE)
    post = somebody.posts.get()
    for handled_by in (somebody, small.person("other")):
        small.matter(ground.grids[0], step=Step.VERIFICATION, to_post=post, handled_by=handled_by)
    found = everything(filters.SAVED["verify"].branches(somebody), filters.CHECK, DUE_FIRST)
    assert [Case.objects.get(pk=pk).handled_by.username for pk in found] == ["other"]


def test_a_settled_matter_of_last_month_is_not_in_this_months_list(ground):
    now = timezone.now()
    small.matter(ground.grids[0], status=Status.CLOSED, ended_at=now)
    small.matter(ground.grids[0], status=Status.CLOSED, ended_at=now.replace(day=1) - timedelta(days=2))
    assert Case.objects.filter(filters.SAVED["settled"].where(None, now)).count() == 1


def test_what_is_suspended_is_neither_overdue_nor_due_today(ground):
    now = timezone.now()
    for paused_at in (None, now):
        small.matter(ground.grids[0], due_at=now - timedelta(seconds=1), paused_at=paused_at, alarm_at=now)
    for tab in ("overdue", "today"):
        assert not Case.objects.filter(filters.SAVED[tab].where(None, now), paused_at=now).exists(), tab
    assert Case.objects.filter(filters.SAVED["overdue"].where(None, now)).count() == 1


def test_bulk_assign_tells_which_went_and_which_did_not_and_why(client, ground):
    somebody = small.person("leader", ground.first, grants=OFFICE)
    small.person("worker", ground.first, grants=("handle_case",))
    client.force_login(somebody)
    ready = small.matter(ground.grids[0], step=Step.ASSIGNMENT, title="可以分派")
    early = small.matter(ground.grids[0], step=Step.COLLECTION, title="还没受理")
    stale = small.matter(ground.grids[0], step=Step.ASSIGNMENT, title="别人动过", version=4)
    foreign = small.matter(ground.second, step=Step.ASSIGNMENT, title="别的社区")
    for case in (ready, stale):
        case.steps.create(step=Step.ASSIGNMENT, entered_at=case.reported_at, every_amount=1)
    picked = [f"{ready.number}:1", f"{early.number}:1", f"{stale.number}:1", f"{foreign.number}:1", "junk", "x:y"]
    answer = client.post("/cases/bulk/", {"case": picked})
    assert "别的社区" not in answer.content.decode()
    assert [bool(stays) for _case, _box, stays in answer.context["cases"]] == [False, True, False]
    assert client.post("/cases/bulk/", {"case": picked, "to": ""}).status_code == 422
    answer = client.post("/cases/bulk/", {"case": picked, "to": f"area:{ground.first.code}"})
    assert [case.pk for case in answer.context["went"]] == [ready.pk]
    assert [case.pk for case, _why in answer.context["stayed"]] == [early.pk, stale.pk]
    assert answer.context["stayed"][0][1].endswith(str(Step.COLLECTION.label))
    ready.refresh_from_db()
    foreign.refresh_from_db()
    assert (ready.step, foreign.step) == (Step.HANDLING, Step.ASSIGNMENT)


def test_on_a_phone_rows_are_picked_where_the_address_asks_for_it_and_paging_stays_there(client, ground):
    client.force_login(small.person("leader", ground.first, grants=OFFICE))
    for _at in range(51):
        small.matter(ground.grids[0], step=Step.ASSIGNMENT)
    plain = client.get("/cases/?view=all")
    assert not plain.context["picking"]
    assert f'href="{escape(plain.context["pick_url"])}"' in plain.content.decode()
    picking = client.get("/cases/" + plain.context["pick_url"])
    html = picking.content.decode()
    assert 'class="is-picking"' in html
    assert 'class="ll-dock ll-dock--pick' in html
    assert "ll-tabbar" not in html
    assert "pick=1" in picking.context["next_url"]
    assert "pick" not in picking.context["unpick_url"]


def test_whoever_may_not_assign_picks_nothing_on_a_phone_either(client, ground):
    client.force_login(small.person("head", ground.units[0]))
    small.matter(ground.units[0])
    html = client.get("/cases/?view=all&pick=1").content.decode()
    assert "ll-dock" not in html
    assert "data-pick" not in html


def test_sent_without_a_pick_one_is_told_to_pick_and_is_back_where_one_was(client, ground):
    client.force_login(small.person("leader", ground.first, grants=OFFICE))
    small.matter(ground.grids[0], title="还在这里")
    answer = client.post("/cases/bulk/", {"back": "?view=all&pick=1"}, follow=True)
    assert answer.redirect_chain == [("/cases/?view=all&pick=1", 302)]
    assert "请先选中要分派的事项" in answer.content.decode()
    assert client.post("/cases/bulk/", {"back": "//elsewhere.example"}).url == "/cases/"


def test_whoever_may_not_assign_cannot_assign_many(client, ground):
    client.force_login(small.person("head", ground.units[0]))
    assert client.post("/cases/bulk/", {"case": ["x:1"]}).status_code == 403


def test_a_category_brings_those_below_it(client, ground):
    above = Category.objects.create(code="public", name_zh="公共设施", name_en="Public")
    below = Category.objects.create(code="manhole", name_zh="井盖", name_en="Manhole", parent=above)
    small.matter(ground.units[0], category=below, title="井盖松动")
    small.matter(ground.units[0], title="别的类别")
    client.force_login(small.person("staff", ground.street, grants=OFFICE))
    text = client.get("/cases/?category=public").content.decode()
    assert "井盖松动" in text
    assert "别的类别" not in text


@pytest.mark.parametrize(("view", "shows"), [("open", "new"), ("overdue", "done")])
def test_an_empty_list_says_which_kind_of_empty_it_is(client, ground, view, shows):
    client.force_login(small.person("staff", ground.street, grants=OFFICE))
    text = client.get("/cases/", {"view": view}).content.decode()
    assert ("is-ok-line" in text) == (shows == "done")
