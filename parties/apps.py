from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import (  # noqa: F401 -- numbers register themselves
            ballot_figures,
            bodies_figures,
            meetings_figures,
            members_figures,
            offers,
            organization_figures,
            partners_figures,
            staff_figures,
        )

        offers.register()
