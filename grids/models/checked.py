"""Rows whose rules are asked about together before they are saved."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import (
    BaseConstraint,
    BooleanField,
    CheckConstraint,
    Exists,
    Expression,
    ForeignKey,
    Q,
    UniqueConstraint,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.db.models.sql import Query

from grids.database import prepared
from grids.fields import EncryptedField

SIZE = re.compile(r"\([\d, ]+\)")


class Checked(models.Model):
    """full_clean() asks one query whether all rules of a row hold, where Django asks one for each.

    The rules: its check and unique constraints, its unique fields, and that the rows are there to which it refers.
    Only when something is wrong are they asked one by one, for the message of the one that is broken.
    """

    class Meta:
        abstract = True

    def full_clean(self, exclude=None, validate_unique=True, validate_constraints=True):
        left_out = frozenset(exclude or ())
        refers = {each.name for each in _references(type(self)) if getattr(self, each.attname) is not None}
        kinds = (constraints,) * validate_constraints + (unique_fields,) * validate_unique + (references,)
        try:
            super().full_clean(left_out | refers, validate_unique=False, validate_constraints=False)
            if self._all_hold(left_out, kinds):
                return
        except ValidationError:
            pass  # told below, with whatever else is wrong
        super().full_clean(left_out, validate_unique, validate_constraints)

    def validate_constraints(self, exclude=None):
        left_out = frozenset(exclude or ())
        if not self._all_hold(left_out, (constraints,)):
            super().validate_constraints(left_out)

    def _all_hold(self, left_out: frozenset[str], kinds: tuple["Kind", ...]) -> bool:
        for rule in _other_kinds(type(self)) if constraints in kinds else ():
            try:
                rule.validate(type(self), self, exclude=left_out)
            except ValidationError:
                return False
        sql, asked = _question(type(self), left_out, self._state.adding, kinds)
        if not sql:
            return True
        with prepared.cursor() as cursor:
            cursor.execute(sql, [each.of(self) if isinstance(each, Said) else each for each in asked])
            return cursor.fetchone() is not None


class Said(Expression):
    """In the place of what a row says in one of its fields; no Value, of which Django knows whether it is nothing."""

    def as_sql(self, compiler, connection):
        """With its type, which nothing does not have; without its size, which would cut it off."""
        return f"%s::{SIZE.sub('', self.output_field.rel_db_type(connection))}", [self]

    def of(self, row: models.Model):
        field = self.output_field
        value = getattr(row, field.attname)
        if isinstance(field, EncryptedField):  # all that a rule can ask is whether it says anything
            return b"-" if value else None
        return field.get_db_prep_value(value, connection=connection)


# What must hold for a row of a model. As Django does, leave out what is about a field that is left out.
Kind = Callable[[type[models.Model], frozenset[str], bool], Iterator[Q]]


def constraints(model: type[models.Model], left_out: frozenset[str], is_new: bool) -> Iterator[Q]:
    for rule in filter(_is_plain, model._meta.constraints):
        about = set(rule.condition.referenced_base_fields) if rule.condition else set()
        if isinstance(rule, UniqueConstraint):
            about |= set(rule.fields)
        if about.isdisjoint(left_out):
            yield rule.condition if isinstance(rule, CheckConstraint) else _once(model, rule, is_new)


def _once(model: type[models.Model], rule: UniqueConstraint, is_new: bool) -> Q:
    same = _others(model, is_new)
    for name in rule.fields:
        said = Said(model._meta.get_field(name))
        nothing = Q(IsNull(said, True), **{f"{name}__isnull": True}) if rule.nulls_distinct is False else Q()
        same = same.filter(Q(**{name: said}) | nothing if nothing else Q(**{name: said}))
    return ~(rule.condition & Exists(same.filter(rule.condition))) if rule.condition else ~Q(Exists(same))


def unique_fields(model: type[models.Model], left_out: frozenset[str], is_new: bool) -> Iterator[Q]:
    for field in model._meta.concrete_fields:
        if field.unique and field.name not in left_out and (is_new or not field.primary_key):
            yield ~Q(Exists(_others(model, is_new).filter(**{field.name: Said(field)})))


def _others(model: type[models.Model], is_new: bool) -> models.QuerySet:
    rows = model._default_manager.all()
    return rows if is_new else rows.exclude(pk=Said(model._meta.pk))


def references(model: type[models.Model], left_out: frozenset[str], _is_new: bool) -> Iterator[Q]:
    for field in _references(model):
        if field.name not in left_out:
            there = field.related_model._base_manager.filter(pk=Said(field))
            yield Q(IsNull(Said(field), True)) | Q(Exists(there))


@cache
def _references(model: type[models.Model]) -> list[ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and not field.get_limit_choices_to() and field.target_field.primary_key
    ]


def _is_plain(rule: BaseConstraint) -> bool:
    return isinstance(rule, CheckConstraint) or isinstance(rule, UniqueConstraint) and bool(rule.fields)


@cache
def _other_kinds(model: type[models.Model]) -> list[BaseConstraint]:
    """No overlaps, no two that say the same in other letters: Django asks for them well enough."""
    return [rule for rule in model._meta.constraints if not _is_plain(rule)]


@lru_cache(maxsize=1000)  # a form leaves out whatever was typed wrong, in as many ways as there are
def _question(
    model: type[models.Model], left_out: frozenset[str], is_new: bool, kinds: tuple[Kind, ...]
) -> tuple[str, tuple]:
    """A statement that finds something where all holds. Written once: to write it takes longer than to ask it."""
    rules = [rule for kind in kinds for rule in kind(model, left_out, is_new)]
    if not rules:
        return "", ()
    query = Query(None)
    for field in (each for each in model._meta.concrete_fields if not each.generated):
        query.add_annotation(Said(field), field.name, select=False)
    query.add_annotation(Said(model._meta.pk), "pk", select=False)
    query.add_annotation(Value(1), "_holds")
    query.add_q(Q(Coalesce(Q(*rules), True, output_field=BooleanField())))
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    return sql, tuple(parameters)
