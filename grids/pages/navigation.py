"""The left menu and the phone's bottom bar. Each app registers its items in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# The order of the groups is the order on the page; the first has no heading.
GROUPS = {
    "work": "",
    "people": _("People and homes"),
    "together": _("Working together"),
    "boards": _("Dashboards"),
    "ground": _("Areas and staff"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go. `count(user)` is asked on every page that shows the menu: keep it to a stored number."""

    key: str
    url_name: str
    icon: str
    label: str
    group: str
    order: int
    permission: str | tuple[str, ...] | None = None  # any of several
    count: Callable | None = None
    short: str = ""  # what the bottom bar says, where the label is too long for it
    bar: int = 0  # place 1-5 in the phone's bottom bar, 3 is the big one in the middle; 0: not there

    @property
    def url(self) -> str:
        """Empty while the page does not exist."""
        return address(self.url_name)


_items: dict[str, Item] = {}
_addresses: dict[str, str] = {}


def address(url_name: str) -> str:
    """The address of a page without parameters, looked up once per process; empty while the page does not exist."""
    if url_name not in _addresses:
        try:
            _addresses[url_name] = reverse(url_name)
        except NoReverseMatch:
            return ""
    return _addresses[url_name]


def register(*items: Item) -> None:
    for item in items:
        if item.group and item.group not in GROUPS:
            raise ValueError(f"{item.key}: there is no menu group {item.group!r}")
        _items[item.key] = item


def for_user(scope) -> list[Item]:
    """What this person may open, in the order of the page. Items whose address is not known are left out."""
    groups = ["", *GROUPS]
    open_to = [item for item in _items.values() if item.url and _may(scope, item)]
    return sorted(open_to, key=lambda item: (groups.index(item.group), item.order))


def _may(scope, item: Item) -> bool:
    if item.permission is None:
        return True
    grants = (item.permission,) if isinstance(item.permission, str) else item.permission
    return scope is not None and scope.has(*grants)


register(
    Item("inbox", "inbox:list", "bell", _("Messages"), "work", 90),
    Item("areas", "areas:browse", "map", _("Area overview"), "boards", 10, bar=4),
    Item("figures", "figures:list", "chart-column", _("Definitions of figures"), "boards", 90),
    Item("posts", "posts:list", "id-card", _("Posts"), "ground", 10),
    Item("organisations", "organisations:list", "building-2", _("Organisations"), "ground", 20),
    Item("people", "accounts:people", "users", _("Accounts"), "ground", 15, permission="manage_users"),
    Item("audit", "accounts:audit", "scroll-text", _("Acts of administrators"), "ground", 94, permission="read_logs"),
    Item("reveals", "accounts:reveals", "shield-check", _("Who looked"), "ground", 95, permission="read_logs"),
)
