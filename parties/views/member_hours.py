"""Hours of members: those to confirm, those confirmed; entered on the page of a check-in or a deployment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import listed
from parties import members_roll as roll, rules
from parties.actions import member_hours as acts
from parties.forms import members as forms
from parties.models import MemberHours
from parties.views.members_asked import tabbed

NEWEST = Order("new", "entered_at", descending=True)
SHOWN = 50
WAITING, CONFIRMED = "waiting", "confirmed"
VIEWS = {WAITING: gettext_lazy("To confirm"), CONFIRMED: gettext_lazy("Confirmed")}
RELATED = ("check_in__resident", "deployment__member__resident", "area", "entered_by", "confirmed_by")


@never_cache
@require_safe
def index(request):
    """?view=confirmed for those that count; a clicked number opens these too."""
    user = request.user
    view = CONFIRMED if request.GET.get("view") == CONFIRMED or "figure" in request.GET else WAITING
    rows = MemberHours.objects.visible_to(user).select_related(*RELATED)
    rows = rows.waiting() if view == WAITING else rows.confirmed()
    context = listed(request, rows, NEWEST, view=view) | tabbed("hours")
    context |= {"lines": [_line(row, user) for row in context["rows"]], "view": view, "views": VIEWS.items()}
    return render(request, "parties/members/hours.html", context)


@never_cache
@require_POST
def confirm(request, ref):
    row = _find(request, ref)
    try:
        acts.confirm(row.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("parties:party_members:hours" if "listed" in request.POST else row.source)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request, ref):
    row = _find(request, ref)
    rules.need(request.user, rules.KEEP_MEMBERS, row)
    name = roll.served_by(row, request.user)

    def carry_out(form):
        acts.refuse(row.pk, by=request.user, why=form.cleaned_data["why"])
        return row.source

    title = _("Refuse the hours of %(name)s") % {"name": name}
    back = row.source.get_absolute_url()
    return ask(
        request, forms.Why(request.POST or None), carry_out, title=title, verb=pgettext("hours", "Refuse"), back=back
    )


def enter(request, source, name: str):
    """On the page of a check-in or a deployment, which has asked already whether the reader keeps it."""

    def carry_out(form):
        acts.enter(source, by=request.user, **form.cleaned_data)
        return source

    title = pgettext("of a party member", "Hours of %(name)s") % {"name": name}
    text = _("They count once somebody else has confirmed them.")
    back = source.get_absolute_url()
    form = forms.HoursForm(request.POST or None)
    return ask(request, form, carry_out, title=title, verb=_("Save"), back=back, text=text)


def context(user, source) -> dict:
    """For parties/members/_served.html."""
    rows = source.hours.filter(refused_at=None).order_by("-on", "-pk").select_related(*RELATED)
    return {"lines": [_line(row, user) for row in rows[:SHOWN]], "sum": roll.sum_of(source.hours)}


def _line(row: MemberHours, user) -> dict:
    """may: the reader may decide on it; own: they entered it, so that they may only take it back."""
    open_ = row.confirmed_at is None and row.refused_at is None
    return {
        "row": row,
        "name": roll.served_by(row, user),
        "source_url": row.source.get_absolute_url(),
        "may": open_ and user.scope.may(rules.KEEP_MEMBERS, row),
        "own": row.entered_by_id == user.pk,
    }


def _find(request, ref: str) -> MemberHours:
    return get_object_or_404(MemberHours.objects.visible_to(request.user).select_related(*RELATED), ref=ref)
