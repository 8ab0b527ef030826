"""三个清单 and 双向认领: published by quarter, claimed by the other side, fulfilled, evaluated, carried on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from grids.models import Notice
from parties import list_record
from parties.actions import claims, lists, partner_reminders
from parties.enums import OrgKind
from parties.enums.partners import EntryState
from parties.models import Contribution, JointMeeting, ListClaim, ListEntry
from tests import partied_partners as rows
from tests.partied import organization
from tests.town import at

pytestmark = pytest.mark.django_db
NOW = at("2026-11-16 09:00")
THIS, NEXT = date(2026, 10, 1), date(2027, 1, 1)


@pytest.fixture
def committee(town):
    return organization(town.community, "社区党委", OrgKind.COMMITTEE)


@pytest.fixture
def hospital(committee):
    return rows.partner(committee, "荔城医院")


def enter(town, committee, kind="need", **facts):
    facts = {"title": "楼道加装扶手", "quarter": THIS, "owner": None, "now": NOW} | facts
    return lists.enter(committee, by=town.community_staff, kind=kind, **facts)


def need(town, committee, **facts):
    """Published."""
    made = enter(town, committee, **facts)
    lists.publish(committee, made.quarter, made.kind, by=town.community_staff, now=NOW)
    made.refresh_from_db()
    return made


def claim(town, entry, partner=None, **facts):
    return claims.claim(entry.pk, by=town.community_staff, partner=partner, **{"now": NOW} | facts)


def fulfil(town, made, **facts):
    facts = {"outcome": "已安装 12 处", "kind": "service", "evidence": rows.a_paper(), "now": NOW} | facts
    return claims.fulfil(made.pk, by=town.community_staff, **facts)


def state(entry):
    return ListEntry.objects.get(pk=entry.pk).state


def told(entry) -> list[str]:
    with translation.override("en"):
        return sorted(line["what"] for line in list_record.lines(entry))


def test_an_entry_lies_with_its_organisation_and_waits_to_be_published(town, committee):
    made = enter(town, committee)
    assert (made.community_id, made.state, made.published_at) == (town.community.pk, EntryState.DRAFT, None)


def test_a_list_is_published_on_one_day_and_only_what_was_not_yet(town, committee):
    first = need(town, committee)
    second = enter(town, committee, title="周末义诊")
    later = NOW + timedelta(days=2)
    assert lists.publish(committee, THIS, "need", by=town.community_staff, now=later) == [second]
    published = dict(ListEntry.objects.values_list("pk", "published_at"))
    assert published == {first.pk: NOW, second.pk: later}
    with pytest.raises(ValidationError):
        lists.publish(committee, THIS, "need", by=town.community_staff, now=later)


def test_only_whoever_keeps_them_enters_publishes_and_claims(town, committee, hospital):
    made = need(town, committee)
    for act in (
        lambda by: lists.enter(committee, by=by, kind="need", title="扶手", quarter=THIS, now=NOW),
        lambda by: lists.publish(committee, THIS, "need", by=by),
        lambda by: lists.withdraw(made.pk, by=by, why="重复"),
        lambda by: lists.carry(made.pk, by=by, now=NOW),
        lambda by: lists.carry_all(committee, THIS, by=by, now=NOW),
        lambda by: claims.claim(made.pk, by=by, partner=hospital, now=NOW),
    ):
        for by in (town.stranger, town.grid_leader):
            with pytest.raises(PermissionDenied):
                act(by)


def test_lists_of_a_quarter_that_is_over_are_closed(town, committee):
    with pytest.raises(ValidationError):
        enter(town, committee, quarter=date(2026, 7, 1))
    assert enter(town, committee, quarter=NEXT)


def test_a_need_is_the_communitys_and_a_resource_a_partners(town, committee, hospital):
    with pytest.raises(ValidationError):
        enter(town, committee, owner=hospital)
    with pytest.raises(ValidationError):
        enter(town, committee, "resource")
    assert enter(town, committee, "resource", owner=hospital).owner_name == "荔城医院"
    assert enter(town, committee, "project").owner_name == "社区党委"


def test_a_list_has_an_end(town, committee, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ENTRIES", 1)
    enter(town, committee)
    with pytest.raises(ValidationError):
        enter(town, committee, title="周末义诊")


def test_what_is_entered_again_by_the_same_form_is_the_entry_that_is_there(town, committee, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ENTRIES", 1)
    made = enter(town, committee, details="三号楼")
    assert enter(town, committee, details="三号楼") == made
    monkeypatch.setattr(lists, "MOST_ENTRIES", 9)
    assert enter(town, committee, details="五号楼") != made
    lists.publish(committee, made.quarter, made.kind, by=town.community_staff, now=NOW)
    assert enter(town, committee, details="三号楼") != made


def test_a_partner_claims_a_need(town, committee, hospital):
    entry = need(town, committee)
    made = claim(town, entry, hospital, promise="12 月底前装好")
    assert (state(entry), made.claimant_name) == (EntryState.CLAIMED, "荔城医院")


def test_the_community_claims_a_resource(town, committee, hospital):
    entry = need(town, committee, kind="resource", owner=hospital)
    made = claim(town, entry)
    assert (made.claimant_name, made.giver) == ("社区党委", hospital)


def test_each_side_claims_what_the_other_put_up(town, committee, hospital):
    resource = need(town, committee, kind="resource", owner=hospital)
    project = need(town, committee, kind="project", owner=hospital, places=3)
    own = need(town, committee, kind="project", places=3)
    for entry, partner in ((need(town, committee), None), (resource, hospital), (project, hospital), (own, None)):
        with pytest.raises(ValidationError):
            claim(town, entry, partner)
    assert not ListClaim.objects.exists()


def test_both_sides_join_a_project(town, committee, hospital):
    school = rows.partner(committee, "实验小学")
    entry = need(town, committee, kind="project", owner=hospital, places=2)
    claim(town, entry)
    claim(town, entry, school)
    with pytest.raises(ValidationError):
        claim(town, entry, rows.partner(committee))


def test_one_place_is_claimed_once(town, committee, hospital):
    entry = need(town, committee)
    claim(town, entry, hospital)
    with pytest.raises(ValidationError):
        claim(town, entry, rows.partner(committee))


def test_nobody_claims_the_same_twice_however_many_places(town, committee, hospital):
    entry = need(town, committee, places=3)
    claim(town, entry, hospital)
    with pytest.raises(ValidationError):
        claim(town, entry, hospital)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListClaim.objects.create(entry=entry, partner=hospital, claimed_at=NOW)


def test_a_draft_and_a_withdrawn_entry_are_not_claimed(town, committee, hospital):
    draft, gone = enter(town, committee, "need", quarter=NEXT), need(town, committee)
    lists.withdraw(gone.pk, by=town.community_staff, why="已自行解决")
    for entry in (draft, gone):
        with pytest.raises(ValidationError):
            claim(town, entry, hospital)


def test_a_partner_claims_and_offers_while_its_agreement_is_in_force(town, committee):
    over = rows.partner(committee, ends_on=NOW.date() - timedelta(days=1))
    elsewhere = rows.partner(organization(town.neighbour, "另一社区党委", OrgKind.COMMITTEE))
    entry = need(town, committee)
    for one in (over, elsewhere):
        with pytest.raises(ValidationError):
            claim(town, entry, one)
        with pytest.raises(ValidationError):
            enter(town, committee, "resource", owner=one)


def test_a_claim_names_a_joint_meeting_of_the_same_organisation(town, committee, hospital):
    other = organization(town.neighbour, "另一社区党委", OrgKind.COMMITTEE)
    facts = {"quarter": THIS, "held_on": NOW.date(), "minutes": "议定。"}
    wrong = JointMeeting.objects.create(area=other.area, organization=other, **facts)
    right = JointMeeting.objects.create(area=committee.area, organization=committee, **facts)
    entry = need(town, committee)
    with pytest.raises(ValidationError):
        claim(town, entry, hospital, meeting=wrong)
    assert claim(town, entry, hospital, meeting=right).meeting == right


def test_a_claim_given_up_frees_its_place(town, committee, hospital):
    entry = need(town, committee)
    made = claim(town, entry, hospital)
    with pytest.raises(ValidationError):
        claims.give_up(made.pk, by=town.community_staff, why=" ")
    claims.give_up(made.pk, by=town.community_staff, why="设备检修")
    assert state(entry) == EntryState.OPEN
    assert claim(town, entry, hospital)


def test_a_claim_is_fulfilled_with_evidence_only(town, committee, hospital):
    made = claim(town, need(town, committee), hospital)
    for wrong in ({"evidence": None}, {"outcome": " "}, {"evidence": SimpleUploadedFile("a.exe", b"MZ")}):
        with pytest.raises(ValidationError):
            fulfil(town, made, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListClaim.objects.filter(pk=made.pk).update(state="fulfilled", fulfilled_at=NOW, outcome="已完成")
    assert ListClaim.objects.get(pk=made.pk).state == "claimed"


def test_a_fulfilled_claim_is_a_contribution_of_whoever_gave(town, committee, hospital):
    entry = need(town, committee)
    fulfil(town, claim(town, entry, hospital))
    resource = need(town, committee, kind="resource", owner=hospital)
    fulfil(town, claim(town, resource), kind="place")
    assert state(entry) == EntryState.FULFILLED
    assert [(one.partner, one.kind) for one in Contribution.objects.order_by("pk")] == [
        (hospital, "service"), (hospital, "place"),
    ]  # fmt: skip


def test_an_entry_for_several_is_fulfilled_when_nobody_is_at_it_any_more(town, committee, hospital):
    entry = need(town, committee, places=3)
    first, second = claim(town, entry, hospital), claim(town, entry, rows.partner(committee))
    fulfil(town, first)
    assert state(entry) == EntryState.CLAIMED
    fulfil(town, second)
    assert state(entry) == EntryState.FULFILLED
    claim(town, entry, rows.partner(committee))
    assert state(entry) == EntryState.CLAIMED


def test_the_other_side_evaluates_once_and_only_what_is_fulfilled(town, committee, hospital):
    made = claim(town, need(town, committee), hospital)
    with pytest.raises(ValidationError):
        claims.evaluate(made.pk, by=town.community_staff, grade="good")
    fulfil(town, made)
    with pytest.raises(ValidationError):
        claims.evaluate(made.pk, by=town.community_staff, grade="splendid")
    claims.evaluate(made.pk, by=town.community_staff, grade="good", remark="老人都说好")
    with pytest.raises(ValidationError):
        claims.evaluate(made.pk, by=town.community_staff, grade="poor")
    assert ListClaim.objects.get(pk=made.pk).grade == "good"


def test_what_is_claimed_is_neither_changed_nor_withdrawn(town, committee, hospital):
    entry = need(town, committee)
    lists.change(entry.pk, by=town.community_staff, title="楼道加装扶手 12 处", details="", places=2)
    claim(town, entry, hospital)
    for act in (
        lambda: lists.change(entry.pk, by=town.community_staff, title="别的", details="", places=1),
        lambda: lists.withdraw(entry.pk, by=town.community_staff, why="重复"),
    ):
        with pytest.raises(ValidationError):
            act()


def test_an_unmet_need_is_carried_on_with_its_claim_and_its_history(town, committee, hospital):
    entry = need(town, committee)
    made = claim(town, entry, hospital)
    lists.carry(entry.pk, by=town.community_staff, now=NOW)
    entry.refresh_from_db()
    assert (entry.first_quarter, entry.quarter, entry.state) == (THIS, NEXT, EntryState.CLAIMED)
    for quarter in (THIS, NEXT):
        assert entry in ListEntry.objects.of_quarter(quarter)
    assert ListClaim.objects.get(pk=made.pk).entry == entry
    assert len(list_record.lines(entry)) == 4  # entered, published, claimed, carried on


def test_a_need_is_not_carried_on_twice_and_others_not_at_all(town, committee, hospital):
    entry, done = need(town, committee), need(town, committee)
    resource = need(town, committee, kind="resource", owner=hospital)
    fulfil(town, claim(town, done, hospital))
    lists.carry(entry.pk, by=town.community_staff, now=NOW)
    for one in (entry, done, resource):
        with pytest.raises(ValidationError):
            lists.carry(one.pk, by=town.community_staff, now=NOW)


def test_what_was_left_of_long_ago_comes_to_this_quarter(town, committee):
    old = rows.entry(committee, quarter=date(2026, 1, 1))
    assert lists.carry_all(committee, date(2026, 1, 1), by=town.community_staff, now=NOW) == [old]
    old.refresh_from_db()
    assert old.quarter == THIS
    with pytest.raises(ValidationError):
        lists.carry_all(committee, date(2026, 1, 1), by=town.community_staff, now=NOW)


def test_the_night_proposes_once_to_carry_unmet_needs_on_and_carries_nothing_itself(town, committee, hospital):
    left = rows.entry(committee, quarter=date(2026, 7, 1))
    rows.fulfilled(rows.entry(committee, quarter=date(2026, 7, 1)), hospital)
    rows.entry(committee, quarter=THIS)
    for night in ("2026-11-17 00:05", "2026-11-18 00:05"):
        partner_reminders.propose(at(night))
    told = Notice.objects.get(kind="needs_unmet", user=town.community_staff)
    assert (told.params["n"], told.url) == ("1", f"/parties/lists/of/{committee.ref}/2026-3/")
    left.refresh_from_db()
    assert left.quarter == date(2026, 7, 1)


def test_what_was_carried_on_or_withdrawn_is_not_proposed(town, committee):
    for facts in ({"state": "withdrawn"}, {"quarter": THIS, "first_quarter": date(2026, 7, 1), "carried_at": NOW}):
        rows.entry(committee, **{"quarter": date(2026, 7, 1)} | facts)
    partner_reminders.propose(at("2026-11-17 00:05"))
    assert not Notice.objects.filter(kind="needs_unmet").exists()


def test_the_database_keeps_whose_an_entry_is_and_that_only_needs_are_carried_on(committee, hospital):
    for facts in (
        {"owner": hospital},
        {"kind": "resource"},
        {"kind": "project", "quarter": NEXT, "first_quarter": THIS, "carried_at": timezone.now()},
        {"published_at": None},
        {"places": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.entry(committee, **facts)


def test_the_record_tells_who_claimed_gave_up_and_fulfilled(town, committee, hospital):
    entry = need(town, committee)
    claims.give_up(claim(town, entry, hospital, promise="本周").pk, by=town.community_staff, why="设备检修")
    made = claim(town, entry, rows.partner(committee, "实验小学"))
    claims.evaluate(fulfil(town, made).pk, by=town.community_staff, grade="fair")
    entry = ListEntry.objects.select_related("organization").get(pk=entry.pk)
    assert told(entry) == [
        "Claimed by 实验小学", "Claimed by 荔城医院: 本周", "Entered for quarter 4 of 2026", "Evaluated by 社区党委",
        "Fulfilled by 实验小学: 已安装 12 处", "Given up by 荔城医院", "Published",
    ]  # fmt: skip


def test_the_record_of_entries_and_claims_whose_history_rows_have_the_same_keys(town, committee, hospital):
    entries = [need(town, committee, places=3) for _each in range(3)]
    for entry in entries:
        claim(town, entry, hospital)
    for row in ListEntry.objects.select_related("organization"):
        assert told(row) == [
            "Claimed by 荔城医院", "Entered for quarter 4 of 2026", "Published",
        ]  # fmt: skip
