"""A person of the register. Nothing here says where: that is the membership's."""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from grids.fields import EncryptedField
from grids.models import Checked, Post, SubjectKey, new_ref
from residents.enums import Happening, Sex, Trait

LETTERS = Func(F("name"), Value(None, output_field=models.TextField()), function="string_to_array")
GROWN_UP = 18  # years; younger people have a guardian and an extra lock (residents.guardians)


def age_of(born: date | None, today: date) -> int | None:
    """Full years."""
    return born and today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class ResidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Members of households in one's areas today, and who was the last time, where they are nowhere now.

        A file does not vanish when its person dies or moves away; it goes with them when they move to other areas.
        """
        return self.reached_by(user).filter(withdrawn_at=None)

    def reached_by(self, user):
        """Also those of ledgers that were undone, whom nothing shows but the keeping of data, which ends it."""
        now = self.model.memberships.rel.related_model.objects
        current = now.current().filter(resident=OuterRef("pk"))
        seen = now.visible_to(user).filter(resident=OuterRef("pk"))
        return self.filter(Exists(seen.current()) | (Exists(seen) & ~Exists(current)), merged_into=None)

    def living(self):
        return self.filter(died_on=None, merged_into=None, anonymised_at=None, withdrawn_at=None)


class Resident(Checked):
    """ID number, phone and registered address stand under the person's own key, and are found by blind index."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    subject = models.OneToOneField(SubjectKey, models.PROTECT, related_name="+", editable=False)
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=40)
    pinyin = models.CharField(max_length=120, editable=False, help_text="full reading, for sorting and search")
    initials = models.CharField(max_length=40, editable=False)
    sex = models.CharField(_("Sex"), max_length=6, choices=Sex, blank=True)
    born_on = models.DateField(_("Born on"), null=True, blank=True)
    id_number = EncryptedField(_("ID number"), max_length=24)
    id_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedField(_("Phone"), max_length=20)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    registered_address = EncryptedField(_("Registered address"), max_length=160)
    registered_region = models.CharField(
        _("Registered in"), max_length=40, blank=True, help_text=_("City or county, for somebody registered elsewhere")
    )
    education = models.CharField(_("Education"), max_length=20, blank=True)
    workplace = models.CharField(_("Workplace or school"), max_length=60, blank=True)
    guardian = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="wards", verbose_name=_("Guardian")
    )
    guardian_name = models.CharField(
        _("Guardian"), max_length=40, blank=True, help_text="of somebody who is not in the register here"
    )
    guardian_phone = EncryptedField(_("Guardian's phone"), max_length=20)  # under the child's key: it goes with it
    died_on = models.DateField(_("Died on"), null=True, blank=True)
    version = models.PositiveIntegerField(
        default=1, help_text="grows with each act; a form posts the one its reader saw"
    )
    confirmed_at = models.DateTimeField(_("Last confirmed"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", editable=False)
    anonymised_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(
        null=True, editable=False, help_text="came in with a ledger that was undone: never was in the register"
    )

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Resident")
        verbose_name_plural = _("Residents")
        indexes = [
            # By one character, by two of a long name, and by more (residents.search).
            GinIndex(LETTERS, name="resident_letters"),
            GinIndex(LETTERS, name="resident_long_letters", condition=Q(GreaterThan(Length("name"), 3))),
            GinIndex(OpClass("name", "gin_trgm_ops"), name="resident_words"),
            models.Index(
                fields=["initials", "id"], name="resident_initials", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),
            models.Index(
                fields=["pinyin", "id"], name="resident_pinyin", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),
            models.Index(fields=["phone_index"], name="resident_phone", condition=~Q(phone_index="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"],
                condition=~Q(id_index="") & Q(merged_into=None, withdrawn_at=None),
                name="resident_id_once",
                violation_error_message=_("Somebody with this ID number is in the register already."),
            ),
            models.CheckConstraint(condition=~Q(name="") | Q(anonymised_at__isnull=False), name="resident_has_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="resident_not_into_itself"),
            models.CheckConstraint(
                condition=Q(guardian=None) | Q(guardian_name="", guardian_phone=None),
                name="resident_one_guardian",
                violation_error_message=_("A child has one guardian here: from the register, or from outside it."),
            ),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
                name="resident_dies_after_birth",
                violation_error_message=_("Nobody dies before they are born."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sort_memberships",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("pinyin"),
                condition=pgtrigger.Condition("OLD.pinyin IS DISTINCT FROM NEW.pinyin"),
                func="UPDATE residents_membership SET pinyin = '' WHERE resident_id = NEW.id; RETURN NULL;",
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Anonymised")

    def get_absolute_url(self) -> str:
        return f"/residents/{self.ref}/"

    @property
    def has_guardian(self) -> bool:
        """Who it is, residents.guardians.said() tells, as far as its reader may know."""
        return bool(self.guardian_id or self.guardian_name)

    @property
    def is_answered_for(self) -> bool:
        """Whether there is somebody to ask for a child: a guardian who has died is nobody."""
        return bool(self.guardian_name or (self.guardian and self.guardian.died_on is None))

    def age(self, today) -> int | None:
        """Nobody grows older than on the day of their death."""
        return age_of(self.born_on, min(today, self.died_on or today))

    def is_minor(self, today) -> bool:
        age = self.age(today)
        return age is not None and age < GROWN_UP


class ResidentTrait(models.Model):
    """Something an office has recognised of a person, from–to, on a basis that can be looked up."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="traits")
    kind = models.CharField(_("Kind"), max_length=12, choices=Trait)
    grade = models.CharField(_("Grade"), max_length=20, blank=True)
    basis = models.CharField(_("Basis"), max_length=120, help_text=_("Certificate or decision"))
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Recognised as")
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=Q(until=None),
                name="trait_once",
                violation_error_message=_("This is recorded already."),
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="trait_in_order"),
        ]


class LifeEvent(models.Model):
    """What happened to a person, on which day; when, by whom and in which post it was written down. Append-only."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=12, choices=Happening)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.CharField(max_length=300, blank=True)
    salt = models.UUIDField(
        null=True, editable=False, db_default=RandomUUID(), help_text="goes with the text, so that nobody can guess it"
    )
    text_digest = models.CharField(
        max_length=64, blank=True, db_default="", editable=False, help_text="of salt and text, once these are erased"
    )
    household_id = models.BigIntegerField(null=True, help_text="where from, or where it is")
    to_household_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("Event")
        indexes = [models.Index(fields=["resident", "-at"], name="event_of_resident")]
        triggers = [
            # The one change there is: the text of an anonymised person gives way to its digest, so that the seal of
            # the row (grids.privacy.seals) still fits.
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.salt IS NULL AND NEW.text = '' AND NEW.text_digest
                        = encode(sha256(convert_to(OLD.salt::text || OLD.text, 'UTF8')), 'hex')
                    AND (to_jsonb(NEW) - '{salt,text,text_digest}'::text[])
                        = (to_jsonb(OLD) - '{salt,text,text_digest}'::text[]) THEN RETURN NEW; END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                """,
            )
        ]


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["pinyin", "initials", "id_index", "phone_index"],
    level=pghistory.Statement,
    meta={"indexes": [models.Index(fields=["pgh_context"], name="resident_reasons")]},
)(Resident)
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    meta={"indexes": [models.Index(fields=["resident"], name="trait_past")]},
)(ResidentTrait)
