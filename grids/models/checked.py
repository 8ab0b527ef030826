"""Rows whose constraints are asked about together before they are saved."""

from collections.abc import Iterable
from functools import cache

from django.core.exceptions import FieldError, ValidationError
from django.db import models, router
from django.db.models import CheckConstraint, Q, Value


class Checked(models.Model):
    """full_clean() asks for all check constraints in one query, where Django asks one query for each.

    Only when something is wrong are they asked one by one, for the message of the one that is broken.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        if not self._all_hold(exclude or ()):
            super().validate_constraints(exclude)

    def _all_hold(self, exclude: Iterable[str]) -> bool:
        using = router.db_for_write(type(self), instance=self)
        checks, fields = _asked(type(self))
        said = {
            name: Value(getattr(self, field.attname), field)
            for name, field in fields.items()
            if field.name not in exclude
        }
        try:
            if checks and not checks.check(said, using=using):
                return False
            for each in self._meta.constraints:
                if not isinstance(each, CheckConstraint):
                    each.validate(type(self), self, exclude=exclude, using=using)
        except (FieldError, ValidationError):  # a field that is left out here; somebody who has this already
            return False
        return True


@cache
def _asked(model: type[models.Model]) -> tuple[Q, dict[str, models.Field]]:
    """What must hold, and the fields it is about: Django would put every other one into the question too."""
    checks = Q(*(each.condition for each in model._meta.constraints if isinstance(each, CheckConstraint)))
    own = model._meta
    names = sorted(checks.referenced_base_fields)
    return checks, {name: own.pk if name == "pk" else own.get_field(name) for name in names}
