"""A need that a visit found, taken up as a matter: confidential, since its words come out of a care record."""

from django.utils.translation import gettext_lazy as _

from cases import actions
from cases.enums import Source, Status, Step
from cases.models import Case, Category
from residents.care.needs import Need, Taker

CATEGORY = "livelihood-elderly"  # help for people; whoever accepts it may say better
HOME = "/cases/"


def may(user, area) -> bool:
    return user.scope.may("report_case", area)


def take(need: Need, choice: str, *, by) -> str:
    """Its address. The title says nothing of whom it is about: titles stand on lists and in notices."""
    case = actions.report(
        by=by,
        area=need.area,
        category=Category.objects.get(code=CATEGORY),
        title="走访中发现的需求",
        text=need.text,
        source=Source.VISIT,
        is_confidential=True,
        now=need.now,
    )
    return case.get_absolute_url()


def stands(addresses: list[str]) -> dict[str, str]:
    numbers = [address.removeprefix(HOME).strip("/") for address in addresses]
    found = Case.objects.filter(number__in=numbers).only("number", "status", "step")
    return {
        case.get_absolute_url(): f"{case.number} · "
        + str(Step(case.step).label if case.status == Status.OPEN else case.get_status_display())
        for case in found
    }


TAKER = Taker("matter", HOME, _("Make a matter of it"), _("Became a matter"), may, take, stands)
