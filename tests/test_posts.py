"""Posts: who may appoint whom, where the work of a post goes that ends, what is vacant and who carries how much."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from cases.models import Case
from grids import reference
from grids.actions import areas, posts, roles
from grids.forms.posts import AppointForm, EndForm
from grids.models import Area, CalendarYear, Department, Post, Role
from grids.people import staffing
from tests import factories as make

pytestmark = pytest.mark.django_db


def role(code) -> Role:
    return Role.objects.get(code=code)


def serving(area, code):
    return make.fresh(make.user(at=area, role=role(code)))


@pytest.fixture
def line():
    return make.line()


@pytest.fixture
def community_staff(line):
    return serving(line[2], "community_staff")


@pytest.fixture
def security_admin(line):
    return serving(line[0], "security_admin")


def test_loading_reference_data_again_changes_nothing():
    before = list(Role.objects.values()), CalendarYear.objects.count()
    call_command("load_reference", verbosity=0)
    assert [done for name, done in reference.load_all() if name == "roles"] == ["0 created, 0 changed"]
    assert (list(Role.objects.values()), CalendarYear.objects.count()) == before
    assert set(CalendarYear.objects.values_list("year", flat=True)) >= set(range(2004, 2027))


def test_the_loader_leaves_alone_what_the_security_administrator_changed(security_admin):
    roles.change_grants(role("lane_head"), ["read_area", "report_case"], by=security_admin, why="试点")
    list(reference.load_all())
    assert role("lane_head").grants == ["read_area", "report_case"]


def test_the_loader_brings_a_role_nobody_touched_up_to_date():
    Role.objects.filter(code="lane_head").update(grants=["read_area"])
    list(reference.load_all())
    assert "report_case" in role("lane_head").grants


def test_appointing_makes_a_hat_over_all_its_areas(line, community_staff):
    *_above, grid, unit = line
    other = make.area(grid)
    person = make.user()
    posts.appoint(person, role("unit_head"), [unit, other], by=community_staff)
    hat = make.fresh(person).scope.hat
    assert {reach.area_id for reach in hat.reaches} == {unit.pk, other.pk}


def test_nobody_appoints_beyond_their_areas(line, community_staff):
    beside = make.area(line[1])
    with pytest.raises(PermissionDenied):
        posts.appoint(make.user(), role("grid_leader"), [beside], by=community_staff)


def test_nobody_appoints_themselves(line, community_staff):
    with pytest.raises(PermissionDenied):
        posts.appoint(community_staff, role("grid_leader"), [line[3]], by=community_staff)


def test_nobody_gives_more_than_they_hold(line, community_staff):
    with pytest.raises(PermissionDenied):
        posts.appoint(make.user(), role("street_staff"), [line[2]], by=community_staff)


def test_nobody_locked_is_appointed(line, community_staff):
    person = make.user()
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(ValidationError) as refused:
        posts.appoint(person, role("unit_head"), [line[4]], by=community_staff)
    assert "person" in refused.value.error_dict


def test_the_system_administrator_appoints_to_every_role_but_the_administrators(line, security_admin):
    system_admin = serving(line[0], "system_admin")
    posts.appoint(make.user(), role("street_staff"), [line[1]], by=system_admin)
    with pytest.raises(PermissionDenied):
        posts.appoint(make.user(), role("auditor"), [line[0]], by=system_admin)
    posts.appoint(make.user(), role("auditor"), [line[0]], by=security_admin)


@pytest.mark.parametrize("second", ["security_admin", "auditor"])
def test_one_person_never_holds_two_of_the_three_administrators_duties(line, security_admin, second):
    person = serving(line[0], "system_admin")
    with pytest.raises(ValidationError) as refused:
        posts.appoint(person, role(second), [line[0]], by=security_admin)
    assert "role" in refused.value.error_dict


def test_a_duty_that_begins_later_counts_too(line, security_admin):
    person, later = make.user(), timezone.localdate() + dt.timedelta(days=30)
    posts.appoint(person, role("auditor"), [line[0]], by=security_admin, started_on=later)
    with pytest.raises(ValidationError):
        posts.appoint(person, role("system_admin"), [line[0]], by=security_admin)


def test_the_same_role_is_not_held_twice_at_a_time(line, community_staff):
    person = make.user(at=line[4], role=role("unit_head"))
    with pytest.raises(ValidationError):
        posts.appoint(person, role("unit_head"), [make.area(line[3])], by=community_staff)


def test_a_post_that_ended_today_counts_no_more(line, community_staff):
    person = make.user(at=line[4], role=role("unit_head"))
    posts.end(person.posts.get(), by=community_staff, reason="搬走")
    assert not make.fresh(person).scope


def test_a_post_does_not_end_in_advance_or_without_a_reason(line, community_staff):
    post = make.user(at=line[4], role=role("unit_head")).posts.get()
    with pytest.raises(ValidationError):
        posts.end(post, by=community_staff, reason="搬走", on=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        posts.end(post, by=community_staff, reason=" ")


def test_a_post_that_ended_is_not_ended_again(line, community_staff):
    post = posts.appoint(make.user(), role("grid_leader"), [line[3]], by=community_staff)
    posts.end(post, by=community_staff, reason="轮换")
    with pytest.raises(ValidationError):
        posts.end(post, by=community_staff, reason="再来一次")
    assert type(post).objects.get(pk=post.pk).ended_reason == "轮换"


def test_ending_a_post_with_open_work_asks_for_the_successor_and_hands_it_over(town):
    case = town.handled()
    post = town.grid_worker.posts.get()
    with pytest.raises(ValidationError) as refused:
        posts.end(post, by=town.community_staff, reason="调离")
    assert "successor" in refused.value.error_dict
    successor = make.post(make.user(), town.grid, role=role("grid_worker"))
    assert posts.end(post, by=town.community_staff, reason="调离", successor=successor) == 1
    case.refresh_from_db()
    assert case.to_post_id == successor.pk
    assert not posts.open_work(post)


def test_when_handing_over_fails_the_post_goes_on(town, monkeypatch):
    town.handled()
    post = town.grid_worker.posts.get()
    ended = make.post(make.user(), town.grid, role=role("grid_worker"), ended_on=make.DAY)
    with pytest.raises(ValidationError):
        posts.end(post, by=town.community_staff, reason="调离", successor=ended)
    post.refresh_from_db()
    assert post.ended_on is None
    assert Case.objects.get().to_post_id == post.pk


def test_areas_change_only_within_ones_own(line, community_staff):
    post = make.user(at=line[3], role=role("grid_leader")).posts.get()
    beside, inside = make.area(make.area(line[1])), make.area(line[2])
    with pytest.raises(PermissionDenied):
        posts.change_areas(post, [line[3], beside], by=community_staff, why="扩大")
    posts.change_areas(post, [line[3], inside], by=community_staff, why="扩大")
    assert set(post.areas.all()) == {line[3], inside}


def test_the_page_of_a_post_tells_its_history_with_reasons(client, line, community_staff):
    person = make.user()
    other = make.area(line[3], name="东门单元")
    post = posts.appoint(person, role("unit_head"), [line[4], other], by=community_staff, why="居民推选")
    posts.change_areas(post, [line[4]], by=make.fresh(community_staff), why="划出东门")
    client.force_login(community_staff)
    page = client.get(f"/posts/{post.pk}/").content.decode()
    for word in ("居民推选", "划出东门", community_staff.name):
        assert word in page


def test_pages_of_posts_say_days_in_words(client, line, community_staff):
    head = make.user(at=line[4], role=role("unit_head"))
    Post.objects.filter(user=head).update(started_on=dt.date(2021, 5, 11))
    client.force_login(community_staff)
    for page in ("/posts/", f"/posts/{head.posts.get().pk}/"):
        html = client.get(page).content.decode()
        assert "2021年5月11日" in html
        assert "2021-05-11" not in html


def test_a_retired_area_gets_no_post(line, community_staff):
    Area.objects.filter(pk=line[4].pk).update(valid_to=make.DAY, retired_reason="合并")
    line[4].refresh_from_db()
    with pytest.raises(ValidationError):
        posts.appoint(make.user(), role("unit_head"), [line[4]], by=community_staff)


def test_vacancies_name_the_gaps_and_count_what_is_filled(client, line, community_staff):
    grid, unit = line[3], line[4]
    empty = make.area(grid, name="空缺单元")
    make.user(at=unit, role=role("unit_head"))
    row = staffing.vacancies(Area.objects.visible_to(community_staff), "unit", timezone.localdate())[0]
    assert (row["filled"], row["total"]) == (1, 2)
    client.force_login(community_staff)
    page = client.get("/posts/vacancies/").content.decode()
    assert "空缺单元" in page
    assert f"area={empty.code}&amp;role=unit_head" in page
    assert unit.name not in page


@pytest.mark.parametrize("gone", ["ended", "locked"])
def test_an_area_whose_head_left_or_is_locked_is_vacant(line, community_staff, gone):
    head = make.user(at=line[4], role=role("unit_head"))
    if gone == "ended":
        head.posts.update(ended_on=timezone.localdate())
    else:
        head.is_active = False
        head.save()
    assert list(staffing.vacant(Area.objects.all(), "unit", timezone.localdate())) == [line[4]]


def test_one_head_of_many_units_is_a_load_and_no_fault(client, line, community_staff):
    units = [make.area(line[3]) for _ in range(4)]
    head = make.user()
    make.post(head, line[4], *units, role=role("unit_head"))
    client.force_login(community_staff)
    answer = client.get("/posts/load/")
    assert [post.load for post in answer.context["posts"]] == [5]
    assert (answer.context["heads"], answer.context["held"]) == (1, 5)


def test_the_list_of_posts_costs_the_same_for_one_and_for_five(
    client, line, community_staff, django_assert_max_num_queries
):
    client.force_login(community_staff)
    make.user(at=line[4], role=role("unit_head"))
    client.get("/posts/")
    for _ in range(5):
        make.user(at=line[4], role=role("unit_head"))
    with django_assert_max_num_queries(12):
        assert len(client.get("/posts/").context["posts"]) == 7


def test_appointing_on_the_page_finds_person_and_area_first(client, line, community_staff):
    person = make.user(name="林秀琴")
    client.force_login(community_staff)
    typed = {"person_q": "林秀", "area_q": line[4].name, "role": role("unit_head").pk, "started_on": "2026-01-05"}
    found = client.post("/posts/appoint/", typed | {"find": "1"})
    assert found.status_code == 200
    page = found.content.decode()
    assert "林秀琴" in page
    assert f'value="{line[4].pk}"' in page
    assert "2026-01-05" in page
    sent = typed | {"person": person.pk, "areas": [line[4].pk]}
    assert client.post("/posts/appoint/", sent).status_code == 302
    assert Post.objects.get(user=person).started_on == dt.date(2026, 1, 5)


def test_a_refused_appointment_comes_back_with_what_was_typed(client, line, community_staff):
    client.force_login(community_staff)
    answer = client.post("/posts/appoint/", {"why": "居民推选", "started_on": "2026-01-05"})
    assert answer.status_code == 422
    assert "居民推选" in answer.content.decode()
    assert {"person", "areas", "role"} <= set(answer.context["form"].errors)


def test_only_the_security_administrator_changes_roles_and_never_the_administrators(
    line, security_admin, community_staff
):
    with pytest.raises(PermissionDenied):
        roles.change_grants(role("lane_head"), ["read_area"], by=community_staff, why="试")
    for code, grants in (("auditor", ["read_case"]), ("lane_head", ["manage_roles"]), ("lane_head", ["no_such"])):
        with pytest.raises(ValidationError):
            roles.change_grants(role(code), grants, by=security_admin, why="试")


def test_a_successor_is_asked_for_only_where_work_waits():
    asked = {
        waits: EndForm(successors=Post.objects.none(), waits=waits).fields["successor"] for waits in (True, False)
    }
    assert asked[True].required
    assert not asked[False].required


def test_the_same_area_and_department_come_first_among_successors():
    _district, _street, community, grid, _unit = make.line()
    role, elsewhere = make.role("read_area"), make.area(community)
    department = Department.objects.create(code="police", name_zh="派出所", name_en="Police")
    post = make.post(make.user(), grid, role=role, department=department)
    far = make.post(make.user(name="阿一"), elsewhere, role=role)
    near = make.post(make.user(name="白二"), grid, role=role)
    ours = make.post(make.user(name="陈三"), elsewhere, role=role, department=department)
    rows = list(staffing.successors(Post.objects.all(), post, timezone.localdate()))
    assert rows == [ours, near, far]
    form = EndForm(successors=Post.objects.filter(pk=ours.pk), waits=True)
    assert str(department) in str(form["successor"])


def test_people_of_one_name_are_told_apart_by_post_area_and_phone():
    _district, street, _community, grid, _unit = make.line()
    keeper = make.user(street, make.role("read_area", "appoint"))
    make.user(grid, make.role("read_area", name_zh="网格长", name_en="Leader"), name="林秀琴")
    form = AppointForm(initial={"person_q": "林秀琴"}, user=make.fresh(keeper))
    (line,) = form.fields["person"].widget.choices
    assert grid.short_name in line[1]


def begins_later(line, **facts):
    day = timezone.localdate() + dt.timedelta(days=10)
    return make.post(make.user(), line[3], role=role("grid_worker"), started_on=day, **facts)


def test_an_appointment_is_taken_back_before_it_begins_and_counts_never(line, community_staff):
    post = begins_later(line)
    posts.end(post, by=community_staff, reason="任命错了")
    assert not Post.objects.current(post.started_on).filter(pk=post.pk).exists()
    assert posts.appoint(post.user, post.role, [line[3]], by=community_staff).ended_on is None


def test_a_duty_that_was_taken_back_before_it_began_stands_in_the_way_of_no_other(line, security_admin):
    person, tomorrow = make.user(), timezone.localdate() + dt.timedelta(days=1)
    post = posts.appoint(person, role("auditor"), [line[0]], by=security_admin, started_on=tomorrow)
    posts.end(post, by=security_admin, reason="任命错了")
    assert posts.appoint(person, role("system_admin"), [line[0]], by=security_admin)


def test_the_page_takes_an_appointment_back_and_lists_it_as_over(client, line, community_staff):
    post = begins_later(line)
    client.force_login(community_staff)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Take the appointment back" in client.get(f"/posts/{post.pk}/").content.decode()
    assert 'name="on"' not in client.get(f"/posts/{post.pk}/end/").content.decode()
    page = client.post(f"/posts/{post.pk}/end/", {"reason": "任命错了"}, follow=True).content.decode()
    assert "Appointment taken back before it began" in page
    lists = {state: client.get(f"/posts/?state={state}").content.decode() for state in ("", "ended")}
    assert {state: f"/posts/{post.pk}/" in page for state, page in lists.items()} == {"": False, "ended": True}


def test_the_areas_of_a_post_that_ended_stay_as_they_were(client, line, community_staff):
    post = make.post(make.user(), line[3], role=role("grid_worker"), ended_on=make.DAY)
    with pytest.raises(ValidationError):
        posts.change_areas(post, [line[4]], by=community_staff, why="改")
    client.force_login(community_staff)
    for page in ("areas", "end"):
        assert client.get(f"/posts/{post.pk}/{page}/")["Location"] == f"/posts/{post.pk}/"


def test_an_area_does_not_retire_before_a_post_that_begins_there_later(line):
    begins_later(line[:3] + [line[4]])
    with pytest.raises(ValidationError):
        areas.retire(line[4], by=None, reason="撤并")
