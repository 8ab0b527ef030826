from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import ballot_figures, offers  # noqa: F401 -- figures register themselves

        offers.register()
