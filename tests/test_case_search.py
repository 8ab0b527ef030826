"""Finding matters by words: what is found, from where, and by which index."""

import pytest
from django.db import connection
from django.utils import timezone

from cases import filters, queries, search
from cases.queries import NEWEST
from tests import small_ground as small

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    return small.ground()


@pytest.fixture
def staff(ground):
    return small.person("staff", ground.street)


def put(where, title, place="", **more):
    return small.matter(where, title=title, place=place, **more)


def found(user, text) -> list[str]:
    asked = filters.read({"q": text}, user, {}, timezone.now())
    branches = queries.branches(user, asked.place)
    if asked.words:
        branches = search.narrowed(branches, asked.words)
    return [line.title for line in queries.among(branches, asked.where, NEWEST).rows]


def test_the_words_of_the_report_find_it_and_so_do_those_it_was_given_later(ground, staff):
    case = put(ground.units[0], "路面塌陷", text="水管爆裂，已用围挡隔开")
    put(ground.units[1], "路灯不亮", text="三天没修")
    assert found(staff, "围挡") == found(staff, "塌陷 爆裂") == ["路面塌陷"]
    case.title = "自来水管爆裂"
    case.save()
    assert found(staff, "自来 围挡") == ["自来水管爆裂"]
    assert found(staff, "塌陷") == []


@pytest.mark.parametrize("words", ["井盖", "盖", "井盖破", "东门 井盖", "井盖 东门", "门街"])
def test_any_characters_of_title_and_place_find_it(ground, staff, words):
    put(ground.units[0], "井盖破损", "东门街")
    put(ground.units[0], "盖不住的路面，井口朝东", "西门")  # the same characters in another order
    put(ground.units[1], "路灯不亮", "东门街")
    shown = found(staff, words)
    assert "井盖破损" in shown
    if words not in ("盖", "门街"):
        assert shown == ["井盖破损"]


@pytest.mark.parametrize("words", ["100%", "a_b", "\\", "'; --"])
def test_signs_of_the_database_are_only_signs(ground, staff, words):
    put(ground.units[0], "普通标题")
    put(ground.units[0], f"标题 {words} 尾")
    assert found(staff, words) == [f"标题 {words} 尾"]


def test_a_whole_number_finds_its_matter_directly_whatever_the_tab(client, ground, staff):
    case = put(ground.units[0], "已办结的", status="closed")
    client.force_login(staff)
    text = client.get("/cases/", {"view": "open", "step": "handling", "q": f" {case.number} "}).content.decode()
    assert "已办结的" in text


@pytest.mark.parametrize("words", ["隔壁", "990001"])
def test_words_find_nothing_of_the_neighbours(ground, words):
    head = small.person("head", ground.units[0])
    put(ground.units[1], "隔壁单元的事")
    assert found(head, words) == []
    assert found(small.person("above", ground.grids[0]), words) == ["隔壁单元的事"]


def test_a_confidential_matter_is_not_found_by_its_words(ground, staff):
    put(ground.units[0], "家庭纠纷", is_confidential=True)
    assert found(staff, "家庭") == []


def test_common_words_are_found_in_order_all_the_same(ground, staff, monkeypatch):
    monkeypatch.setattr(search, "FEW", 2)
    for at in range(5):
        put(ground.units[0], f"路灯 {at}")
    assert found(staff, "路灯") == [f"路灯 {at}" for at in (4, 3, 2, 1, 0)]


def test_a_street_looks_words_up_in_the_index_of_characters(ground, staff):
    put(ground.units[0], "井盖破损")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM cases_case WHERE string_to_array(search, NULL) @> %s::text[] AND search LIKE %s",
            [["井", "盖"], "%井盖%"],
        )
        assert "case_search_chars" in "\n".join(line for (line,) in cursor.fetchall())
