"""Identity documents: what a number must look like. Resident identity numbers by the check of GB 11643-1999.

The first six digits, the region, are a hint and never a reason to refuse: regions were merged, split and renamed.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from grids.privacy.identity import normalise_id

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
LOST_DIGITS = _("the spreadsheet cut off the last digits of this number: format the column as text")
_RESIDENCE_PERMITS = ("810000", "820000", "830000")


class Document(TextChoices):
    RESIDENT = "resident", _("resident identity card")
    PERMIT = "permit", _("residence permit for Hong Kong, Macao and Taiwan")
    PASSPORT = "passport", _("passport or travel permit")


class Sex(TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class Identity(NamedTuple):
    """What a number tells. Birth date and sex are None for passports."""

    number: str
    document: Document
    born_on: date | None
    sex: Sex | None


class NotAnIdNumber(ValueError):
    """The message says, for people, what is wrong with the number."""


def read(text: str, today: date) -> Identity:
    """The identity number as it is kept: 18 characters, an old one of 15 digits made 18. Raises NotAnIdNumber.

    A whole number may end in 000 too, so that alone refuses nothing here; an import asks looks_like_lost_digits.
    """
    try:
        return _read(normalise_id(text), today)
    except NotAnIdNumber:
        if looks_like_lost_digits(text):
            raise NotAnIdNumber(LOST_DIGITS) from None
        raise


def read_passport(text: str) -> Identity:
    """A passport or travel permit, checked loosely: every country has its own form."""
    number = normalise_id(text)
    if not re.fullmatch(r"(?=.*\d)[0-9A-Z]{5,20}", number):
        raise NotAnIdNumber(_("a passport number has 5 to 20 letters and digits"))
    return Identity(number, Document.PASSPORT, None, None)


def lengthen(number: str) -> str:
    """An old number of 15 digits as 18: the century and the check digit were left out."""
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The 18th character for 17 digits."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def looks_like_lost_digits(text: str) -> bool:
    """Has a spreadsheet made a number of it? It keeps 15 digits: 3.50304E+17, or zeros from the 16th digit on."""
    text = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    return bool(re.fullmatch(r"\d+(\.\d+)?E\+?\d+|\d{15}0{3}(\.0)?|\d{16,}\.0", text))


def _read(number: str, today: date) -> Identity:
    if re.fullmatch(r"\d{15}", number):
        number = lengthen(number)
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise NotAnIdNumber(_("an identity number has 18 characters, this one has %(count)d") % {"count": len(number)})
    born_on = _birth_date(number)
    if born_on is None or born_on > today:
        raise NotAnIdNumber(_("digits 7 to 14 are not a date of birth"))
    if check_digit(number[:17]) != number[17]:
        raise NotAnIdNumber(_("the last character does not fit the others: a digit is mistyped"))
    document = Document.PERMIT if number.startswith(_RESIDENCE_PERMITS) else Document.RESIDENT
    return Identity(number, document, born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
