"""What the pages of volunteer service say: numbers and the rows behind them, records, and acts through the forms."""

from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from grids import figures
from grids.days.periods import Period
from grids.models import SubjectKey
from residents.models import CareCase, CareCategory, ExportLog
from tests.registered import entry
from tests.test_volunteer_activities import activity, held, neighbour, sign_up
from tests.test_volunteer_teams import team
from tests.town import MORNING, photo
from volunteers import record
from volunteers.actions import outcome, people, places, teams
from volunteers.models import Member, Participation, Pattern, Team, Volunteer

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    user.is_demo = True
    user.save()
    client = Client()
    client.force_login(user)
    return client


def certified(town, who, **facts):
    return outcome.certify(held(town, who, **facts).pk, by=town.community_staff2)


def numbers(town) -> dict:
    """Of the grid's community, counted as they are now."""
    today, now = Period.named("today", timezone.localdate()), timezone.now()
    keys = ("people", "teams", "lacking", "activities", "person_times", "hours")
    found = {}
    for key in keys:
        figure = figures.figures[f"volunteers.{key}"]
        found[key] = figure.total(figure.rows(today, now).filter(figure.table.within(town.community)))
    return found


def test_the_numbers_count_persons_once_and_person_times_apart(town):
    who, made = neighbour(town), team(town, pattern=Pattern.objects.get(code="night-watch"))
    for each in (made, team(town, name="红队")):
        teams.join(each.pk, who, by=town.community_staff)
    for title in ("义诊", "反诈宣传"):
        certified(town, who, title=title, starts=timezone.now() - timezone.timedelta(days=2 if title == "义诊" else 4))
    expected = {"people": 1, "teams": 2, "lacking": 1, "activities": 2, "person_times": 2, "hours": 3}
    assert numbers(town) == expected
    sums = record.totals(Participation.objects.certified())
    assert (sums["times"], sums["people"], sums["hours"]) == (2, 1, 3)


LISTS = {
    "people": ("people", 1), "teams": ("list", 1), "lacking": ("list", 1), "activities": ("activities", 1),
    "person_times": ("hours", 1), "hours": ("hours", 1.5),
}  # fmt: skip


@pytest.mark.parametrize(("key", "page", "total"), [(key, *behind) for key, behind in LISTS.items()])
def test_a_number_opens_its_rows(town, key, page, total):
    certified(town, neighbour(town))
    team(town, pattern=Pattern.objects.get(code="night-watch"))
    query = {"figure": f"volunteers.{key}", "area": town.community.code}
    answer = signed_in(town.community_staff).get(reverse(f"volunteers:{page}"), query)
    assert answer.context["total"] == total


def test_hours_count_for_the_record_once_they_are_certified(town):
    who = neighbour(town)
    made = held(town, who)
    assert record.hours(who) == 0
    outcome.certify(made.pk, by=town.community_staff2)
    assert record.hours(who) == record.totals(record.lines(who))["hours"] == 1.5


def test_hours_leave_as_a_sheet_that_is_logged(town):
    resident = entry(town.unit)
    certified(town, people.take_in_resident(resident.pk, by=town.unit_head))
    certified(town, neighbour(town), title="义诊", starts=timezone.now() - timezone.timedelta(days=2))
    asked = {"area": town.community.code, "purpose": "报送星级评定", "kept_until": timezone.localdate()}
    staff, sheet = signed_in(town.community_staff), reverse("volunteers:hours_sheet")
    assert not staff.get(sheet).context.get("comes_back"), "a list of hours cannot be brought in again"
    answer = staff.post(sheet, asked)
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [(row[1], row[4], row[5]) for row in rows[2:]] == [("民法典进楼院", "林秀英", 1.5), ("义诊", "王1", 1.5)]
    made = ExportLog.objects.get()
    assert (made.by, made.carried.people) == (town.community_staff, [resident.pk])


def test_a_few_minutes_are_a_tenth_of_an_hour_also_in_the_form(town):
    now = timezone.now() - timezone.timedelta(hours=3)
    made = activity(town, starts=now)
    place = sign_up(town, made, neighbour(town))
    places.come(place.pk, by=town.community_staff, now=now)
    places.go(place.pk, by=town.community_staff, now=now)
    client, address = signed_in(town.community_staff), reverse("volunteers:activity_act", args=[made.ref, "write"])
    hours = client.get(address).context["form"][f"hours_{place.pk}"].value()
    said = {"audience": 12, "outcome": "入户宣传 12 户，发放资料 12 份。", f"hours_{place.pk}": hours}
    assert (str(hours), client.post(address, said).status_code) == ("0.1", 302)


def test_a_member_is_added_by_the_whole_name_and_chosen_among_several(town):
    made, client = team(town), signed_in(town.community_staff)
    for number in (1, 2):
        people.take_in_from_outside("王秀英", f"1380000000{number}", town.community, by=town.community_staff)
    address = reverse("volunteers:team_act", args=[made.ref, "join"])
    assert client.post(address, {"name": "王秀英"}).status_code == 422
    second = Volunteer.objects.order_by("pk").last()
    answer = client.post(address, {"name": "王秀英", "volunteer": second.ref})
    assert answer.status_code == 302
    assert Member.objects.get().volunteer == second
    assert len(list(get_messages(answer.wsgi_request))) == 1  # it says that it was done


def test_a_person_under_care_joins_and_no_page_says_why(town):
    resident, today, by = entry(town.unit), timezone.localdate(), town.community_staff
    category = CareCategory.objects.get(code="resettlement")
    CareCase.objects.create(
        area=town.unit, resident=resident, subject=SubjectKey.issue(), category=category, grade="1",
        legal_basis=category.legal_basis, purpose=category.purpose, starts_on=today,
        ends_on=today + timezone.timedelta(days=365),
        document=photo(by),
        responsible=by, opened_by=by,
    )  # fmt: skip
    made, who = team(town), people.take_in_resident(resident.pk, by=town.unit_head)
    teams.join(made.pk, who, by=by)
    for page in (made.get_absolute_url(), who.get_absolute_url()):
        html = signed_in(town.community_staff).get(page).content.decode()
        assert resident.name in html
        assert category.name_zh not in html


def test_somebody_of_the_register_is_taken_in_by_name(town):
    resident = entry(town.unit, name="林秀英")
    asked = {"who": "register", "name": "林秀英", "area": town.unit.code}
    answer = signed_in(town.unit_head).post(reverse("volunteers:take_in"), asked)
    made = Volunteer.objects.get(resident=resident)
    assert (answer.status_code, answer.url, made.area) == (302, made.get_absolute_url(), town.unit)


def test_somebody_who_serves_is_taken_in_by_name_and_acts_by_their_account(town, signed_in):
    name = town.grid_worker.name
    same = town.grid_leader
    type(same).objects.filter(pk=same.pk).update(name=name)
    asked = {"who": "serves", "name": name, "area": town.grid.code}
    client, address = signed_in(town.community_staff), reverse("volunteers:take_in")
    answer = client.post(address, asked)
    assert (answer.status_code, "person" in answer.context["form"].errors) == (422, True)
    answer = client.post(address, asked | {"person": town.grid_worker.username})
    made = Volunteer.objects.get(user=town.grid_worker)
    assert (answer.status_code, answer.url, made.area) == (302, made.get_absolute_url(), town.grid)
    assert signed_in(town.grid_worker).get(made.get_absolute_url()).status_code == 200


def test_who_serves_elsewhere_is_not_found(town, signed_in):
    asked = {"who": "serves", "name": town.stranger.name, "area": town.community.code}
    answer = signed_in(town.community_staff).post(reverse("volunteers:take_in"), asked)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_the_page_asks_before_a_second_activity_on_the_day(town):
    who = neighbour(town)
    first = activity(town)
    sign_up(town, first, who)
    other = activity(town, starts=first.ends_at + timezone.timedelta(hours=1), title="义诊")
    client, address = signed_in(town.community_staff), reverse("volunteers:sign_up", args=[other.ref])
    assert client.post(address, {"name": "王1"}).status_code == 422
    assert client.post(address, {"name": "王1", "even_so": "on"}).status_code == 302


@pytest.mark.parametrize("page", ["list", "people", "activities", "hours"])
def test_a_list_costs_the_same_for_one_row_and_for_ten(town, page):
    client = signed_in(town.community_staff)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"volunteers:{page}"))
        return len(asked)

    def row(number: int) -> None:
        who, made = neighbour(town, number), team(town, name=f"队{number}")
        teams.join(made.pk, who, by=town.community_staff)
        activity(town, team=made)
        certified(town, who, team=made, starts=MORNING + timezone.timedelta(days=1))

    row(1)
    cost()
    one = cost()
    for number in range(2, 11):
        row(number)
    assert cost() == one
    assert (Team.objects.count(), Participation.objects.certified().count()) == (10, 10)


def test_the_kind_of_a_team_is_chosen_shown_and_filtered(town):
    client, said = signed_in(town.community_staff), {"area": town.community.code, "name": "夜巡队", "colour": "blue"}
    wrong = client.post(reverse("volunteers:new_team"), said | {"kind": "army"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["kind"])
    client.post(reverse("volunteers:new_team"), said | {"kind": "patrol"})
    made, other = Team.objects.get(name="夜巡队"), team(town)
    assert (made.kind, other.kind) == ("patrol", "service")
    assert made.get_kind_display() in client.get(made.get_absolute_url()).content.decode()
    listed = client.get(reverse("volunteers:list"), {"kind": "patrol", "colour": "blue"})
    assert [line["url"] for line in listed.context["rows"]] == [made.get_absolute_url()]
    assert '<option value="patrol" selected>' in listed.content.decode()
    changed = said | {"kind": "mediation"}
    client.post(reverse("volunteers:team_act", args=[made.ref, "edit"]), changed)
    made.refresh_from_db()
    assert made.kind == "mediation"


def test_whoever_serves_opens_their_own_record_also_where_it_lies_above_their_areas(town):
    own = people.take_in_user(town.unit_head, town.community, by=town.community_staff)
    client = signed_in(town.unit_head)
    assert own.get_absolute_url() in client.get(reverse("volunteers:people")).content.decode()
    assert client.get(own.get_absolute_url()).status_code == 200
    place = sign_up(town, activity(town), own)
    assert own.get_absolute_url() in client.get(place.activity.get_absolute_url()).content.decode()
    assert client.post(f"{own.get_absolute_url()}act/leave/", {"why": "不做了"}).status_code == 403
    assert client.get(neighbour(town).get_absolute_url()).status_code == 404
