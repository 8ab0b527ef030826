"""A model field whose text is readable only with the key of the person it is about."""

from dataclasses import dataclass

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from grids.privacy import identity

HIDDEN = "••••"


@dataclass(frozen=True, repr=False)
class Sealed:
    """A text as the database holds it. It shows itself nowhere; open() reads it with the key of its person."""

    data: bytes
    label: str

    def open(self, subject) -> str:
        """Raises identity.KeyGone for an anonymised person, identity.WrongKey for anybody but its own."""
        return identity.decrypt(subject.data_key, self.data, _aad(self.label, subject))

    def __str__(self):
        return HIDDEN

    __repr__ = __str__


class EncryptedField(models.BinaryField):
    """Text about a person: assign plain text, save, and the row holds it encrypted under the person's key.

    subject: the name of the foreign key to grids.SubjectKey on the same model; it must be set before saving.
    label: what the text is bound to besides the person, by default the field's name. It stays the same in copies
    of the row, such as its history; give it when a field is renamed.
    max_length counts the characters of the plain text. Nothing, and an empty text, is stored as NULL.
    Read back, the value is Sealed. It cannot be searched: keep a blind index beside it.
    """

    empty_values = (None, "", b"")

    def __init__(self, *args, subject="subject", label=None, **kwargs):
        self.subject, self.label = subject, label
        kwargs["null"] = kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["subject"] = self.subject
        if self.label:
            kwargs["label"] = self.label
        return name, path, args, kwargs

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_subject()]

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(bytes(value), self.label or self.name)

    def to_python(self, value):
        return value

    def run_validators(self, value):
        if not isinstance(value, Sealed):
            super().run_validators(value)

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if isinstance(value, str) and value:
            value = self._seal(model_instance, value)
            setattr(model_instance, self.attname, value)
        return value or None

    def get_prep_value(self, value):
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError(
            f"{self.name} is encrypted for one person: assign it and save the row; "
            "it can be neither updated in bulk nor searched with plain text"
        )

    def get_db_prep_value(self, value, connection, prepared=False):
        value = self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value.data)

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        if isinstance(value, str) and value:
            raise TypeError(f"{self.name} is encrypted: its plain text is not written anywhere")
        return str(value or "")

    def _seal(self, instance, text: str) -> Sealed:
        subject = getattr(instance, self.subject, None)
        if subject is None:
            raise ValueError(f"{self.name} can only be saved once {self.subject} is set: it holds the person's key")
        if self.max_length and len(text) > self.max_length:
            raise ValueError(f"{self.name} is longer than {self.max_length} characters")
        label = self.label or self.name
        return Sealed(identity.encrypt(subject.data_key, text, _aad(label, subject)), label)

    def _check_subject(self):
        try:
            self.model._meta.get_field(self.subject)
        except FieldDoesNotExist:
            return [
                checks.Error(f"{self.name} has no foreign key {self.subject!r} beside it.", obj=self, id="grids.E003")
            ]
        return []


def plain(instance, name: str) -> str:
    """The text of an encrypted field. Whoever shows it must be allowed to, and must have it logged."""
    value = getattr(instance, name)
    if isinstance(value, Sealed):
        return value.open(getattr(instance, instance._meta.get_field(name).subject))
    return value or ""


def masked(instance, name: str, mask) -> str:
    """An encrypted field as every page shows it, such as masked(resident, "phone", mask_phone)."""
    try:
        text = plain(instance, name)
    except identity.KeyGone:
        return HIDDEN
    return mask(text) if text else ""


def _aad(label: str, subject) -> str:
    return f"{label}:{subject.pk}"
