"""The list of people of one's areas, narrowed and searched; and the box for a full number, which is no address."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.areas import choices as area_choices
from grids.permissions import in_hat
from grids.views.asked import carried_out
from residents import catalogue, conditions, filters, queries
from residents.actions import look_up
from residents.actions.exports import EXPORT
from residents.actions.start import EDIT
from residents.branches import GRANT
from residents.enums import Sex
from residents.forms.people import NumberForm
from residents.models import Membership
from residents.models.resident import age_of


class Row(NamedTuple):
    url: str
    name: str
    sex: str
    age: int | None
    address: str
    presence: str
    confirm: str
    version: int


@never_cache
@require_safe
def index(request):
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    asked = filters.read(request.GET, user, now)
    if asked.had_number:
        messages.info(request, gettext("A full number must not stand in an address: look for it by full number."))
        return redirect(f"{reverse('residents:list')}{asked.query()}")
    page = queries.members(user, request.GET.get("cursor", ""), asked)
    here = asked.query(cursor=request.GET.get("cursor", ""))
    context = {
        "asked": asked,
        "rows": _rows(page.rows, today, confirms=asked.view == filters.STALE and in_hat(user, EDIT)),
        **_columns(asked.off),
        "here": here,
        "tabs": [
            (asked.query(view=view), label, view == asked.view) for view, label in filters.views(asked.off).items()
        ],
        # Who may not read the register would be told of nobody where there are thousands.
        "population": queries.population(user, asked.area, now) if user.scope.has(GRANT) else None,
        "population_urls": {state: asked.query(view="", state=state) for state in ("registered", "living")},
        "total": queries.chosen(user, asked).count() if asked.figure else None,
        "previous_url": page.previous and asked.query(cursor=page.previous),
        "next_url": page.next and asked.query(cursor=page.next),
        "areas": area_choices.near(user, GRANT, asked.area),
        "sexes": Sex.choices,
        "bands": [(band, conditions.band_name(band)) for band in conditions.BANDS],
        "states": [(state, label) for state, (label, _where) in conditions.STATES.items()],
        "clear_url": f"?view={asked.view}" if asked.values else "",
        "may_find": user.scope.has(GRANT),
        "export_url": f"{reverse('exports:people')}{asked.query()}" if in_hat(user, EXPORT) else "",
        "may_add": in_hat(user, EDIT),
    }
    return render(request, "residents/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """By POST, so that the number stands in no address and no log; one person found is opened at once."""
    if not request.user.scope.has(GRANT):
        raise PermissionDenied
    form = NumberForm(request.POST or None)
    _done, found = carried_out(form, lambda: look_up.by_number(form.cleaned_data["number"], by=request.user))
    if found and len(found.people) == 1:
        messages.info(request, gettext("Found by %(number)s. The search is logged.") % {"number": found.mask})
        return redirect(found.people[0])
    status = 422 if form.is_bound and form.errors else 200
    if found:
        form = NumberForm()  # the number itself is not sent back
    return render(
        request,
        "residents/find.html",
        {"form": form, "found": found, "rows": _found(request.user, found), **_columns(catalogue.off())},
        status=status,
    )


def _found(user, found) -> list[Row]:
    """Several people with one phone: a couple, or a child's parents."""
    if not found or not found.people:
        return []
    homes = Membership.objects.visible_to(user).current().filter(resident__in=found.people)
    return _rows(queries.lines(homes.order_by("pinyin", "pk")), timezone.localdate())


def _columns(off: set[str]) -> dict[str, bool]:
    return {"has_sex": catalogue.SEX not in off, "has_age": not catalogue.AGE & off}


def _rows(lines: list[queries.Line], today, *, confirms: bool = False) -> list[Row]:
    sexes = {value: str(label) for value, label in Sex.choices}
    presence = {
        (True, True): gettext("Registered and living here"),
        (True, False): gettext("Registered here, living elsewhere"),
        (False, True): gettext("Living here, registered elsewhere"),
    }
    return [
        Row(
            url := f"/residents/{one.ref}/",
            one.name,
            sexes.get(one.sex, ""),
            age_of(one.born_on, today),
            one.address,
            presence[one.is_registered, one.is_living],
            f"{url}confirm/" if confirms else "",
            one.version,
        )
        for one in lines
    ]
