"""How many are helped, above the list of records: the registry's own numbers of the area of the hat worn."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import figures
from grids.days.periods import Period
from grids.enums import Kind
from grids.models import Area
from residents.figures.care import CARE


def tiles(user, now: datetime) -> list[dict]:
    """As components/figs.html wants them: of its first area, where the hat has several, as on the desk."""
    hat = user.scope.hat
    if hat is None or not hat.reaches or Kind(hat.reaches[0].kind).depth > CARE.lowest.depth:
        return []
    area = Area.objects.visible_to(user).filter(pk=hat.reaches[0].area_id).first()
    keys = [key for key, figure in figures.figures.items() if figure.section is CARE]
    found = figures.of(area, user, Period.named("month", timezone.localdate(now)), now, keys) if area else {}
    return [_tile(found[key]) for key in keys if key in found and found[key].value]


def _tile(value: figures.Value) -> dict:
    if value.is_few:
        return {"label": value.figure.label, "shown": _("fewer than %(count)d") % {"count": value.figure.fewest}}
    return {
        "key": value.key,
        "label": value.figure.label,
        "value": value.value,
        "unit": value.figure.unit,
        "url": value.url,
    }
