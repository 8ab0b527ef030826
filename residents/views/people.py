"""The page of one person, and what may be done with their entry."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import why
from grids.actions import reveal as looks
from grids.areas import crumbs
from grids.database.rowids import row_id
from grids.fields import masked
from grids.forms.refused import tell_changed
from grids.models.area import ANCESTORS
from grids.permissions import need, need_in_hat
from grids.privacy import identity
from grids.views.asked import CONFIRM, carried_out
from grids.views.reveal import reveal_view
from residents import actions, catalogue, guardians, page_lines, story
from residents.actions.certificates import ISSUE
from residents.actions.people import Registered
from residents.actions.start import EDIT
from residents.forms.guardian import Guardian
from residents.forms.moving import Move
from residents.forms.people import FORMS, RegisterForm
from residents.found import where_kept
from residents.models import Dwelling, Membership, Resident
from residents.rules.care import BREAK, KEEP

ACTS = FORMS | {"move": Move, "guardian": Guardian}

MASKS = {
    "id_number": identity.mask_id,
    "phone": identity.mask_phone,
    "registered_address": identity.mask_address,
    "guardian_phone": identity.mask_phone,
}
GUARDIAN = {"resident.guardian", "resident.guardian_phone"}  # the act asks for both
SHOWN = 30  # events and looks


def find(request, ref: str) -> tuple[Resident, Membership]:
    """The person and the membership that shows them to the reader; else 404, as if there were nobody."""
    found = Resident.objects.visible_to(request.user).select_related("subject", "guardian", "confirmed_by")
    resident = found.filter(ref=ref).first()
    if resident is None:
        raise Http404
    homes = Membership.objects.visible_to(request.user).filter(resident=resident)
    rows = homes.select_related("household__dwelling")
    home = rows.order_by("-until", "-is_living", "-since", "-pk").first()  # what is empty stands first
    # What grants a look at a person is where they are: the ground asks a row for its areas.
    for name in ("area_id", *ANCESTORS):
        setattr(resident, name, getattr(home, name))
    return resident, home


@never_cache
@require_safe
def detail(request, ref):
    resident, home = find(request, ref)
    return _page(request, resident, home)


def _page(request, resident: Resident, home: Membership, status: int = 200):
    today, scope, off = timezone.localdate(), request.user.scope, catalogue.off()
    homes = Membership.objects.visible_to(request.user).filter(resident=resident)
    members = Membership.objects.visible_to(request.user).current().filter(household=home.household_id)
    may_reveal = scope.may("reveal", resident)
    keeps = scope.may(EDIT, home) and resident.anonymised_at is None
    traits = catalogue.traits_of(resident, off)
    context = {
        "crumbs": crumbs.of(request.user, home),
        "resident": resident,
        "age": catalogue.sex_and_age(resident, today, off)[1],
        "is_minor": resident.is_minor(today),
        "home": home,
        "household_url": home.household.get_absolute_url(),
        "state": catalogue.state(home) if home.until is None else _("No longer in the register of this area"),
        "facts": _facts(resident, request.user, off),
        "sealed": [
            {
                "name": Resident._meta.get_field(field).verbose_name,
                "mask": mask,
                "url": f"{resident.get_absolute_url()}reveal/{field}/" if may_reveal else "",
            }
            for field, how in MASKS.items()
            if f"resident.{field}" not in off and (mask := masked(resident, field, how))
        ],
        "homes": [_home(one) for one in homes.select_related("household__dwelling").order_by("-since", "-pk")],
        "members": [
            {"name": one.resident.name, "url": one.resident.get_absolute_url(), "relation": one.get_relation_display()}
            for one in members.exclude(resident=resident).select_related("resident").order_by("relation", "pk")
        ],
        "traits": traits,
        "entries": story.of(resident),
        "looks": guardians.looks(resident, request.user, today)[:SHOWN],
        "acts": _acts(resident, home, traits, today, off) if keeps else [],
        "may_confirm": keeps and resident.died_on is None,
        "may_certify": home.until is None and resident.died_on is None and scope.may(ISSUE, home),
        "may_compare": keeps,
        "may_reveal": may_reveal,
        "may_keep_care": scope.may(KEEP, home),
        "may_break_care": scope.may(BREAK, home),
        "lines": page_lines.of(resident, home, request.user),
    }
    return render(request, "residents/detail.html", context | why.context(request.user, resident), status=status)


def _acts(resident: Resident, home: Membership, traits: list, today, off: set[str]) -> list[tuple]:
    """Those that make sense now."""
    lives = resident.died_on is None
    there = {
        **dict.fromkeys(("move", "move-out", "died", "recognise"), lives),
        "correct-death": not lives,
        "guardian": (resident.is_minor(today) or resident.has_guardian) and not off & GUARDIAN,
        "end-trait": bool(traits),
        "registration-in": home.until is None and home.is_living and not home.is_registered,
        "registration-out": home.until is None and home.is_living and home.is_registered,
    }
    return [(act, form.title) for act, form in ACTS.items() if there.get(act, True)]


def _facts(resident: Resident, reader, off: set[str]) -> list[tuple]:
    facts = {
        "sex": (_("Sex"), resident.get_sex_display()),
        "born_on": (_("Born on"), resident.born_on),
        "died_on": (_("Died on"), resident.died_on),
        "registered_region": (_("Registered in"), resident.registered_region),
        "education": (_("Education"), resident.education),
        "workplace": (_("Workplace or school"), resident.workplace),
        "guardian": (_("Guardian"), guardians.said(resident, reader)),
    }
    return [fact for name, fact in facts.items() if f"resident.{name}" not in off]


def _home(one: Membership) -> dict:
    return {
        "address": one.household.dwelling.address,
        "url": one.household.get_absolute_url(),
        "state": catalogue.state(one),
        "relation": one.get_relation_display(),
        "since": one.since,
        "until": one.until,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, ref, field):
    """One field for a minute; a child's for few reasons only, and on the guardian's record too."""
    resident, _home = find(request, ref)
    if field not in MASKS or f"resident.{field}" in catalogue.off():
        raise Http404
    only = guardians.lock(resident, field, timezone.localdate())
    said = _locked(resident) if only else ""
    back = resident.get_absolute_url()
    return reveal_view(request, resident, field, back, key=resident.ref, mask=MASKS[field], only=only, lock=said)


def _locked(resident: Resident) -> str:
    if resident.is_answered_for:
        return _("A child's number is shown when the guardian asked for it, or in an emergency.")
    return _("No guardian is recorded for this child: only in an emergency may it be shown.")


@never_cache
@require_POST
def confirm(request, ref):
    resident, _home = find(request, ref)
    try:
        actions.confirm(resident.pk, by=request.user, seen=row_id(request.POST.get("seen")))
    except actions.Stale:
        messages.warning(request, _("This entry was changed after you opened the page; please look again."))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("Confirmed as still right."))
    back = request.POST.get("next", "")
    return redirect(f"{reverse('residents:list')}{back}") if back.startswith("?") else redirect(resident)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    """One act on a person, a page of its own. 403 where the hat worn does not keep the entry."""
    resident, home = find(request, ref)
    if act not in ACTS or (act == "guardian" and catalogue.off() & GUARDIAN):
        raise Http404
    need(request.user, EDIT, home)
    form, done = _asked(request, act, resident), False
    try:
        done, _made = carried_out(form, lambda: _carry_out(request, form, home))
    except actions.Stale as stale:
        tell_changed(form, stale.resident.version)
    if done:
        messages.success(request, form.done)
        return redirect(resident)
    context = {
        "form": form,
        "title": f"{form.title} · {resident.name}",
        "verb": form.title,
        "back_url": resident.get_absolute_url(),
        "action": request.path,
    }
    return render(request, CONFIRM, context, status=422 if form.is_bound else 200)  # what was begun is 200


def _asked(request, act: str, resident: Resident):
    """The form of an act; a move that was begun on the page that registers is not decided yet."""
    if act == "move" and "begun" in request.POST:
        return Move(resident=resident, user=request.user, begun=request.POST)
    return ACTS[act](request.POST or None, resident=resident, user=request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """Somebody new, in a home that is there or comes with them. ?home= begins with that of a dwelling."""
    need_in_hat(request.user, EDIT)
    homes = Dwelling.objects.visible_to(request.user).standing().select_related("area__parent")
    home = homes.filter(ref=request.GET.get("home", "")).first()
    form = RegisterForm(request.POST or None, user=request.user, home=home)
    done, made = carried_out(form, lambda: _carry_out(request, form, form.cleaned_data["area"], form.may_take))
    if done:
        messages.success(request, _("%(name)s is in the register.") % {"name": made.name})
        return redirect(made)
    return render(request, "residents/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _carry_out(request, form, where, may_take=None) -> Resident:
    try:
        return form.carry_out(by=request.user)
    except Registered as stop:
        raise ValidationError({"id_number": _stopped(request, stop.resident, where, may_take)}) from None


def _stopped(request, other: Resident, where, may_take) -> str:
    """The same ID number is there: said where, as far as the reader may know; logged and limited like a reveal."""
    post = request.user.scope.post_for(EDIT, where)
    looks.note_look(looks.STOP, "residents.resident", other.ref, by=request.user, post=post)
    if Resident.objects.visible_to(request.user).filter(pk=other.pk).exists():
        return _("This ID number belongs to %(name)s, who is in your register already.") % {"name": other.name}
    said = _("This ID number is in the register of %(place)s (%(name)s).")
    said %= {"name": identity.mask_name(other.name), "place": where_kept(other)}
    return f"{said} {_said_of(other, may_take)}"


def _said_of(other: Resident, may_take) -> str:
    if other.died_on:
        return _("They are recorded there as having died: where that is wrong, ask there to correct it.")
    if may_take and may_take(other):
        return _("They were let go there: if they moved here, tick that you take their entry over.")
    return _("Ask there to record that they moved away; then you can take their entry over here.")
