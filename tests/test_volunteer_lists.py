"""Small lists of places: their own beside the general ones, retired and not deleted; what was counted stays."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests import factories as make
from tests.test_volunteer_activities import activity, held, neighbour
from tests.test_volunteer_pages import signed_in
from tests.test_volunteer_teams import team
from volunteers import record
from volunteers.actions import activities, lists, outcome, people
from volunteers.models import Activity, Pattern, Skill, Star, Topic

pytestmark = pytest.mark.django_db
WHY = "居民议事会商定"


def own(town, model=Topic, name="邻里节", area="community", **facts):
    return lists.add(model, getattr(town, area), by=town.community_staff, name_zh=name, name_en="", **facts)


def star(town, hours, name="社区新星"):
    return own(town, Star, name, hours=hours)


def certified(town, who):
    return outcome.certify(held(town, who).pk, by=town.community_staff2)


def test_what_a_place_adds_stands_beside_the_general_entries_and_holds_below_it_only(town):
    made = own(town)
    for area, holds in ((town.community, True), (town.grid, True), (town.neighbour, False), (town.street, False)):
        found = Topic.objects.in_use().holding_in(area)
        assert (made in found, found.filter(code="law").exists()) == (holds, True)


def test_another_community_does_not_see_it(town):
    made = own(town)
    assert made in Topic.objects.visible_to(town.unit_head)
    assert made not in Topic.objects.visible_to(town.stranger)


@pytest.mark.parametrize(
    ("who", "area"), [("grid_leader", "grid"), ("grid_worker", "community"), ("stranger", "community")]
)
def test_a_list_is_kept_by_whoever_runs_the_teams_of_a_street_or_community(town, who, area):
    with pytest.raises(PermissionDenied):
        lists.add(Topic, getattr(town, area), by=getattr(town, who), name_zh="邻里节", name_en="")


def test_what_holds_everywhere_is_for_the_keepers_of_the_rules(town):
    law = Topic.objects.get(code="law")
    with pytest.raises(PermissionDenied):
        lists.retire(law, by=town.community_staff, why=WHY)
    keeper = make.user(town.district, make.role("manage_rules"))
    assert not lists.retire(law, by=keeper, why=WHY).is_on


def test_a_name_stands_once_in_a_place_and_is_free_again_once_it_is_retired(town):
    made = own(town)
    with pytest.raises(ValidationError):
        own(town)
    lists.retire(made, by=town.community_staff, why=WHY)
    assert own(town).is_on


def test_a_place_keeps_no_more_than_it_can_look_through(town, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 1)
    own(town)
    with pytest.raises(ValidationError):
        own(town, name="敬老月")


def test_a_topic_that_is_changed_stays_what_it_was_in_activities(town):
    topic = own(town)
    made = activity(town, topic=topic)
    after = lists.change(topic, by=town.community_staff, why=WHY, name_zh="近邻节", name_en="")
    topic.refresh_from_db()
    assert (after.pk == topic.pk, topic.is_on, Activity.objects.get(pk=made.pk).topic.label) == (
        False,
        False,
        "邻里节",
    )
    activities.change(made.pk, by=town.community_staff, title="邻里节开幕")  # which keeps its topic
    with pytest.raises(ValidationError):
        activity(town, topic=topic, title="再来一场")


def test_an_entry_by_which_nothing_is_counted_is_changed_itself(town):
    made = own(town)
    assert lists.change(made, by=town.community_staff, why=WHY, name_zh="近邻节", name_en="").pk == made.pk


def test_an_activity_has_no_topic_of_another_place(town):
    theirs = lists.add(Topic, town.neighbour, by=town.stranger, name_zh="邻里节", name_en="")
    with pytest.raises(ValidationError):
        activity(town, topic=theirs)


def test_a_team_keeps_the_lines_it_was_formed_with(town):
    by, pattern = town.community_staff, own(town, Pattern, "1+1+N")
    line = lists.add_line(pattern, by=by, label="网格员", wanted=1)
    lists.add_line(pattern, by=by, label="热心居民", wanted=0, is_open=True)
    made = team(town, pattern=pattern)
    lists.give_up_line(line, by=by)
    assert [slot.label for slot in made.slots.filter(is_on=True)] == ["网格员", "热心居民"]
    assert [slot.label for slot in team(town, name="红队", pattern=pattern).slots.all()] == ["热心居民"]


def test_a_line_of_a_pattern_is_for_somebody(town):
    with pytest.raises(ValidationError):
        lists.add_line(own(town, Pattern, "1+1+N"), by=town.community_staff, label="网格员", wanted=0)


def test_no_team_is_formed_after_a_pattern_of_another_place(town):
    theirs = lists.add(Pattern, town.neighbour, by=town.stranger, name_zh="2+N", name_en="")
    with pytest.raises(ValidationError):
        team(town, pattern=theirs)


def test_a_retired_skill_stays_with_whoever_has_it(town):
    by, skill = town.community_staff, own(town, Skill, "修鞋")
    who = neighbour(town)
    people.change_skills(who.pk, [skill], by=by)
    lists.retire(skill, by=by, why=WHY)
    people.change_skills(who.pk, [Skill.objects.get(code="repair")], by=by)
    assert {one.name_zh for one in who.skills.all()} == {"修鞋", "家电维修"}


def test_a_level_of_a_place_is_reached_by_its_own_volunteers(town):
    made, who = star(town, 1), neighbour(town)
    assert record.star(who) is None
    certified(town, who)
    assert record.star(who) == made
    beside = people.take_in_from_outside("王九", "13800000009", town.neighbour, by=town.stranger)
    who.places.update(volunteer=beside)
    assert record.star(beside) is None


def test_the_highest_level_that_the_hours_reach_counts(town):
    who = neighbour(town)
    certified(town, who)  # an hour and a half
    levels = [star(town, hours, name) for hours, name in ((1, "初心"), (2, "同心"))]
    assert record.star(who) == levels[0]
    who.places.update(hours=2)
    assert record.star(who) == levels[1]


def test_who_reached_a_level_keeps_it_where_its_hours_change(town):
    made, who, later = star(town, 1), neighbour(town), neighbour(town, 2)
    certified(town, who)
    lists.change(made, by=town.community_staff, why=WHY, name_zh="社区新星", name_en="", hours=20)
    certified(town, later)
    assert (record.star(who), record.star(later)) == (made, None)


@pytest.mark.parametrize("kind", ["patterns", "topics", "skills", "stars"])
def test_an_entry_is_added_changed_and_retired_on_pages(town, kind):
    client, hours = signed_in(town.community_staff), {"hours": 7} if kind == "stars" else {}
    asked = {"area": town.community.code, "name_zh": "邻里帮", **hours}
    made = client.post(reverse("volunteers:new_entry", args=[kind]), asked)
    assert "邻里帮" in client.get(reverse("volunteers:lists", args=[kind])).content.decode()
    change = client.post(f"{made.url}act/change/", asked | {"name_zh": "邻里互助", "why": WHY})
    page = client.get(change.url).content.decode()
    assert ("邻里互助" in page, WHY in page) == (True, True)
    assert client.post(f"{change.url}act/retire/", {"why": ""}).status_code == 422
    client.post(f"{change.url}act/retire/", {"why": WHY})
    assert "邻里互助" not in client.get(reverse("volunteers:lists", args=[kind])).content.decode()


def test_lines_of_a_pattern_are_added_and_given_up_on_its_page(town):
    client, made = signed_in(town.community_staff), own(town, Pattern, "1+N")
    for label, wanted, opened in (("楼长", 1, ""), ("居民", 0, "on")):
        client.post(f"{made.get_absolute_url()}act/line/", {"label": label, "wanted": wanted, "is_open": opened})
    listed = client.get(reverse("volunteers:lists", args=["patterns"])).content.decode()
    assert "楼长 1、居民 N" in listed
    first = made.slots.first()
    client.post(reverse("volunteers:give_up_line", args=[made.code, first.pk]))
    assert [slot.label for slot in made.slots.filter(is_on=True)] == ["居民"]


def test_a_form_offers_what_is_in_use_in_ones_areas(town):
    own(town), own(town, name="敬老月")
    lists.retire(Topic.objects.get(name_zh="敬老月"), by=town.community_staff, why=WHY)
    lists.add(Topic, town.neighbour, by=town.stranger, name_zh="书香节", name_en="")
    page = signed_in(town.community_staff).get(reverse("volunteers:new_activity")).content.decode()
    assert [name in page for name in ("法治宣传", "邻里节", "敬老月", "书香节")] == [True, True, False, False]
