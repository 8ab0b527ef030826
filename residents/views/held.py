"""“What we hold on this person”: asked for with who asked, then a paper to print. Nothing of it is kept."""

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grids.actions import reveal as looks
from grids.fields import HIDDEN
from grids.permissions import need
from grids.privacy import identity
from grids.views.asked import carried_out, confirm
from residents import catalogue, guardians
from residents.actions import held as acts
from residents.models import Carried, Certificate, Membership, RegisterField, Resident
from residents.views.people import find


class AskedForm(forms.Form):
    asked = forms.CharField(
        label=gettext_lazy("Who asked, and how you know them"),
        max_length=200,
        help_text=gettext_lazy("Such as: in person, showed the ID card. It is not kept; that you looked is."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def held(request, ref):
    resident, home = find(request, ref)
    need(request.user, acts.GRANT, home)
    form, now = AskedForm(request.POST or None), timezone.now()
    today = timezone.localdate(now)
    done, _made = carried_out(
        form, lambda: acts.note(resident, home, by=request.user, today=today, now=now, **form.cleaned_data)
    )
    if done:
        return render(request, "residents/held.html", _paper(request.user, resident, home, today, now))
    title = _("What is held on %(name)s") % {"name": resident.name}
    return confirm(request, form, title, _("Show it for printing"), resident.get_absolute_url())


def _paper(user, resident: Resident, home: Membership, today, now) -> dict:
    homes = Membership.objects.visible_to(user).filter(resident=resident).select_related("household__dwelling")
    whole = Membership.objects.visible_to(user).select_related("resident__subject", "household__dwelling")
    [entry] = catalogue.entries([whole.get(pk=home.pk)], today)
    return {
        "resident": resident,
        "now": now,
        "fields": [
            (field.label, text, field.basis, field.owner)
            for field in RegisterField.objects.all()  # those out of use too: what is stored of them is held
            if field.code in catalogue.READERS and (text := _in_full(field.code, entry))
        ],
        "homes": [
            (one.household.dwelling.address, catalogue.state(one), one.get_relation_display(), one.since, one.until)
            for one in homes.order_by("since", "pk")
        ],
        "traits": resident.traits.order_by("since", "pk"),
        "papers": Certificate.objects.visible_to(user).filter(resident=resident).select_related("kind").order_by("at"),
        "earlier": acts.earlier(resident),
        "events": [(one.on, one.get_kind_display(), one.text) for one in acts.happened(resident)],
        "guardian": guardians.said(resident, user),
        "left": [_left(one) for one in acts.carried(resident)],
        "looks": [
            (look.user, look.post.role.label if look.post else "", look.at, _why(look))
            for look in guardians.looks(resident, user, today)
        ],
    }


def _left(one: Carried) -> tuple:
    """Day, what for, by whom: of a list that was taken along, or of a table that an office had filled."""
    made = one.export or one.table
    what = one.export.purpose if one.export else f"{one.table.sender}《{one.table.form}》 {one.table.basis}".strip()
    return one.at, what, made.by, made.post.role.label if made.post else ""


def _why(look) -> str:
    known = look.reason in looks.Reason
    said = looks.Reason(look.reason).label if known else looks.WITHOUT_FIELD.get(look.field, look.reason)
    return f"{said} · {look.child}" if look.child else str(said)


def _in_full(code: str, entry: catalogue.Entry) -> str:
    try:
        return catalogue.READERS[code](entry)
    except identity.KeyGone:
        return HIDDEN
