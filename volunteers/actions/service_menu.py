"""居民点单: an area makes the menu its own. What is ordered already keeps the service as it stood."""

from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from grids import history
from grids.enums import Kind
from grids.models import Area, own_code
from volunteers import rules
from volunteers.enums.orders import Channel
from volunteers.models import ServiceItem, ServiceMenu

CHOOSE = gettext_lazy("Choose at least one service.")
KINDS = (Kind.STREET, Kind.COMMUNITY)
MOST = 60  # services on one menu
PARTS = (
    "name_zh", "name_en", "mode", "skill", "difficulty", "span", "answer_hours", "serve_hours", "asks", "channels",
    "fixed",
)  # fmt: skip
KEPT = (*PARTS, "code", "is_on", "order")


def may_keep(user, area: Area) -> bool:
    return area.kind in KINDS and not area.is_retired and user.scope.may(rules.DISPATCH, area)


def has_page(area: Area) -> bool:
    return ServiceMenu.objects.filter(area=area, has_page=True).exists()


def open_page(code: str) -> Area | None:
    """The community of this code, if it takes orders by its public page. Posters keep the codes that it had."""
    rows = ServiceMenu.objects.filter(has_page=True, area__codes__code=code, area__valid_to=None)
    menu = rows.select_related("area").first()
    return menu.area if menu else None


def service(area: Area, item_id: int) -> ServiceItem | None:
    """Of the area or one above it, also one that was replaced: so that a form of it comes back with what was typed."""
    line = Area.objects.filter(tree_id=area.tree_id, lft__lte=area.lft, rght__gte=area.rght)
    return ServiceItem.objects.filter(Q(area=None) | Q(area__in=line), pk=item_id).first()


@transaction.atomic
def add(area: Area, *, by, **parts) -> ServiceItem:
    """A service of the area's own, at the end of its menu. parts: PARTS. Raises PermissionDenied, ValidationError."""
    with _kept(area, by):
        listed = list(ServiceItem.objects.listed_in(area))
        if len(listed) >= MOST:
            raise ValidationError(_("A menu has at most %(most)d services.") % {"most": MOST})
        order = max((item.order for item in listed), default=0) + 10
        return _save(ServiceItem(area=area, code=own_code(), order=order, **parts))


@transaction.atomic
def change(area: Area, item_id: int, *, by, now: datetime | None = None, **parts) -> ServiceItem:
    """For new orders only: a new row in place of the area's own, or beside that of the area above."""
    with _kept(area, by):
        item = _standing(area, item_id)
        return _own(area, item, now or timezone.now(), **parts)


@transaction.atomic
def switch(area: Area, item_id: int, *, by, on: bool, now: datetime | None = None) -> ServiceItem:
    """Paused, or offered again."""
    with _kept(area, by):
        item = _standing(area, item_id)
        if item.area_id != area.pk:
            return _own(area, item, now or timezone.now(), is_on=on)
        item.is_on = on
        item.save(update_fields=["is_on"])
        return item


@transaction.atomic
def move(area: Area, item_id: int, *, by, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    with _kept(area, by) as menu:
        item = _standing(area, item_id)
        menu.codes = list(ServiceItem.objects.listed_in(area).values_list("code", flat=True))
        at = menu.codes.index(item.code)
        to = max(0, at - 1) if up else min(len(menu.codes) - 1, at + 1)
        menu.codes.insert(to, menu.codes.pop(at))
        menu.save(update_fields=["codes"])


@transaction.atomic
def set_page(area: Area, codes: list[str], *, by, on: bool, now: datetime | None = None) -> None:
    """The public page of a community, with just these services on it. Off, they stay as they are for the next time."""
    now = now or timezone.now()
    if area.kind != Kind.COMMUNITY:
        raise PermissionDenied
    with _kept(area, by) as menu:
        if on and not codes:
            raise ValidationError({"codes": CHOOSE})
        for item in ServiceItem.objects.listed_in(area) if on else ():
            if (item.code in codes) != (Channel.PAGE in item.channels):
                left = [channel for channel in item.channels if channel != Channel.PAGE]
                _own(area, item, now, channels=[*left, Channel.PAGE] if item.code in codes else left)
        menu.has_page = on
        menu.save(update_fields=["has_page"])


@contextmanager
def _kept(area: Area, by):
    """The area's menu, locked, with who changes it in the history. Raises PermissionDenied."""
    if not may_keep(by, area):
        raise PermissionDenied
    with history.acting(by, grant=rules.DISPATCH, where=area):
        ServiceMenu.objects.get_or_create(area=area)
        yield ServiceMenu.objects.select_for_update(no_key=True).get(area=area)


def _standing(area: Area, item_id: int) -> ServiceItem:
    """Raises ValidationError where somebody put another in its place meanwhile."""
    item = ServiceItem.objects.listed_in(area).filter(pk=item_id).first()
    if item is None:
        raise ValidationError(_("Somebody changed this service meanwhile. Please look how it stands now."))
    return item


def _own(area: Area, item: ServiceItem, now: datetime, **parts) -> ServiceItem:
    if item.area_id == area.pk:
        item.replaced_at = now
        item.save(update_fields=["replaced_at"])
    return _save(ServiceItem(area=area, **{part: getattr(item, part) for part in KEPT} | parts))


def _save(item: ServiceItem) -> ServiceItem:
    item.name_en = item.name_en or item.name_zh
    item.full_clean()
    item.save()
    return item
