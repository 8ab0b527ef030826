"""Help and care: who is helped, on what basis and until when, by whom, and how it is seen to."""

from datetime import timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Area, Placed, StoredFile, SubjectKey, User, new_ref
from grids.words import languages
from residents.enums.care import (
    KEPT,
    LAY,
    UNDECIDED,
    CareStatus,
    Grade,
    HelperKind,
    Sensitivity,
    Stop,
    VisitKind,
)
from residents.models.resident import Resident

READ_SEALED = "read_care_sealed"
ORDINARY, SENSITIVE = READ_GRANTS = ("read_care", "read_care_sensitive")  # which one a category asks for: in its row


def at_home() -> list[str]:
    return [VisitKind.HOME.value]


class CareCategory(models.Model):
    """Those of residents/data/care.toml, and what the keepers of the rules have added or corrected."""

    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=30)
    name_en = models.CharField(max_length=60)
    legal_basis = models.CharField(_("Legal basis"), max_length=120)
    purpose = models.CharField(_("Purpose"), max_length=120)
    months = models.PositiveSmallIntegerField(help_text="the term; an extension adds at most as much again")
    longest_months = models.PositiveSmallIntegerField(default=0, help_text="with extensions; 0: as often as needed")
    visit_days = ArrayField(models.PositiveSmallIntegerField(), size=3, help_text="days between visits by grade")
    visit_kinds = ArrayField(
        models.CharField(max_length=8, choices=VisitKind), default=at_home, help_text="which close a planned visit"
    )
    sensitivity = models.CharField(max_length=8, choices=Sensitivity)
    read_grant = models.CharField(max_length=30, choices=[(grant, grant) for grant in READ_GRANTS])
    sealed_months = models.PositiveSmallIntegerField(help_text="sealed so long after the end, then anonymised")
    check_locally = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Category of care")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(legal_basis="") & ~Q(purpose=""), name="care_category_has_basis"),
            models.CheckConstraint(
                condition=Q(longest_months=0) | Q(longest_months__gte=F("months")),
                name="care_category_longest",
                violation_error_message=_("With extensions it lasts at least as long as without."),
            ),
            models.CheckConstraint(condition=~Q(visit_kinds=[]), name="care_category_is_visited"),
            models.CheckConstraint(
                condition=Q(sensitivity="highest", read_grant=SENSITIVE)
                | (~Q(sensitivity="highest") & Q(read_grant=ORDINARY)),
                name="care_category_highest_is_for_few",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)

    @property
    def closed_by(self) -> str:
        """In words: which visits close a planned one."""
        return " / ".join(str(VisitKind(kind).label) for kind in self.visit_kinds)

    def interval(self, grade: int) -> int:
        """Days from one visit to the next."""
        return self.visit_days[grade - 1]


class CareTerm(models.Model):
    """A shorter term in one area. Longer than the law's it cannot be: the action checks it against the category."""

    category = models.ForeignKey(CareCategory, models.PROTECT, related_name="local_terms")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(_("Months"))
    reason = models.CharField(_("Reason"), max_length=200)

    class Meta:
        verbose_name = _("Local term of care")
        constraints = [
            models.UniqueConstraint(fields=["category", "area"], name="care_term_once"),
            models.CheckConstraint(condition=Q(months__gte=1), name="care_term_some"),
        ]


class CareCaseQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """The responsible person, the team without its lay helpers (they see HelpAsked), whoever
        holds the category's permission there, and a broken glass.

        Handed over: whoever may accept it, where it goes. Sealed: holders of one named permission only.
        """
        now, scope = now or timezone.now(), user.scope
        teams = CareHelper.objects.filter(user=user.pk, until=None).exclude(kind__in=LAY)
        named = Q(responsible=user.pk) | Q(pk__in=teams.values("care"))
        if not scope:  # whoever serves nowhere any more is not asked to help, either
            named = Q(pk__in=())
        glass = Q(pk__in=CareAccess.objects.open(now).filter(user=user.pk).values("care"))
        granted = to = Q(pk__in=())
        for grant in READ_GRANTS:
            granted |= Q(category__read_grant=grant) & scope.placed_q(grant)
            to |= Q(category__read_grant=grant) & scope.area_q(grant, "to_area__")
        return self.filter(
            Q(status__in=KEPT) & (named | granted | glass)
            | Q(status=CareStatus.HANDED) & to
            | Q(status=CareStatus.SEALED, anonymised_at=None) & scope.placed_q(READ_SEALED)
        )

    def open(self):
        return self.filter(status=CareStatus.OPEN)

    def undecided(self, user):
        """What stopped or came here, where this person may read it: leaner than visible_to(), for the desk."""
        found = Q(pk__in=())
        for grant in filter(user.scope.has, READ_GRANTS):
            stopped = Q(status=CareStatus.STOPPED) & user.scope.placed_q(grant)
            handed = Q(status=CareStatus.HANDED) & user.scope.area_q(grant, "to_area__")
            found |= Q(category__read_grant=grant) & (stopped | handed)
        return self.filter(found)

    def waiting_on(self, post):
        """Records whose responsible person holds this post, where it serves; stopped ones may go on."""
        places = Q(pk__in=())
        for area in post.areas.all():
            places |= Q(area=area) if area.kind == Kind.UNIT else Q(**{f"{area.kind}_id": area.pk})
        return self.filter(places, status__in=KEPT, responsible=post.user_id)


class CareCase(Placed):
    """One person, one purpose, one term. Its address and every notice carry the ref and neutral words only."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    version = models.PositiveIntegerField(default=1)
    category = models.ForeignKey(CareCategory, models.PROTECT, related_name="+", verbose_name=_("Category"))
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, blank=True, related_name="+", help_text="none once it is anonymised"
    )
    subject = models.ForeignKey(
        SubjectKey, models.PROTECT, related_name="+", db_index=False, help_text="the record's own key"
    )
    legal_basis = models.CharField(_("Legal basis"), max_length=200)
    purpose = models.CharField(_("Purpose"), max_length=200)
    document = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("Document"))
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"))
    grade = models.PositiveSmallIntegerField(_("Grade"), choices=Grade, default=Grade.REGULAR)
    status = models.CharField(max_length=8, choices=CareStatus, default=CareStatus.OPEN)
    next_due_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="for sorting: its next planned visit, else the end of its term; or since when it waits",
    )
    alarm_at = models.DateTimeField(null=True, blank=True, help_text="when the sweep looks at it next")
    alarm_level = models.PositiveSmallIntegerField(default=0, help_text="how often it was told of what is due")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Responsible person"),
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    stopped_for = models.CharField(max_length=4, choices=Stop, blank=True)
    close_reason = models.CharField(max_length=200, blank=True)
    close_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sealed_at = models.DateTimeField(null=True, blank=True)
    erase_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    anonymised_at = models.DateTimeField(null=True, blank=True)
    to_area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="where it is handed to"
    )
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    objects = CareCaseQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Care record")
        indexes = [
            *(
                models.Index(fields=[column, "id"], name=f"care_{column[:4]}", condition=Q(status__in=KEPT))
                for column in ("district_id", "street_id", "community_id", "grid_id", "area")
            ),
            models.Index(fields=["next_due_at"], name="care_undecided", condition=Q(status__in=UNDECIDED)),
            models.Index(fields=["alarm_at"], name="care_alarm", condition=Q(alarm_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=KEPT) | Q(responsible__isnull=False),
                name="care_has_one_responsible",
                violation_error_message=_("Name the one person who is responsible."),
            ),
            models.UniqueConstraint(
                fields=["resident", "category"],
                condition=~Q(status="sealed"),
                name="care_once",
                violation_error_message=_("This help is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="care_term_in_order",
                violation_error_message=_("A term ends after it begins."),
            ),
            models.CheckConstraint(condition=~Q(legal_basis="") & ~Q(purpose=""), name="care_has_basis"),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | (Q(close_proposed_by__isnull=False) & ~Q(closed_by=F("close_proposed_by"))),
                name="care_closed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(status="sealed", sealed_at__isnull=False) | ~Q(status="sealed"), name="care_sealed_at"
            ),
            models.CheckConstraint(condition=~Q(status="handed") | Q(to_area__isnull=False), name="care_handed_to"),
            models.CheckConstraint(
                condition=~Q(status="stopped") | (~Q(stopped_for="") & Q(close_proposed_by__isnull=False)),
                name="care_stopped_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(status="sealed") | Q(alarm_at=None), name="care_no_alarm_once_sealed"),
            models.CheckConstraint(
                condition=Q(anonymised_at=None, resident__isnull=False)
                | Q(anonymised_at__isnull=False, resident=None, status="sealed"),
                name="care_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=Q(erased_by=None, anonymised_at=None)
                | (
                    Q(anonymised_at__isnull=False, erase_proposed_by__isnull=False)
                    & ~Q(erased_by=F("erase_proposed_by"))
                ),
                name="care_erased_by_two",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/care/{self.ref}/"


class CareHelper(models.Model):
    """One of the helping team: somebody with an account, who then sees the record unless they are LAY, or a name."""

    care = models.ForeignKey(CareCase, models.CASCADE, related_name="helpers")
    kind = models.CharField(_("Kind"), max_length=10, choices=HelperKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, name="") | (Q(user=None) & ~Q(name="")), name="care_helper_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["care", "kind"],
                condition=Q(until=None),
                name="care_helper_kind_once",
                violation_error_message=_("Somebody of this kind helps already."),
            ),
            models.UniqueConstraint(
                fields=["care", "user"],
                condition=Q(until=None, user__isnull=False),
                name="care_helper_user_once",
                violation_error_message=_("This person helps already."),
            ),
        ]


class CareAccessQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the auditor of whoever looked."""
        return self.filter(user__in=User.objects.audited_by(user).values("pk"))

    def open(self, now):
        return self.filter(opened_at__lte=now, ends_at__gt=now)

    def waiting(self, now):
        return self.filter(opened_at=None, asked_at__gt=now - timedelta(hours=24))


class CareAccess(models.Model):
    """Break the glass: asked for with a reason, three hours long, reported to the responsible person.

    care None: there was nothing to open; that somebody looked is kept all the same.
    """

    care = models.ForeignKey(CareCase, models.PROTECT, null=True, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = CareAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Emergency look")
        constraints = [
            models.CheckConstraint(
                condition=Q(allowed_by=None) | ~Q(allowed_by=F("user")), name="care_access_by_another"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, ends_at=None) | Q(ends_at__gt=F("opened_at")), name="care_access_ends"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            # It is opened once, may end early, and its words go when the record is anonymised; nothing else changes.
            pgtrigger.Protect(
                name="never_rewritten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("""
                    ((OLD.id, OLD.care_id, OLD.user_id, OLD.asked_at)
                        IS DISTINCT FROM (NEW.id, NEW.care_id, NEW.user_id, NEW.asked_at)
                    OR NEW.reason NOT IN (OLD.reason, '')
                    OR OLD.opened_at IS NOT NULL AND ((OLD.opened_at, OLD.allowed_by_id)
                        IS DISTINCT FROM (NEW.opened_at, NEW.allowed_by_id)
                        OR COALESCE(NEW.ends_at > OLD.ends_at, true)))
                """),
            ),
        ]


# Of a record: what follows from the rest.
_DERIVED = ["subject", "next_due_at", "alarm_at", "alarm_level", "district_id", "street_id", "community_id", "grid_id"]
for _model in (CareCategory, CareTerm, CareCase, CareHelper, CareAccess):
    pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=_DERIVED if _model is CareCase else None
    )(_model)
