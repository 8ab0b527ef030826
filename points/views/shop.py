"""The desk of the points shop: exchange for a passbook, hand over against the code, take back; items and stock."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import clicked
from grids.pages.keyset import Order
from grids.permissions import need
from grids.templatetags.linli import mark, stamp
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from grids.views.stored import sent
from points import opening, queries
from points.actions import redeem as desk, shop as acts
from points.enums import RedemptionState, StockKind
from points.forms.fields import Why
from points.forms.shop import CodeForm, CountForm, DeliveryForm, ItemForm, PhotoForm, RedeemForm
from points.models import Item, Redemption, Shop, Stock
from points.passbook import plain, signed
from points.views.claims import HOLDERS
from points.views.passbooks import find

NEWEST, BY_NAME = Order("new", "at", descending=True), Order("name", "name", text=True)
STOCK_SHOWN, HOUR = 30, 3600
STATES = {
    RedemptionState.RESERVED: "due", RedemptionState.HANDED: "ok", RedemptionState.CANCELLED: "line",
    RedemptionState.RETURNED: "line",
}  # fmt: skip


@never_cache
@require_safe
def index(request):
    """The items of the shops that serve one's areas; those of one's own shops with their stock behind a link."""
    context = paged(request, queries.items(request.user).select_related("shop__scheme", "area"), BY_NAME)
    may, off = request.user.scope.may, mark(_("Not on offer"))
    context |= {
        "rows": [
            {
                "name": str(item),
                "left": ngettext("%(n)s left", "%(n)s left", item.stock) % {"n": item.stock},
                "price": plain(item.price),
                "unit": item.shop.scheme.get_unit_display(),
                "url": item.get_absolute_url() if may("read_points", item) else "",
                "off": "" if item.is_on else off,
            }
            for item in context["rows"]
        ],
        "shops": [(one, may(acts.KEEP, one.scheme)) for one in queries.shops(request.user)],
        "tab": "shop",
    }
    return render(request, "points/shop.html", context)


@never_cache
@require_safe
def exchanges(request):
    """By state, those to be handed over first. ?figure=&area=&from=&to= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, Redemption, timezone.now())
    state = request.GET.get("state", RedemptionState.RESERVED)
    state = "" if found_by else state if state in RedemptionState else RedemptionState.RESERVED
    rows = Redemption.objects.visible_to(request.user).filter(found_by.where if found_by else Q(state=state))
    context = paged(request, rows.select_related(*HOLDERS, "item"), NEWEST, found_by, state=state)
    context |= {
        "rows": [_line(row) for row in context["rows"]],
        "states": [(each, each.label) for each in RedemptionState],
        "state": state,
        "tab": "exchanges",
    }
    return render(request, "points/exchanges.html", context)


def _line(row: Redemption) -> dict:
    return {
        "row": row,
        "url": reverse("points:exchange", args=[row.ref]),
        "name": row.account.holder,
        "cost": f"{plain(row.cost)} {row.account.scheme.get_unit_display()}",
        "state": mark(row.get_state_display(), STATES[RedemptionState(row.state)]),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request, ref, item):
    """At the desk: for a passbook, one item. The code of the exchange is shown once."""
    account = find(request, ref)
    wanted = get_object_or_404(Item.objects.visible_to(request.user).select_related("shop"), ref=item)
    closed = opening.closed(wanted.shop.hours, timezone.now())
    need(request.user, acts.KEEP, wanted)
    first = {"token": uuid.uuid4(), "quantity": 1}
    form = RedeemForm(request.POST or None, closed=closed, price=plain(wanted.price), initial=first)

    def carry_out():
        said = form.cleaned_data
        asked = {"by": request.user, "token": said["token"], "price": wanted.price}
        return desk.redeem(account.pk, wanted.pk, said["quantity"], **asked)

    done, made = carried_out(form, carry_out)
    if done:
        return _exchanged(request, wanted, closed, *made)
    unit = account.scheme.get_unit_display()
    title = _("%(item)s for %(name)s") % {"item": wanted, "name": account.holder}
    text = _("%(price)s each; the passbook holds %(balance)s, and %(stock)s lie in the shop.") % {
        "price": f"{plain(wanted.price)} {unit}",
        "balance": f"{plain(account.balance)} {unit}",
        "stock": wanted.stock,
    }
    back = account.get_absolute_url()
    return confirm(request, form, title, pgettext("points", "Exchange"), back, text, act="redeem")


def _exchanged(request, wanted: Item, closed: str, made: str, code: str):
    if not code:
        messages.info(request, _("This form had been sent already: here is its exchange."))
        return redirect("points:exchange", ref=made)
    told = {"code": code, "closed": closed, "when": wanted.shop.says_when()}
    return render(request, "points/exchanged.html", _line(_found(request, made)) | told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request, ref):
    """One exchange; handed over against its code on this page."""
    row = _found(request, ref)
    shop = row.item.shop
    form = CodeForm(request.POST or None, closed=opening.closed(shop.hours, timezone.now()))
    keeps = request.user.scope.may(acts.KEEP, row)
    if form.is_bound and not keeps:
        raise PermissionDenied
    done, _made = carried_out(form, lambda: acts.hand_over(row.ref, form.cleaned_data["code"], by=request.user))
    if done:
        messages.success(request, _("Handed over."))
        return redirect("points:exchange", ref=row.ref)
    pairs = [
        (_("Passbook"), f"{row.account.holder} · {row.account}"),
        (_("Item"), f"{row.item} × {row.quantity}"),
        (_("Price"), _line(row)["cost"]),
        (_("Exchanged by"), f"{row.by} {stamp(row.at)}"),
        (_("Can be fetched"), " · ".join([shop.place, *shop.says_when()]) if row.alarm_at else ""),
        (_("Kept until"), stamp(row.alarm_at) if row.alarm_at else ""),
        (_("Handed over"), f"{row.handed_by} {stamp(row.handed_at)}" if row.handed_at else ""),
        (row.get_state_display(), f"{row.back_by or ''} {stamp(row.back_at)}".strip() if row.back_at else ""),
        (pgettext("points", "Why"), row.why),
    ]
    context = _line(row) | {
        "pairs": pairs,
        "form": form if keeps and row.state == RedemptionState.RESERVED else None,
        "may_cancel": keeps and row.state == RedemptionState.RESERVED,
        "may_return": keeps and row.state == RedemptionState.HANDED,
        "account_url": row.account.get_absolute_url(),
    }
    return render(request, "points/exchange.html", context, status=422 if form.errors else 200)


BACK = {"cancel": acts.cancel, "return": acts.return_}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request, ref, act):
    """Cancelled before it was fetched, or returned after: points and stock go back, with a reason."""
    row = _found(request, ref)
    if act not in BACK:
        raise Http404
    need(request.user, acts.KEEP, row)
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: BACK[act](row.ref, by=request.user, why=form.cleaned_data["why"]))
    if done:
        messages.success(request, _("Points and stock went back."))
        return redirect("points:exchange", ref=row.ref)
    verb = _("Cancel the exchange") if act == "cancel" else pgettext("goods", "Take it back")
    title, back_url = f"{verb} · {row.item} × {row.quantity}", reverse("points:exchange", args=[row.ref])
    words = {"points": _line(row)["cost"], "name": row.account.holder}
    text = _("%(points)s go back into the passbook of %(name)s.") % words
    return confirm(request, form, title, verb, back_url, text, act=act)


def _found(request, ref: str) -> Redemption:
    rows = Redemption.objects.visible_to(request.user).select_related(
        *HOLDERS, "item__shop", "movement__by", "handed_by", "back_by"
    )
    return get_object_or_404(rows, ref=ref)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request, ref):
    """An item with its stock: deliveries and stock-taking are booked here, and it is changed."""
    row = get_object_or_404(Item.objects.visible_to(request.user).select_related("shop__scheme__area"), ref=ref)
    keeps = request.user.scope.may(acts.KEEP, row)
    asked = request.POST.get("what", "")
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    first = {"name": row.name, "pack": row.pack, "price": plain(row.price), "is_on": row.is_on}
    reserved = row.reserved()
    forms = {
        "delivery": DeliveryForm(request.POST if asked == "delivery" else None, prefix="delivery"),
        "count": CountForm(
            request.POST if asked == "count" else None, prefix="count", lies=row.stock + reserved, reserved=reserved
        ),
        "photo": PhotoForm(*(request.POST, request.FILES) if asked == "photo" else (), prefix="photo"),
        "change": ItemForm(request.POST if asked == "change" else None, prefix="change", initial=first),
    }
    form = forms.get(asked)
    if form and carried_out(form, lambda: _book(row, asked, form.cleaned_data, request.user))[0]:
        messages.success(request, _("Booked."))
        return redirect("points:item", ref=row.ref)
    context = {
        "item": row,
        "price": plain(row.price),
        "forms": forms if keeps else {},
        "form": form,
        "movements": _moved(row.movements.select_related("by").order_by("-pk")[:STOCK_SHOWN]),
    }
    return render(request, "points/item.html", context, status=422 if form is not None else 200)


def _moved(lines: Iterable[Stock]) -> list[dict]:
    """What an exchange took says no name itself: the exchange does."""
    taken = [line.source for line in lines if line.kind == StockKind.TAKEN]
    exchanges = Redemption.objects.filter(ref__in=taken).select_related("movement__by")
    exchanged_by = {made.ref: made.by for made in exchanges}
    return [
        _moving(line, exchanged_by.get(line.source) if line.kind == StockKind.TAKEN else line.by) for line in lines
    ]


def _moving(line: Stock, who) -> dict:
    note = line.words or (line.source if line.kind == StockKind.DELIVERY else "")
    return {
        "what": " · ".join(filter(None, (line.get_kind_display(), note))),
        "at": stamp(line.at),
        "who": who or "",
        "amount": signed(line.amount),
        "after": line.after,
    }


def _book(row: Item, what: str, said: dict, by) -> None:
    if what == "delivery":
        acts.deliver(row.pk, said["amount"], by=by, note=said["note"])
    elif what == "photo":
        acts.show(row.pk, said["photo"], by=by)
    elif what == "count":
        acts.count(row.pk, said["counted"], by=by, why=said["why"])
    else:
        acts.put_on_offer(row.shop_id, by=by, item=row, **said)


@require_safe
def photo(request, ref):
    """?s=1: the small one."""
    row = get_object_or_404(Item.objects.visible_to(request.user).exclude(photo=None).select_related("photo"), ref=ref)
    return sent(row.photo, small=bool(request.GET.get("s")), age=HOUR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request, pk):
    """A new item of one of one's shops."""
    kept = get_object_or_404(Shop.objects.visible_to(request.user).select_related("scheme__area"), pk=pk)
    need(request.user, acts.KEEP, kept.scheme)
    form = ItemForm(request.POST or None)
    done, made = carried_out(form, lambda: acts.put_on_offer(kept.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("On offer. Book a delivery to have some in stock."))
        return redirect("points:item", ref=made.ref)
    title = _("A new item for %(place)s") % {"place": kept.place}
    return confirm(request, form, title, _("Put on offer"), reverse("points:shop"), act="offer")
