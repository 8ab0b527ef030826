"""The tag beside a matter: one that ended says how, wherever it is shown."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cases import actions, timing
from cases.models import Case
from cases.progress import progress
from tests import small_ground as small

pytestmark = pytest.mark.django_db
WORDS = {"closed": "办结", "refused": "不予受理", "merged": "已合并", "withdrawn": "已撤回"}
ENDED = pytest.mark.parametrize("status", WORDS)


@pytest.fixture
def ended(client):
    """ended(status): a matter that ended so, before the eyes of whoever is signed in here."""
    street = small.ground().street
    client.force_login(small.person("staff", street, grants=("read_area", "read_case", "export_case")))

    def build(status: str):
        into = small.matter(street, title="另一件") if status == "merged" else None
        return small.matter(street, title="这一件", status=status, merged_into=into, number="990001-261121-7777")

    return build


def tag(word: str) -> str:
    return f"<b>{word}</b>"


def only(html: str, status: str) -> bool:
    """It carries the tag of its own end, and of no other."""
    return [word for word in WORDS.values() if tag(word) in html] == [WORDS[status]]


@ENDED
def test_a_row_of_the_list_says_how_its_matter_ended(client, ended, status):
    ended(status)
    assert only(client.get(f"/cases/?view=all&status={status}").content.decode(), status)


@ENDED
def test_the_page_of_a_matter_says_how_it_ended_in_its_head_and_at_its_clock(client, ended, status):
    html = client.get(ended(status).get_absolute_url()).content.decode()
    assert only(html, status)
    assert html.count(tag(WORDS[status])) == 2


@ENDED
def test_a_sheet_says_how_each_matter_ended(client, ended, status):
    ended(status)
    answer = client.get(f"/cases/export/?view=all&status={status}")
    (row,) = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))[1:]
    assert row[2] == WORDS[status]


def test_each_end_has_a_drawing_of_its_own():
    now = timezone.now()
    tags = [str(timing.tag(Case(status=status, ended_at=now), now)) for status in WORDS]
    assert len({one.partition("<b>")[0].partition("<svg")[2] for one in tags}) == len(WORDS)


def test_the_reporter_of_a_matter_that_was_merged_twice_reads_how_the_last_one_stands(town):
    first, second, third = (town.report(now=timezone.now(), title=f"第 {number} 件") for number in (1, 2, 3))
    for case, into in ((first, second), (second, third)):
        case.refresh_from_db()
        actions.merge(case.pk, by=town.grid_leader, seen=case.version, into=into.number, text="同一件事")
    third.refresh_from_db()
    actions.refuse(third.pk, by=town.grid_leader, seen=third.version, text="不归社区管")
    first.refresh_from_db(), third.refresh_from_db()
    assert progress(first, "t").sentence == progress(third, "t").sentence
