from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import offers
        from parties.figures import (
            ballots as ballot_figures,
            bodies as bodies_figures,
            meetings as meetings_figures,
            members as members_figures,
            organizations as organization_figures,
            partners as partners_figures,
            staff as staff_figures,
        )

        offers.register()
