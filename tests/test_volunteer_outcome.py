"""Photos beside an outcome, and where else an activity or a team says what it is."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.test_uploads import picture
from tests.test_volunteer_activities import activity, held, neighbour, write_up
from tests.test_volunteer_pages import signed_in
from tests.test_volunteer_teams import team
from tests.town import MORNING, photo
from volunteers.actions import activities, outcome, teams
from volunteers.models import Activity, Team

pytestmark = pytest.mark.django_db
SAID = {"audience": 12, "outcome": "入户宣传 12 户，发放资料 12 份。"}


def upload(name="现场.jpg", data=None):
    return SimpleUploadedFile(name, data or picture(size=(800, 600)), content_type="image/jpeg")


@pytest.fixture
def over(town):
    """The page on which an activity that is over is written up, and whoever does it."""
    made = activity(town, starts=timezone.now() - timezone.timedelta(hours=3))
    return signed_in(town.community_staff), reverse("volunteers:activity_act", args=[made.ref, "write"]), made


def test_photos_are_shown_small_beside_the_outcome_and_large_when_opened(over):
    client, address, made = over
    client.post(address, SAID | {"photos": [upload()]})
    url = reverse("volunteers:activity_photo", args=[made.ref, made.photos.get().pk])
    page = client.get(made.get_absolute_url()).content.decode()
    assert (f'href="{url}"' in page, f'src="{url}?s=1"' in page) == (True, True)
    large, small = (b"".join(client.get(url + query).streaming_content) for query in ("", "?s=1"))
    assert len(small) < len(large)


def test_a_photo_is_seen_by_those_who_see_the_activity(town, over):
    client, address, made = over
    client.post(address, SAID | {"photos": [upload()]})
    url = reverse("volunteers:activity_photo", args=[made.ref, made.photos.get().pk])
    assert [signed_in(user).get(url).status_code for user in (town.unit_head, town.stranger)] == [200, 404]


def test_a_photo_alone_is_no_outcome_and_is_kept_for_the_next_try(over):
    client, address, made = over
    answer = client.post(address, SAID | {"outcome": "见照片", "photos": [upload()]})
    kept = answer.context["photos"].signed
    assert (answer.status_code, made.photos.count()) == (422, 0)
    assert client.post(address, SAID | {"kept": kept}).status_code == 302
    assert made.photos.count() == 1


def test_what_is_no_photo_is_refused_with_the_reason(over):
    client, address, made = over
    answer = client.post(address, SAID | {"photos": [upload(data=b"no photo")]})
    assert (answer.status_code, "JPEG" in str(answer.context["form"].errors["photos"])) == (422, True)
    made.refresh_from_db()
    assert made.state == "published"


def test_an_activity_has_nine_photos_at_most_however_often_it_is_written_up(town):
    made = held(town, neighbour(town), starts=MORNING)
    write_up(town, made, photos=[photo(town.community_staff) for _each in range(outcome.MOST_PHOTOS)])
    with pytest.raises(ValidationError) as refused:
        write_up(town, made, photos=[photo(town.community_staff)])
    assert "photos" in refused.value.message_dict


def test_audience_and_what_was_handed_out_stand_with_the_outcome(town):
    made = held(town, neighbour(town))
    write_up(town, made, audience=57, materials="民法典手册 60 份")
    page = signed_in(town.unit_head).get(made.get_absolute_url()).content.decode()
    assert ("<dd>57</dd>" in page, "民法典手册 60 份" in page) == (True, True)


@pytest.mark.parametrize("mode", ["online", "offline", "both"])
def test_an_activity_says_whether_it_is_online_and_links_there(town, mode):
    made = activity(town, mode=mode, place="https://meeting.example/12")
    page = signed_in(town.unit_head).get(made.get_absolute_url()).content.decode()
    assert f'{made.get_mode_display()} · <a href="https://meeting.example/12"' in page


def test_a_repeated_activity_is_like_the_one_before_it(town):
    made = activity(town, repeats="weekly", mode="both", capacity=5, team=team(town))
    activities.follow_up(MORNING)
    after = Activity.objects.get(follows=made)
    copied = ("state", "mode", "capacity", "team", "topic", "title", "place")
    assert [getattr(after, name) for name in copied] == [getattr(made, name) for name in copied]


def test_a_team_has_a_home_organisation_that_is_registered(town):
    client, made = signed_in(town.community_staff), team(town)
    address = reverse("volunteers:team_act", args=[made.ref, "edit"])
    said = {"name": made.name, "colour": "blue", "kind": "service", "organisation": "北街社区卫生服务中心"}
    answer = client.post(address, said)
    assert (answer.status_code, "北街社区卫生服务中心" in answer.content.decode()) == (422, True)
    home = make.organisation("北街社区卫生服务中心")
    client.post(address, said)
    assert Team.objects.get().organisation == home
    page = client.get(address).content.decode()
    assert f'value="{home.uscc or home.name}"' in page
    assert home.get_absolute_url() in client.get(made.get_absolute_url()).content.decode()


def test_a_team_is_formed_with_its_home_and_its_brand_beside_the_colours_word(town):
    home, client = make.organisation("北街社区卫生服务中心"), signed_in(town.community_staff)
    said = {
        "area": town.community.code, "name": "健康队", "colour": "white", "brand": "近邻健康", "kind": "service",
        "organisation": home.name,
    }  # fmt: skip
    made = client.post(reverse("volunteers:new_team"), said)
    page = client.get(made.url).content.decode()
    assert (Team.objects.get().organisation, "白色" in page, "近邻健康" in page) == (home, True, True)
    assert "近邻健康" in client.get(reverse("volunteers:list")).content.decode()


def test_a_member_leaves_with_a_reason_and_their_time_stays_told(town):
    made, client = team(town), signed_in(town.community_staff)
    member = teams.join(made.pk, neighbour(town), by=town.community_staff)
    address = reverse("volunteers:part", args=[made.ref, member.pk])
    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "外出务工"})
    assert made.members.get().until == timezone.localdate()
    assert made.name in client.get(member.volunteer.get_absolute_url()).content.decode()
