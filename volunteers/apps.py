from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import (  # noqa: F401 -- numbers register themselves
            figures,
            offers,
            order_figures,
            record_figures,
            watch_figures,
        )

        offers.register()
