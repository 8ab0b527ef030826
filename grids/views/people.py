"""Accounts of others, for whoever keeps them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import past
from grids.actions import users
from grids.actions.posts import open_work
from grids.forms.accounts import CorrectPersonForm, NewPersonForm, WhyForm
from grids.models import Post, User
from grids.models.user import by_name
from grids.people import lockout
from grids.permissions import APPOINT, MANAGE_ROLES, MANAGE_USERS, in_hat
from grids.views.asked import carried_out, confirm
from grids.words import phrases

A_PAGE = 50


@require_safe
def people(request):
    """Sorted by reading, a page at a time; found by name, its letters, account or work number, never by phone."""
    _keeper(request)
    rows = User.objects.visible_to(request.user).order_by("pinyin", "pk")
    q = request.GET.get("q", "").strip()
    if q:
        rows = rows.filter(by_name(q) | Q(username__istartswith=q) | Q(work_number__istartswith=q))
    state = request.GET.get("state", "")
    if state in ("active", "locked"):
        rows = rows.filter(is_active=state == "active")
    after = request.GET.get("after", "")
    if after.isdecimal() and (last := User.objects.visible_to(request.user).filter(pk=after).first()):
        rows = rows.filter(Q(pinyin__gt=last.pinyin) | Q(pinyin=last.pinyin, pk__gt=last.pk))
    found_people = list(rows.select_related("subject")[: A_PAGE + 1])
    more, found_people = len(found_people) > A_PAGE, found_people[:A_PAGE]
    posts = Post.objects.visible_to(request.user).current(timezone.localdate())
    held = {}
    for post in posts.filter(user__in=found_people).select_related("role").prefetch_related("areas"):
        held.setdefault(post.user_id, []).append(post)
    query = request.GET.copy()
    query["after"] = found_people[-1].pk if more else ""
    context = {
        "people": [(person, held.get(person.pk, [])) for person in found_people],
        "q": q,
        "state": state,
        "next_url": f"?{query.urlencode()}" if more else "",
    }
    return render(request, "accounts/people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request):
    """The one-time password stands on the answer to the form, once and nowhere else."""
    _keeper(request)
    form = NewPersonForm(request.POST or None)
    done, made = carried_out(form, lambda: users.create(by=request.user, **form.cleaned_data))
    if done:
        person, password = made
        may_appoint = in_hat(request.user, APPOINT) or in_hat(request.user, MANAGE_ROLES)
        context = {"person": person, "password": password, "new": True, "may_appoint": may_appoint}
        return render(request, "accounts/one_time.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person_form.html", {"form": form}, status=status)


@require_safe
def person(request, username):
    _keeper(request)
    person = _person(request, username)
    posts = Post.objects.visible_to(request.user).filter(user=person).order_by("-started_on", "-pk")
    context = {
        "person": person,
        "posts": posts.select_related("role", "department").prefetch_related("areas"),
        "left": [] if person.is_active else _left(posts.current(timezone.localdate())),
        "may_keep": users.may_keep(request.user, person),
        "administrator": users.is_administrator(person),
        "beyond": users.serves_beyond(request.user, person),
        "is_me": person.pk == request.user.pk,
        "lockout": lockout.of_account(person),
        "entries": past.of_account(person),
    }
    return render(request, "accounts/person.html", context)


def _left(posts) -> list[tuple[Post, str]]:
    """The posts of a locked account on which work waits, and which: nobody else is told of it until it is late."""
    work = ((post, [item.label for item in open_work(post)]) for post in posts.select_related("role", "department"))
    return [(post, phrases.listed(labels)) for post, labels in work if labels]


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request, username):
    _keeper(request)
    person = _person(request, username)
    initial = {"name": person.name, "work_number": person.work_number, "email": person.email}
    form = CorrectPersonForm(request.POST or None, initial=initial)
    if person.phone:
        words = _("Now %(phone)s. Leave it empty to keep it.")
        form.fields["phone"].help_text = words % {"phone": person.masked_phone}
    else:
        del form.fields["no_phone"]
    done, _made = carried_out(form, lambda: users.describe(person, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The account is corrected."))
        return redirect("accounts:person", username)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person_form.html", {"form": form, "person": person}, status=status)


@require_POST
def lock(request, username):
    return _with_reason(request, username, users.lock, _("The account is locked; every session has ended."))


@require_POST
def unlock(request, username):
    return _with_reason(request, username, users.unlock, _("The account is unlocked."))


@require_POST
def lift_lockout(request, username):
    return _with_reason(request, username, users.lift_lockout, _("Signing in is open again."))


@never_cache
@require_POST
def reset(request, username):
    """A one-time password for somebody who forgot theirs."""
    _keeper(request)
    person = _person(request, username)
    form = WhyForm(request.POST)
    done, password = carried_out(form, lambda: users.reset_password(person, by=request.user, **form.cleaned_data))
    if done:
        return render(request, "accounts/one_time.html", {"person": person, "password": password})
    return _again(request, person, form)


def _with_reason(request, username, act, said):
    _keeper(request)
    person = _person(request, username)
    form = WhyForm(request.POST)
    done, _made = carried_out(form, lambda: act(person, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, said)
        return redirect("accounts:person", username)
    return _again(request, person, form)


def _again(request, person, form):
    return confirm(request, form, _("Say why"), _("Go on"), reverse("accounts:person", args=[person.username]))


def _keeper(request):
    if not request.user.scope.has(MANAGE_USERS):
        raise PermissionDenied


def _person(request, username) -> User:
    return get_object_or_404(User.objects.visible_to(request.user).select_related("subject"), username=username)
