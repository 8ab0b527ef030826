"""The area tree: district > street > community > grid > unit."""

from functools import cache

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from grids.areas.names import short
from grids.database import locks
from grids.enums import Kind, Nature
from grids.models.organisation import Organisation
from grids.words import languages

ANCESTORS = ("district_id", "street_id", "community_id", "grid_id")
NAMES_ORGANISATION = _("A dedicated grid or unit names its organisation; a general area has none.")
# What gives an area its place.
PLACES = pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "kind", *ANCESTORS)
# The ancestor ids of an area, its own level included, from its parent's row. Written out in the trigger: to hand the
# row to a function and take it back would be half of the time that 10,000 areas take here.
PLACE = """
SELECT district_id, street_id, community_id, grid_id
    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id
    FROM grids_area WHERE id = NEW.parent_id;
CASE NEW.kind
    WHEN 'district' THEN NEW.district_id := NEW.id;
    WHEN 'street' THEN NEW.street_id := NEW.id;
    WHEN 'community' THEN NEW.community_id := NEW.id;
    WHEN 'grid' THEN NEW.grid_id := NEW.id;
    ELSE NULL;
END CASE;
RETURN NEW;
"""
# One statement for all areas that come in one: a province brings 30,000.
REGISTER = """
INSERT INTO grids_areacode (code, area_id, since) SELECT code, id, now() FROM new_areas;
RETURN NULL;
EXCEPTION WHEN unique_violation THEN
    SELECT code INTO again FROM new_areas JOIN grids_areacode USING (code) ORDER BY code LIMIT 1;
    RAISE unique_violation USING
        MESSAGE = format('code %s was used before', again), CONSTRAINT = 'area_code_never_reused';
"""


class AreaQuerySet(TreeQuerySet):
    def within(self, top: "Area"):
        """`top` and everything below it: one range on the (tree_id, lft) index."""
        return self.filter(tree_id=top.tree_id, lft__range=(top.lft, top.rght))

    def visible_to(self, user):
        """The areas at or below any area where `user` serves today in a role that may see areas."""
        return self.filter(user.scope.area_q("read_area"))

    def called(self, code: str):
        """By the code it has, or one that it had: addresses and saved filters keep old ones."""
        return self.filter(codes__code=code.replace("\0", ""))

    def unretired(self):
        return self.filter(valid_to=None)


class Area(MPTTModel):
    """One area. `parent` is the truth; lft, rght, tree_id and level are kept by grids.actions under the tree lock.

    The ancestor ids (this area's own level included) are filled by a trigger, also for bulk writes.
    Areas are retired, never deleted; an area whose code changes keeps the old one in AreaCode.
    """

    parent = TreeForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Above"),
        db_index=False,  # area_parent_code begins with it
    )
    tree_id = models.PositiveIntegerField(editable=False)  # mptt would index it alone, and again with lft
    kind = models.CharField(_("Level"), max_length=12, choices=Kind)
    code = models.CharField(_("Code"), max_length=24)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=60)
    pinyin = models.CharField(max_length=200, blank=True, help_text="full pinyin, for sorting and search")
    initials = models.CharField(max_length=60, blank=True, help_text="pinyin initials, for search")
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature, default=Nature.GENERAL)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas",
        verbose_name=_("Organisation"),
        db_index=False,  # nearly all have none: area_organisation is of the others
    )
    boundary = models.TextField(_("Boundary"), max_length=2000, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    area_km2 = models.DecimalField(_("Square kilometres"), max_digits=9, decimal_places=2, null=True, blank=True)
    declared_households = models.PositiveIntegerField(_("Declared households"), null=True, blank=True)
    declared_population = models.PositiveIntegerField(_("Declared residents"), null=True, blank=True)
    declared_source = models.CharField(_("Where the declared numbers are from"), max_length=120, blank=True)
    declared_on = models.DateField(_("Declared as of"), null=True, blank=True)
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("Reason"), max_length=200, blank=True)
    district_id = models.BigIntegerField(null=True, editable=False)
    street_id = models.BigIntegerField(null=True, editable=False)
    community_id = models.BigIntegerField(null=True, editable=False)
    grid_id = models.BigIntegerField(null=True, editable=False)

    objects = TreeManager.from_queryset(AreaQuerySet)()

    class Meta:
        verbose_name = _("Area")
        verbose_name_plural = _("Areas")
        indexes = [
            models.Index(fields=["street_id", "pinyin"], name="area_street_pinyin"),  # search in one's street
            models.Index(fields=["street_id", "initials"], name="area_street_initials"),
            models.Index(fields=["parent", "code"], name="area_parent_code"),  # the browser opens one level
            models.Index(fields=["community_id", "kind"], name="area_community_kind"),
            models.Index(fields=["organisation"], name="area_organisation", condition=Q(organisation__isnull=False)),
            # Who serves. As it is of tree_id and lft, mptt makes none of its own: the tripwire has one of all areas.
            models.Index(fields=["tree_id", "lft"], name="area_above_units", condition=~Q(kind="unit")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], name="area_code", violation_error_message=_("This code is in use.")
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(valid_to=None, parent__isnull=False),
                name="area_name_once_per_parent",
                violation_error_message=_("There is an area of this name beside it already."),
            ),
            models.CheckConstraint(condition=Q(rght__gt=F("lft")), name="area_range"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="area_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.DISTRICT, parent=None) | (~Q(kind=Kind.DISTRICT) & Q(parent__isnull=False)),
                name="area_only_districts_are_roots",
                violation_error_message=_("A district stands alone at the top; every other area lies in one."),
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.GENERAL, organisation=None)
                | Q(nature=Nature.DEDICATED, organisation__isnull=False, kind__in=(Kind.GRID, Kind.UNIT)),
                name="area_dedicated_names_organisation",
                violation_error_message=NAMES_ORGANISATION,
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None, retired_reason="")
                | (Q(valid_to__isnull=False, valid_to__gte=F("valid_from")) & ~Q(retired_reason="")),
                name="area_retired_with_reason",
                violation_error_message=_("A retired area has a day, not before it began, and a reason."),
            ),
        ]
        # The functions that these triggers call are at the head of the app's first migration.
        triggers = [
            pgtrigger.Trigger(
                name="lock_tree",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=PLACES,
                func="PERFORM linli_tree_shared(); RETURN NULL;",
            ),
            pgtrigger.Trigger(name="place_area", when=pgtrigger.Before, operation=PLACES, func=PLACE),
            pgtrigger.Trigger(
                name="cascade_area",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("parent_id"),
                condition=pgtrigger.Condition("OLD.parent_id IS DISTINCT FROM NEW.parent_id"),
                func="IF current_setting('linli.cascade', true) IS DISTINCT FROM 'later' THEN"
                " PERFORM linli_cascade(ARRAY[NEW.id]); END IF; RETURN NULL;",
            ),
            pgtrigger.Trigger(
                name="register_codes",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_areas"),
                declare=[("again", "text")],
                func=REGISTER,
            ),
            pgtrigger.Trigger(
                name="change_code",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("code"),
                condition=pgtrigger.Condition("OLD.code IS DISTINCT FROM NEW.code"),
                func="UPDATE grids_areacode SET until = now() WHERE area_id = NEW.id AND until IS NULL;"
                " PERFORM linli_register_code(NEW.id, NEW.code); RETURN NULL;",
            ),
        ]

    class MPTTMeta:
        order_insertion_by = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{_pages()}{self.code}/"

    @property
    def short_name(self) -> str:
        """镇海社区居委会 → 镇海社区: what people say."""
        return short(self.name)

    @property
    def is_retired(self) -> bool:
        return self.valid_to is not None

    @classmethod
    def from_db(cls, db, field_names, values):
        area = super().from_db(db, field_names, values)
        area._loaded_parent_id = area.__dict__.get("parent_id")
        return area

    def save(self, *args, **kwargs):
        moved = self._state.adding or self.parent_id != self._loaded_parent_id
        if moved and not locks.held(locks.Lock.TREE):
            raise RuntimeError("Change the area tree through grids.actions")
        super().save(*args, **kwargs)
        self._loaded_parent_id = self.parent_id


@cache
def _pages() -> str:
    """Found once: a page links to forty areas, and each look into the table of addresses costs as much as its row."""
    return reverse("areas:detail", args=["0"]).removesuffix("0/")


class AreaCode(models.Model):
    """Every code an area ever had, written by a trigger: the primary key is why no code is used twice."""

    code = models.CharField(max_length=24, primary_key=True)
    area = models.ForeignKey(Area, models.CASCADE, related_name="codes")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Area code")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class KindLabel(models.Model):
    """What a district calls a level, where it has a word of its own (微网格 for unit)."""

    district = models.ForeignKey(Area, models.CASCADE, related_name="kind_labels")
    kind = models.CharField(max_length=12, choices=Kind)
    name_zh = models.CharField(max_length=20)
    name_en = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("Name of a level")
        constraints = [models.UniqueConstraint(fields=["district", "kind"], name="kind_label_once")]

    def __str__(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["lft", "rght", "tree_id", "level", *ANCESTORS, "pinyin", "initials"],
    level=pghistory.Statement,  # a province is 30,000 rows in one statement, a re-division five
)(Area)
