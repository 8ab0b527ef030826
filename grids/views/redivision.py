"""Re-division: upload a sheet, look at what it would do, carry it out, undo it."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grids.actions import redivision as acts
from grids.areas import kinds
from grids.areas.redivision import HEADS, SheetErrors
from grids.enums import Kind
from grids.forms.redivision import SheetForm
from grids.models import Area, Redivision
from grids.permissions import SHAPE_AREA, need
from grids.sheets import XLSX, write_xlsx
from grids.views.areas import at_area, frame, get_or_post
from grids.words import languages

SHOWN = 200  # lines of each kind on the preview


@get_or_post
@at_area
def propose(request, area):
    _need(request, area)
    form, wrong = SheetForm(request.POST or None, request.FILES or None), []
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            proposed = acts.propose(
                area,
                data["file"].rows,
                by=request.user,
                reason=data["reason"],
                rest=data["rest"],
                file=request.FILES["file"],
            )
        except SheetErrors as errors:
            wrong = errors.errors
            form.add_error(
                "file", _("Some lines cannot be carried out; nothing was kept. Correct them and send the sheet again.")
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("areas:redivision", area.code, proposed.pk)
    earlier = area.redivisions.visible_to(request.user).select_related("uploaded_by").order_by("-pk")[:20]
    context = {"form": form, "wrong": wrong[:SHOWN], "more": max(0, len(wrong) - SHOWN), "earlier": earlier}
    status = 422 if form.is_bound else 200
    return render(request, "areas/redivide.html", frame(request, area) | context, status=status)


@require_safe
@at_area
def sheet(request, area):
    """The place as it is now, as a sheet to start from."""
    _need(request, area)
    head = [languages.chosen(heads[1], heads[0]) for heads in HEADS.values()]
    rows = Area.objects.visible_to(request.user).within(area).unretired().exclude(pk=area.pk)
    rows = rows.filter(kind__in=(Kind.GRID, Kind.UNIT)).select_related("parent", "organisation").order_by("lft")
    lines, words = [], kinds.names(area.district_id)
    for row in rows:
        organisation = (row.organisation.uscc, row.organisation.name) if row.organisation else ("", "")
        cells = [
            words[row.kind].lower(),
            row.code,
            row.name,
            row.parent.code,
            "",
            row.get_nature_display().lower(),
        ]
        lines.append([*cells, *organisation, row.boundary])
    answer = HttpResponse(
        write_xlsx(head, lines, text_columns=head),
        content_type=XLSX,
    )
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{area.short_name}.xlsx')}"
    return answer


@get_or_post
@at_area
def detail(request, area, pk):
    """The preview before, the record after."""
    found = Redivision.objects.visible_to(request.user).select_related("uploaded_by", "sheet")
    redivision = get_object_or_404(found, pk=pk, area=area)
    _need(request, area)
    refused = ""
    if request.method == "POST":
        try:
            return _act(request, area, redivision)
        except ValidationError as error:
            refused = " ".join(error.messages)
    context = frame(request, area) | {
        "redivision": redivision,
        "refused": refused,
        "obstacle": acts.touched(redivision) if redivision.done_at else "",
        "along": acts.goes_along(redivision) if not redivision.done_at else "",
        **_shown(request.user, redivision.plan),
    }
    return render(request, "areas/redivision.html", context, status=422 if refused else 200)


@require_safe
@at_area
def uploaded(request, area, pk):
    """The sheet as it was sent."""
    found = Redivision.objects.visible_to(request.user).select_related("sheet")
    redivision = get_object_or_404(found, pk=pk, area=area, sheet__isnull=False)
    _need(request, area)
    try:
        opened = default_storage.open(redivision.sheet.path)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        opened, as_attachment=True, filename=redivision.sheet.name, content_type=redivision.sheet.content_type
    )


def _act(request, area, redivision):
    if request.POST.get("act") == "carry-out":
        acts.carry_out(redivision, by=request.user)
        messages.success(
            request,
            _(
                "%(name)s is re-divided, and whoever serves there has been told. "
                "It can be undone here until something is registered in the new areas."
            )
            % {"name": area.short_name},
        )
        return redirect("areas:redivision", area.code, redivision.pk)
    if request.POST.get("act") == "undo":
        acts.undo(redivision, by=request.user)
        messages.success(request, _("The re-division is undone; everything is as it was."))
        return redirect(area)
    raise Http404


def _shown(user, plan: dict) -> dict:
    """The plan in groups of (line, line …), each with its count."""
    names = {new["key"]: new["name"] for new in plan["new"]}
    ids = {row["parent"] for row in plan["changed"] if isinstance(row["parent"], int)}
    ids |= {row["was"]["parent"] for row in plan["changed"]} | {
        row["parent"] for row in plan["new"] if isinstance(row["parent"], int)
    }
    names |= dict(Area.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "name"))
    to_be = names | {row["id"]: row["name"] for row in plan["changed"]}
    moved = [row for row in plan["changed"] if row["parent"] != row["was"]["parent"]]
    renamed = [row for row in plan["changed"] if row["name"] != row["was"]["name"]]
    recoded = [row for row in plan["changed"] if row["code"] != row["was"]["code"] and row not in moved]
    seen = {row["id"] for row in (*moved, *renamed, *recoded)}
    described = [row for row in plan["changed"] if row["id"] not in seen]
    merged, retired = ([row for row in plan["retired"] if bool(row["into"]) is goes] for goes in (True, False))
    groups = [
        (
            "new",
            _("New"),
            [(row["code"], row["name"], _("in %(name)s") % {"name": to_be[row["parent"]]}) for row in plan["new"]],
        ),
        (
            "renamed",
            _("Renamed"),
            [(_codes(row), row["name"], _("was %(name)s") % {"name": row["was"]["name"]}) for row in renamed],
        ),
        (
            "moved",
            _("Moved"),
            [(_codes(row), row["name"], f"{names[row['was']['parent']]} → {to_be[row['parent']]}") for row in moved],
        ),
        ("recoded", _("Only a new code"), [(_codes(row), row["name"], "") for row in recoded]),
        ("described", _("Described anew"), [(row["code"], row["name"], "") for row in described]),
        ("merged", _("Merged into another"), [(row["code"], row["name"], f"→ {row['into']}") for row in merged]),
        ("retired", _("Retired"), [(row["code"], row["name"], "") for row in retired]),
    ]
    return {
        "groups": [(key, label, len(rows), rows[:SHOWN], max(0, len(rows) - SHOWN)) for key, label, rows in groups],
        "kept": plan["kept"],
        "changes": any(rows for _key, _label, rows in groups),
    }


def _codes(row: dict) -> str:
    """The code to be, after the one that it had."""
    return " → ".join(dict.fromkeys((row["was"]["code"], row["code"])))


def _need(request, area: Area) -> None:
    if area.kind not in acts.PLACES:
        raise Http404
    need(request.user, SHAPE_AREA, area)
