"""Owners' committees with terms that end, and social organisations from stage to stage."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from grids import alarms, figures
from grids.days.periods import Period
from grids.enums import OrganisationKind
from grids.models import Notice
from parties.actions import committees, social_bodies
from parties.actions.bodies_told import morning_of
from parties.models import CommitteeMember, OwnersCommittee, SocialBody
from residents import along
from tests import factories as make, partied_bodies as bodies
from tests.registered import entry

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
BEGINS, ENDS = dt.date(2026, 1, 1), dt.date(2030, 12, 31)


def found(town, by=None, area=None, **facts):
    facts = {"name": "东梅业委会", "term": 1, "term_starts_on": BEGINS, "term_ends_on": ENDS} | facts
    return committees.found(area or town.community, by=by or town.community_staff, **facts)


def join(town, made, name="林秀英", role="member", room="1"):
    resident = entry(town.unit, name=name, room=room)
    return committees.join(made.pk, resident, by=town.community_staff, role=role, since=BEGINS)


def enter(town, **facts):
    facts = {"name": "夕阳红舞蹈队", "kind": "community", "status": "filed", "recorded_on": BEGINS} | facts
    return social_bodies.enter(town.community, by=town.community_staff, **facts)


def notices(kind: str) -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("user__name").values_list("user__name", flat=True))


# owners' committees


def test_a_committee_is_entered_by_whoever_keeps_party_work_there(town):
    for by in (town.stranger, town.unit_head):
        with pytest.raises(PermissionDenied):
            found(town, by=by)
    assert found(town).street_id == town.street.pk


def test_a_term_ends_after_it_began(town):
    with pytest.raises(ValidationError):
        found(town, term_ends_on=BEGINS)


def test_a_committee_has_one_chair_and_nobody_twice(town):
    made = found(town)
    chair = join(town, made, role="chair")
    with pytest.raises(ValidationError):
        join(town, made, "王一", role="chair", room="2")
    with pytest.raises(ValidationError):
        committees.join(made.pk, chair.resident, by=town.community_staff, role="member", since=BEGINS)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.create(committee=made, resident=entry(town.unit, room="3"), role="chair", since=BEGINS)


def test_a_member_is_somebody_of_ones_own_register(town):
    stranger = entry(make.area(make.area(town.neighbour)))
    with pytest.raises(ValidationError):
        committees.join(found(town).pk, stranger, by=town.community_staff, role="member", since=BEGINS)


def test_who_leaves_a_committee_leaves_with_the_reason_and_once(town):
    made = found(town)
    member, by = join(town, made), town.community_staff
    with pytest.raises(ValidationError):
        committees.part(made.pk, member.pk, by=by, why="")
    committees.part(made.pk, member.pk, by=by, why="搬离小区")
    with pytest.raises(ValidationError):
        committees.part(made.pk, member.pk, by=by, why="搬离小区")


def elect(town, made, **days):
    days = {"term_starts_on": dt.date(2026, 6, 1), "term_ends_on": dt.date(2031, 5, 31)} | days
    return committees.elect(made.pk, by=town.community_staff, **days)


def test_the_next_term_begins_without_the_old_members(town):
    made = found(town)
    join(town, made)
    elected = elect(town, made)
    assert (elected.term, made.members.current().count()) == (2, 0)
    assert elected.alarm_at == morning_of(dt.date(2031, 5, 31) - committees.TOLD_BEFORE)


def test_the_next_term_is_entered_once_even_where_the_form_is_sent_again(town):
    made = found(town)
    elect(town, made)
    with pytest.raises(ValidationError):
        elect(town, made)
    made.refresh_from_db()
    assert made.term == 2


def test_a_term_is_entered_once_it_has_begun_and_until_then_the_committee_stays(town, signed_in):
    made, today = found(town), timezone.localdate()
    join(town, made)
    for enter_it in (lambda **days: elect(town, made, **days), lambda **days: found(town, name="另一个", **days)):
        with pytest.raises(ValidationError):
            enter_it(term_starts_on=today + DAY, term_ends_on=today + 1800 * DAY)
    assert made.members.current().count() == 1
    form = signed_in(town.community_staff).get(f"{made.get_absolute_url()}act/elect/").context["form"]
    assert form.initial["term_starts_on"] == today


def test_its_page_tells_of_terms_gone_by_and_who_was_in_them(town, signed_in):
    made = found(town)
    join(town, made, name="林秀英")
    elect(town, made)
    told = [line["what"] for line in signed_in(town.community_staff).get(made.get_absolute_url()).context["past"]]
    assert sorted(text.split(":")[0] for text in told) == ["Term 1", "Term 2", "林秀英", "林秀英"]
    masked = signed_in(town.supervisor).get(made.get_absolute_url()).content.decode()
    assert "林秀英" not in masked
    assert "林*英" in masked


def test_its_page_says_nothing_of_reminders_nor_twice_who_came_and_left(town, signed_in):
    made = found(town)
    stays, goes = join(town, made), join(town, made, name="陈金水", room="2")
    committees.part(made.pk, goes.pk, by=town.community_staff, why="辞去")
    committees.remind([made], morning_of(ENDS))
    for row, room in ((stays, "3"), (goes, "4")):
        along.take(row.resident_id, entry(town.unit, name=row.resident.name, room=room).pk, by=town.community_staff)
    page = signed_in(town.community_staff).get(made.get_absolute_url())
    assert sorted((line["what"].split(":")[0], line["text"]) for line in page.context["past"]) == [
        ("Term 1", ""), ("林秀英", ""), ("陈金水", ""), ("陈金水", "辞去"),
    ]  # fmt: skip


def test_a_dissolved_committee_still_says_who_was_in_it_to_the_last(town, signed_in):
    made = found(town)
    _stayed, left = join(town, made), join(town, made, name="陈金水", room="2")
    CommitteeMember.objects.filter(pk=left.pk).update(until=timezone.localdate() - DAY)
    committees.dissolve(made.pk, by=town.community_staff, why="合并小区")
    client = signed_in(town.community_staff)
    assert [row.size for row in client.get("/parties/committees/", {"past": "1"}).context["rows"]] == [1]
    assert [line["name"] for line in client.get(made.get_absolute_url()).context["members"]] == ["林秀英"]


def test_the_keepers_are_told_three_months_before_a_term_ends_and_when_it_is_over(town):
    found(town)
    alarms.sweep_one("owners' committees", morning_of(ENDS - committees.TOLD_BEFORE) - DAY)
    assert notices("committee_term_ends") == []
    alarms.sweep_one("owners' committees", morning_of(ENDS - committees.TOLD_BEFORE))
    both = ["community_staff", "community_staff2"]
    assert (notices("committee_term_ends"), notices("committee_term_over")) == (both, [])
    alarms.sweep_one("owners' committees", morning_of(ENDS + DAY))
    assert notices("committee_term_over") == both


def test_where_nobody_keeps_the_community_the_street_is_told(town):
    for name in ("community_staff", "community_staff2"):
        getattr(town, name).posts.update(ended_on=dt.date(2025, 1, 1))
    found(town, by=town.street_staff)
    alarms.sweep_one("owners' committees", morning_of(ENDS - committees.TOLD_BEFORE))
    assert notices("committee_term_ends") == ["street_staff"]


def test_of_a_term_that_was_over_when_it_was_entered_only_that_is_told(town):
    found(town, term_starts_on=dt.date(2019, 1, 1), term_ends_on=dt.date(2023, 12, 31))
    alarms.sweep_one("owners' committees")
    assert (notices("committee_term_ends"), len(notices("committee_term_over"))) == ([], 2)


def test_a_dissolved_committee_is_told_of_no_more_and_has_nobody(town):
    made = found(town)
    join(town, made)
    committees.dissolve(made.pk, by=town.community_staff, why="小区拆迁")
    assert not OwnersCommittee.objects.filter(alarm_at__isnull=False).exists()
    assert not made.members.current().exists()
    with pytest.raises(ValidationError):
        committees.change(made.pk, by=town.community_staff, name="x")


def test_the_overdue_are_those_whose_term_is_over(town):
    today = timezone.localdate()
    over = bodies.committee(town.community, name="甲", term_ends_on=today - DAY)
    bodies.committee(town.community, name="乙", term_ends_on=today)
    bodies.committee(town.community, name="丙", term_ends_on=today - 9 * DAY, dissolved_on=today)
    assert list(OwnersCommittee.objects.overdue(today)) == [over]


@pytest.mark.parametrize(("state", "names"), [("", ["乙", "丙", "甲"]), ("overdue", ["甲"]), ("soon", ["乙"])])
def test_the_list_shows_whose_term_is_over_or_ends_soon(town, signed_in, state, names):
    today = timezone.localdate()
    for name, days in (("甲", -1), ("乙", 60), ("丙", 700)):
        bodies.committee(town.community, name=name, term_ends_on=today + days * DAY)
    answer = signed_in(town.community_staff).get(reverse("parties:committees:list"), {"state": state})
    assert sorted(row.name for row in answer.context["rows"]) == sorted(names)


def test_members_are_named_to_whoever_reads_the_register_there(town, signed_in):
    made = found(town)
    join(town, made)
    address = made.get_absolute_url()
    assert [line["name"] for line in signed_in(town.community_staff).get(address).context["members"]] == ["林秀英"]
    seen = signed_in(town.supervisor).get(address).context["members"]
    assert [(line["name"], line["url"]) for line in seen] == [("林*英", "")]


def test_the_chair_stands_first(town, signed_in):
    made = found(town)
    for room, role in enumerate(("member", "deputy", "chair")):
        join(town, made, role=role, room=f"{room}")
    members = signed_in(town.community_staff).get(made.get_absolute_url()).context["members"]
    assert [line["row"].role for line in members] == ["chair", "deputy", "member"]


def test_a_member_is_added_by_the_whole_name_and_chosen_among_several(town, signed_in):
    made, client = found(town), signed_in(town.community_staff)
    first, second = (entry(town.unit, room=room) for room in "12")
    address = reverse("parties:committees:act", args=[made.ref, "join"])
    said = {"name": "林秀英", "role": "chair", "since": "2026-01-01"}
    assert client.post(address, said | {"name": "没有的人"}).status_code == 422
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"resident": second.ref}).status_code == 302
    assert made.members.get().resident == second != first


def test_a_membership_goes_along_when_two_entries_are_made_one(town):
    made = found(town)
    member, kept = join(town, made), entry(town.unit, room="2")
    gone = along.take(member.resident_id, kept.pk, by=town.community_staff)
    member.refresh_from_db()
    assert member.resident == kept
    assert gone["owners' committees"] == [member.pk]


def test_of_two_entries_in_the_same_committee_each_keeps_its_line(town):
    made = found(town)
    one, two = join(town, made), join(town, made, room="2")
    along.take(one.resident_id, two.resident_id, by=town.community_staff)
    assert made.members.current().values("resident").distinct().count() == 2


# social organisations


def test_a_registered_organisation_is_one_of_the_register_and_a_filed_one_need_not_be(town):
    assert enter(town).stage == "hatching"
    with pytest.raises(ValidationError):
        enter(town, name="暖心社", status="registered", kind="service")
    known = make.organisation("暖心社工服务中心", kind=OrganisationKind.SOCIAL)
    assert enter(town, name="暖心社", status="registered", kind="service", organisation=known).organisation == known


def test_an_organisation_is_led_from_stage_to_stage_and_back_with_the_reason(town):
    made, by = enter(town), town.community_staff
    with pytest.raises(ValidationError):
        social_bodies.lead(made.pk, by=by, stage="hatching", why="不变")
    with pytest.raises(ValidationError):
        social_bodies.lead(made.pk, by=by, stage="nurturing", why="")
    assert social_bodies.lead(made.pk, by=by, stage="nurturing", why="有固定活动").stage == "nurturing"
    assert social_bodies.lead(made.pk, by=by, stage="hatching", why="骨干离开").stage == "hatching"


def test_the_page_tells_how_it_came_to_its_stage(town, signed_in):
    made = enter(town)
    social_bodies.lead(made.pk, by=town.community_staff, stage="nurturing", why="有固定活动")
    lines = signed_in(town.community_staff).get(made.get_absolute_url()).context["past"]
    assert {line["text"]: line["who"] for line in lines} == {"有固定活动": "community_staff", "": "community_staff"}


def test_an_organisation_is_changed_and_dissolved_by_its_keepers_only(town):
    made = enter(town)
    for act in (
        lambda: social_bodies.change(made.pk, by=town.stranger, does="跳舞"),
        lambda: social_bodies.dissolve(made.pk, by=town.grid_worker, why="解散"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    social_bodies.dissolve(made.pk, by=town.community_staff, why="自行解散")
    assert enter(town) != made
    with pytest.raises(ValidationError):
        social_bodies.change(made.pk, by=town.community_staff, does="跳舞")


def test_nothing_of_them_is_deleted(town):
    found(town)
    enter(town)
    for rows in (OwnersCommittee.objects.all(), SocialBody.objects.all()):
        with pytest.raises(Error), transaction.atomic():
            rows.delete()


def test_an_organisation_is_entered_through_the_form_and_the_stages_filter_the_list(town, signed_in):
    said = {
        "area": town.community.code, "name": "暖心社", "kind": "community", "status": "registered",
        "recorded_on": "2026-01-01",
    }  # fmt: skip
    client, address = signed_in(town.community_staff), reverse("parties:bodies:new")
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"status": "filed"}).status_code == 302
    listed = reverse("parties:bodies:list")
    sizes = [len(client.get(listed, {"stage": stage}).context["rows"]) for stage in ("hatching", "oversight", "x")]
    assert sizes == [1, 0, 1]


# numbers and lists


def number(town, key):
    figure = figures.figures[f"parties.{key}"]
    rows = figure.rows(Period.named("today", timezone.localdate()))
    return figure.total(rows.filter(figure.table.within(town.community)))


def test_committees_within_their_term_are_counted_of_all(town):
    today = timezone.localdate()
    for name, days in (("甲", -1), ("乙", 60)):
        bodies.committee(town.community, name=name, term_ends_on=today + days * DAY)
    bodies.committee(town.community, name="丙", term_starts_on=today + DAY, term_ends_on=today + 99 * DAY)
    assert (number(town, "committees_in_term"), number(town, "owners_committees")) == (1, 3)


def test_social_organisations_are_counted_by_stage(town):
    for name, stage in (("甲", "hatching"), ("乙", "oversight"), ("丙", "oversight")):
        bodies.social_body(town.community, name=name, stage=stage)
    bodies.social_body(town.community, name="丁", dissolved_on=timezone.localdate())
    keys = ("social_bodies", "social_hatching", "social_nurturing", "social_guiding", "social_oversight")
    assert [number(town, key) for key in keys] == [3, 1, 0, 0, 2]


@pytest.mark.parametrize(
    ("key", "page", "total"),
    [("committees_in_term", "committees:list", 1), ("social_hatching", "bodies:list", 1)],
)
def test_a_number_opens_its_rows(town, signed_in, key, page, total):
    bodies.committee(town.community)
    bodies.social_body(town.community)
    query = {"figure": f"parties.{key}", "area": town.community.code}
    answer = signed_in(town.community_staff).get(reverse(f"parties:{page}"), query)
    assert (answer.context["total"], len(answer.context["rows"])) == (total, total)


@pytest.mark.parametrize("page", ["committees:list", "bodies:list"])
def test_a_list_costs_the_same_for_one_row_and_for_five(town, signed_in, page, django_assert_max_num_queries):
    client, address = signed_in(town.community_staff), reverse(f"parties:{page}")

    def more(many):
        for number in range(many):
            made = bodies.committee(town.community, name=f"{many}-{number}")
            resident = entry(town.unit, room=f"{many}-{number}")
            CommitteeMember.objects.create(committee=made, resident=resident, role="chair", since=BEGINS)
            bodies.social_body(town.community, name=f"{many}-{number}")

    more(1)
    client.get(address)
    with django_assert_max_num_queries(99) as first:
        client.get(address)
    more(4)
    with django_assert_max_num_queries(len(first)):
        assert len(client.get(address).context["rows"]) == 5
