from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import offers
        from volunteers.figures import (
            orders as order_figures,
            records as record_figures,
            volunteers as figures,
            watch as watch_figures,
        )

        offers.register()
