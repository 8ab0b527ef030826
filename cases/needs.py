"""A need that a visit found, taken up as a matter: confidential, since its words come out of a care record."""

from cases import actions
from cases.enums import Source
from cases.models import Category
from residents.care_needs import Taker

CATEGORY = "livelihood-elderly"  # help for people; whoever accepts it may say better


def may(user, area) -> bool:
    return user.scope.may("report_case", area)


def take(*, by, area, text: str, now) -> str:
    """Its address. The title says nothing of whom it is about: titles stand on lists and in notices."""
    case = actions.report(
        by=by,
        area=area,
        category=Category.objects.get(code=CATEGORY),
        title="走访中发现的需求",
        text=text,
        source=Source.VISIT,
        is_confidential=True,
        now=now,
    )
    return case.get_absolute_url()


TAKER = Taker(may, take)
