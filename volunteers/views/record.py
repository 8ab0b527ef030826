"""A line of a volunteer's record is put right or struck; certified hours are reversed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grids.forms.why import Why
from grids.pages import toasts
from grids.views.asked import carried_out, confirm
from points.passbook import plain
from volunteers import roster, rules
from volunteers.actions import certificates, record as acts
from volunteers.actions.outcome import PointsBack
from volunteers.forms.record import CorrectCommendation, CorrectReview
from volunteers.models import Commendation, Participation, Review, Trained, Volunteer

FORMS = {
    Commendation: (CorrectCommendation, ("title", "level", "given_by", "on")),
    Review: (CorrectReview, ("year", "grade", "words")),
}
KINDS = {"training": Trained, "commendation": Commendation, "rating": Review}
TITLES = {"correct": gettext_lazy("Put right"), "strike": gettext_lazy("Strike")}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line(request, ref, kind, pk, act):
    """kind: a key of KINDS; act: of TITLES. A place in a training can only be struck."""
    model = KINDS.get(kind)
    if model is None or act not in TITLES or (act == "correct" and model not in FORMS):
        raise Http404
    person = get_object_or_404(Volunteer.objects.visible_to(request.user).with_names(), ref=ref)
    row = get_object_or_404(model.objects.visible_to(request.user).filter(volunteer=person).standing(), pk=pk)
    rules.need(request.user, acts.GRANTS[model], person)
    form = asked(request, row) if act == "correct" else Why(request.POST or None)
    done, _made = carried_out(form, lambda: carry_out(row, form, request.user))
    if done:
        toasts.done(request, TITLES[act])
        return redirect(person)
    what = row.training if model is Trained else row if model is Commendation else f"{row.year}"
    return confirm(request, form, f"{TITLES[act]} · {what} · {person}", TITLES[act], person.get_absolute_url())


def asked(request, row):
    form, names = FORMS[type(row)]
    return form(request.POST or None, initial={name: getattr(row, name) for name in names})


def carry_out(row, form, by) -> None:
    """A form with nothing but a reason strikes the line; any other puts it right."""
    if type(form) is Why:
        acts.strike(row, by=by, **form.cleaned_data)
    else:
        acts.correct(row, by=by, **form.cleaned_data)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reverse_hours(request, pk):
    """Hours that were certified and not served. The certificates that stand on them are revoked."""
    rows = Participation.objects.visible_to(request.user).certified()
    place = get_object_or_404(rows.select_related("activity", "volunteer__resident", "volunteer__user"), pk=pk)
    rules.need(request.user, rules.CERTIFY, place.activity)
    form = Why(request.POST or None)
    done, points = carried_out(
        form, lambda: certificates.reverse_hours(place.pk, by=request.user, **form.cleaned_data)
    )
    if done:
        _say(request, points)
        return redirect(place.activity)
    name = roster.said(place.volunteer, request.user)
    title = _("Reverse %(hours)s hours · %(name)s · %(activity)s") % {
        "hours": plain(place.hours), "name": name, "activity": place.activity,
    }  # fmt: skip
    text = _(
        "These hours count no more, and every certificate that stands on them is revoked. This cannot be undone."
        " Points that were asked or given for them are taken back."
    )
    verb = pgettext("certified hours", "Reverse")
    return confirm(request, form, title, verb, place.activity.get_absolute_url(), text)


def _say(request, points: PointsBack) -> None:
    if points == PointsBack.SPENT:
        words = _("The hours are reversed. Their points are spent and still stand: whoever certifies points was told.")
        messages.warning(request, words)
    elif points == PointsBack.TAKEN:
        messages.success(request, _("The hours are reversed, and the points for them taken back."))
