"""What stands between words."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from grids.days import when
from grids.words import phrases

IN_CHINESE_ONLY = {"residents/table_rows.py"}  # whom to ask, written into the sheet of an office


def test_words_are_put_together_by_the_marks_of_the_language():
    with translation.override("en"):
        assert phrases.listed(["a", "b"]) == "a, b"
        assert phrases.named("Health", "fine") == "Health: fine"
        assert "basis" + phrases.bracketed("check") == "basis (check)"
        assert phrases.weekday_of(date(2021, 5, 11)) == "11 May 2021 (Tue)"


def test_no_list_is_put_together_by_the_mark_of_one_language():
    apps = ("cases", "config", "grids", "parties", "points", "residents", "volunteers")
    sources = (path for app in apps for path in Path(settings.BASE_DIR, app).rglob("*.py"))
    by_hand = {
        str(path.relative_to(settings.BASE_DIR)) for path in sources if '"、".join' in path.read_text(encoding="utf-8")
    }
    assert by_hand == IN_CHINESE_ONLY


def test_a_day_reads_alike_wherever_english_says_it():
    on = date(1994, 9, 2)
    with translation.override("en"):
        assert date_format(on) == when.day_of(on, date(2026, 12, 1)) == "2 Sep 1994"
        assert date_format(on, "MONTH_DAY_FORMAT") == when.day(on)
