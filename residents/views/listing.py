"""The list of people of one's areas."""

from typing import NamedTuple

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from residents import narrowing, queries
from residents.actions.start import EDIT
from residents.enums import Sex


class Row(NamedTuple):
    url: str
    name: str
    sex: str
    age: int | None
    address: str
    presence: str


@never_cache
@require_safe
def index(request):
    now = timezone.now()
    asked = narrowing.read(request.GET, request.user, now)
    page = queries.members(request.user, request.GET.get("cursor", ""), where=asked.where)
    context = {
        "rows": _rows(page.rows, timezone.localdate(now)),
        "figure": asked.figure,
        "area": asked.area,
        "total": narrowing.total(asked, request.user, now) if asked.figure else None,
        "population": None if asked.figure else queries.population(request.user),
        "previous_url": page.previous and asked.query(page.previous),
        "next_url": page.next and asked.query(page.next),
        "may_add": bool(request.user.scope.hat and EDIT in request.user.scope.hat.grants),
    }
    return render(request, "residents/list.html", context)


def _rows(members, today) -> list[Row]:
    sexes = {value: str(label) for value, label in Sex.choices}
    presence = {
        (True, True): gettext("Registered and living here"),
        (True, False): gettext("Registered here, living elsewhere"),
        (False, True): gettext("Living here, registered elsewhere"),
    }
    return [
        Row(
            one.resident.get_absolute_url(),
            one.resident.name,
            sexes.get(one.resident.sex, ""),
            one.resident.age(today),
            one.household.dwelling.address,
            presence[one.is_registered, one.is_living],
        )
        for one in members
    ]
