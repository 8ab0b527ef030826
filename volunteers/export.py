"""Certified hours as a sheet: a line for each person in each activity, names as the reader may know them."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from grids.sheets import write_xlsx
from residents.export import watermark
from residents.models import ExportLog
from volunteers import roster
from volunteers.models import Participation

MOST_ROWS = 15_000  # so many are written within the half minute that a request may take


def of_hours(places: Iterable[Participation], made: ExportLog, reader) -> bytes:
    """places: with their activities, teams and volunteers read; not more than MOST_ROWS."""
    head = [_("Day"), _("Activity"), _("Topic"), pgettext("of volunteers", "Team"), _("Whole name"), _("Hours")]
    note = [watermark(made), *[""] * (len(head) - 1)]
    return write_xlsx(head, [note, *(_line(place, reader) for place in places)], text_columns=[])


def _line(place: Participation, reader) -> list:
    activity = place.activity
    day = timezone.localdate(activity.starts_at)
    team = activity.team.name if activity.team else ""
    name = roster.said(place.volunteer, reader)
    return [f"{day:%Y-%m-%d}", activity.title, activity.topic.label, team, name, float(place.hours)]
