"""微心愿: nobody's name on the board, four eyes, exactly one who claims, and thanks."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction

from cases.actions.start import NotNow
from grids.models import Notice, Post, User
from tests import factories as make
from tests.ordered import Orders
from tests.town import MORNING
from volunteers.actions import people, wishes
from volunteers.enums.orders import WishStep
from volunteers.models import Wish, WishLine

pytestmark = pytest.mark.django_db
WORDS = "想要一副老花镜"


@pytest.fixture
def here(town):
    return Orders(town)


def posted(town, **facts) -> Wish:
    facts = {"words": WORDS, "name": "林秀英", "phone": "13805940001", "place": "东梅小区3幢", "now": MORNING} | facts
    return wishes.post(town.unit, by=facts.pop("by", town.unit_head), **facts)


def shown(town) -> Wish:
    return wishes.review(posted(town).pk, by=town.community_staff, shows=True, now=MORNING)


def claimed(town, here) -> Wish:
    return wishes.claim(shown(town).pk, by=town.community_staff, volunteer=here.volunteer(), now=MORNING)


def test_a_wish_goes_the_whole_way(here, town):
    made = claimed(town, here)
    wishes.fulfil(made.pk, by=town.community_staff, text="已送到", now=MORNING)
    made = wishes.thank(made.pk, by=town.unit_head, text="谢谢大家", now=MORNING)
    assert made.step == WishStep.THANKED
    assert list(made.acts.order_by("pk").values_list("act", flat=True)) == ["post", "show", "claim", "fulfil", "thank"]


def test_who_stands_behind_it_is_encrypted(town):
    made = Wish.objects.get(pk=posted(town).pk)
    assert {str(getattr(made, part)) for part in ("name", "phone", "place")} == {"••••"}


def test_a_wish_that_says_who_it_is_is_not_taken(town):
    for words in ("林秀英想要一副老花镜", "请打13805940001"):
        with pytest.raises(ValidationError):
            posted(town, words=words)


def test_a_form_sent_twice_is_one_wish(town):
    token = uuid.uuid4()
    assert posted(town, token=token) == posted(town, token=token)


def test_another_person_reviews_it(town):
    made = posted(town, by=town.community_staff)
    with pytest.raises(PermissionDenied):
        wishes.review(made.pk, by=town.community_staff, shows=True)
    with pytest.raises(PermissionDenied):
        wishes.review(made.pk, by=town.unit_head, shows=True)
    assert wishes.review(made.pk, by=town.community_staff2, shows=True).step == WishStep.SHOWN


def test_not_shown_takes_a_reason(town):
    made = posted(town)
    with pytest.raises(ValidationError):
        wishes.review(made.pk, by=town.community_staff, shows=False)
    assert wishes.review(made.pk, by=town.community_staff, shows=False, why="属于救助申请").step == WishStep.REFUSED


def test_a_volunteer_a_team_or_an_organisation_claims_it_and_only_one(here, town):
    made, shop = shown(town), make.organisation()
    with pytest.raises(ValidationError):
        wishes.claim(made.pk, by=town.community_staff, volunteer=here.volunteer(), organisation=shop)
    with pytest.raises(ValidationError):
        wishes.claim(made.pk, by=town.community_staff)
    assert wishes.claim(made.pk, by=town.community_staff, organisation=shop).by_organisation == shop
    with pytest.raises(NotNow):
        wishes.claim(made.pk, by=town.unit_head, volunteer=here.volunteer(2))


def test_whose_wish_it_is_only_whoever_claimed_it_sees_and_it_is_written_down(here, town):
    made = claimed(town, here)
    with pytest.raises(PermissionDenied):
        wishes.look(made.pk, by=town.unit_head)
    assert wishes.look(made.pk, by=town.community_staff)["name"] == "林秀英"
    assert made.acts.filter(act="look").count() == 1
    wishes.fulfil(made.pk, by=town.community_staff, text="已送到")
    with pytest.raises(NotNow):
        wishes.look(made.pk, by=town.community_staff)


def test_given_back_it_is_on_the_board_again(here, town):
    made = wishes.give_up(claimed(town, here).pk, by=town.community_staff, why="买不到")
    assert (made.step, made.claimed_by, made.by_volunteer) == (WishStep.SHOWN, None, None)


def test_fulfilled_says_how(here, town):
    made = claimed(town, here)
    with pytest.raises(ValidationError):
        wishes.fulfil(made.pk, by=town.community_staff, text="")


@pytest.mark.parametrize("wrong", [{"step": "claimed"}, {"step": "shown"}, {"step": "fulfilled"}])
def test_the_database_refuses_a_state_that_contradicts_itself(town, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(pk=posted(town).pk).update(**wrong)


def test_the_record_is_append_only(town):
    posted(town)
    with pytest.raises(Error), transaction.atomic():
        WishLine.objects.update(text="改写")


def test_the_neighbour_sees_no_wish(town):
    made = posted(town)
    assert made not in Wish.objects.visible_to(town.stranger)
    assert made in Wish.objects.visible_to(town.street_staff)


def test_nobody_writes_down_the_thanks_for_what_they_did_themselves(here, town):
    own = people.take_in_user(town.community_staff, town.community, by=town.community_staff2)
    made = wishes.claim(shown(town).pk, by=town.community_staff, volunteer=own, now=MORNING)
    wishes.fulfil(made.pk, by=town.community_staff, text="已送到", now=MORNING)
    with pytest.raises(PermissionDenied):
        wishes.thank(made.pk, by=town.community_staff, text="服务太好了", now=MORNING)
    assert wishes.thank(made.pk, by=town.unit_head, text="谢谢大家", now=MORNING).step == WishStep.THANKED


def test_a_wish_that_is_no_longer_needed_is_taken_off_the_board_by_who_posted_it_or_reviews(town):
    made = shown(town)
    with pytest.raises(PermissionDenied):
        wishes.take_off(made.pk, by=town.grid_worker, why="家里已经买了")
    assert wishes.take_off(made.pk, by=town.unit_head, why="家里已经买了", now=MORNING).step == WishStep.REFUSED
    assert made.acts.order_by("pk").last().text == "家里已经买了"
    assert not Notice.objects.filter(kind="wish_taken_off").exists(), "it was themselves"
    assert wishes.take_off(shown(town).pk, by=town.community_staff2, why="老人已搬走").step == WishStep.REFUSED
    assert Notice.objects.get(kind="wish_taken_off").user == town.unit_head


def test_a_claimed_wish_is_given_back_before_it_is_taken_off(here, town):
    with pytest.raises(NotNow):
        wishes.take_off(claimed(town, here).pk, by=town.unit_head, why="家里已经买了")


def told_that_they_left(who, town):
    people.leave(who.pk, by=town.community_staff2, why="外出务工")
    return list(Notice.objects.filter(kind="wish_left").values_list("user__name", flat=True))


def test_who_answers_for_the_wish_of_a_volunteer_who_leaves_is_told(here, town):
    made = claimed(town, here)
    assert told_that_they_left(made.by_volunteer, town) == [town.community_staff.name]
    assert wishes.give_up(made.pk, by=town.community_staff, why="志愿者外出务工").step == WishStep.SHOWN


def test_where_the_volunteer_answered_for_it_themselves_those_who_dispatch_are_told(here, town):
    own = here.serving(town.unit_head)
    wishes.claim(shown(town).pk, by=town.unit_head, volunteer=own, now=MORNING)
    assert told_that_they_left(own, town) == [town.grid_leader.name]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"ended_on": MORNING.date()}], ids=["locked", "no post"])
def test_where_whoever_answered_for_it_serves_no_more_those_who_dispatch_are_told(here, town, gone):
    made = claimed(town, here)
    rows = User.objects.filter(pk=town.community_staff.pk)
    (Post.objects.filter(user__in=rows) if "ended_on" in gone else rows).update(**gone)
    assert told_that_they_left(made.by_volunteer, town) == [town.grid_leader.name]


def test_of_a_wish_that_was_fulfilled_nobody_is_told(here, town):
    made = claimed(town, here)
    wishes.fulfil(made.pk, by=town.community_staff, text="已送到", now=MORNING)
    assert told_that_they_left(made.by_volunteer, town) == []
