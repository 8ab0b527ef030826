"""What may be ordered in an area: the general services, and what the area itself put in their place."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Area
from grids.words import languages
from volunteers.enums.orders import Channel, Difficulty, Mode, Span
from volunteers.models.people import Skill

LONGEST = 200  # working hours of a step


class ServiceItemQuerySet(models.QuerySet):
    def listed_in(self, area: Area) -> "models.QuerySet[ServiceItem]":
        """The menu there, also what is paused, as people sorted it: the general items, and in place of those of the
        same code what the area or one above set."""
        line = Area.objects.filter(tree_id=area.tree_id, lft__lte=area.lft, rght__gte=area.rght)
        rows = self.filter(Q(area=None) | Q(area__in=line), replaced_at=None)
        rows = rows.order_by("code", F("area__level").desc(nulls_last=True)).distinct("code")
        menu = ServiceMenu.objects.filter(area__in=line).exclude(codes=[]).order_by("-area__level").first()
        first = (
            [Func(Value(menu.codes, CODES), F("code"), function="array_position").asc(nulls_last=True)] if menu else []
        )
        return self.filter(pk__in=rows.values("pk")).order_by(*first, "order", "code")

    def offered_in(self, area: Area) -> "models.QuerySet[ServiceItem]":
        return self.listed_in(area).filter(is_on=True)

    def on_page_of(self, area: Area) -> "models.QuerySet[ServiceItem]":
        """What is ordered without an account; nothing where the page is off."""
        is_open = not area.is_retired and ServiceMenu.objects.filter(area=area, has_page=True).exists()
        return self.offered_in(area).filter(channels__contains=[Channel.PAGE]) if is_open else self.none()


class ServiceItem(models.Model):
    """One line of the menu. An area's own item stands in place of the general one of its code, or pauses it.

    What an order depends on is never changed: a changed service is a new row, so that orders keep the old one.
    """

    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="none: everywhere"
    )
    code = models.SlugField(max_length=40)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)
    mode = models.CharField(pgettext_lazy("of a service", "How"), max_length=12, choices=Mode, default=Mode.DOORSTEP)
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Skill it takes")
    )
    difficulty = models.CharField(_("Difficulty"), max_length=8, choices=Difficulty, default=Difficulty.USUAL)
    span = models.CharField(_("How far it reaches"), max_length=12, choices=Span, default=Span.COMMUNITY)
    answer_hours = models.PositiveSmallIntegerField(
        _("Working hours to find somebody"), null=True, blank=True,
        help_text=_("To check, to dispatch and to take it, each. Left empty: by difficulty and reach."),
    )  # fmt: skip
    serve_hours = models.PositiveSmallIntegerField(
        _("Working hours to do it"), null=True, blank=True,
        help_text=_("To begin and to finish, each. Left empty: by difficulty and reach."),
    )  # fmt: skip
    asks = models.CharField(
        _("What is asked"), max_length=80, blank=True,
        help_text=_("Such as “How many kilograms of rice?”. Whoever orders must answer it."),
    )  # fmt: skip
    channels = ArrayField(models.CharField(max_length=8, choices=Channel), verbose_name=_("Where it can be ordered"))
    fixed = models.CharField(_("Fixed time and place"), max_length=80, blank=True)
    is_on = models.BooleanField(_("In use"), default=True)
    order = models.PositiveSmallIntegerField(default=100, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False, help_text="by another row of its code")

    objects = ServiceItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Service")
        verbose_name_plural = _("Services")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"],
                condition=Q(replaced_at=None),
                nulls_distinct=False,
                name="service_once",
                violation_error_message=_("This area has a service of this code already."),
            ),
            models.CheckConstraint(
                condition=~Q(channels=[]),
                name="service_has_channel",
                violation_error_message=_("Say where it can be ordered."),
            ),
            models.CheckConstraint(
                condition=~Q(channels__contains=[Channel.FIXED]) | ~Q(fixed=""),
                name="service_fixed_says_when",
                violation_error_message=_("Say at which time and place."),
            ),
            models.CheckConstraint(
                condition=(Q(answer_hours=None) | Q(answer_hours__range=(1, LONGEST)))
                & (Q(serve_hours=None) | Q(serve_hours__range=(1, LONGEST))),
                name="service_hours",
                violation_error_message=_("A time limit is 1 to 200 working hours."),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="kept_for_orders", exclude=["area", "is_on", "order", "replaced_at"])]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)


CODES = ArrayField(models.CharField(max_length=40))


class ServiceMenu(models.Model):
    """What an area says of its menu as a whole. Locked first by whoever changes a service of the area."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="+")
    codes = ArrayField(
        models.SlugField(max_length=40), default=list, help_text="of the services, as people sorted them"
    )
    has_page = models.BooleanField(_("Public page"), default=False)

    class Meta:
        verbose_name = _("Service menu")
        verbose_name_plural = _("Service menus")


for tracked in (ServiceItem, ServiceMenu):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(tracked)
