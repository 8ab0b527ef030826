"""Where a matter is, in degrees. A point is where the matter is: no person, home or visit ever has one."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

WEST, EAST, SOUTH, NORTH = 73, 136, 3, 54  # a box around China: outside it, somebody mixed up the two numbers
EXACT = Decimal("0.000001")  # a tenth of a metre, finer than any phone knows
OUTSIDE = {
    "lng": gettext_lazy("A longitude in China lies between 73 and 136."),
    "lat": gettext_lazy("A latitude in China lies between 3 and 54."),
}
BOTH = gettext_lazy("Write both longitude and latitude, or neither.")

Point = tuple[Decimal, Decimal]


def checked(lng: Decimal | None, lat: Decimal | None) -> Point | None:
    """The point as it is stored, None for none. Raises ValidationError at lng or lat."""
    if lng is None and lat is None:
        return None
    if lng is None or lat is None:
        raise ValidationError({"lng" if lng is None else "lat": BOTH})
    if not WEST <= lng <= EAST:
        raise ValidationError({"lng": OUTSIDE["lng"]})
    if not SOUTH <= lat <= NORTH:
        raise ValidationError({"lat": OUTSIDE["lat"]})
    return rounded(lng), rounded(lat)


def rounded(degrees: Decimal) -> Decimal:
    return Decimal(degrees).quantize(EXACT)


def link(lng: Decimal | None, lat: Decimal | None) -> SafeString | str:
    """北纬 25.441236°，东经 119.008512°, and a link that a phone opens in its own map."""
    if lng is None or lat is None:
        return ""
    opens = _("Open in the phone's map")
    return format_html('{} <a class="ll-nb" href="geo:{},{}">{}</a>', words(lng, lat), lat, lng, opens)


def words(lng: Decimal | str, lat: Decimal | str) -> str:
    return _("%(lat)s° N, %(lng)s° E") % {"lat": lat, "lng": lng}
