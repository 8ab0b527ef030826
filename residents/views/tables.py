"""Other offices' tables: the list of what was asked, one request with its columns, its file for whoever asked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import clicked
from grids.areas.names import short
from grids.database.rowids import row_id
from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.permissions import in_hat, need_in_hat
from grids.sheets import XLSX
from grids.templatetags.linli import day_of, mark, stamp
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from residents import burden, conditions
from residents.actions import tables as acts
from residents.enums import Ledger, RowsBy, TableState
from residents.forms.tables import MatchForm, ReceiveForm
from residents.models import TableRequest

NEWEST = Order("new", "at", descending=True)
TONES = {
    TableState.MATCHING: "due",
    TableState.WAITING: "hold",
    TableState.QUEUED: "info",
    TableState.READY: "ok",
    TableState.FAILED: "over",
    TableState.RETURNED: "closed",
    TableState.DISCARDED: "line",
}
LOOK_AGAIN = 5  # seconds, while the worker is at it


@require_safe
def index(request):
    """What was asked of one's areas, newest first."""
    asked = {name: request.GET.get(name, "") for name in ("state", "sender", "year")}
    asked = {name: value if "\0" not in value else "" for name, value in asked.items()}
    rows = _filtered(TableRequest.objects.visible_to(request.user), asked).select_related("area", "by")
    found_by = clicked.read(request.GET, request.user, TableRequest, timezone.now())
    if found_by:
        rows = rows.filter(found_by.where)
    context = paged(request, rows, NEWEST, found_by, **asked)
    if asked["year"]:
        context["total"] = rows.count()
    context |= {
        "rows": [_line(row) for row in context["rows"]],
        "asked": asked,
        "states": TableState.choices,
        "may_add": in_hat(request.user, acts.FILL),
        "tab": "tables",
    }
    return render(request, "tables/list.html", context)


def _filtered(rows, asked):
    if asked["state"] in TableState:
        rows = rows.filter(state=asked["state"])
    if asked["sender"]:
        rows = rows.filter(sender=asked["sender"])
    year = row_id(asked["year"])
    return rows.counted().filter(at__year=year) if year and 2000 < year < 2200 else rows


def _line(row: TableRequest) -> dict:
    return {
        "row": row,
        "url": row.get_absolute_url(),
        "area": short(row.area.name),
        "at": stamp(row.at),
        "due": day_of(row.due_on) if row.due_on else "",
        "columns": f"{len(row.known)}/{len(row.asked)}",
        "state": mark(row.get_state_display(), TONES[row.state]),
        "baseless": "" if row.basis else mark(_("No legal basis"), "over"),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    need_in_hat(request.user, acts.FILL)
    if request.method == "POST":
        form = ReceiveForm(request.POST, request.FILES, user=request.user)
    else:
        form = ReceiveForm(user=request.user)
    done, made = carried_out(form, lambda: acts.receive(by=request.user, **form.cleaned_data))
    if done:
        return redirect(made)
    return render(request, "tables/new.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, ref):
    """One request; whoever brought it matches its columns here and has it filled."""
    row = _find(request, ref)
    user = request.user
    matches = row.by_id == user.pk and row.state in acts.OPEN and not row.erased_at
    if request.method == "POST" and not matches:
        return _gone_on(request, row) if row.by_id == user.pk else _not_yours()
    data = request.POST if request.method == "POST" else None
    form = MatchForm(data, request=row, may_full=user.scope.may(acts.FULL, row)) if matches else None
    if form and carried_out(form, lambda: acts.ask(row.pk, by=user, matching=form.matching, **form.facts))[0]:
        return redirect(row)
    answer = render(request, "tables/detail.html", _context(request, row, form), status=422 if data else 200)
    if row.state == TableState.QUEUED:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def _context(request, row: TableRequest, form) -> dict:
    user, again = request.user, burden.asked_before(row)
    full = user.scope.may(acts.FULL, row)
    open_, waits = row.state in acts.OPEN and not row.erased_at, row.state == TableState.WAITING
    return _line(row) | {
        "form": form,
        "pairs": [
            (_("Asked by"), row.sender),
            (_("Legal basis"), row.basis or _("none named")),
            (_("Wanted by"), day_of(row.due_on) if row.due_on else ""),
            (_("People of"), short(row.area.name)),
            (_("Brought in by"), f"{row.by} {stamp(row.at)}"),
            (_("Columns known already"), f"{len(row.known)}/{len(row.asked)}"),
            (_("Asked before within 30 days"), f"{len(again)}/{len(row.asked)}"),
            (_("Only"), _only(row)),
            (_("Number of rows"), row.row_count or ""),
            _without_row(row),
            (_("Numbers"), (_("in full: %(why)s") % {"why": row.reason}) if row.is_full else _("masked")),
            (_("Let through by"), f"{row.confirmed_by} {stamp(row.confirmed_at)}" if row.confirmed_by_id else ""),
            (pgettext("of a table", "Discarded"), _discarded(row)),
        ],
        "again": [
            (one.label, [(_page(other, user), f"{other.sender} {stamp(other.at)}") for other in one.requests[:5]])
            for one in again
        ],
        "is_mine": row.by_id == user.pk,
        "may_fetch": row.by_id == user.pk and row.state == TableState.READY and not row.erased_at,
        "may_confirm": waits and full and row.by_id != user.pk,
        "may_refuse": waits and (full or row.by_id == user.pk),
        "may_send_back": open_ and not row.basis and user.scope.may(acts.FILL, row),
        "may_discard": open_ and row.by_id == user.pk,
        "had_formulas": row.head.get("had_formulas"),
    }


def _page(row: TableRequest, user) -> str:
    """What an area above was asked is told, not shown."""
    return row.get_absolute_url() if user.scope.reaches(acts.FILL, row) else ""


def _only(row: TableRequest) -> str:
    names = [Ledger(row.ledger).label] if row.ledger else []
    return " · ".join(map(str, [*names, *conditions.narrowed_names(row.narrowed)]))


def _without_row(row: TableRequest) -> tuple[str, int | str]:
    by_household = row.rows_by == RowsBy.HOUSEHOLD
    what = _("Households without anybody, no row") if by_household else _("In two households, one row")
    return what, row.left_out or ""


def _discarded(row: TableRequest) -> str:
    if row.state != TableState.DISCARDED:
        return ""
    event = row.events.filter(state=TableState.DISCARDED).select_related("pgh_context").order_by("pgh_id").first()
    return f"{stamp(row.done_at)} · {event.pgh_context.metadata['why']}"


@require_POST
def let_through(request, ref):
    row = _find(request, ref)
    try:
        acts.confirm(row.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Let through: %(name)s") % {"name": row.form})
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request, ref):
    row = _find(request, ref)
    title, verb = _("No full numbers: %(name)s"), pgettext("full numbers", "Refuse")
    text = _("It can still be filled with masked numbers.")
    return _with_reason(request, row, TableState.WAITING, acts.refuse, title, verb, text)


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request, ref):
    row = _find(request, ref)
    text = _("No rule is named by which this may be asked of the community. The letter can be printed then.")
    state = row.state if row.state in acts.OPEN and not row.basis else ""
    return _with_reason(request, row, state, acts.send_back, _("Send back: %(name)s"), _("Send back"), text)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, ref):
    row = _find(request, ref)
    if row.by_id != request.user.pk:
        return _not_yours()
    title, verb = _("Discard: %(name)s"), pgettext("of a table", "Discard")
    text = _("It was brought in by mistake: it is erased at once, and counts nowhere as asked for.")
    state = row.state if row.state in acts.OPEN else ""
    return _with_reason(request, row, state, acts.discard, title, verb, text)


def _with_reason(request, row: TableRequest, state: str, act, title: str, verb: str, text: str):
    if row.state != state:
        return _gone_on(request, row)
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: act(row.pk, by=request.user, **form.cleaned_data))
    if done:
        return redirect(row)
    return confirm(request, form, title % {"name": row.form}, verb, row.get_absolute_url(), text)


@require_safe
def letter(request, ref):
    """What goes back to the office, to be printed and signed."""
    row = _find(request, ref)
    if row.state != TableState.RETURNED:
        return redirect(row)
    again = burden.asked_before(row)
    on = row.events.filter(state=TableState.RETURNED).order_by("pgh_id").first().pgh_created_at
    context = {"row": row, "again": [one.label for one in again], "on": timezone.localdate(on), "place": row.area.name}
    return render(request, "tables/letter.html", context)


@never_cache
@require_safe
def file(request, ref):
    """The filled table. Its name says nothing of anybody."""
    row = _find(request, ref)
    if row.by_id != request.user.pk:
        raise Http404
    try:
        data = acts.fetch(row, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(row)
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="linli-table-{row.ref}.xlsx"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _find(request, ref: str) -> TableRequest:
    rows = TableRequest.objects.visible_to(request.user).select_related("area", "by", "confirmed_by", "subject")
    return get_object_or_404(rows, ref=ref)


def _not_yours():
    raise PermissionDenied


def _gone_on(request, row: TableRequest):
    messages.warning(request, _("This has gone on meanwhile: look at the page again."))
    return redirect(reverse("tables:detail", args=[row.ref]))
