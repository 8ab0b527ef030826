from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("Party organisations")

    def ready(self):
        from parties import offers
        from parties.figures import ballots, bodies, meetings, members, organizations, partners, staff  # noqa: F401 -- numbers register themselves

        offers.register()
