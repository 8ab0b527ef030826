"""What stands between words."""

from datetime import date

from django.utils import translation

from grids import phrases


def test_words_are_put_together_by_the_marks_of_the_language():
    with translation.override("en"):
        assert phrases.listed(["a", "b"]) == "a, b"
        assert phrases.named("Health", "fine") == "Health: fine"
        assert "basis" + phrases.bracketed("check") == "basis (check)"
        assert phrases.weekday_of(date(2021, 5, 11)) == "11 May 2021 (Tue)"
