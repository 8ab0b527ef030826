"""Drafts of reports and of acts: what was typed comes back, all of it to be seen."""

import re

import pytest
from django.utils import timezone

from cases.enums import Step
from grids.actions import drafts
from tests import factories as make
from tests.test_case_pages import act, now_reported, page
from tests.test_case_report import URL

pytestmark = pytest.mark.django_db


def test_text_of_a_lost_session_comes_back_in_its_form(town, signed_in):
    case = town.handled(now=timezone.now())
    drafts.save(town.grid_worker, page(case), {"act": ["finish"], "text": ["写了一半的处置情况"]})
    client = signed_in(town.grid_worker)
    html = client.get(page(case)).text
    assert "写了一半的处置情况" in html
    assert "This is your draft of" in html
    client.post(act(case, "finish"), {"seen": case.version, "text": "已清运", "no_photo_reason": "夜间无法拍照"})
    assert drafts.load(town.grid_worker, page(case)) is None


def test_a_correction_in_a_draft_is_not_folded_away(town, signed_in):
    case = now_reported(town)
    client = signed_in(town.grid_leader)
    registered = {"act": ["accept"], "category": [case.category.code], "urgency": ["normal"], "title": [case.title]}
    drafts.save(town.grid_leader, page(case), registered | {"text": ["已核实"]})
    fold = re.compile(r"<details class=\"ll-fold-more\"( open)?><summary>Correct what was registered")
    assert fold.search(client.get(page(case)).text)[1] is None
    drafts.save(town.grid_leader, page(case), registered | {"title": ["南门垃圾桶满溢"]})
    assert fold.search(client.get(page(case)).text)[1]


def test_a_form_sent_after_the_session_ended_waits_for_its_author(town, signed_in):
    case = town.handled(now=timezone.now())
    client = signed_in(town.grid_worker)
    author = re.search(r'name="_author" value="([^"]+)"', client.get(page(case)).text)[1]
    del client.cookies["sessionid"]
    answer = client.post(
        act(case, "finish"), {"_author": author, "act": "finish", "text": "已经换好井盖", "seen": "3"}
    )
    assert answer["Location"].endswith(f"?next={page(case)}")
    client.post(answer["Location"], {"username": town.grid_worker.username, "password": make.PASSWORD})
    html = client.get(page(case)).text
    assert "已经换好井盖" in html
    assert case.step == Step.HANDLING


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ({"reporter_name": ["林秀英"]}, True),
        ({"people_affected": ["7"]}, True),
        ({"is_confidential": ["on"]}, True),
        ({"source": ["hotline"]}, True),
        ({"source": ["patrol"], "title": [""]}, False),
    ],
)
def test_what_a_draft_fills_in_is_never_folded_away(town, signed_in, typed, is_open):
    drafts.save(town.unit_head, URL, {"text": ["写了一半"]} | typed)
    fold = signed_in(town.unit_head).get(URL).text.split("<summary>Reported by a resident")[0].rsplit("<details", 1)[1]
    assert ("open" in fold) == is_open
