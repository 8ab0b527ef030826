from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Registers")

    def ready(self):
        from residents import (
            figures,  # noqa: F401 -- declares the numbers of people and homes
            offers,
        )

        offers.register()
