from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import offers, organization_figures  # noqa: F401 -- numbers register themselves
        from parties import offers, partners_figures  # noqa: F401 -- declares its figures
        from parties import (
            members_figures,  # noqa: F401 -- numbers register themselves
            offers,
        )
        from parties import meetings_figures, offers  # noqa: F401 -- declares its figures
        from parties import bodies_figures, offers, staff_figures  # noqa: F401
        from parties import ballot_figures, offers  # noqa: F401 -- figures register themselves

        offers.register()
