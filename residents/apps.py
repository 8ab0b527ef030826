from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Registers")

    def ready(self):
        from residents import offers
        from residents.figures import care, people, tables  # noqa: F401 -- numbers register themselves

        offers.register()
