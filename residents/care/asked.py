"""How help that is asked for is said: with what and on which day, in words that fit anybody."""

from datetime import date

from django.utils.translation import gettext as _

from grids.days import when
from grids.templatetags import linli
from residents.models import HelpAsked


def state(day: date, today: date) -> str:
    """Of a tag: how near a day is, for visits as well."""
    return "over" if day < today else "due" if (day - today).days <= 2 else "ok"


def said(asked: HelpAsked, today: date) -> str:
    day = _("today") if asked.on == today else f"{when.day_of(asked.on, today)} {when.weekday(asked.on)}"
    return _("Help with %(what)s on %(day)s") % {"what": asked.get_help_with_display(), "day": day}


def waiting(user, today: date, most: int) -> list[dict]:
    """Rows for the desk and the list: one query."""
    rows = HelpAsked.objects.visible_to(user).waiting().order_by("on", "pk")[:most]
    return [
        {"title": said(one, today), "url": one.get_absolute_url(), "tag": linli.tag(state(one.on, today))}
        for one in rows
    ]
