"""Whose post takes over what waits on one that ends, what they are told, and what the record says."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from cases import actions
from cases.models import Case, CaseAct
from grids.actions import posts
from grids.models import Notice, Post, PostArea, Role, User
from grids.people import staffing
from tests import factories as make
from tests.test_care import helped
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def another(role: str, *at, **facts) -> Post:
    return make.post(make.user(), *at, role=Role.objects.get(code=role), **facts)


def end(town, post, successor) -> None:
    posts.end(post, by=town.community_staff, reason="调离", successor=successor)


def claimed(town) -> Case:
    """Assigned to the grid, and taken by its worker."""
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(area=town.grid), now=MORNING)
    return actions.take(case.pk, by=town.grid_worker, seen=None, now=MORNING)


@pytest.mark.parametrize("role", ["auditor", "system_admin", "security_admin", "supervisor"])
def test_matters_go_to_nobody_who_does_not_handle_any(town, role):
    case = town.handled()
    successor = another(role, town.district)
    with pytest.raises(ValidationError) as refused:
        end(town, town.grid_worker.posts.get(), successor)
    assert "successor" in refused.value.error_dict
    case.refresh_from_db()
    assert case.to_post.user == town.grid_worker


def test_nothing_goes_to_somebody_locked(town):
    town.handled()
    successor = another("grid_worker", town.grid)
    type(successor.user).objects.filter(pk=successor.user_id).update(is_active=False)
    with pytest.raises(ValidationError) as refused:
        end(town, town.grid_worker.posts.get(), successor)
    assert "successor" in refused.value.error_dict


def test_visits_go_to_somebody_who_may_be_named_for_them_only(town):
    helped(town)
    post = town.grid_worker.posts.get()
    beside = another("grid_worker", make.area(town.community))
    near = another("grid_leader", town.grid)
    offered = set(staffing.successors(Post.objects.all(), post, timezone.localdate()))
    assert near in offered
    assert not {beside, town.supervisor.posts.get(), town.auditor.posts.get()} & offered
    with pytest.raises(ValidationError):
        end(town, post, beside)


def test_the_successor_is_told_of_each_matter_to_handle(town):
    case = town.handled()
    successor = another("grid_worker", town.grid)
    end(town, town.grid_worker.posts.get(), successor)
    told = Notice.objects.filter(user=successor.user).values_list("kind", "params__number")
    assert list(told) == [("case_assigned", case.number)]


def test_what_was_handled_already_and_waits_for_others_is_no_news_to_the_successor(town):
    town.finish(town.handled())
    successor = another("grid_worker", town.grid)
    end(town, town.grid_worker.posts.get(), successor)
    assert not Notice.objects.filter(user=successor.user).exists()


def test_a_matter_that_was_claimed_goes_to_the_successor_as_the_record_says(town):
    case = claimed(town)
    successor = another("grid_worker", make.area(town.community))
    end(town, town.grid_worker.posts.get(), successor)
    case.refresh_from_db()
    assert (case.to_post, case.to_area, case.taken_by) == (successor, None, None)
    assert CaseAct.objects.latest("pk").data["post"] == successor.pk
    assert actions.take(case.pk, by=make.fresh(successor.user), seen=None).taken_by == successor.user


def test_somebody_who_rises_keeps_their_work_in_their_other_post(town):
    case, care = town.handled(), helped(town)
    worker = town.grid_worker
    leads = make.post(worker, town.grid, role=Role.objects.get(code="grid_leader"))
    post = worker.posts.get(role__code="grid_worker")
    assert staffing.successors(Post.objects.all(), post, timezone.localdate()).first() == leads
    Notice.objects.all().delete()
    end(town, post, leads)
    case.refresh_from_db(), care.refresh_from_db()
    assert (case.to_post, case.taken_by, care.responsible) == (leads, worker, worker)
    assert not Notice.objects.filter(user=worker).exists()


def test_the_page_counts_nothing_that_whoever_ends_a_post_need_not_know(town, client):
    helped(town)
    post, successor = town.grid_worker.posts.get(), another("grid_worker", town.grid)
    client.force_login(town.community_staff)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sent = {"reason": "调离", "on": timezone.localdate().isoformat(), "successor": successor.pk}
    page = client.post(f"/posts/{post.pk}/end/", sent, follow=True).content.decode()
    assert f"The post has ended; its open work went to {successor.user}." in page


def test_where_nobody_could_take_the_work_over_the_page_says_so(town, client):
    helped(town)
    post = town.grid_worker.posts.get()
    Post.objects.exclude(pk=post.pk).update(ended_on=timezone.localdate())
    client.force_login(another("system_admin", town.district).user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    User.objects.update(is_demo=True)
    assert "Nobody serves here who could take it over" in client.get(f"/posts/{post.pk}/end/").content.decode()


def test_nothing_waits_on_a_post_that_has_not_begun(town):
    helped(town)
    later = make.post(
        town.grid_worker, town.grid, role=Role.objects.get(code="grid_leader"),
        started_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    assert posts.open_work(town.grid_worker.posts.get(role__code="grid_worker"))
    assert not posts.open_work(later)


def test_a_locked_head_carries_no_load_and_the_list_of_posts_says_that_they_are_locked(town, client):
    head = town.unit_head
    for_load = Post.objects.filter(user=head)
    assert staffing.loads(for_load, timezone.localdate()).exists()
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert not staffing.loads(for_load, timezone.localdate()).exists()
    client.force_login(town.community_staff)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address in (f"/posts/?q={head.name}", f"/posts/{head.posts.get().pk}/"):
        assert "Locked" in client.get(address).content.decode()


def in_two_grids(town) -> Post:
    """The grid worker's post, which serves in the grid beside as well."""
    post = town.grid_worker.posts.get()
    PostArea.objects.create(post=post, area=make.area(town.community))
    return post


def take_the_grid_away(town, post) -> None:
    posts.change_areas(post, post.areas.exclude(pk=town.grid.pk), by=town.community_staff, why="分工调整")


def test_an_area_in_which_visits_wait_is_not_taken_from_a_post(town):
    helped(town)
    post = in_two_grids(town)
    with pytest.raises(ValidationError) as refused:
        take_the_grid_away(town, post)
    assert "areas" in refused.value.error_dict
    assert town.grid in post.areas.all()


def test_an_area_in_which_a_matter_was_claimed_is_not_taken_from_a_post(town):
    claimed(town)
    with pytest.raises(ValidationError):
        take_the_grid_away(town, in_two_grids(town))


def test_what_waits_in_an_area_is_listed_with_the_marks_of_the_language(town):
    claimed(town), helped(town)
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        take_the_grid_away(town, in_two_grids(town))
    (said,) = refused.value.message_dict["areas"]
    assert "、" in said
    assert ", " not in said


def test_an_area_is_taken_from_one_of_two_posts_that_both_serve_there(town):
    helped(town)
    post = in_two_grids(town)
    make.post(town.grid_worker, town.grid, role=Role.objects.get(code="grid_leader"))
    take_the_grid_away(town, post)
    assert town.grid not in post.areas.all()


def test_the_page_of_a_locked_account_says_what_still_waits_on_its_posts(town, signed_in):
    """Nobody else is told of it: whoever locks an account may not know that there is any."""
    town.handled()
    keeper = make.user(town.district, make.role("read_area", "manage_users"))
    page = f"/accounts/people/{town.grid_worker.username}/"
    assert "still waits on the post" not in signed_in(keeper).get(page).content.decode()
    User.objects.filter(pk=town.grid_worker.pk).update(is_active=False)
    assert "Work still waits on the post Grid worker: 1 open matter" in signed_in(keeper).get(page).content.decode()
    town.grid_worker.posts.update(ended_on=timezone.localdate() + timedelta(days=9))
    assert "still waits on the post" in signed_in(keeper).get(page).content.decode()
