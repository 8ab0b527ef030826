"""Many organisations at once: a sheet is chosen, what it would do is shown, its good lines are written."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from grids import sheets
from grids.actions import organisations as acts
from grids.enums import OrganisationKind
from grids.forms.handed import hand_on
from grids.forms.organisation_sheet import ChooseForm, HandedForm
from grids.models import Area
from grids.organisations import sheet as organisation_sheet
from grids.organisations.sheet import HEADS, Outcome, Planned
from grids.permissions import EDIT_ORGANISATION, need_in_hat
from grids.sheets import XLSX, Sheet
from grids.views.areas import get_or_post

SHOWN = 100  # lines of a preview


@get_or_post
def choose(request):
    """The file; then what its lines would do. Nothing is written here."""
    need_in_hat(request.user, EDIT_ORGANISATION)
    form = ChooseForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        return _preview(request, form.cleaned_data["file"])
    return render(request, "organisations/sheet.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def write(request):
    need_in_hat(request.user, EDIT_ORGANISATION)
    form = HandedForm(request.POST)
    if not form.is_valid():
        return _again(request, form.errors.get("file") or form.errors.get("why"))
    sheet = form.cleaned_data["file"]
    try:
        done = acts.bring_in(sheet, by=request.user, why=form.cleaned_data["why"])
    except ValidationError as error:
        return _again(request, error.messages)
    messages.success(
        request,
        _("Added %(added)d, updated %(updated)d, unchanged %(same)d.")
        % {"added": done[Outcome.ADD], "updated": done[Outcome.UPDATE], "same": done[Outcome.SAME]},
    )
    if wrong := done[Outcome.WRONG]:
        messages.warning(
            request,
            ngettext("%(count)d line was wrong and is not in the register.",
                     "%(count)d lines were wrong and are not in the register.", wrong) % {"count": wrong},
        )  # fmt: skip
    return redirect("organisations:list")


@require_POST
def marked(request):
    """The wrong lines back, coloured, with the reasons: to be corrected and sent again."""
    need_in_hat(request.user, EDIT_ORGANISATION)
    form = HandedForm(request.POST)
    if not form.is_valid():
        return _again(request, form.errors.get("file") or form.errors.get("why"))
    sheet = form.cleaned_data["file"]
    wrong = {one.line: one.errors for one in organisation_sheet.plan(sheet, request.user) if one.errors}
    rows = [row for row in sheet.rows if row.line in wrong]
    lines = {row.line: at for at, row in enumerate(rows, 2)}
    bad = Sheet(sheet.head, [row._replace(line=lines[row.line]) for row in rows])
    return _file(
        sheets.mark_errors(bad, {lines[line]: why for line, why in wrong.items()}), "organisations-marked.xlsx"
    )


@require_safe
def pattern(request):
    need_in_hat(request.user, EDIT_ORGANISATION)
    heads = [str(head) for head in HEADS.values()]
    place = Area.objects.visible_to(request.user).get(pk=request.user.scope.hat.reaches[0].area_id)
    example = [_("Example: Dongmei shop"), "", str(OrganisationKind.SHOP.label), place.code, ""]
    return _file(sheets.write_xlsx(heads, [example], text_columns=heads), "organisations.xlsx")


def _preview(request, sheet: Sheet):
    planned = organisation_sheet.plan(sheet, request.user)
    counts = Counter(one.outcome for one in planned)
    order = list(reversed(Outcome))  # wrong ones first
    shown = sorted(planned, key=lambda one: (order.index(one.outcome), one.line))[:SHOWN]
    cells = {row.line: row.cells for row in sheet.rows}
    context = {
        "counts": [(outcome.label, counts[outcome]) for outcome in Outcome],
        "head": sheet.head,
        "rows": [_line(one, sheet.head, cells[one.line]) for one in shown],
        "more": len(planned) - len(shown),
        "good": counts[Outcome.ADD] + counts[Outcome.UPDATE],
        "wrong": counts[Outcome.WRONG],
        "handed": HandedForm(initial={"file": hand_on(sheet)}),
    }
    return render(request, "organisations/sheet_preview.html", context)


def _line(one: Planned, head: list[str], cells: dict[str, str]) -> dict:
    wrong = dict(one.errors)
    return {
        "line": one.line,
        "outcome": one.outcome.label,
        "cells": [(cells.get(name, ""), wrong.get(name, "")) for name in head],
        "why": wrong.get(None, ""),
    }


def _again(request, reasons):
    form = ChooseForm({})
    form.is_valid()
    form.errors.pop("file", None)
    for reason in reasons:
        form.add_error("file", reason)
    return render(request, "organisations/sheet.html", {"form": form}, status=422)


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
