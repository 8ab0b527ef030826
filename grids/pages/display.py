"""How the pages look on this device: light or dark, ordinary or large type. No account needed."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from grids.enums import Theme

THEME_COOKIE, LARGE_COOKIE = "linli_theme", "linli_large"
YEAR = 365 * 24 * 3600


def theme_of(request) -> str:
    """The value of data-bs-theme: this device's choice, else the account's, else as the device is set."""
    chosen = request.COOKIES.get(THEME_COOKIE) or getattr(getattr(request, "user", None), "theme", "")
    return chosen if chosen in Theme else Theme.SYSTEM


def large_type_of(request) -> bool:
    chosen = request.COOKIES.get(LARGE_COOKIE)
    return chosen == "1" if chosen else bool(getattr(getattr(request, "user", None), "large_type", False))


@login_not_required
@require_POST
def change(request):
    """Remember `theme` and `large` (0 or 1), whichever was sent, on this device, and go back to the page."""
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if known else "/")
    if request.POST.get("theme") in Theme:
        _remember(answer, THEME_COOKIE, request.POST["theme"])
    if request.POST.get("large") in ("0", "1"):
        _remember(answer, LARGE_COOKIE, request.POST["large"])
    return answer


def _remember(answer, name, value):
    answer.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
