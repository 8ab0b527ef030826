"""What every request needs: the account's language, the chosen hat, and what the account still owes."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from grids.actions.roles import ADMINISTRATORS
from grids.pages import lost, unsent

LANGUAGES = {code for code, _name in settings.LANGUAGES}
# Where somebody may go who still owes a new password or a second factor.
OPEN_TO_DEBTORS = {
    "accounts:logout",
    "accounts:password",
    "accounts:totp",
    "accounts:totp_image",
    "display",
    "set_language",
    "healthz",
}


HEALTH, NULL = "/healthz", "\x00"


class LoginRequired(LoginRequiredMiddleware):
    """Every page asks for a login; what a signed-out person had typed into a form is kept for its author."""

    def process_view(self, request, view_func, args, kwargs):
        if not getattr(view_func, "login_required", True):  # asked before the user: /healthz must not need a database
            return None
        return super().process_view(request, view_func, args, kwargs)

    def handle_no_permission(self, request, view_func):
        kept = lost.keep(request)
        if kept is None and request.method == "POST":  # a button: its own address opens no page
            return redirect_to_login(_page_before(request))
        if kept is None:
            return super().handle_no_permission(request, view_func)
        page, token = kept
        answer = redirect_to_login(page)
        lost.mark(answer, token)
        return answer


def _page_before(request) -> str:
    """The page of ours on which somebody pressed a button, else the desk."""
    wrote = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(wrote, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(wrote)
    return urlunsplit(("", "", parts.path, parts.query, "")) if own and parts.path else reverse("desk")


class SignedIn:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """The site opens in Chinese whatever the browser prefers; a choice on this device comes first."""
        if request.path == HEALTH:  # answers for a database that is away: nobody is asked who they are
            return self.get_response(request)
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in LANGUAGES:
            language = getattr(request.user, "language", "")
            translation.activate(language if language in LANGUAGES else settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
        answer = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and answer.get("Content-Type", "").startswith("text/html"):
            answer.headers.setdefault("Cache-Control", "private, no-store")  # "back" on a shared PC shows nothing
        return answer

    def process_view(self, request, view, args, kwargs):
        user = request.user if request.path != HEALTH else None
        if user is None or not user.is_authenticated:
            return None
        user.hat_key = request.session.get("hat")
        if user.is_demo or request.resolver_match.view_name in OPEN_TO_DEBTORS:
            return None
        if user.must_change_password:
            return redirect("accounts:password")
        if not user.is_verified() and any(hat.role in ADMINISTRATORS for hat in user.scope.hats):
            return redirect("accounts:totp")
        return None


class Unsent:
    """Shows the form that its author sent in vain, and forgets it once it went in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if request.method == "POST" and answer.status_code == 302 and _waits(request):
            unsent.forget(request)
        return answer

    def process_view(self, request, view, args, kwargs):
        return unsent.show(request, view, args, kwargs) if request.method == "GET" and _waits(request) else None


class OnlyButtons:
    """An address that only buttons lead to says so; else the browser shows a page of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if answer.status_code != 405 or request.method != "GET":
            return answer
        page = render(request, "405.html", status=405)
        page["Allow"] = answer["Allow"]
        return page


def _waits(request) -> bool:
    return request.path != HEALTH and request.user.is_authenticated and unsent.stands(request)


class NoNulls:
    """PostgreSQL keeps no text with a NUL: no page has such an address, and in what was sent it is left out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if NULL in request.path:
            raise Http404
        request.GET = _without_nulls(request.GET)
        if request.method == "POST":
            request.POST = _without_nulls(request.POST)


def _without_nulls(sent: QueryDict) -> QueryDict:
    if not any(NULL in value for _name, values in sent.lists() for value in values):
        return sent
    kept = sent.copy()
    for name, values in sent.lists():
        kept.setlist(name, [value.replace(NULL, "") for value in values])
    kept._mutable = False
    return kept
