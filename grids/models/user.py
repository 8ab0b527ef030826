"""People who serve: the account."""

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from grids.enums import Theme
from grids.fields import EncryptedField
from grids.models.identity import SubjectKey
from grids.privacy import identity
from grids.scope import Scope

# Events that change no column which history keeps.
LOCKOUT_LIFTED, PASSWORD_AGAIN, PHONE_CORRECTED = "lockout_lifted", "password_again", "phone_corrected"


def by_name(said: str, path: str = "") -> Q:
    """Of accounts (at `path`, "" for User itself) by a part of the name, or by how its reading or initials begin."""
    letters = said.lower()
    found = {"name__icontains": said, "pinyin__startswith": letters, "initials__startswith": letters}
    return Q(*((f"{path}{how}", value) for how, value in found.items()), _connector=Q.OR)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Oneself; and, for whoever appoints or keeps accounts, everybody who serves in their areas or nowhere yet."""
        scope = user.scope
        if scope.has("manage_users") or scope.has("appoint"):
            reach = scope.area_q("appoint", "posts__areas__") | scope.area_q("manage_users", "posts__areas__")
            return self.filter(Q(pk=user.pk) | reach | Q(posts=None)).distinct()
        return self.filter(pk=user.pk)

    def audited_by(self, user):
        """Who serves, or served, in the areas whose logs this person reads."""
        return self.filter(user.scope.area_q("read_logs", "posts__areas__"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        """An account with a subject key of its own, under which its phone is kept."""
        fields.setdefault("subject", SubjectKey.issue())
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    username = models.CharField(_("Account"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=40)
    pinyin = models.CharField(max_length=120, blank=True)
    initials = models.CharField(max_length=40, blank=True, db_default="")
    work_number = models.CharField(_("Work number"), max_length=20, blank=True)
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+")
    phone = EncryptedField(_("Phone"), subject="subject", max_length=20)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = models.EmailField(_("E-mail"), blank=True)
    is_active = models.BooleanField(_("Active"), default=True)
    is_demo = models.BooleanField(default=False, help_text="a demo account: exempt from TOTP and forced change")
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    theme = models.CharField(_("Theme"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    large_type = models.BooleanField(_("Large type"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("Account")
        verbose_name_plural = _("Accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["work_number"],
                condition=~Q(work_number=""),
                name="user_work_number",
                violation_error_message=_("This work number is in use."),
            ),
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=~Q(phone_index=""),
                name="user_phone",
                violation_error_message=_("An account with this phone number exists already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    hat_key: str | None = None  # the hat chosen in this session; set by grids.middleware.SignedIn

    @cached_property
    def scope(self) -> Scope:
        """Read once per request (one query); a new request sees a changed post."""
        return Scope.of(self, chosen=self.hat_key)

    @cached_property
    def unread_count(self) -> int:
        """Of a person who asks, read with them (grids/backends.py)."""
        return self.notices.filter(read_at=None).count()

    @cached_property
    def has_drafts(self) -> bool:
        """Of a person who asks, read with them, so that no form looks for a draft in vain."""
        return self.drafts.exists()

    @property
    def masked_phone(self) -> str:
        return identity.mask_phone(self.phone.open(self.subject)) if self.phone else ""

    # What Django's admin and guardian ask. Nobody is a superuser: rights come from posts alone.
    is_superuser = False

    @property
    def groups(self):
        """Guardian asks; there are none."""
        return Group.objects.none()

    @property
    def is_staff(self) -> bool:
        return self.is_active and self.scope.has("manage_roles", "manage_rules", "manage_users")

    def has_perm(self, perm, obj=None) -> bool:
        """Nobody holds a right everywhere: without an area it is False, or guardian would list every area."""
        return obj is not None and self.is_active and self.scope.reaches(perm.split(".")[-1], obj)

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff


class SignIn(models.Model):
    """One try to sign in, for its owner to see."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(auto_now_add=True)
    ok = models.BooleanField()
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=120, blank=True)
    session_key = models.CharField(max_length=40, blank=True, help_text="the session it opened; empty once ended")

    class Meta:
        verbose_name = _("Sign-in")
        indexes = [models.Index(fields=["user", "-at"], name="sign_in_newest")]


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    *map(pghistory.ManualEvent, (LOCKOUT_LIFTED, PASSWORD_AGAIN, PHONE_CORRECTED)),
    exclude=["password", "last_login", "phone", "phone_index", "language", "theme", "large_type", "initials"],
)(User)
