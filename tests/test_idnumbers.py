from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from grids.privacy import idnumbers
from grids.privacy.idnumbers import Document, NotAnIdNumber, Sex, read, read_passport

TODAY = date(2026, 11, 21)


def number(region="999999", born="19800101", order="204") -> str:
    body = f"{region}{born}{order}"
    return body + idnumbers.check_digit(body)


@pytest.mark.parametrize(
    ("text", "born_on", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", date(1880, 1, 1), Sex.MALE),
        ("34052419800101001X", date(1980, 1, 1), Sex.MALE),
        ("11010519491231002x", date(1949, 12, 31), Sex.FEMALE),
        (" 110105 19491231 002X ", date(1949, 12, 31), Sex.FEMALE),
    ],
)
def test_valid_numbers_tell_birth_date_and_sex(text, born_on, sex):
    assert read(text, TODAY)[2:] == (born_on, sex)


def test_an_old_number_is_made_eighteen_characters():
    assert read("110105491231002", TODAY).number == "11010519491231002X"


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan(region):
    assert read(number(region), TODAY).document == Document.PERMIT


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_no_region_is_refused(region):
    assert read(number(region), TODAY).number.startswith(region)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("110105194912310021", "last character"),
        ("1101051949123100", "18 characters, this one has 16"),
        ("11010519491331002X", "date of birth"),
        (number(born="20990101"), "date of birth"),
        ("3.50304E+17", "cut off"),
        ("350304198001012000", "cut off"),
        ("350304198001012000.0", "cut off"),
        ("", "18 characters"),
        ("无", "18 characters"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text, reason):
    with translation.override("en"), pytest.raises(NotAnIdNumber) as caught:
        read(text, TODAY)
    with translation.override("en"):
        assert reason in str(caught.value.args[0])


@given(
    st.integers(0, 999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 16),
    st.integers(1, 9),
)
def test_one_mistyped_digit_is_always_noticed(order, born_on, place, more):
    right = number(born=f"{born_on:%Y%m%d}", order=f"{order:03}")
    digit = str((int(right[place]) + more) % 10)
    with pytest.raises(NotAnIdNumber):
        read(right[:place] + digit + right[place + 1 :], TODAY)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(1, 999))
def test_lengthening_keeps_the_birth_date(born_on, order):
    assert read(f"350304{born_on:%y%m%d}{order:03}", TODAY).born_on == born_on


@given(st.floats(1e17, 9e17), st.text(max_size=20))
def test_floats_are_seen_and_no_text_crashes(lost, text):
    assert idnumbers.looks_like_lost_digits(f"{lost:.5E}")
    idnumbers.looks_like_lost_digits(text)


@pytest.mark.parametrize("text", ["11010519491231002X", "110105194912310020", "110105491231002", "E12345678", ""])
def test_whole_numbers_do_not_look_lost(text):
    assert not idnumbers.looks_like_lost_digits(text)


def test_a_whole_number_that_ends_in_zeros_is_read():
    bodies = (number(born=f"{year}0101", order="200") for year in range(1950, 2020))
    zeros = next(body for body in bodies if body.endswith("000"))
    assert idnumbers.looks_like_lost_digits(zeros)
    assert read(zeros, TODAY).number == zeros


def test_passports_are_taken_loosely():
    assert read_passport("e 1234 5678") == ("E12345678", Document.PASSPORT, None, None)
    with pytest.raises(NotAnIdNumber):
        read_passport("none")
