"""The reporter's link: how their matter stands, and their word on it. No account; nobody is named."""

from functools import wraps

from axes.helpers import get_client_ip_address
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases import actions
from cases.actions.ending import takes_rating
from cases.forms.reporter import Rating
from cases.progress import WITH_PHOTOS, progress
from grids.views.asked import carried_out
from grids.views.stored import sent

MINUTE = 60
LOOKS, WORDS, PICTURES = 30, 5, 120  # a minute, for one address and link


def private(view):
    """Nothing of these pages stays in caches, goes along in a referrer, or is found by a search engine.

    Without a referrer browsers send "Origin: null", which Django's CSRF check refuses. It is not needed here: no
    cookie gives any right, only the token in the address does, and whoever could forge the form would know it.
    """

    @csrf_exempt
    @login_not_required
    @never_cache
    @wraps(view)
    def answered(request, token, **kwargs):
        answer = view(request, token, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "no-store, private"
        return answer

    return answered


@private
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, token):
    says = request.method == "POST"
    if too_many(request, token, "say" if says else "look"):
        return _later(request)
    case = actions.open_link(token)
    if case is None:
        return render(request, "reporter/gone.html", status=404)
    takes = takes_rating(case, timezone.now())
    if says:
        return _say(request, case, token) if takes else _too_late(request, case, token)
    return _page(request, case, token, Rating(), asks=takes)


def _say(request, case, token):
    form = Rating(request.POST)
    try:
        done, _made = carried_out(form, lambda: actions.rate_by_link(case.pk, **form.cleaned_data))
    except actions.NotNow:
        case.refresh_from_db()
        return _too_late(request, case, token)
    if not done:
        return _page(request, case, token, form, asks=True, status=422)
    return redirect("reporter:show", token=token)


def _too_late(request, case, token):
    """The second of two taps is answered like the first; anybody else gets their words back."""
    form = Rating(request.POST)
    if form.is_valid() and (case.rating, case.rating_words) == (
        form.cleaned_data["rating"],
        form.cleaned_data["text"],
    ):
        return redirect("reporter:show", token=token)
    typed = form.data.get("text", "").strip()[:500]
    return _page(request, case, token, Rating(), asks=False, late=True, typed=typed, status=409)


@private
@require_safe
def photo(request, token, pk):
    """A photo of the report or of the result; no other."""
    if too_many(request, token, "picture"):
        return _later(request)
    case = actions.open_link(token)
    found = case and case.photos.select_related("file").filter(pk=pk, act__act__in=WITH_PHOTOS).first()
    if not found:
        raise Http404
    return sent(found.file, small=bool(request.GET.get("s")))


def too_many(request, token: str, what: str) -> bool:
    """Counts in the cache: guesses of links, and one link called again and again."""
    most = {"look": LOOKS, "say": WORDS, "picture": PICTURES}[what]
    address = get_client_ip_address(request)
    return any([_count(f"reporter:{what}:{address}", most), _count(f"reporter:{what}:{token[:64]}", most)])


def _count(key: str, most: int) -> bool:
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _later(request):
    answer = render(request, "reporter/later.html", status=429)
    answer["Retry-After"] = str(MINUTE)
    return answer


def _page(request, case, token, form, *, asks: bool, late: bool = False, typed: str = "", status: int = 200):
    context = {
        "case": case,
        "progress": progress(case, token),
        "form": form,
        "asks": asks,
        "late": late,
        "typed": typed,
        "token": token,
    }
    return render(request, "reporter/show.html", context, status=status)
