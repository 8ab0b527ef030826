"""Answers to supervision: which instruction is answered, by whom, and whether it came in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions, desk_box
from tests.town import MORNING

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def supervised(town, by, case=None, days: int = 1, words: str = "限期处置"):
    case = case or town.handled()
    until = MORNING + days * DAY
    return actions.supervise(case.pk, by=by, seen=case.version, text=words, answer_by=until, now=MORNING)


def answered(case, by, *, now=MORNING):
    return actions.answer(case.pk, by=by, seen=None, text="已安排今晚清运", now=now)


def test_of_two_instructions_the_one_that_is_due_first_is_answered_as_the_form_says(town, signed_in):
    case = supervised(town, town.supervisor, days=3, words="三日内答复")
    case = supervised(town, town.street_staff, case, days=1, words="今晚先清运")
    page = signed_in(town.grid_worker).get(f"{case.get_absolute_url()}?act=answer").content.decode()
    form = page[page.index('data-act="answer"') :].partition("</form>")[0]
    assert "今晚先清运" in form
    assert "三日内答复" not in form
    case = answered(case, town.grid_worker)
    assert case.supervisions.get(answered_at=None).by == town.supervisor
    assert case.acts.get(act="answer").data["level"] == "street"


def test_an_answer_is_asked_for_within_sixty_days(town):
    case = supervised(town, town.supervisor, days=60)
    with pytest.raises(ValidationError) as refused:
        supervised(town, town.supervisor, case, days=61)
    assert "answer_by" in refused.value.error_dict


def test_nobody_answers_an_instruction_of_their_own(town, signed_in):
    case = supervised(town, town.street_staff)
    assert b'data-act="answer"' not in signed_in(town.street_staff).get(case.get_absolute_url()).content
    with pytest.raises(ValidationError):
        answered(case, town.street_staff)


def test_whoever_handles_a_matter_answers_also_what_they_asked_themselves(town):
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    to = actions.Target(area=town.street)
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=to, now=MORNING)
    case = actions.take(case.pk, by=town.street_staff, seen=None, now=MORNING)
    case = answered(supervised(town, town.street_staff, case), town.street_staff)
    assert not case.supervisions.filter(answered_at=None).exists()


def test_whoever_neither_handles_nor_decides_does_not_answer(town):
    case = supervised(town, town.supervisor)
    with pytest.raises(PermissionDenied):
        answered(case, town.unit_head)
    answered(case, town.grid_leader)


@pytest.mark.parametrize(("days", "kind"), [(0, "is-ok"), (2, "is-over")])
def test_an_answer_that_came_late_is_called_so(town, signed_in, days, kind):
    case = answered(supervised(town, town.supervisor), town.grid_worker, now=MORNING + days * DAY)
    assert kind in desk_box.own(town.supervisor, MORNING)["rows"][0]["tag"]
    page = signed_in(town.supervisor).get(case.get_absolute_url()).content.decode()
    assert (">Answered late<" in page) == (kind == "is-over")
