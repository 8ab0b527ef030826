"""Where a person may look and act, and the guards that make a forgotten permission check fail the build."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from grids import permissions, why
from grids.models import Area, Department, Post, Role, User
from tests import factories as make, matrix, small_ground

APPS = ("grids", "residents", "cases", "config")
ABOVE = ("points", "parties", "volunteers")  # their rows are reached below others in many places: the matrix asks
# Reference data, open to whoever is signed in; and parts of a record, read below one that visible_to found.
UNSCOPED = {
    "Role",
    "Department",
    "RegisterField",
    "CertificateKind",
    "Category",
    "CalendarYear",
    "CalendarDay",
    "CaseStep",
    "CaseAct",
    "CasePhoto",
}
UNSCOPED |= {"CareHelper", "CareAccess", "CareCategory", "CareTerm", "RetentionRule"}


def role(code) -> Role:
    return Role.objects.get(code=code)


def serving(area, code, **facts):
    return make.fresh(make.user(at=area, role=role(code), **facts))


def named_urls(patterns=None, prefix=""):
    """Every address with a name, as (name, its parts and how they are written); the admin guards itself."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                parts = entry.pattern.converters or dict.fromkeys(entry.pattern.regex.groupindex)
                yield prefix + entry.name, parts
        elif entry.namespace != "admin":
            yield from named_urls(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


@pytest.mark.django_db
def test_a_person_sees_their_area_and_below_and_nothing_beside_or_above():
    district, street, community, grid, unit = make.line()
    beside = make.area(community)
    person = serving(grid, "grid_leader")
    assert set(Area.objects.visible_to(person)) == {grid, unit}
    assert beside not in Area.objects.visible_to(make.fresh(person))
    assert not Area.objects.visible_to(make.user()).exists()
    assert not Area.objects.visible_to(serving(district, "auditor")).exists()


@pytest.mark.django_db
def test_nothing_is_seen_or_done_in_another_district_whose_ranges_are_the_same():
    line, other = make.line(), make.line()
    person = serving(line[1], "street_staff")
    for area in other:
        assert not person.scope.may("edit_area", area)
        assert not person.scope.reaches("read_area", area)
    assert set(Area.objects.visible_to(person)) == set(line[1:])


@pytest.mark.django_db
def test_until_somebody_chooses_they_wear_the_hat_of_the_widest_role():
    line, person = make.line(), make.user()
    for code, area in (("unit_head", line[4]), ("community_staff", line[2]), ("grid_leader", line[3])):
        make.post(person, area, role=role(code))
    assert make.fresh(person).scope.hat.role == "community_staff"


@pytest.mark.django_db
@pytest.mark.parametrize("level", range(5))
def test_matters_are_read_at_every_level_of_the_line(level):
    line = make.line()
    beside = make.area(line[3])
    inside, outside = small_ground.matter(line[4]), small_ground.matter(beside)
    person = serving(line[level], "street_staff")
    seen = set(type(inside).objects.visible_to(person))
    assert seen == ({inside, outside} if level < 4 else {inside})


@pytest.mark.django_db
def test_reads_look_through_every_hat_and_acts_through_the_chosen_one():
    *_above, community, grid, unit = make.line()
    other = make.area(community)
    person = make.user(at=unit, role=role("unit_head"))
    make.post(person, other, role=role("grid_leader"))
    person = make.fresh(person)
    person.hat_key = "unit_head.0"
    assert {unit, other} <= set(Area.objects.visible_to(person))
    assert person.scope.may("report_case", unit)
    assert not person.scope.may("assign_case", other)
    person = make.fresh(person)
    person.hat_key = "grid_leader.0"
    assert person.scope.may("assign_case", Area.objects.get(pk=other.pk))
    assert not person.scope.may("report_case", Area.objects.get(pk=unit.pk))


@pytest.mark.django_db
def test_what_is_begun_is_begun_where_the_hat_worn_reaches_and_in_no_other():
    *_above, community, grid, unit = make.line()
    other = make.area(community)
    person = make.user(at=unit, role=role("unit_head"))
    make.post(person, other, role=role("grid_leader"))
    for hat, place in (("unit_head.0", unit), ("grid_leader.0", other)):
        person = make.fresh(person)
        person.hat_key = hat
        matters = {area.pk: small_ground.matter(area) for area in (unit, other)}
        assert set(Area.objects.filter(person.scope.area_in_hat_q("read_area"))) == {place}
        seen = type(matters[place.pk]).objects.filter(person.scope.placed_in_hat_q("read_case"))
        assert {matter.area_id for matter in seen} == {place.pk}
        assert not Area.objects.filter(person.scope.area_in_hat_q("manage_roles")).exists()


@pytest.mark.django_db
def test_a_hat_is_a_role_over_all_its_areas_and_a_department_makes_another():
    _district, street, _community, grid, unit = make.line()
    person = make.user()
    for code in ("fire", "police_station"):
        make.post(person, street, role=role("department_officer"), department=Department.objects.get(code=code))
    make.post(person, unit, make.area(grid), role=role("unit_head"))
    hats = make.fresh(person).scope.hats
    assert sorted((hat.role, len(hat.reaches)) for hat in hats) == [
        ("department_officer", 1),
        ("department_officer", 1),
        ("unit_head", 2),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end", "counts"), [(0, None, 1), (1, None, 0), (-9, 0, 0), (-9, 1, 1), (-9, -1, 0)])
def test_only_todays_posts_count(start, end, counts):
    line, today, person = make.line(), timezone.localdate(), make.user()
    day = timezone.timedelta
    ends = None if end is None else today + day(days=end)
    make.post(person, line[4], role=role("unit_head"), started_on=today + day(days=start), ended_on=ends)
    assert len(make.fresh(person).scope.hats) == counts


@pytest.mark.django_db
def test_whoever_is_locked_wears_no_hat():
    person = serving(make.line()[3], "grid_leader")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not make.fresh(person).scope


@pytest.mark.django_db
def test_a_department_reads_only_what_is_assigned_to_it():
    _district, street, *_, unit = make.line()
    fire = Department.objects.get(code="fire")
    officer = make.user()
    make.post(officer, street, role=role("department_officer"), department=fire)
    small_ground.matter(unit)
    theirs = small_ground.matter(unit, to_department=fire, step="handling")
    assert list(type(theirs).objects.visible_to(make.fresh(officer))) == [theirs]
    assert not Area.objects.visible_to(make.fresh(officer)).exists()


@pytest.mark.django_db
def test_the_scope_costs_one_query_however_many_posts(django_assert_num_queries):
    line = make.line()
    person = make.user(at=line[4], role=role("unit_head"))
    for code in ("grid_worker", "grid_leader", "lane_head"):
        make.post(person, line[3], line[4], role=role(code))
    person = make.fresh(person)
    with django_assert_num_queries(1):
        assert len(person.scope.hats) == 4
        assert person.scope.area_q("read_area")


@pytest.mark.django_db
def test_a_record_tells_why_one_sees_it_and_administrators_who_else_does():
    district, street, _community, grid, unit = make.line()
    worker, boss = serving(grid, "grid_worker", name="陈网格"), serving(street, "street_staff", name="林街道")
    matter = small_ground.matter(unit)
    matter.refresh_from_db()
    reason = why.reasons(worker, matter)[0]
    assert (reason.area, reason.post_id) == (grid.name, worker.posts.get().pk)
    assert [name for name, _reason in why.who_can_see(matter)] == ["林街道", "陈网格"]
    assert why.context(boss, matter)["who"] is None
    admin = serving(district, "system_admin")
    assert len(why.context(admin, Area.objects.get(pk=unit.pk))["who"]) == 3
    beside = make.area(grid)
    assert why.reasons(serving(beside, "unit_head"), matter) == []


@pytest.mark.django_db
def test_everybody_who_can_see_an_area_is_named_and_nobody_else():
    line = make.line()
    people = [serving(area, "community_staff") for area in (*line, make.area(line[2]), make.area(line[0]))]
    for area in Area.objects.all():
        seers = {person.name for person in people if Area.objects.visible_to(make.fresh(person)).filter(pk=area.pk)}
        assert {name for name, _reason in why.who_can_see(area)} == seers


@pytest.mark.django_db
def test_everybody_whom_a_matter_names_is_told_as_they_see_it_and_nobody_whose_post_is_over():
    _district, street, _community, grid, unit = make.line()
    fire, officer = Department.objects.get(code="fire"), role("department_officer")
    for _one_of_a_name in range(2):
        make.post(make.user(name="陈消防"), street, role=officer, department=fire)
    over = make.post(make.user(name="林离任"), grid, role=role("grid_worker"), ended_on=timezone.localdate())
    held = make.post(make.user(name="王在任"), make.area(grid), role=role("unit_head"))
    matters = [
        small_ground.matter(unit, to_department=fire),
        *(small_ground.matter(unit, to_post=p) for p in (over, held)),
    ]
    for matter in matters:
        matter.refresh_from_db()
        seers = [u.name for u in User.objects.all() if type(matter).objects.visible_to(u).filter(pk=matter.pk)]
        assert sorted(name for name, _reason in why.who_can_see(matter)) == sorted(seers)


@pytest.mark.django_db
def test_every_grant_of_a_role_is_one_an_app_registered():
    unknown = {grant for one in Role.objects.all() for grant in one.grants if not permissions.known(grant)}
    assert unknown == set()


def test_every_address_is_named_in_the_matrix():
    names = {name for name, _parts in named_urls()}
    assert names - set(matrix.PAGES) - matrix.PUBLIC == set(), "name me in tests/matrix.py"


@pytest.mark.django_db
def test_every_page_asks_for_a_login(client):
    for name, parts in named_urls():
        if name in matrix.PUBLIC:
            continue
        args = [1 if isinstance(how, IntConverter) else matrix.SAMPLES.get(part, "x") for part, how in parts.items()]
        for answer in (client.get(reverse(name, args=args)), client.post(reverse(name, args=args))):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/accounts/login/"), name


@pytest.mark.django_db
def test_the_admin_is_for_administrators_and_changes_nothing(client):
    line = make.line()
    pages = ["/admin/", "/admin/grids/user/", "/admin/grids/post/", "/admin/grids/role/"]
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    for code in ("street_staff", "supervisor", "auditor"):
        person = serving(line[0], code)
        User.objects.filter(pk=person.pk).update(is_demo=True)
        client.force_login(person)
        assert [client.get(page, follow=True).status_code for page in pages] == [404] * 4
    keeper = serving(line[0], "system_admin")
    User.objects.filter(pk=keeper.pk).update(is_demo=True)
    client.force_login(keeper)
    assert [client.get(page).status_code for page in pages] == [200] * 4
    post = Post.objects.first()
    assert client.get("/admin/grids/user/add/").status_code == 403
    assert client.post(f"/admin/grids/post/{post.pk}/change/", {"started_on": "2020-01-01"}).status_code == 403
    assert client.post(f"/admin/grids/post/{post.pk}/delete/", {"post": "yes"}).status_code == 403


def test_views_reach_rows_only_through_a_scope():
    """In views, `Model.objects` is followed at once by .visible_to(...), unless the model is open to all.

    `.filter(...=other.visible_to(...))` is as good: rows of what was found through a scope.
    """
    models = {model.__name__ for model in apps.get_models()} - UNSCOPED
    bad = []
    for path in views():
        tree = ast.parse(path.read_text())
        next_call = {id(node.func.value): node for node in ast.walk(tree) if is_method(node)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")):
                continue
            call = next_call.get(id(node))
            if ast.unparse(node.value) in models and not (call and "visible_to(" in after(call, node)):
                bad.append(f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}")
    assert bad == []


def views(*more: str):
    return (path for app in (*APPS, *more) for path in Path(settings.BASE_DIR, app).glob("views*/**/*.py"))


def is_method(node) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def after(call, manager) -> str:
    """What the first call on a manager says: its name and its arguments."""
    return ast.unparse(call).removeprefix(ast.unparse(manager))


def test_views_write_nothing():
    """Every change is an act: no save, create, update, delete or transaction in views."""
    writing = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update", "atomic"}
    bad = []
    for path in views(*ABOVE):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (is_method(node) and node.func.attr in writing):
                continue
            on = ast.unparse(node.func.value)
            if on.split(".")[-1] == "objects" or node.func.attr in ("atomic", "bulk_create", "bulk_update"):
                bad.append(f"{path.name}:{node.lineno} {on}.{node.func.attr}")
    assert bad == []


@pytest.mark.django_db
@pytest.mark.parametrize("level", range(5))
def test_the_areas_above_are_those_of_the_tree(level):
    area = make.line()[level]
    person = make.user(area, make.role("read_area"))
    assert person.scope.areas_above("read_area") == sorted(area.get_ancestors().values_list("pk", flat=True))
    assert person.scope.areas_above("read_case") == []
