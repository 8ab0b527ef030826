"""What somebody is in a party organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Duty(models.TextChoices):
    """Which of them an organisation has, its kind says: parties.organizations.ladder.DUTIES."""

    SECRETARY = "secretary", pgettext_lazy("of a party organisation", "Secretary")
    DEPUTY = "deputy", pgettext_lazy("of a party organisation", "Deputy secretary")
    MEMBER = "member", pgettext_lazy("of a party organisation", "Committee member")
    LEADER = "leader", pgettext_lazy("of a party organisation", "Group leader")
    PART_TIME = "part_time", pgettext_lazy("of a party organisation", "Part-time member")
    HOUSEHOLD = "household", _("Member of the model household")
