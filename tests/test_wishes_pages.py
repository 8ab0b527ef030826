"""The wish board: nobody's name, and whose wish it is only for whoever claimed it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.ordered import Orders
from tests.test_orders_pages import signed_in
from tests.test_uploads import picture
from volunteers.actions import wishes
from volunteers.enums.orders import WishStep
from volunteers.models import Wish

pytestmark = pytest.mark.django_db
WHO = "林秀英"


@pytest.fixture
def here(town):
    return Orders(town)


def shown(town) -> Wish:
    made = wishes.post(town.unit, "想要一副老花镜", by=town.unit_head, name=WHO, phone="13805940001")
    return wishes.review(made.pk, by=town.community_staff, shows=True)


def test_a_wish_is_posted_by_the_form_and_shown_without_a_name(town):
    client = signed_in(town.grid_worker)
    typed = {"token": "0" * 31 + "2", "words": "想要一台收音机", "name": WHO, "area": town.grid.code}
    answer = client.post("/volunteers/wishes/new/", typed)
    assert answer.status_code == 302
    assert WHO not in client.get(answer["Location"]).text
    assert WHO not in client.get("/volunteers/wishes/?step=posted").text


def test_whoever_claimed_it_sees_whose_it_is(here, town):
    here.serving()
    made, client = shown(town), signed_in(town.unit_head)
    url = made.get_absolute_url()
    assert client.post(f"{url}look/").status_code == 403
    assert client.post(f"{url}act/claim/", {"name": ""}).status_code == 302
    assert WHO in client.post(f"{url}look/").text
    assert signed_in(town.grid_worker).post(f"{url}look/").status_code == 403


def test_a_claim_that_came_too_late_is_told_kindly(here, town):
    made = shown(town)
    wishes.claim(made.pk, by=town.community_staff, volunteer=here.volunteer())
    answer = signed_in(town.unit_head).post(f"{made.get_absolute_url()}act/claim/", {"name": "志愿者1"})
    assert answer.status_code == 409


def test_somebody_who_volunteers_nowhere_is_asked_for_whom(town):
    made = shown(town)
    assert signed_in(town.unit_head).post(f"{made.get_absolute_url()}act/claim/", {"name": ""}).status_code == 422


def test_a_photo_that_is_refused_is_said_where_the_wish_is_fulfilled(here, town):
    made = shown(town)
    wishes.claim(made.pk, by=town.community_staff, volunteer=here.volunteer())
    typed = {"text": "已送到", "photos": [SimpleUploadedFile("x.jpg", b"no photo")]}
    answer = signed_in(town.community_staff).post(f"{made.get_absolute_url()}act/fulfil/", typed)
    assert answer.status_code == 422
    assert "JPEG" in str(answer.context["form"].errors["photos"])
    assert Wish.objects.get().step == WishStep.CLAIMED


def uploaded(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture())


def test_of_several_photos_one_is_kept_and_the_others_are_told_to_be_too_many(here, town):
    made = shown(town)
    wishes.claim(made.pk, by=town.community_staff, volunteer=here.volunteer())
    form = signed_in(town.community_staff)
    url = f"{made.get_absolute_url()}act/fulfil/"
    assert "multiple" not in form.get(url).text
    both = form.post(url, {"text": "", "photos": [uploaded("1.jpg"), uploaded("2.jpg")]})
    assert both.status_code == 422
    assert "1" in str(both.context["form"].errors["photos"])
    assert form.post(url, {"text": "", "kept": both.context["photos"].signed}).status_code == 302
    assert made.acts.filter(photo__isnull=False).count() == 1


def test_a_clicked_number_opens_just_its_wishes(here, town):
    made = shown(town)
    wishes.claim(made.pk, by=town.community_staff, volunteer=here.volunteer())
    wishes.fulfil(made.pk, by=town.community_staff, text="已送到")
    shown(town)
    found = f"?area={town.community.code}&figure=wishes.fulfilled"
    html = signed_in(town.community_staff).get("/volunteers/wishes/" + found).text
    assert 'data-total="1"' in html
    assert Wish.objects.get(pk=made.pk).step == WishStep.FULFILLED
