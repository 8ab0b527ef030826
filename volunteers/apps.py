from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self):
        from volunteers import (  # one of them declares its numbers
            figures,  # noqa: F401
            offers,
        )

        offers.register()
