"""What a list of matters may be narrowed by. Everything stands in the address; what makes no sense there is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.categories import Categories
from cases.enums import Act, Source, Status, Step, Urgency
from cases.people import COMPLETES
from cases.queries import DUE_FIRST, NEWEST, Place
from cases.workflow import MOVES
from grids.enums import Kind
from grids.figures import Figure, figures
from grids.keyset import Order
from grids.models import Area, PostArea
from grids.periods import Period
from grids.when import SHANGHAI

OPEN = Q(status=Status.OPEN)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
