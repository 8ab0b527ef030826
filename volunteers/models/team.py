"""Teams: what they are called, whom they need, and who was in them from when to when."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, Role, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums import Colour, TeamKind
from volunteers.models.listed import Listed
from volunteers.models.people import PLACE, Volunteer


class Slot(models.Model):
    """One line of a composition: so many of a post, or of a background that its words name.

    It is given up, never deleted: who filled it stays told.
    """

    label = models.CharField(
        pgettext_lazy("of a team", "Who"), max_length=40, help_text=_("Grid worker, community police, third party …")
    )
    role = models.ForeignKey(
        Role, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Only holders of the post")
    )
    wanted = models.PositiveSmallIntegerField(_("How many"), default=1)
    is_open = models.BooleanField(_("More may join"), default=False, help_text=_("The N of 5+N"))
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    is_on = models.BooleanField(default=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class Pattern(Listed):
    """A composition that teams are made after: 1+2+1, 1+3+N. Its lines are copied: a team keeps those it got."""

    class Meta(Listed.Meta):
        verbose_name = _("Pattern of teams")
        verbose_name_plural = _("Patterns of teams")
        ordering = ["code"]


class PatternSlot(Slot):
    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="slots")

    class Meta(Slot.Meta):
        verbose_name = _("Line of a pattern")
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "label"],
                condition=Q(is_on=True),
                name="pattern_slot_once",
                violation_error_message=_("The pattern has this line already."),
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1) | Q(is_open=True),
                name="pattern_slot_for_somebody",
                violation_error_message=_("A line is for one at least, or for as many as come."),
            ),
        ]


def seen_from_below(user) -> Q:
    """Rows of one's areas, and of the areas that one's own lie in: the community's teams serve its grids too."""
    return user.scope.placed_q("read_volunteers") | Q(area__in=user.scope.areas_above("read_volunteers"))


class TeamQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(seen_from_below(user))

    def standing(self):
        return self.filter(dissolved_on=None)


class Team(Placed):
    """It lies in the area it serves; an organisation may be its home. It has a colour or a brand of its own."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=40)
    colour = models.CharField(_("Colour"), max_length=8, choices=Colour, blank=True)
    brand = models.CharField(_("Brand"), max_length=40, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=TeamKind, default=TeamKind.SERVICE)
    does = models.CharField(_("What it does"), max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    formed_on = models.DateField(_("Formed on"))
    dissolved_on = models.DateField(_("Dissolved on"), null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = pgettext_lazy("of volunteers", "Team")
        verbose_name_plural = _("Teams")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(dissolved_on=None),
                name="team_name_once",
                violation_error_message=_("This area has a team of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(colour="") | ~Q(brand=""),
                name="team_has_colour_or_brand",
                violation_error_message=_("Choose one of the seven colours, or write the team's own brand."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("formed_on")),
                name="team_ends_after_it_began",
                violation_error_message=_("A team is dissolved after it was formed."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/volunteers/teams/{self.ref}/"


class TeamSlot(Slot):
    team = models.ForeignKey(Team, models.PROTECT, related_name="slots")

    class Meta(Slot.Meta):
        verbose_name = _("Line of a team")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "label"],
                condition=Q(is_on=True),
                name="team_slot_once",
                violation_error_message=_("The team has this line already."),
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1) | Q(is_open=True),
                name="team_slot_for_somebody",
                violation_error_message=_("A line is for one at least, or for as many as come."),
            ),
        ]


class MemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Member(models.Model):
    """One person in one team, from–to; in which line of it, and whether they lead it."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="memberships")
    slot = models.ForeignKey(TeamSlot, models.PROTECT, null=True, blank=True, related_name="members")
    leads = models.BooleanField(_("Leads the team"), default=False)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member of a team")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "volunteer"],
                condition=Q(until=None),
                name="member_once",
                violation_error_message=_("This person is in the team already."),
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(until=None, leads=True),
                name="team_one_leader",
                violation_error_message=_("The team has a leader already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="member_leaves_after_joining",
                violation_error_message=_("Nobody leaves before they joined."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


for _model in (Pattern, PatternSlot, TeamSlot, Member):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE)(Team)
