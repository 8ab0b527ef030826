"""The working-day calendar: everybody looks at it; whoever keeps the rules brings in a year's notice."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import history, past, registry, sheets
from grids.actions import calendar as acts
from grids.days import calendar as calendars, notices, yearbook
from grids.forms.calendar import (
    HEADS,
    ConfirmForm,
    MarkedForm,
    NoticeForm,
    TakeOutForm,
    hand_on,
    marked as marked_sheet,
)
from grids.forms.refused import take_up
from grids.models import CalendarDay, CalendarYear
from grids.models.calendar import REMOVED
from grids.views.asked import carried_out, confirm as asked
from grids.words import phrases

AHEAD = 2  # years without a notice that may be looked at
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def years(request):
    known = list(CalendarYear.objects.all())
    named = {
        row["day__year"]: row
        for row in CalendarDay.objects.values("day__year").annotate(
            rest=Count("pk", filter=Q(works=False)), make_up=Count("pk", filter=Q(works=True))
        )
    }
    official = {one.year for one in known}
    today = timezone.localdate()
    waiting = [year for year in range(today.year + AHEAD, today.year - 1, -1) if year not in official]
    context = {
        "years": [(one, named.get(one.year, {})) for one in known],
        "waiting": waiting,
        "office": _office(),
        "promises": _promises(request.user),
        "may_keep": acts.may_keep(request.user),
        "tab": "calendar",
    }
    return render(request, "calendar/years.html", context)


@require_safe
def year(request, year):
    calendar, today = calendars.current(), timezone.localdate()
    if year not in calendar.official and not today.year <= year <= today.year + AHEAD:
        raise Http404
    months = [
        {"first": date(year, at, 1), "weeks": weeks} for at, weeks in enumerate(yearbook.months(year, calendar), 1)
    ]
    context = {
        "year": year,
        "record": CalendarYear.objects.filter(year=year).first(),
        "months": months,
        "weekdays": [date(2024, 1, day) for day in range(1, 8)],  # a week that begins on Monday
        "holidays": yearbook.holidays(year, calendar),
        "worked": yearbook.worked(year, calendar),
        "history": _history(year),
        "office": _office(),
        "may_keep": acts.may_keep(request.user),
        "seen": acts.version(year) if acts.may_be_taken_out(year, today) else "",
        "tab": "calendar",
    }
    return render(request, "calendar/year.html", context)


@require_safe
def sheet(request, year):
    """The year's days as a sheet: to keep, or as the pattern for the next."""
    if year not in calendars.current().official:
        raise Http404
    days = CalendarDay.objects.filter(day__year=year)
    rows = [(day.day, int(day.works), day.name) for day in days]
    return _file(sheets.write_xlsx([str(head) for head in HEADS.values()], rows), f"calendar-{year}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request):
    """Choose the sheet; then the preview of what would change. Nothing is written here."""
    _need(request)
    if request.method != "POST":
        return _choose(request, NoticeForm())
    form = NoticeForm(request.POST, request.FILES)
    return _preview(request, form) if form.is_valid() else _choose(request, form)


@require_POST
def confirm(request):
    _need(request)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _choose(request, _anew(form))
    data = form.cleaned_data
    try:
        done = acts.bring_in(form.days, source=data["source"], by=request.user, why=data["why"], seen=data["seen"])
    except ValidationError as error:
        form = _anew(form)
        take_up(form, error)
        return _choose(request, form)
    messages.success(
        request, _("The calendar of %(year)d is official now.") % {"year": done.year} + " " + _moved(done.moved)
    )
    return redirect("calendar:year", year=done.year)


@require_POST
def marked(request):
    """The refused sheet back, its wrong lines coloured, the reasons beside them."""
    _need(request)
    form = MarkedForm(request.POST)
    if not form.is_valid():
        return _choose(request, _anew(form))
    return _file(marked_sheet(form.cleaned_data["file"]), "calendar-marked.xlsx")


@require_POST
def take_out(request, year):
    _need(request)
    form, back = TakeOutForm(request.POST), reverse("calendar:year", args=[year])
    done, moved = carried_out(form, lambda: acts.take_out(year, by=request.user, **form.cleaned_data))
    if not done:
        title = _("Make %(year)d provisional again") % {"year": year}
        return asked(request, form, title, _("Make it provisional"), back)
    messages.success(request, _("%(year)d is provisional again.") % {"year": year} + " " + _moved(moved))
    return redirect(back)


@require_POST
def anew(request):
    messages.success(request, _moved(acts.count_anew(by=request.user)))
    return redirect("calendar:years")


def _need(request) -> None:
    if not acts.may_keep(request.user):
        raise PermissionDenied


def _anew(form) -> NoticeForm:
    """The first page again with what was typed; a browser sends no file twice."""
    again = NoticeForm({"source": form.data.get("source", ""), "why": form.data.get("why", "")})
    again.is_valid()
    again.errors.pop("file", None)
    for error in form.errors.get("file", ()):
        again.add_error("file", error)
    return again


def _choose(request, form):
    pattern = CalendarYear.objects.filter(year__lte=timezone.localdate().year).values_list("year", flat=True).first()
    context = {
        "form": form,
        "handed": hand_on(form.sheet) if form.is_bound and form.sheet and form.wrong else "",
        "pattern": pattern,
    }
    return render(request, "calendar/import.html", context, status=422 if form.is_bound else 200)


def _preview(request, form: NoticeForm):
    year = next(iter(form.days)).year
    known = acts.version(year)
    if known and not form.cleaned_data["why"].strip():
        form.add_error("why", _("This year is in the calendar already. Say why it changes."))
        form.add_error("file", _("Choose the sheet again: browsers send no file twice."))
    if year > timezone.localdate().year + 1:
        form.add_error("file", _("The notice of %(year)d cannot be out yet.") % {"year": year})
    if form.errors:
        return _choose(request, form)
    changes = acts.changes(form.days)
    sent = {name: form.cleaned_data[name] for name in ("source", "why")}
    context = {
        "year": year,
        "changes": changes,
        "days": len(form.days),
        "not_named": phrases.listed(notices.not_named(form.days)),
        "make_up": sum(entry.works for entry in form.days.values()),
        "confirm": ConfirmForm(initial=sent | {"file": hand_on(form.sheet), "seen": known}),
        "promises": _promises(request.user),
        **sent,
    }
    return render(request, "calendar/preview.html", context)


def _promises(user) -> list[dict]:
    found = []
    for promises in registry.promises.values():
        if count := promises.rows(user).count():
            found.append({"text": str(promises.label).format(count=count), "url": reverse(promises.url_name)})
    return found


def _moved(count: int) -> str:
    if not count:
        return _("No promise moved.")
    words = ngettext(
        "%(count)d promise moved; whoever holds it was told.",
        "%(count)d promises moved; whoever holds them was told.",
        count,
    )
    return words % {"count": count}


def _office() -> str:
    return " · ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in settings.OFFICE_HOURS)


def _history(year: int) -> list[dict]:
    """Each import once, with the days it changed; a day alone is told where it changed without its year."""
    records = history.of(CalendarYear)
    events = records.filter(pgh_obj_id=year).select_related("pgh_context").order_by("-pgh_id")
    days = history.of(CalendarDay).filter(day__year=year)
    touched = dict(days.values_list("pgh_context").annotate(count=Count("pgh_id")).values_list("pgh_context", "count"))

    def describe(event) -> str:
        words = {"source": event.source, "count": touched.get(event.pgh_context_id, 0)}
        if event.pgh_label == REMOVED:
            return _("Made provisional again")
        return _("Brought in: %(source)s; days written: %(count)d") % words

    return past.lines(events, describe)


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
