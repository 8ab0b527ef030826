from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidentsConfig(AppConfig):
    name = "residents"
    verbose_name = _("Registers")

    def ready(self):
        from residents import (  # three of them declare their numbers
            care_figures,  # noqa: F401
            figures,  # noqa: F401
            offers,
            table_figures,  # noqa: F401
        )

        offers.register()
