from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from grids.database import trigger_names

trigger_names.keep()


class GridsConfig(AppConfig):
    name = "grids"
    verbose_name = _("Areas and people who serve")

    def ready(self):
        from grids import (
            checks,  # noqa: F401 -- what a real portal must not have
            offers,  # noqa: F401 -- what holds an area and goes along with it
        )
        from grids.forms import required  # noqa: F401 -- what is said of a missing choice, file or tick
