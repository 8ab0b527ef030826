"""Passbooks: the list, one with its lines and the shop beside it, a new one, and the booklet."""

import re
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import why
from grids.pages import qr
from grids.pages.keyset import Order
from grids.permissions import in_hat, need, need_in_hat
from grids.privacy import identity
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from points import passbook, queries
from points.actions import claims, joining, paper, passbooks
from points.enums import Unit
from points.forms.passbooks import ClaimForm, FindForm
from points.models import Account, Item, Scheme
from residents.models import Membership

NEWEST = Order("new", "opened_at", descending=True)
MOST_FOUND, GOODS = 20, 60
LONGEST_NUMBER = 6  # digits
EXPIRING = "expiring"
SCANNED = re.compile(r"/p/([\w-]{20,64})/?$")  # what the QR code of a booklet says


@never_cache
@require_safe
def index(request):
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    seen = _seen(request.user, old=bool(q))
    if scanned := SCANNED.search(q):
        shown = paper.verified(scanned[1])
        return redirect(get_object_or_404(seen, pk=shown.pk if shown else None))
    # One's own may lie outside one's areas: asked for apart, so that an index answers the areas in the list's order.
    rows = seen if q else seen.filter(request.user.scope.placed_q("read_points"))
    expiring = request.GET.get("view") == EXPIRING
    if expiring:
        rows = rows.filter(expires_soon=True)
    if q:
        rows = rows.filter(_words(request.user, q[:40]))
    own = [] if q or expiring or request.GET.get("at") else list(seen.filter(user=request.user.pk))
    rows = rows.exclude(pk__in=[one.pk for one in own])
    context = paged(request, rows, NEWEST, q=q, view=EXPIRING if expiring else "")
    context |= {
        "q": q,
        "rows": [
            {"row": row, "name": row.holder, "balance": passbook.plain(row.balance), "url": row.get_absolute_url()}
            for row in [*own, *context["rows"]]
        ],
        "expiring": expiring,
        "may_open": in_hat(request.user, "keep_points"),
        "has_scheme": queries.serving(request.user).exists(),
        "tab": "passbooks",
    }
    return render(request, "points/list.html", context)


def _seen(user, *, old: bool) -> QuerySet[Account]:
    """Those in use; old: also one that was joined into a passbook which this person may not look into."""
    rows = Account.objects.visible_to(user).with_holders()
    if not old:
        return rows.passbooks()
    return rows.filter(purpose="").exclude(joined_into__in=Account.objects.visible_to(user))


def _words(user, q: str) -> Q:
    """A name, where somebody lives or is registered, or the number of a passbook, which also finds the one that it was
    joined into."""
    number = q.upper().removeprefix("NO.").strip()
    if number.isdigit() and len(number) <= LONGEST_NUMBER:
        return Q(number=int(number)) | Q(pk__in=Account.objects.filter(number=int(number)).values("joined_into"))
    named = Q(resident__name__contains=q) | Q(user__name__contains=q)
    # Homes that this person may see, and none that somebody has elsewhere by now. Withdrawn ones have no index.
    homes = (
        Membership.objects.visible_to(user)
        .current()
        .filter(household__dwelling__address__contains=q, household__dwelling__withdrawn_at=None)
    )
    return named | Q(household__dwelling__address__contains=q) | Q(resident__in=homes.values("resident"))


@never_cache
@require_safe
def detail(request, ref):
    account = find(request, ref)
    below = request.GET.get("before", "")
    lines = passbook.lines(account, int(below) if below.isdigit() and len(below) < 9 else None)
    may = request.user.scope.may
    last = lines[-1]["line"] if lines else 1
    context = {
        "account": account,
        "name": account.holder,
        "lines": lines,
        "older_url": f"?before={last}" if last > 1 else "",
        "totals": passbook.totals(account),
        "expiring": passbook.expiring(account),
        "goods": _goods(account) if may("keep_shop", account) else [],
        "shop": getattr(account.scheme, "shop", None),
        "rules": queries.rules_of(account.scheme, timezone.localdate()),
        "family": _family(account, request.user),
        "elsewhere": queries.elsewhere(account) if may("keep_points", account) else [],
        "waiting": account.claims.filter(movement=None).exclude(state="refused").select_related("rule"),
        "joined_url": _joined_url(account, request.user),
        "may_claim": may("keep_points", account) and not account.joined_into_id and account.scheme.is_on,
    }
    return render(request, "points/detail.html", context | why.context(request.user, account))


def _family(account: Account, user) -> dict | None:
    """The others of this home, and what all of them hold together."""
    others = queries.family(account, user)
    if not others:
        return None
    together = sum((one.balance for one in others), account.balance)
    return {
        "rows": [(one.holder, one.get_absolute_url(), passbook.plain(one.balance)) for one in others],
        "together": passbook.plain(together),
    }


def _joined_url(account: Account, user) -> str:
    """Where its points are now; "" where this person may not look."""
    into = (
        Account.objects.visible_to(user).filter(pk=account.joined_into_id).first() if account.joined_into_id else None
    )
    return into.get_absolute_url() if into else ""


def _goods(account: Account) -> list[dict]:
    items = Item.objects.filter(shop__scheme=account.scheme_id, is_on=True)[:GOODS]
    return [
        {
            "item": item,
            "price": passbook.plain(item.price),
            "short": passbook.plain(item.price - account.balance) if item.price > account.balance else "",
            "url": reverse("points:redeem", args=[account.ref, item.ref]),
        }
        for item in items
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """First the person, found by name within one's areas; a second form opens their passbook."""
    schemes = queries.serving(request.user).filter(is_on=True)
    need_in_hat(request.user, "keep_points")
    form = FindForm(request.POST or None, schemes=schemes)
    found = None
    if form.is_bound and form.is_valid():
        found = _people(request.user, form.cleaned_data["scheme"], identity.normalise_name(form.cleaned_data["name"]))
    bad = form.is_bound and not form.is_valid()
    return render(request, "points/new.html", {"form": form, "found": found}, status=422 if bad else 200)


def _people(user, scheme: Scheme, name: str) -> list[dict]:
    rows = Membership.objects.visible_to(user).current().below(scheme.area).filter(resident__name=name)
    rows = rows.filter(user.scope.placed_q("keep_points")).select_related("resident", "household__dwelling")
    return [
        {
            "ref": row.resident.ref,
            "scheme": scheme.pk,
            "name": identity.mask_name(row.resident.name),
            "born": row.resident.born_on.year if row.resident.born_on else "",
            "address": row.household.dwelling.address,
        }
        for row in rows.order_by("pinyin", "pk")[:MOST_FOUND]
    ]


@never_cache
@require_POST
def open_(request):
    """The passbook of somebody who was found."""
    schemes = queries.serving(request.user)
    scheme = get_object_or_404(schemes, pk=_number(request.POST.get("scheme")), is_on=True)
    homes = Membership.objects.visible_to(request.user).current().below(scheme.area)
    home = get_object_or_404(homes.filter(resident__ref=request.POST.get("resident", "")[:12])[:1])
    account = passbooks.open_for_resident(scheme, home.resident_id, by=request.user)
    return redirect(account)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 19 else 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, ref):
    """Ask points for a deed; another person certifies it."""
    account = find(request, ref)
    need(request.user, "keep_points", account)
    rules = queries.rules_of(account.scheme, timezone.localdate())
    if not rules:
        messages.warning(request, _("No rule says yet what counts in these passbooks: lay one down first."))
        return redirect(account)
    people = _who(account)
    form = ClaimForm(
        request.POST or None,
        rules=rules,
        members=[(ref, name) for ref, name, _pk in people],
        by_hours=account.scheme.unit == Unit.HOURS,
        initial={"token": uuid.uuid4()},
    )

    def ask():
        said = form.cleaned_data
        return claims.claim(
            account, said["rule"], source=(claims.MANUAL, said["token"].hex), words=said["words"],
            done_on=said["done_on"], by=request.user, times=said.get("times", claims.ONCE),
            resident_id=next((pk for ref, _name, pk in people if ref == said.get("resident")), None),
        )  # fmt: skip

    done, made = carried_out(form, ask)
    if done:
        messages.success(request, _("Asked for; another person certifies it."))
        return redirect(made)
    title = _("Points for %(name)s") % {"name": account.holder}
    return confirm(request, form, title, _("Ask for points"), account.get_absolute_url(), act="claim")


def _who(account: Account) -> list[tuple[str, str, int]]:
    """Of a household: everybody of it."""
    if not account.household_id:
        return []
    rows = queries.members(account).select_related("resident").order_by("pk")
    return [(row.resident.ref, row.resident.name, row.resident_id) for row in rows]


@never_cache
@require_POST
def print_(request, ref):
    """The booklet (A5). Its check code is on this page only."""
    account = find(request, ref)
    code = paper.print_copy(account, by=request.user)
    lines, carried = passbook.booklet(account)
    context = {
        "account": account,
        "name": account.holder,
        "lines": lines,
        "carried": carried,
        "totals": passbook.totals(account),
        "on": timezone.localdate(),
        **qr.drawn("passbook:show", code, scale=4),
    }
    return render(request, "points/booklet.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request, ref, old):
    """The balance of a passbook that another community kept."""
    account = find(request, ref)
    need(request.user, "keep_points", account)
    found = next((each for each in queries.elsewhere(account) if each.ref == old), None)
    if found is None:
        get_object_or_404(account.joined, ref=old)
        messages.info(request, _("Taken over already: it stands in this passbook."))
        return redirect(account)
    if request.method == "POST":
        try:
            joining.take_over(account.pk, found.pk, by=request.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Taken over: it stands in this passbook now."))
        return redirect(account)
    facts = {"amount": passbook.plain(found.balance), "unit": found.scheme.get_unit_display()}
    title = _("Take over the passbook of %(place)s") % {"place": found.scheme.area.short_name}
    text = _("%(amount)s %(unit)s go over into this passbook. The old one takes nothing any more.") % facts
    return confirm(request, None, title, _("Take over"), account.get_absolute_url(), text, act="take-over")


def find(request, ref: str) -> Account:
    """Also one that was joined into another: what was written in it stays to be read."""
    rows = Account.objects.visible_to(request.user).filter(purpose="").with_holders()
    return get_object_or_404(rows.select_related("area", "scheme__area", "joined_into"), ref=ref)
