"""Supervision and cards on the page of a matter, and the names of the levels that give them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions import deadlines
from cases.models import Case
from grids.models import KindLabel
from tests.test_case_pages import act, page

pytestmark = pytest.mark.django_db


def test_an_open_supervision_leads_whoever_must_answer_to_the_form(town, signed_in):
    case = town.handled(now=timezone.now())
    later = timezone.now() + timezone.timedelta(days=1)
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="限期处置", answer_by=later)
    answer = act(case, "answer")

    def links(user) -> tuple[list[str], bool, bool]:
        """What the menu of the phone's dock offers, and whether the dock's button or the supervision lead to it."""
        html = signed_in(user).get(page(case)).text
        dock = html.partition('class="ll-dock')[2]
        menu = re.findall(r'll-menu__item" href="[^"]*/act/(\w+)/"', dock)
        sup = html.partition('id="h-sup"')[2].partition("</section>")[0]
        return menu, f'class="btn btn-primary" href="{answer}"' in dock, answer in sup

    menu, button, supervision = links(town.grid_worker)
    assert (menu[0], button, supervision) == ("answer", False, True)  # the one button submits the result
    assert links(town.supervisor)[1:] == (False, False)

    actions.finish(case.pk, by=town.grid_worker, seen=case.version, text="已清运", no_photo_reason="夜间无法拍照")
    menu, button, supervision = links(town.grid_worker)
    assert (menu[0], button, supervision) == ("answer", True, True)  # nothing else is theirs to do

    case.refresh_from_db()
    actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已完成")
    assert links(town.grid_worker)[1:] == (False, False)


def test_the_head_of_the_page_says_which_level_supervises(town, signed_in):
    case = town.handled(now=timezone.now())
    later = timezone.now() + timezone.timedelta(days=1)
    actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="限期处置", answer_by=later)
    head = signed_in(town.grid_worker).get(page(case)).text.partition('class="ll-head"')[2].partition("</p>")[0]
    assert "Supervised: District" in head


def test_cards_come_last_on_a_phone_until_one_is_to_be_decided(town, signed_in):
    case = town.handled()  # in May: long overdue
    deadlines.give_cards([Case.objects.get(pk=case.pk)], timezone.now())
    place = r'class="ll-panel is-o(\d)" id="cards"'
    assert re.search(place, signed_in(town.supervisor).get(page(case)).text)[1] == "5"
    actions.contest(case.cards.get(card="red").pk, by=town.grid_worker, text="系统停机")
    assert re.search(place, signed_in(town.supervisor).get(page(case)).text)[1] == "3"


def test_a_card_is_contested_by_one_and_lifted_by_another(town, signed_in):
    case = town.handled()  # in May: long overdue
    deadlines.give_cards([Case.objects.get(pk=case.pk)], timezone.now())
    red = case.cards.get(card="red")
    url = reverse("cases:card", args=[case.number, red.pk, "contest"])
    assert signed_in(town.grid_worker).post(url, {"text": ""}).status_code == 422
    assert signed_in(town.grid_worker).post(url, {"text": "系统停机"}).status_code == 302
    lift = reverse("cases:card", args=[case.number, red.pk, "lift"])
    assert signed_in(town.grid_worker).post(lift).status_code == 403
    assert signed_in(town.supervisor).post(lift).status_code == 302
    red.refresh_from_db()
    assert red.withdrawn


def test_levels_are_called_as_the_district_calls_them(town, signed_in):
    for kind in ("grid", "community", "street", "district"):
        KindLabel.objects.create(district=town.district, kind=kind, name_zh="片", name_en=f"Own {kind}")
    case = town.handled()  # in May: long overdue
    deadlines.give_cards([Case.objects.get(pk=case.pk)], timezone.now())
    case.refresh_from_db()
    case = actions.escalate(case.pk, by=town.grid_leader, seen=case.version, text="需街道协调")
    later = timezone.now() + timezone.timedelta(days=1)
    case = actions.supervise(case.pk, by=town.supervisor, seen=case.version, text="限期处置", answer_by=later)
    Case.objects.filter(pk=case.pk).update(settled_level="grid")
    html = signed_in(town.grid_leader).get(page(case)).text
    main = html.partition("<main")[2]
    assert "Supervised: Own district" in main  # the record
    assert re.search(r"督</i>Supervised: Own district<", main)  # the supervision's seal
    assert "<dd>Own grid</dd>" in main  # settled at
    assert "handed up to: Own community" in main  # the card, by the clock
    assert "handed up: Own community" in main  # by a person


def test_of_two_windows_the_second_is_told_that_the_card_is_contested_and_decided_on(town, signed_in):
    case = town.handled()  # in May: long overdue
    deadlines.give_cards([Case.objects.get(pk=case.pk)], timezone.now())
    red = case.cards.get(card="red")

    def again(person, act: str) -> str:
        url = reverse("cases:card", args=[case.number, red.pk, act])
        return signed_in(person).post(url, {"text": "系统停机"}, follow=True).text

    actions.contest(red.pk, by=town.grid_worker, text="系统停机")
    assert "Somebody has contested this card meanwhile." in again(town.grid_leader, "contest")
    actions.uphold(red.pk, by=town.supervisor, text="系统正常")
    assert "Somebody has decided on this card meanwhile." in again(town.street_staff, "lift")
    red.refresh_from_db()
    assert not red.withdrawn


def test_the_seal_is_of_the_instruction_that_still_wants_an_answer(town, signed_in):
    case = town.handled(now=timezone.now())
    for by, days in ((town.supervisor, 3), (town.street_staff, 1)):
        later = timezone.now() + timezone.timedelta(days=days)
        case = actions.supervise(case.pk, by=by, seen=case.version, text="限期处置", answer_by=later)
    actions.answer(case.pk, by=town.grid_worker, seen=case.version, text="已完成")
    head = signed_in(town.grid_worker).get(page(case)).text.partition('class="ll-head"')[2].partition("</p>")[0]
    assert "Supervised: District" in head
