"""As on a day: a person, a household; what was written down by its evening, and who counted where that day."""

from datetime import date
from typing import Any

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import history
from grids.days.periods import DAY
from grids.days.when import midnight
from grids.forms.days import Day
from residents import catalogue
from residents.enums import Sex, Trait
from residents.homes import page as household_page
from residents.models import Membership, Resident, ResidentTrait
from residents.views import households
from residents.views.people import find


class DayForm(forms.Form):
    day = Day(gettext_lazy("As on"))

    def clean_day(self) -> date:
        if self.cleaned_data["day"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["day"]


@never_cache
@require_safe
def as_on(request, ref):
    """Open facts only: sealed values are shown by their own page, with a reason, as they are now."""
    resident, _home = find(request, ref)
    form = DayForm(request.GET or None, initial={"day": timezone.localdate()})
    context = {"resident": resident, "form": form}
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["day"]
        context |= {"day": asked, "then": _then(resident, asked), **_counted(request.user, resident, asked)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "residents/as_on.html", context, status=status)


@never_cache
@require_safe
def household(request, ref):
    """Who belonged to it; each leads to what was known of them that day."""
    found = households.find(request, ref)
    form = DayForm(request.GET or None, initial={"day": timezone.localdate()})
    context = {"household": found, "form": form}
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["day"]
        members = household_page.members_on(found, request.user, asked)
        context |= {
            "day": asked,
            "members": members,
            "living": sum(one.membership.is_living for one in members),
            "registered": sum(one.membership.is_registered for one in members),
        }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "households/as_on.html", context, status=status)


def _then(resident: Resident, asked: date) -> list[tuple] | None:
    """The entry as its last writing of that day left it; None before it was in the register."""
    written = resident.events.filter(pgh_created_at__lt=midnight(asked + DAY))
    row = written.order_by("-pgh_created_at", "-pgh_id").first()
    if row is None:
        return None
    facts = {
        "name": (_("Name"), row.name or _("Anonymised")),
        "sex": (_("Sex"), Sex(row.sex).label if row.sex else ""),
        "born_on": (_("Born on"), row.born_on),
        "died_on": (_("Died on"), row.died_on if row.died_on and row.died_on <= asked else None),
        "registered_region": (_("Registered in"), row.registered_region),
        "education": (_("Education"), row.education),
        "workplace": (_("Workplace or school"), row.workplace),
    }
    off = catalogue.off()
    return [fact for name, fact in facts.items() if f"resident.{name}" not in off]


def _counted(user, resident: Resident, asked: date) -> dict:
    homes = Membership.objects.visible_to(user).on(asked).filter(resident=resident)
    return {
        "homes": [
            (one.household.dwelling.address, catalogue.state(one), one.get_relation_display())
            for one in homes.select_related("household__dwelling").order_by("since", "pk")
        ],
        "traits": [(Trait(one.kind).label, one.grade) for one in _traits(resident, asked, catalogue.off())],
    }


def _traits(resident: Resident, asked: date, off: set[str]) -> list:
    """As they were written that day; one that was written down later, for the time before, is said as it is now.

    What is corrected afterwards (another grade, a wrong kind) must not change what the office knew that day.
    """
    told = history.of(ResidentTrait).filter(resident_id=resident.pk)
    now: dict[int, Any] = {}
    then: dict[int, Any] = {}
    for event in told.order_by("pgh_created_at", "pgh_id"):
        now[event.pgh_obj_id] = event
        if event.pgh_created_at < midnight(asked + DAY):
            then[event.pgh_obj_id] = event
    stood = [one for one in (now | then).values() if one.since <= asked and not (one.until and one.until <= asked)]
    return sorted((one for one in stood if f"trait.{one.kind}" not in off), key=lambda one: one.kind)
