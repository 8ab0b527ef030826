from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Matters")

    def ready(self):
        from cases import (
            figures,  # noqa: F401 -- declares the numbers of matters
            offers,
        )

        offers.register()
