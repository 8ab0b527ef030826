"""A confidential matter is seen by its named team only, and the team is whoever must act on it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from cases import actions, targets
from cases.desk_box import contested
from cases.enums import Act
from cases.forms.acts import Join, Leave
from cases.models import Case, CaseTeam
from cases.progress import TOLD, progress
from grids import alarms, why
from grids.models import Notice, User
from tests import factories as make
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(town):
    return town.report(category=town.category("dispute-family"), title="家庭纠纷")


def sees(person) -> bool:
    return Case.objects.visible_to(person).exists()


def test_only_whom_it_waits_for_its_deciders_and_its_reporter_see_it(town, secret):
    assert secret.is_confidential
    assert sees(town.unit_head)
    assert sees(town.grid_leader)
    assert sees(town.grid_worker)
    assert not sees(town.community_staff)
    assert not sees(town.street_staff)
    assert not sees(town.supervisor)


def test_whoever_does_not_see_it_cannot_act_on_it(town, secret):
    with pytest.raises(PermissionDenied):
        actions.accept(secret.pk, by=town.community_staff, seen=secret.version)


def test_it_goes_its_way_and_takes_along_whom_it_needs(town, secret):
    case = actions.escalate(secret.pk, by=town.grid_leader, seen=secret.version, text="需社区调解", now=MORNING)
    assert not sees(town.street_staff)
    case = actions.accept(case.pk, by=town.community_staff, seen=case.version, now=MORNING)
    assert case.step == "assignment"


def test_a_late_one_lets_those_who_are_told_see_it_without_its_title_in_the_notice(town, secret):
    alarms.sweep(now=at("2026-05-14 09:00"))
    assert sees(town.community_staff)
    notice = town.community_staff.notices.get(kind="case_up")
    assert "家庭" not in str(notice.params)


def test_a_decider_adds_and_takes_out_people_and_the_record_says_so(town, secret):
    case = actions.join(secret.pk, by=town.grid_leader, seen=secret.version, person=town.community_staff)
    assert sees(town.community_staff)
    case = actions.leave_team(
        case.pk, by=town.grid_leader, seen=case.version, person=town.community_staff, text="不再参与"
    )
    assert not sees(town.community_staff)
    assert list(case.acts.order_by("pk").values_list("act", flat=True))[-2:] == ["join", "leave"]


def test_nobody_is_taken_out_whom_the_next_line_of_the_record_would_add_again(town, secret):
    """The grid leader decides on it; to say that they no longer see it was not true."""
    assert "grid_leader" in [name for _account, name in targets.team(secret)]
    assert "grid_leader" not in [name for _account, name in targets.may_leave(secret)]
    with pytest.raises(ValidationError) as refused:
        actions.leave_team(
            secret.pk, by=town.grid_leader, seen=secret.version, person=town.grid_leader, text="不再参与"
        )
    assert "person" in refused.value.error_dict


def test_nobody_from_elsewhere_joins(town, secret):
    with pytest.raises(ValidationError):
        actions.join(secret.pk, by=town.grid_leader, seen=secret.version, person=town.stranger)


def test_an_open_matter_has_no_team(town):
    case = town.report()
    with pytest.raises((PermissionDenied, actions.NotNow)):
        actions.join(case.pk, by=town.grid_leader, seen=case.version, person=town.community_staff)


def test_accepted_as_something_confidential_it_becomes_confidential(town):
    case = town.report()
    assert sees(town.community_staff)
    secret = town.category("dispute-family")
    actions.accept(case.pk, by=town.grid_leader, seen=case.version, category=secret, is_confidential=False)
    assert Case.objects.get().is_confidential
    assert not sees(town.community_staff)


def test_what_its_category_keeps_confidential_is_not_opened_as_it_is_accepted(town, secret):
    case = actions.accept(secret.pk, by=town.grid_leader, seen=secret.version, is_confidential=False)
    assert case.is_confidential
    assert not sees(town.community_staff)


def test_what_becomes_confidential_loses_its_title_in_the_notices_of_before(town):
    case = town.report(title="家庭纠纷")
    assert any("家庭" in str(notice.params) for notice in town.grid_leader.notices.all())
    actions.accept(case.pk, by=town.grid_leader, seen=case.version, is_confidential=True)
    assert "家庭" not in str(list(Notice.objects.values_list("params", flat=True)))


def test_whoever_decides_on_a_contested_card_gets_to_see_its_matter_and_nobody_else_hears_of_it(town, secret):
    alarms.sweep(now=at("2026-05-13 18:00"))
    card = secret.cards.exclude(card="yellow").order_by("pk").first()
    CaseTeam.objects.exclude(user=town.grid_leader).delete()
    assert not sees(town.supervisor)
    actions.contest(card.pk, by=town.grid_leader, text="钟表有误")
    assert sees(town.supervisor)
    assert contested(make.fresh(town.supervisor), MORNING)
    CaseTeam.objects.filter(user=town.supervisor).delete()
    assert contested(make.fresh(town.supervisor), MORNING) is None


def test_who_reported_a_matter_merged_into_a_confidential_one_reads_nothing_of_its_words(town, secret):
    case = town.report()
    actions.merge(case.pk, by=town.grid_leader, seen=case.version, into=secret.number, text="同一件事")
    secret.refresh_from_db()
    actions.refuse(secret.pk, by=town.grid_leader, seen=secret.version, text="双方已和解")
    told = progress(Case.objects.select_related("merged_into").get(pk=case.pk), "t").entries
    assert any(entry["what"] == TOLD["refuse"] for entry in told)
    assert "和解" not in str(told)


def test_everybody_who_can_see_a_confidential_matter_is_named_and_nobody_else(town, secret):
    seers = {name for name in town._people if sees(getattr(town, name))}
    assert {name for name, _reason in why.who_can_see(secret)} == seers


@pytest.mark.parametrize("gone", ["over", "locked"])
def test_who_can_open_a_confidential_matter_no_more_is_not_named(town, secret, gone):
    if gone == "over":
        town.grid_worker.posts.update(ended_on=timezone.localdate())
    else:
        User.objects.filter(pk__in=[town.grid_worker.pk, town.unit_head.pk]).update(is_active=False)
    assert CaseTeam.objects.filter(case=secret, user=town.grid_worker).exists()
    named = {name for name, _reason in why.who_can_see(Case.objects.get(pk=secret.pk))}
    assert named == {town.grid_leader.name} | ({town.unit_head.name} if gone == "over" else set())


def test_why_one_sees_ones_own_confidential_matter_names_no_post_that_does_not_open_it(town):
    case = town.report(category=town.category("dispute-family"), by=town.grid_worker)
    CaseTeam.objects.filter(case=case, user=town.grid_worker).delete()
    with translation.override("en"):
        assert [reason.label for reason in why.reasons(town.grid_worker, case)] == ["You registered it"]


def test_an_officer_whose_post_ended_sees_no_matter_of_the_department(town):
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None)
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(department=town.police))
    town.officer.posts.update(ended_on=timezone.localdate())
    assert town.officer.name not in {name for name, _reason in why.who_can_see(case)}


@pytest.mark.parametrize(("act", "form"), [(Act.JOIN, Join), (Act.LEAVE, Leave)])
def test_nobody_is_chosen_beforehand_and_an_empty_choice_says_why(town, secret, act, form):
    CaseTeam.objects.create(case=secret, user=town.street_staff)
    person = form(act, secret, town.grid_leader).fields["person"]
    assert person.choices[0][0] == ""
    assert len(person.choices) > 1
    assert person.help_text == ""
    if act == Act.JOIN:
        CaseTeam.objects.bulk_create(
            CaseTeam(case=secret, user=User.objects.get(username=name)) for name, _said in person.choices[1:]
        )
    else:
        CaseTeam.objects.filter(case=secret).delete()
    assert form(act, secret, town.grid_leader).fields["person"].help_text == form.nobody
