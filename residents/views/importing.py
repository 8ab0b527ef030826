"""Ledgers brought in: sent, matched, checked, written while a page shows how far it is, and taken back."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import clicked
from grids.database.rowids import row_id
from grids.fields import HIDDEN, plain
from grids.privacy.identity import KeyGone
from grids.sheets import XLSX
from grids.views.asked import carried_out, confirm
from residents.actions import ledger_undo, ledger_work, ledgers
from residents.actions.ledgers import IMPORT
from residents.forms.importing import ColumnsForm, UploadForm, areas_of
from residents.ledgers import preview, queueing, template_sheet
from residents.ledgers.planning import BAD, Outcome
from residents.models import BatchState, ImportBatch

AT_ONCE = 1000  # a sheet so small is checked while its sender waits
RECENT, MOST_CLICKED = 20, 200  # ledgers shown; behind a clicked number
LATE = timedelta(minutes=1)  # no worker has taken it so long
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
LOOKS = {
    BatchState.DONE: ("ok", "circle-check"),
    BatchState.UNDONE: ("hold", "rotate-ccw"),
    BatchState.DROPPED: ("hold", "x"),
    BatchState.STOPPED: ("over", "triangle-alert"),
    BatchState.WRITING: ("info", "refresh-cw"),
    BatchState.CHECKING: ("info", "refresh-cw"),
}
KNOWN = (Outcome.UPDATE, Outcome.FILL)  # of people who are there: each may be left as they are
TABS = {
    Outcome.WRONG: (BAD, "triangle-alert"),
    Outcome.UPDATE: ((Outcome.UPDATE,), "refresh-cw"),
    Outcome.FILL: ((Outcome.FILL,), "pencil"),
    Outcome.ADD: ((Outcome.ADD,), "plus"),
    Outcome.LEFT: ((Outcome.LEFT,), "info"),
    Outcome.SAME: ((Outcome.SAME,), "minus"),
}


@get_or_post
@never_cache
def index(request):
    """The ledgers of one's areas, and the form to send one."""
    areas = _areas(request)
    form = UploadForm(request.POST or None, request.FILES or None, areas=areas)
    done, batch = carried_out(form, lambda: form.carry_out(by=request.user))
    if done:
        return redirect("imports:columns", batch.ref)
    batches = ImportBatch.objects.visible_to(request.user).select_related("by", "subject", "area").order_by("-made_at")
    found_by = clicked.read(request.GET, request.user, ImportBatch, timezone.now())
    if found_by:
        batches = batches.filter(found_by.where)
    context = {
        "form": form,
        "batches": [_told(batch) for batch in batches[: MOST_CLICKED if found_by else RECENT]],
        "step": 2,
        "clicked": found_by,
        "total": batches.count() if found_by else None,
    }
    return render(request, "imports/list.html", context, status=422 if form.is_bound else 200)


@require_safe
def template(request):
    _areas(request)
    answer = HttpResponse(template_sheet.template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="linli-ledger.xlsx"'
    return answer


@get_or_post
@never_cache
def columns(request, ref):
    batch = _batch(request, ref)
    if batch.state not in (BatchState.MATCHING, BatchState.READY):
        return redirect(batch)
    head = ledgers.head_of(batch)
    form = ColumnsForm(head, batch.columns, request.POST if request.method == "POST" else None)
    done, _made = carried_out(form, lambda: ledgers.match(batch, form.columns, by=request.user))
    if done:
        _set_going(batch, at_once=batch.total <= AT_ONCE)
        return redirect(batch)
    context = {"form": form, "batch": _told(batch), "matched": len(batch.columns), "step": 2, "all": len(head)}
    return render(request, "imports/columns.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@never_cache
def detail(request, ref):
    """Where the ledger stands: how far the worker is, what the check found, what was written."""
    batch = _batch(request, ref)
    if batch.state == BatchState.MATCHING:
        return redirect("imports:columns", batch.ref)
    told = _told(batch)
    if request.htmx and request.GET.get("part") == "progress":
        return _progress(request, told)
    context = {
        "batch": told,
        "step": 3 if batch.state in (BatchState.CHECKING, BatchState.READY) else 4,
        "writes": preview.writes(batch) if batch.state == BatchState.READY else None,
        "obstacle": ledger_undo.touched(batch) if batch.state in (BatchState.DONE, BatchState.STOPPED) else "",
        **({} if told["is_running"] or batch.state == BatchState.DROPPED else _rows(request, batch)),
    }
    return render(request, "imports/detail.html", context)


def _progress(request, told: dict):
    """While a worker is at it the bar alone; then the whole page anew."""
    if told["is_running"]:
        return render(request, "imports/progress.html", {"batch": told})
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer


def _rows(request, batch: ImportBatch) -> dict:
    if batch.erased_at:
        return {}
    counts = {tab: sum(batch.counts.get(one, 0) for one in outcomes) for tab, (outcomes, _icon) in TABS.items()}
    asked = request.GET.get("show", "")
    shown = asked if asked in TABS else next((tab for tab, count in counts.items() if count), Outcome.ADD)
    after = row_id(request.GET.get("after"))
    heads, lines, more = preview.page(batch, TABS[shown][0], after)
    return {
        "tabs": [(tab, Outcome(tab).label, icon, counts[tab], tab == shown) for tab, (_all, icon) in TABS.items()],
        "heads": heads,
        "lines": lines,
        "shown": shown,
        "decides": batch.state == BatchState.READY and shown in KNOWN,
        "next_url": f"?show={shown}&after={lines[-1].number}" if more else "",
        "first_url": f"?show={shown}" if after else "",
        "is_mine": batch.by_id == request.user.pk,
    }


@require_POST
def decide(request, ref):
    batch = _batch(request, ref)
    shown = [row_id(text) for text in request.POST.getlist("line")]
    left = [row_id(text) for text in request.POST.getlist("leave")]
    try:
        ledgers.decide(batch, shown, left, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Kept: these people stay as they are."))
    tab = request.POST.get("show")
    return redirect(f"{batch.get_absolute_url()}?show={tab if tab in KNOWN else Outcome.UPDATE}")


@require_POST
def write(request, ref):
    batch = _batch(request, ref)
    try:
        ledgers.confirm(batch, by=request.user, fill_only=request.POST.get("fill_only") != "0")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        _set_going(batch)
    return redirect(batch)


@require_POST
def drop(request, ref):
    batch = _batch(request, ref)
    try:
        ledgers.drop(batch, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(batch)
    messages.success(request, _("The ledger is dropped; what was uploaded is erased."))
    return redirect("imports:list")


@get_or_post
@never_cache
def undo(request, ref):
    batch = _batch(request, ref)
    if request.method == "POST":
        try:
            ledger_undo.undo(batch, by=request.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("The ledger is undone: its people are out of the register again."))
        return redirect(batch)
    text = _("Whom it added leaves the register; what it changed is as it was before. It can be sent again.")
    title, verb, back = _("Undo the whole ledger?"), _("Undo the ledger"), batch.get_absolute_url()
    return confirm(request, None, title, verb, back, text, act="undo")


@require_safe
@never_cache
def wrong(request, ref):
    """The bad rows, marked. They are whole, so only whoever sent them gets them back."""
    batch = _batch(request, ref)
    if batch.by_id != request.user.pk or batch.erased_at or not batch.counts:
        raise Http404
    answer = HttpResponse(preview.marked(batch), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="linli-to-correct-{batch.ref}.xlsx"'
    return answer


def _areas(request):
    areas = areas_of(request.user, IMPORT)
    if not areas:
        raise PermissionDenied
    return areas


def _batch(request, ref) -> ImportBatch:
    found = ImportBatch.objects.visible_to(request.user).select_related("area", "by", "subject")
    batch = get_object_or_404(found, ref=ref)
    if not request.user.scope.may(IMPORT, batch.area):
        raise PermissionDenied
    return batch


def _set_going(batch: ImportBatch, at_once: bool = False) -> None:
    if not (at_once and ledger_work.work(batch.pk, seconds=5)):
        queueing.hand_on(batch.pk)


def _told(batch: ImportBatch) -> dict:
    kind, icon = LOOKS.get(batch.state, ("due", "hourglass"))
    counts = batch.counts
    bad = sum(counts.get(one, 0) for one in BAD)
    known = sum(counts.get(one, 0) for one in KNOWN)
    try:
        name = plain(batch, "file_name") or _("(erased)")
    except KeyGone:
        name = HIDDEN if not batch.erased_at else _("(erased)")
    return {
        "ref": batch.ref, "url": batch.get_absolute_url(), "name": name, "area": batch.area.short_name,
        "state": batch.state, "label": batch.get_state_display(), "kind": kind, "icon": icon, "by": batch.by,
        "made_at": batch.made_at, "done_at": batch.done_at, "undone_at": batch.undone_at, "total": batch.total,
        "written": batch.written, "add": counts.get(Outcome.ADD, 0), "update": known,
        "left": counts.get(Outcome.LEFT, 0), "bad": bad, "fill_only": batch.fill_only,
        "is_running": batch.state in (BatchState.CHECKING, BatchState.WRITING),
        "is_late": bool(batch.alarm_at and batch.alarm_at < timezone.now() - LATE),
        "erased": bool(batch.erased_at),
    }  # fmt: skip
