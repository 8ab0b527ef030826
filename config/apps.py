from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _, pgettext_lazy

MATTERS = ("read_case", "report_case", "handle_case")  # who has none of them never has a matter to open


class ConfigConfig(AppConfig):
    """The top floor: the desk and whatever composes what the apps offer."""

    name = "config"
    label = "config"

    def ready(self):
        from grids.actions import outbox  # noqa: F401 -- its alarm is the last: deadlines wait for no mail server
        from grids.pages.navigation import Item, register

        register(
            Item(
                "desk",
                "desk",
                "layout-dashboard",
                _("My desk"),
                "work",
                10,
                short=pgettext_lazy("bottom bar", "Desk"),
                bar=1,
            ),
            Item("cases", "cases:list", "clipboard-list", _("Matters"), "work", 20, MATTERS, bar=2),
            Item("report", "cases:report", "camera", _("Report"), "", 0, "report_case", bar=3),
        )
