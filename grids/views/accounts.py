"""Signing in and out, and what everybody may do to their own account."""

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from grids.actions import drafts, second_factor, sessions, users
from grids.backends import find
from grids.database.rowids import row_id
from grids.forms.accounts import CodeForm, PasswordForm, SettingsForm, SignInForm
from grids.models import User
from grids.pages import display, lost, unsent
from grids.people import devices
from grids.templatetags.linli import stamp
from grids.views.asked import carried_out

WEEK = 7 * 24 * 3600
HALF_MINUTES = 10  # from the password to the code
TRIES = 50  # to sign in, on the page of one's own
HAT_COOKIE = "linli_hat"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    page = _next(request)
    if request.user.is_authenticated:
        return redirect(page)
    form = SignInForm(request.POST or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        user = authenticate(request, username=data["username"], password=data["password"])
        if user is not None and second_factor.has_one(user):
            request.session["half"] = {
                "user": user.pk, "hash": user.get_session_auth_hash(), "backend": user.backend,
                "remember": data["remember"], "page": page, "at": timezone.now().timestamp(),
            }  # fmt: skip
            return redirect("accounts:code")
        if user is not None:
            return _enter(request, user, data["remember"], page)
        _note_failure(request, data["username"])
        form.add_error(None, _("Account or password is wrong."))
    return _page(request, "login", form, next=page, sent_here=page != reverse("desk"), kept=lost.waiting(request))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """The second step of signing in, for whoever has a second factor."""
    half = request.session.get("half")
    user = _half_in(half)
    if user is None:
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        device = second_factor.verify(user, form.cleaned_data["code"])
        if device is not None:
            user.backend, user.otp_device = half["backend"], device
            del request.session["half"]
            return _enter(request, user, half["remember"], half["page"])
        sessions.record(user, False, **_from(request))
        form.add_error("code", _("This code is not right, or too many wrong ones came before. Wait a moment."))
    return _page(request, "code", form)


@require_POST
def sign_out(request):
    sessions.end_here(request.user, request.session.session_key)
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("accounts:login")


@require_POST
def hat(request):
    """Wear another of one's hats; this device remembers it."""
    key = request.POST.get("hat", "")
    if key not in {own.key for own in request.user.scope.hats}:
        raise Http404
    request.session["hat"] = key
    answer = redirect(_next(request))
    answer.set_cookie(
        HAT_COOKIE, key, max_age=display.YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request):
    user = request.user
    now = {
        "language": user.language or translation.get_language(),
        "theme": display.theme_of(request),
        "large_type": display.large_type_of(request),
        "email": user.email,
    }
    form = SettingsForm(request.POST or None, initial=now)
    done, _made = carried_out(form, lambda: users.change_settings(user, **form.cleaned_data))
    if done:
        return _with_settings(request, form.cleaned_data["language"])
    return _page(request, "settings", form, second_factor=second_factor.has_one(user))


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    form = PasswordForm(request.POST or None)
    if form.is_bound and form.is_valid():
        # Asked as at sign-in: whoever finds a screen open has as few tries for the password as anybody.
        if authenticate(request, username=request.user.username, password=form.cleaned_data["old"]) is None:
            _note_failure(request, request.user.username)
            form.add_error("old", _("This is not your present password."))
        elif _change_password(request, form):
            messages.success(request, _("The password is changed. Your other sessions have ended."))
            return redirect("accounts:settings")
    return _page(request, "password", form, forced=request.user.must_change_password)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request):
    """Where one is signed in, and every try to sign in as oneself."""
    user = request.user
    if request.method == "POST":
        sessions.end(get_object_or_404(user.sign_ins.exclude(session_key=""), pk=row_id(request.POST.get("session"))))
        messages.success(request, _("That session has ended."))
        return redirect("accounts:sessions")
    tries = list(user.sign_ins.order_by("-at", "-pk")[: TRIES + 1])
    context = {
        "open": sessions.open_sessions(user),
        "here": request.session.session_key,
        "limit": sessions.LIMIT,
        "tries": tries[:TRIES],
        "last": TRIES if len(tries) > TRIES else 0,
    }
    return render(request, "accounts/sessions.html", context)


@require_POST
def save_draft(request):
    """The script sends a form here as it is typed; the answer is the sentence to show beside it."""
    try:
        mark = request.POST.get(lost.FIELD, "")
        author, page, _has_draft = signing.loads(mark, salt=lost.SALT, max_age=lost.WEEK)
        if author != request.user.pk:
            raise Http404
        draft = drafts.keep_typed(request.user, page, lost.fields_of(request.POST), mark)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    except ValidationError as error:
        return HttpResponse(error.messages[0], status=422, content_type="text/plain; charset=utf-8")
    text = _("Draft kept at %(moment)s") % {"moment": stamp(draft.saved_at)} if draft else ""
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_POST
def drop_draft(request):
    """Begin anew: the page's form without what was kept."""
    page = _next(request)
    drafts.drop(request.user, page)
    unsent.forget(request)
    return redirect(page)


def _change_password(request, form) -> bool:
    key = request.session.session_key
    said = form.cleaned_data
    done, user = carried_out(
        form, lambda: users.change_password(request.user, said["old"], said["new"], keep_session=key)
    )
    if done:
        update_session_auth_hash(request, user)
        sessions.renamed(user, key, request.session.session_key)
    return done


def _half_in(half) -> User | None:
    """Who has given their password and owes the code: not for long, and not if the password is another one by now."""
    if not isinstance(half, dict) or timezone.now().timestamp() - half["at"] > HALF_MINUTES * 60:
        return None
    user = users.active(half["user"])
    return user if user and constant_time_compare(half["hash"], user.get_session_auth_hash()) else None


def _enter(request, user, remember, page):
    login(request, user)
    if remember:
        request.session.set_expiry(WEEK)
    if HAT_COOKIE in request.COOKIES:
        request.session["hat"] = request.COOKIES[HAT_COOKIE]
    request.session.save()
    sessions.record(user, True, session_key=request.session.session_key, **_from(request))
    answer = redirect(_recovered(request, user) or page)
    answer.delete_cookie(lost.COOKIE)
    if user.language:
        _set_language(answer, user.language)
    return answer


def _recovered(request, user) -> str | None:
    """Where to find the form that this person had sent after their session ended, and what became of its text."""
    sent = lost.claim(request, user)
    return sent and unsent.take_up(request, user, sent)


def _with_settings(request, language):
    """The account's choice holds on this device too."""
    with translation.override(language):
        messages.success(request, _("The settings are kept."))
    answer = redirect("accounts:settings")
    answer.delete_cookie(display.THEME_COOKIE)
    answer.delete_cookie(display.LARGE_COOKIE)
    _set_language(answer, language)
    return answer


def _set_language(answer, language):
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=display.YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )


def _page(request, name, form, **context):
    bad = form.is_bound and not form.is_valid()
    return render(request, f"accounts/{name}.html", {"form": form, **context}, status=422 if bad else 200)


def _next(request) -> str:
    """Where to go afterwards: only pages of our own."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if own and page.startswith("/") else reverse("desk")


def _from(request) -> dict:
    return {
        "address": get_client_ip_address(request) or None,
        "device": devices.name(request.headers.get("User-Agent", "")),
    }


def _note_failure(request, wrote):
    user = find(wrote)
    if user is not None and request.axes_failures_since_start is not None:  # a try while locked out is no news
        sessions.record(user, False, **_from(request))
