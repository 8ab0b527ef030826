"""Volunteers: the list, one of them with teams and skills, and taking somebody in."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.days import when
from grids.fields import masked
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.privacy import identity
from grids.views.asked import carried_out, confirm
from grids.views.listing import listed
from grids.views.reveal import reveal_view
from residents.models import Resident
from volunteers import record, rules
from volunteers.actions import people as acts, record as writes
from volunteers.forms.people import SkillsForm, TakeInForm
from volunteers.forms.record import CommendForm, ReviewForm, TrainForm
from volunteers.models import ServiceCertificate, Skill, Volunteer

NEWEST = Order("since", "joined_at", descending=True)
SHOWN = 30


@never_cache
@require_safe
def index(request):
    q, skill = " ".join(request.GET.get("q", "").split())[:40], request.GET.get("skill", "")
    rows = _brief(Volunteer.objects.visible_to(request.user).active())
    rows = rows.named(q, part=True) if q else rows
    rows = rows.filter(skills__code=skill) if skill else rows
    context = listed(request, rows, NEWEST, q=q, skill=skill)
    own = [] if request.GET else list(_brief(record.own_beyond(request.user)))
    context |= {
        "rows": _lines([*own, *context["rows"]]),
        "q": q,
        "skill": skill,
        "skills": Skill.objects.visible_to(request.user).in_use(),
        "may_take_in": rules.in_hat(request.user, rules.KEEP),
        "tab": "people",
    }
    return render(request, "volunteers/people.html", context)


def _brief(rows):
    """Only what a line of the list shows."""
    own = ("ref", "name", "since", "joined_at", "anonymised_at")
    others = ("area__name", "resident__name", "user__name", "user__username")
    return rows.with_names().select_related("area").only(*own, *others)


def _skills(people: Iterable[int]) -> dict[int, list[str]]:
    """By volunteer: prefetched, every one of them would get a set of rows of their own."""
    has = Volunteer.skills.through.objects.filter(volunteer__in=people).select_related("skill")
    found: dict[int, list[str]] = {}
    for one in has.order_by("skill__order", "skill__code"):
        found.setdefault(one.volunteer_id, []).append(one.skill.label)
    return found


def _lines(rows: list[Volunteer]) -> list[dict]:
    skills = _skills(row.pk for row in rows)
    since, today = _("since %(day)s"), timezone.localdate()
    return [
        {
            "url": row.get_absolute_url(),
            "name": str(row),
            "since": since % {"day": when.day_of(row.since, today)},
            "about": [row.area.short_name, *skills.get(row.pk, ())],
        }
        for row in rows
    ]


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    mask = masked(row, "phone", identity.mask_phone) if row.subject_id else ""
    entry = Resident.objects.visible_to(request.user).filter(pk=row.resident_id).first()
    memberships = row.memberships.select_related("team__area", "slot").order_by("-since", "-pk")
    may, hours = request.user.scope.may, record.hours(row)
    context = {
        "row": row,
        "mask": mask,
        "reveal_url": f"{row.get_absolute_url()}reveal/phone/" if mask and may("reveal", row) else "",
        "entry_url": entry.get_absolute_url() if entry else "",
        "teams": [one for one in memberships if one.until is None],
        "former": [one for one in memberships if one.until],
        "skills": [skill.label for skill in row.skills.all()],
        "record": record.lines(row).order_by("-activity__starts_at")[:SHOWN],
        "hours": hours,
        "rated": record.rated(row),
        "trained": record.trained(row)[:SHOWN],
        "commendations": row.commendations.standing().order_by("-on", "-pk")[:SHOWN],
        "reviews": row.reviews.standing().order_by("-year")[:SHOWN],
        "papers": ServiceCertificate.objects.visible_to(request.user).filter(volunteer=row).with_sums()
        .select_related("issuer").order_by("-at", "-pk")[:SHOWN],
        "star": record.star(row),
        "may_keep": row.left_on is None and may(rules.KEEP, row),
        "may_write": row.anonymised_at is None and may(rules.KEEP, row),
        "may_rate": row.anonymised_at is None and may(rules.RUN, row),
        "may_certify": bool(hours) and rules.in_hat(request.user, rules.CERTIFY),
    }  # fmt: skip
    return render(request, "volunteers/person.html", context | why.context(request.user, row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = TakeInForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: form.taken_in(request.user))
    if done:
        messages.success(request, _("%(name)s is a volunteer now.") % {"name": made})
        return redirect(made)
    return confirm(request, form, _("Take a volunteer in"), _("Take in"), f"{rules.HOME}people/")


ACTS = {
    "skills": (
        gettext_lazy("Skills"), gettext_lazy("Save"),
        lambda request, row: SkillsForm(
            request.POST or None, initial={"skills": row.skills.all()}, user=request.user
        ),
        lambda row, form, by: acts.change_skills(row.pk, list(form.cleaned_data["skills"]), by=by),
    ),
    "leave": (
        gettext_lazy("Leaves the volunteers"), gettext_lazy("End"), lambda request, row: Why(request.POST or None),
        lambda row, form, by: acts.leave(row.pk, by=by, why=form.cleaned_data["why"]),
    ),
    "train": (
        gettext_lazy("Was trained"), gettext_lazy("Add"),
        lambda request, row: TrainForm(request.POST or None, user=request.user),
        lambda row, form, by: writes.train(form.cleaned_data["training"], row.pk, by=by),
    ),
    "commend": (
        gettext_lazy("Was commended"), gettext_lazy("Add"),
        lambda request, row: CommendForm(request.POST or None),
        lambda row, form, by: writes.commend(row.pk, by=by, **form.cleaned_data),
    ),
    "rate": (
        gettext_lazy("Rate a year"), gettext_lazy("Save"), lambda request, row: ReviewForm(request.POST or None),
        lambda row, form, by: writes.review(row.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, row)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request, row)
    done, _made = carried_out(form, lambda: carry_out(row, form, request.user))
    if done:
        toasts.done(request, title)
        return redirect(row)
    return confirm(request, form, f"{row} · {title}", verb, row.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, ref):
    """The phone of somebody from outside, for a minute; a resident's stands in their entry."""
    row = _find(request, ref)
    return reveal_view(request, row, "phone", row.get_absolute_url(), key=row.ref, mask=identity.mask_phone)


def _find(request, ref: str) -> Volunteer:
    rows = record.open_to(request.user).with_names().select_related("area", "subject")
    return get_object_or_404(rows, ref=ref)
