"""What people do to a care record: one view for the acts; opening one and the emergency look begin at a resident."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grids.views.asked import carried_out, confirm
from residents import actions
from residents.forms import care as forms
from residents.models import CareCase, Resident
from residents.rules import care as rules
from residents.views.care import find

FORM = "care/form.html"  # its title says nothing of anybody
# act: form, action, who may, heading, the verb of its button
ACTS = {
    "visit": (
        forms.Visit,
        actions.record_visit,
        rules.may_visit,
        gettext_lazy("Record a visit"),
        gettext_lazy("Save the visit"),
    ),
    "take_back": (
        forms.TakeBack,
        actions.take_back,
        rules.may_visit,
        gettext_lazy("Take back a recorded visit"),
        pgettext_lazy("a visit", "Take back"),
    ),
    "ask": (
        forms.Ask,
        actions.ask_help,
        rules.may_visit,
        gettext_lazy("Ask for help"),
        gettext_lazy("Send the request"),
    ),
    "grade": (
        forms.ChangeGrade,
        actions.change_grade,
        rules.may_keep,
        gettext_lazy("Change the grade"),
        gettext_lazy("Change and plan anew"),
    ),
    "responsible": (
        forms.Responsible,
        actions.name_responsible,
        rules.may_keep,
        gettext_lazy("Name another responsible person"),
        gettext_lazy("Name them"),
    ),
    "helper": (forms.Helper, actions.add_helper, rules.may_keep, gettext_lazy("Add a helper"), gettext_lazy("Add")),
    "end_helper": (
        forms.EndHelper,
        actions.end_helper,
        rules.may_keep,
        gettext_lazy("End a helper's part"),
        gettext_lazy("End it"),
    ),
    "extend": (
        forms.Extend,
        actions.extend_care,
        rules.may_keep,
        gettext_lazy("Extend the term"),
        gettext_lazy("Extend"),
    ),
    "propose": (
        forms.Propose,
        actions.propose_closing,
        rules.may_keep,
        gettext_lazy("Propose closing"),
        gettext_lazy("Propose"),
    ),
    "confirm": (
        forms.Confirm,
        actions.confirm_closing,
        rules.may_confirm_closing,
        gettext_lazy("Close and seal"),
        gettext_lazy("Close and seal"),
    ),
    "keep_open": (
        forms.Confirm,
        actions.refuse_closing,
        rules.may_go_on,
        gettext_lazy("Keep it open"),
        gettext_lazy("Keep it open"),
    ),
    "accept": (
        forms.Accept,
        actions.accept_care,
        rules.may_accept,
        gettext_lazy("Accept the record"),
        pgettext_lazy("a record handed over", "Accept"),
    ),
    "send_back": (
        forms.SendBack,
        actions.send_back,
        rules.may_accept,
        gettext_lazy("Send the record back"),
        gettext_lazy("Send back"),
    ),
    "allow": (
        forms.Allow,
        actions.allow_look,
        rules.may_keep,
        gettext_lazy("Allow a look in an emergency"),
        gettext_lazy("Allow for three hours"),
    ),
}
SAID = {
    "confirm": gettext_lazy("Nobody but holders of one named permission can read it afterwards. The count stays."),
    "take_back": gettext_lazy("For a visit written down at the wrong record: its words go, and it is owed again."),
    "ask": gettext_lazy("They see this, the day and who is responsible: not whom it is for. Tell them yourself."),
    "keep_open": gettext_lazy("It goes on as it was. Where visits had stopped, they are planned anew from today."),
    "send_back": gettext_lazy("Where it came from, a second person closes it or lets it go on."),
    "accept": gettext_lazy("It goes on here as a record of its own; the earlier one is sealed."),
}
WITHOUT_VERSION = {"visit", "take_back", "ask", "allow"}  # they change nothing that another reader saw


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    if act not in ACTS:
        raise Http404
    care = find(request, ref)
    made, do, may, heading, verb = ACTS[act]
    if not may(request.user, care):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = made(sent, care=care, place=care.to_area if act == "accept" else care, user=request.user)
    done = False
    try:
        done, changed = carried_out(form, lambda: _do(act, do, form, request.user))
    except actions.CareStale:
        form.add_error(None, _("Somebody changed this record meanwhile. Look at it again; what you typed is kept."))
        form.data = form.data.copy()
        form.data["seen"] = care.version
    if done:
        messages.success(request, _("Saved."))
        return _after(request, changed if isinstance(changed, CareCase) else care)
    return confirm(request, form, heading, verb, care.get_absolute_url(), SAID.get(act, ""), template=FORM)


def _do(act: str, do, form, by):
    facts = form.facts()
    if act == "allow":
        return do(facts["access"], by=by)
    seen = {} if act in WITHOUT_VERSION else {"seen": form.cleaned_data["seen"]}
    for positional in ("grade", "until") if act in ("grade", "extend") else ():
        if positional in facts:
            return do(form.care.pk, facts.pop(positional), by=by, **seen, **facts)
    if act in ("responsible", "accept", "ask"):
        return do(form.care.pk, facts.pop("user"), by=by, **seen, **facts)
    if act in ("helper", "end_helper"):
        return do(form.care.pk, facts.pop("kind"), by=by, **seen, **facts)
    return do(form.care.pk, by=by, **seen, **facts)


def _after(request, care: CareCase):
    """Back to the record, or to the list where it is no longer theirs to see."""
    still = CareCase.objects.visible_to(request.user).filter(pk=care.pk).exists()
    return redirect(care if still else "care:list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request, resident):
    person = get_object_or_404(Resident.objects.visible_to(request.user), ref=resident)
    home = person.memberships.current().order_by("-is_living", "pk").first()
    if home is None or not request.user.scope.may(rules.KEEP, home):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.Open(*sent, care=None, place=home, user=request.user)
    done, care = carried_out(form, lambda: actions.open_care(person, by=request.user, **form.facts()))
    if done:
        messages.success(request, _("Opened; the visits are planned."))
        return redirect(care)
    title = _("Open a care record for %(name)s") % {"name": person.name}
    return confirm(request, form, title, _("Open the record"), "/care/", template=FORM)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def glass(request, resident):
    """Says the same whether there is a record or not; what opened stands in one's list."""
    person = get_object_or_404(Resident.objects.visible_to(request.user), ref=resident)
    if not any(request.user.scope.may(rules.BREAK, home) for home in person.memberships.current()):
        raise PermissionDenied
    form = forms.Glass(request.POST if request.method == "POST" else None)
    done, _made = carried_out(form, lambda: actions.break_glass(person, by=request.user, **form.cleaned_data))
    if done:
        said = _("Recorded. If there is something to open, it stands here, or once a second person allows it.")
        messages.info(request, said)
        return redirect("care:list")
    title, verb = _("Look in an emergency"), _("Open for three hours")
    text = _("Only where somebody is in danger. Your name, the time and the reason are kept and reported.")
    return confirm(request, form, title, verb, "/care/", text, template=FORM, danger=True)


@never_cache
@require_POST
def pass_on(request, ref, visit):
    care = find(request, ref)
    found = get_object_or_404(care.visits, ref=visit)
    try:
        to, choice = request.POST.get("to", ""), request.POST.get("choice", "")
        return redirect(actions.pass_on(found.pk, to=to, choice=choice, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(care)
