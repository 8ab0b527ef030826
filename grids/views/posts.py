"""Posts: who serves where, appointing, changing areas, ending; what is vacant and who carries how much."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grids import past
from grids.actions import drafts, posts as acts
from grids.actions.roles import ADMINISTRATORS
from grids.areas import crumbs, kinds
from grids.forms.posts import AppointForm, AreasForm, EndForm
from grids.forms.refused import take_up
from grids.models import Area, Post, Role, User
from grids.models.user import by_name
from grids.people import serving, staffing
from grids.permissions import APPOINT, MANAGE_ROLES, in_hat
from grids.views.asked import carried_out
from grids.views.listing import asked_area

A_PAGE = 50
NAMED = 12  # gaps named on the vacancy list before "and more"


@require_safe
def posts(request):
    """Current posts (or ended ones), newest first, filtered by role, area and name."""
    rows = Post.objects.visible_to(request.user)
    today = timezone.localdate()
    ended = request.GET.get("state") == "ended"
    rows = rows.over(today) if ended else rows.not_over(today)
    role, area, q = request.GET.get("role", ""), asked_area(request), request.GET.get("q", "").strip()
    if role:
        rows = rows.filter(role__code=role)
    if area:
        inside = Area.objects.visible_to(request.user).within(area)
        rows = rows.filter(pk__in=Post.objects.visible_to(request.user).filter(areas__in=inside).values("pk"))
    if q:
        rows = rows.filter(by_name(q, "user__"))
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=before)
    rows, next_url = _a_page(request, rows.order_by("-pk"))
    context = {
        "tab": "ended" if ended else "current",
        "posts": rows,
        "roles": Role.objects.all(),
        "role": role,
        "area": area,
        "q": q,
        "next_url": next_url,
        "may_appoint": _may_appoint(request.user),
    }
    return render(request, "posts/list.html", context)


@require_safe
def vacancies(request):
    """Units without a head and grids without a leader, by community, the gaps named."""
    today, kind = timezone.localdate(), request.GET.get("kind", "unit")
    kind = kind if kind in staffing.HEADS else "unit"
    areas, area = Area.objects.visible_to(request.user), asked_area(request)
    inside = areas.within(area) if area else areas
    rows = staffing.vacancies(inside, kind, today)
    page = _number(request.GET.get("page"))
    shown = rows[page * 20 : page * 20 + 20]
    gaps = staffing.vacant(areas, kind, today).filter(community_id__in=[row["community"].pk for row in shown])
    named = {}
    for gap in gaps.order_by("tree_id", "lft").only("pk", "code", "name", "community_id", "tree_id", "lft"):
        named.setdefault(gap.community_id, []).append(gap)
    for row in shown:
        row["gaps"] = named.get(row["community"].pk, [])
        row["named"], row["more"] = row["gaps"][:NAMED], max(0, len(row["gaps"]) - NAMED)
    context = {
        "tab": "vacancies",
        "kind": kind,
        "area": area,
        "rows": shown,
        "vacant": sum(row["vacant"] for row in rows),
        "role": staffing.HEADS[kind],
        "may_appoint": _may_appoint(request.user),
        "previous_url": _query(request, page=page - 1) if page else "",
        "next_url": _query(request, page=page + 1) if len(rows) > page * 20 + 20 else "",
    }
    return render(request, "posts/vacancies.html", context)


@require_safe
def load(request):
    """How many areas each head holds: many hold several, and that is normal."""
    today, area = timezone.localdate(), asked_area(request)
    rows = Post.objects.visible_to(request.user)
    if area:
        inside = Area.objects.visible_to(request.user).within(area)
        rows = rows.filter(pk__in=Post.objects.visible_to(request.user).filter(areas__in=inside).values("pk"))
    rows = staffing.loads(Post.objects.visible_to(request.user).filter(pk__in=rows.values("pk")), today)
    total = rows.count()
    page = _number(request.GET.get("page"))
    shown = list(rows[page * A_PAGE : page * A_PAGE + A_PAGE])
    context = {
        "tab": "load",
        "posts": shown,
        "heads": total,
        "held": staffing.held(rows),
        "area": area,
        "previous_url": _query(request, page=page - 1) if page else "",
        "next_url": _query(request, page=page + 1) if total > page * A_PAGE + A_PAGE else "",
    }
    return render(request, "posts/load.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request):
    if not _may_appoint(request.user):
        raise PermissionDenied
    form = AppointForm.of(request, initial=drafts.initial(request) | _asked_for(request))

    def carry_out():
        said = {name: form.cleaned_data[name] for name in ("person", "role", "department", "started_on", "why")}
        return acts.appoint(areas=list(form.cleaned_data["areas"]), by=request.user, **said)

    done, post = carried_out(form, carry_out)
    if done:
        drafts.went_in(request)
        messages.success(request, _("%(person)s is appointed.") % {"person": post.user})
        return redirect("posts:detail", post.pk)
    return render(request, "posts/appoint.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def detail(request, pk):
    post = _post(request, pk)
    areas = list(post.areas.order_by("tree_id", "lft"))
    mine = not post.ended_on and post.user_id != request.user.pk and acts.may_give(request.user, post.role)
    grant = MANAGE_ROLES if post.role.code in ADMINISTRATORS else APPOINT
    mine = mine and all(request.user.scope.may(grant, area) for area in areas)
    seen = Area.objects.visible_to(request.user).filter(pk__in=[area.pk for area in areas])
    words = kinds.by_district({area.district_id for area in areas})
    context = {
        "post": post,
        "crumbs": crumbs.of(request.user, *areas),
        "areas": [(area, kinds.word_of(area, words[area.district_id])) for area in areas],
        "linked": set(seen.values_list("pk", flat=True)),
        "work": [] if post.ended_on else acts.open_work(post),
        "may_change": mine,
        "begun": post.started_on <= timezone.localdate(),
        "also": () if post.ended_on else serving.also([post.user_id], request.user).get(post.user_id, ()),
        "entries": past.of_post(post),
    }
    return render(request, "posts/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def areas(request, pk):
    post = _post(request, pk)
    if post.ended_on and request.method != "POST":
        return redirect("posts:detail", pk)
    places = list(post.areas.all())
    held = [area.pk for area in places]
    form = AreasForm.of(request, initial={"areas": held}, chosen=held)
    if form.is_bound and form.is_valid():
        try:
            acts.change_areas(post, list(form.cleaned_data["areas"]), by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, _("The areas of the post are changed."))
            return redirect("posts:detail", post.pk)
    elif not request.user.scope.hat or not acts.may_give(request.user, post.role):
        raise PermissionDenied
    context = {"form": form, "post": post, "crumbs": crumbs.of(request.user, *places)}
    return render(request, "posts/areas.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    post = _post(request, pk)
    if not acts.may_give(request.user, post.role) or post.user_id == request.user.pk:
        raise PermissionDenied
    if post.ended_on and request.method != "POST":
        return redirect("posts:detail", pk)
    today = timezone.localdate()
    work, begun = acts.open_work(post), post.started_on <= today
    near = staffing.successors(Post.objects.visible_to(request.user), post, today)
    form = EndForm(request.POST or None, initial={"on": today}, successors=near, waits=bool(work), begun=begun)
    done, _made = carried_out(form, lambda: acts.end(post, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _ended(form.cleaned_data["successor"] if work else None, begun))
        return redirect("posts:detail", post.pk)
    context = {"form": form, "post": post, "work": work, "crumbs": crumbs.of(request.user, *post.areas.all())}
    context |= {"able": work and near.exists(), "begun": begun}
    return render(request, "posts/end.html", context, status=422 if form.is_bound else 200)


def _asked_for(request) -> dict:
    """What a link from the vacancy list or from a person's page fills in."""
    area, wanted = asked_area(request), {}
    person = User.objects.visible_to(request.user).filter(username=request.GET.get("person", "")).first()
    role = Role.objects.filter(code=request.GET.get("role", "")).first()
    if area:
        wanted["areas"] = [area.pk]
    if person:
        wanted["person"] = person.pk
    if role:
        wanted["role"] = role.pk
    return wanted


def _ended(successor, begun: bool) -> str:
    """Without a number: whoever ends posts need not know of how many records somebody takes care."""
    if not begun:
        return _("The appointment is taken back.")
    if successor is None:
        return _("The post has ended.")
    return _("The post has ended; its open work went to %(person)s.") % {"person": successor.user}


def _post(request, pk) -> Post:
    rows = Post.objects.visible_to(request.user).select_related("user", "role", "department")
    return get_object_or_404(rows, pk=pk)


def _may_appoint(user) -> bool:
    return in_hat(user, APPOINT) or in_hat(user, MANAGE_ROLES)


def _a_page(request, rows):
    rows = rows.select_related("user", "role", "department").prefetch_related("areas")
    found = list(rows[: A_PAGE + 1])
    next_url = _query(request, before=found[A_PAGE - 1].pk) if len(found) > A_PAGE else ""
    return found[:A_PAGE], next_url


def _query(request, **changed) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _number(text) -> int:
    return int(text) if (text or "").isdecimal() and len(text) < 6 else 0
