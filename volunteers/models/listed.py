"""Small lists that places keep: patterns, topics, skills, star levels.

What holds everywhere stands beside what a street or a community added for itself. Entries are retired, never deleted.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.models import Area, own_code
from grids.models.post import Named


class ListedQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_on=True)

    def holding_in(self, row):
        """The general entries, and those of the areas where `row`, an area or something placed, lies."""
        above = [row.district_id, row.street_id, row.community_id, row.grid_id, getattr(row, "area_id", row.pk)]
        return self.filter(Q(area=None) | Q(area__in=[pk for pk in above if pk]))

    def visible_to(self, user):
        """The general ones, those of one's areas, and those of the areas that one's own lie in."""
        return self.filter(user.scope.holding_q("read_volunteers"))


class Listed(Named):
    code = models.SlugField(_("Code"), max_length=40, unique=True, default=own_code)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", editable=False, help_text="none: everywhere"
    )
    is_on = models.BooleanField(_("In use"), default=True, editable=False)

    objects = ListedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name_zh"],
                condition=Q(is_on=True),
                nulls_distinct=False,
                name="%(class)s_name_once",
                violation_error_message=_("There is an entry of this name already."),
            )
        ]

    def successor(self) -> "Listed":
        """The entry that takes its place, not yet saved and without its words."""
        return type(self)(area=self.area)

    @property
    def is_counted(self) -> bool:
        """True where something was counted by its words or numbers: then another entry takes its place."""
        return False

    def get_absolute_url(self) -> str:
        return f"/volunteers/lists/{self._meta.model_name}s/{self.code}/"
