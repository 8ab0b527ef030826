"""Teams: the list, one with its roster and gaps, and what is done with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.templatetags.linli import mark
from grids.views.asked import act_on, carried_out, confirm
from grids.views.listing import listed
from volunteers import roster, rules
from volunteers.actions import teams as acts
from volunteers.enums import Colour, TeamKind
from volunteers.forms.teams import JoinForm, NewTeamForm, SlotForm, TeamForm
from volunteers.models import Team

BY_NAME = Order("name", "name", text=True)
FILTERS = {"colour": Colour, "kind": TeamKind}


@never_cache
@require_safe
def index(request):
    chosen = {name: value for name, of in FILTERS.items() if (value := request.GET.get(name, "")) in of}
    rows = Team.objects.visible_to(request.user).standing().filter(**chosen)
    context = listed(request, brief(rows), BY_NAME, **chosen)
    context |= {
        "rows": _lines(context["rows"]),
        "colours": Colour.choices,
        "kinds": TeamKind.choices,
        "chosen": chosen,
        "may_form": rules.in_hat(request.user, rules.RUN),
        "tab": "teams",
    }
    return render(request, "volunteers/teams.html", context)


def brief(rows):
    """Only what a line of the list shows."""
    own = ("ref", "name", "colour", "brand", "kind", "does")
    return rows.select_related("area").only(*own, "area__name")


def _lines(teams: list[Team]) -> list[dict]:
    ids = [team.pk for team in teams]
    sizes, lacking = roster.sizes(ids), roster.lacking(ids)
    colours, kinds = ({value: str(label) for value, label in of.choices} for of in (Colour, TeamKind))
    lines = []
    for team in teams:
        n, lacks = sizes.get(team.pk, 0), lacking.get(team.pk, 0)
        about = (colours.get(team.colour), team.brand, kinds[team.kind], team.does, team.area.short_name)
        lines.append(
            {
                "url": team.get_absolute_url(),
                "name": team.name,
                "colour": team.colour or "own",
                "about": [words for words in about if words],
                "members": ngettext("%(n)s member", "%(n)s members", n) % {"n": n},
                "lacks": mark(_("%(n)s lacking") % {"n": lacks}, "due") if lacks else "",
            }
        )
    return lines


@never_cache
@require_safe
def detail(request, ref):
    team = _find(request, ref)
    context = {
        "team": team,
        "lines": roster.lines([team.pk]).get(team.pk, ()),
        "members": roster.of(team, request.user),
        "may_run": team.dissolved_on is None and request.user.scope.may(rules.RUN, team),
    }
    return render(request, "volunteers/team.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.RUN)
    form = NewTeamForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.form(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is formed.") % {"name": made})
        return redirect(made)
    return confirm(request, form, _("Form a team"), _("Form"), rules.HOME)


# act: title, verb, the form that asks, and what is done with it
ACTS = {
    "edit": (
        gettext_lazy("Change the team"), gettext_lazy("Save"),
        lambda request, team: TeamForm.of(team, request.POST or None, user=request.user),
        lambda team, form, by: acts.change(team.pk, by=by, **form.cleaned_data),
    ),
    "join": (
        pgettext_lazy("of a team", "Add a member"), gettext_lazy("Add"),
        lambda request, team: JoinForm(request.POST or None, user=request.user, team=team),
        lambda team, form, by: acts.join(team.pk, form.chosen(), by=by, slot=form.cleaned_data["slot"]),
    ),
    "line": (
        gettext_lazy("Add a line"), gettext_lazy("Add"), lambda request, team: SlotForm(request.POST or None),
        lambda team, form, by: acts.add_slot(team.pk, by=by, **form.cleaned_data),
    ),
    "dissolve": (
        gettext_lazy("Dissolve the team"), gettext_lazy("Dissolve"), lambda request, team: Why(request.POST or None),
        lambda team, form, by: acts.dissolve(team.pk, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    team = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.RUN, team)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request, team)
    return act_on(request, team, form, lambda: carry_out(team, form, request.user), title=title, verb=verb)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(request, ref, pk):
    """A member leaves, with the reason."""
    team = _find(request, ref)
    member = member_of(request.user, team, pk)
    name = roster.said(member.volunteer, request.user)
    title = _("%(name)s leaves %(team)s") % {"name": name, "team": team}
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.part(member.pk, by=request.user, why=form.cleaned_data["why"]))
    if done:
        toasts.done(request, title)
        return redirect(team)
    return confirm(request, form, title, _("End"), team.get_absolute_url())


@never_cache
@require_POST
def lead(request, ref, pk):
    team = _find(request, ref)
    member = member_of(request.user, team, pk)
    acts.lead(member.pk, by=request.user)
    return redirect(team)


@never_cache
@require_POST
def give_up(request, ref, pk):
    """A line of the team is given up."""
    team = _find(request, ref)
    slot = get_object_or_404(team.slots.filter(is_on=True), pk=pk)
    acts.give_up_slot(slot.pk, by=request.user)
    return redirect(team)


def member_of(user, row, pk: int):
    """Of a team or a watch that `user` runs."""
    member = get_object_or_404(row.members.current().select_related("volunteer__resident", "volunteer__user"), pk=pk)
    rules.need(user, rules.RUN, row)
    return member


def _find(request, ref: str) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user).select_related("area", "organisation"), ref=ref)
