"""Rows whose constraints are asked about together before they are saved."""

from django.core.exceptions import FieldError, ValidationError
from django.db import models, router
from django.db.models import CheckConstraint, Q


class Checked(models.Model):
    """full_clean() asks for all check constraints in one query, where Django asks one query for each.

    Only when something is wrong are they asked one by one, for the message of the one that is broken.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        if not self._all_hold(exclude):
            super().validate_constraints(exclude)

    def _all_hold(self, exclude) -> bool:
        using = router.db_for_write(type(self), instance=self)
        checks = [each.condition for each in self._meta.constraints if isinstance(each, CheckConstraint)]
        try:
            if checks and not Q(*checks).check(self._get_field_expression_map(self._meta, exclude), using=using):
                return False
            for each in self._meta.constraints:
                if not isinstance(each, CheckConstraint):
                    each.validate(type(self), self, exclude=exclude, using=using)
        except (FieldError, ValidationError):  # a field that is left out here; somebody who has this already
            return False
        return True
