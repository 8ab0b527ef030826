"""Who is under 18 volunteers with their guardian's consent, is sent to nobody's door and stands no watch at night."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.actions.start import NotNow
from grids import history
from residents.models import Resident
from residents.retention import years_before
from tests import factories as make
from tests.ordered import Orders
from tests.registered import entry
from tests.test_volunteer_activities import activity, sign_up
from tests.test_watch import crew, line, plan, takes_turns, watch
from tests.town import MORNING
from volunteers import roster
from volunteers.actions import dispatch, order_service, people, watch_crew, watches
from volunteers.enums.orders import OfferState
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def born(town, years, name="吴小萌", room="7", area=None):
    made = entry(area or town.unit, name=name, room=room)
    Resident.objects.filter(pk=made.pk).update(born_on=years_before(timezone.localdate(), years))
    return Resident.objects.get(pk=made.pk)


def child(town):
    return people.take_in_resident(born(town, 17).pk, by=town.community_staff, guardian_agrees=True)


def test_who_is_under_18_is_taken_in_once_it_is_said_that_their_guardian_agrees(town):
    somebody = born(town, 17)
    with pytest.raises(ValidationError) as asked:
        people.take_in_resident(somebody.pk, by=town.community_staff)
    assert "guardian_agrees" in asked.value.message_dict
    made = people.take_in_resident(somebody.pk, by=town.community_staff, guardian_agrees=True)
    assert history.of(Volunteer).filter(pgh_obj=made.pk).last().pgh_context.metadata["why"]
    assert people.take_in_resident(born(town, 18, room="8").pk, by=town.community_staff)


def test_the_page_asks_for_it_where_it_is_somebody_under_18_and_only_then(town, signed_in):
    born(town, 9), born(town, 30, name="林秀英", room="8")
    client, address = signed_in(town.community_staff), reverse("volunteers:take_in")
    said = {"who": "register", "name": "吴小萌", "area": town.community.code}
    answer = client.post(address, said)
    assert (answer.status_code, "guardian_agrees" in answer.context["form"].errors) == (422, True)
    assert client.post(address, said | {"guardian_agrees": "on"}).status_code == 302
    assert client.post(address, said | {"name": "林秀英"}).status_code == 302


def test_what_was_offered_to_somebody_who_is_under_18_after_all_is_not_taken(town):
    who = people.take_in_resident(born(town, 30).pk, by=town.community_staff)
    offer = Orders(town).offered(who).offers.get()
    Resident.objects.filter(pk=who.resident_id).update(born_on=years_before(timezone.localdate(), 17))
    with pytest.raises(NotNow):
        order_service.take(offer.pk, by=None)
    assert offer.order.offers.get().state == OfferState.OPEN


def test_no_order_is_offered_to_who_is_under_18_neither_by_rule_nor_by_hand(town):
    here, young = Orders(town), child(town)
    young.skills.set(here.volunteer().skills.all())
    order = here.order()
    assert young not in dispatch.suitable(order)
    with override("en"), pytest.raises(ValidationError, match="under 18"):
        dispatch.offer(order.pk, [young], by=here.staff)


def test_who_is_under_18_takes_no_turns_at_night(town):
    made = watch(town)
    with pytest.raises(ValidationError):
        watches.join(made.pk, child(town), line(made), by=town.community_staff)


def test_who_takes_turns_and_proves_to_be_under_18_is_put_down_for_no_night(town):
    made, somebody = watch(town), born(town, 30)
    who = people.take_in_resident(somebody.pk, by=town.community_staff)
    takes_turns(town, made, who)
    Resident.objects.filter(pk=somebody.pk).update(born_on=years_before(timezone.localdate(), 9))
    plan(town, made)
    assert crew(made) == []
    with pytest.raises(ValidationError):
        watch_crew.put(made.nights.get().activity_id, line(made), who.pk, by=town.community_staff, now=MORNING)


def test_the_list_of_an_activity_says_who_is_under_18(town, signed_in):
    made = activity(town)
    sign_up(town, made, child(town))
    assert "under 18" in signed_in(town.community_staff).get(made.get_absolute_url()).content.decode()


def test_who_may_not_know_their_name_is_not_told_that_they_are_under_18(town):
    made, elsewhere = activity(town), make.area(town.community)
    somebody = born(town, 17, area=elsewhere)
    sign_up(town, made, people.take_in_resident(somebody.pk, by=town.community_staff, guardian_agrees=True))
    sign_up(town, made, child(town))
    told = [
        [line["is_minor"] for line in roster.places(made, user)] for user in (town.community_staff, town.grid_leader)
    ]
    assert told == [[True, True], [False, True]]
