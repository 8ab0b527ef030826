"""How the pages look on this device: light or dark, ordinary or large type. No account needed."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.contrib.auth.decorators import login_not_required
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("auto", "light", "dark")  # the values of data-bs-theme
THEME_COOKIE, LARGE_COOKIE = "linli_theme", "linli_large"
YEAR = 365 * 24 * 3600


def theme_of(request) -> str:
    """This device's choice, else the account's, else what the device itself prefers."""
    chosen = request.COOKIES.get(THEME_COOKIE) or getattr(request.user, "theme", "")
    return chosen if chosen in THEMES else "auto"


def large_type_of(request) -> bool:
    chosen = request.COOKIES.get(LARGE_COOKIE)
    return chosen == "1" if chosen else bool(getattr(request.user, "large_type", False))


@login_not_required
@require_POST
def change(request):
    """Remember `theme` and `large` (0 or 1), whichever was sent, on this device, and go back to the page."""
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if known else "/")
    if request.POST.get("theme") in THEMES:
        _remember(answer, THEME_COOKIE, request.POST["theme"])
    if request.POST.get("large") in ("0", "1"):
        _remember(answer, LARGE_COOKIE, request.POST["large"])
    return answer


def _remember(answer, name, value):
    answer.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
