from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import offers
        from volunteers.figures import orders, records, volunteers, watch  # noqa: F401 -- numbers register themselves

        offers.register()
