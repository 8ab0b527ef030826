from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import bodies_figures, offers, staff_figures  # noqa: F401

        offers.register()
