"""What matters are about: two levels, added, renamed and switched off. Nothing is deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import Category
from grids import history
from grids.permissions import MANAGE_RULES, need_in_hat
from grids.words import reasons

FACTS = ("name_zh", "name_en", "order", "is_confidential", "source", "check_locally")


@transaction.atomic
def add(parent: Category | None, *, by, why: str = "", code: str = "", is_dispute: bool = False, **facts) -> Category:
    """A category below `parent`, or a new one on top. What is a dispute or statutory is said on top and holds below.

    Without a code it gets one from the code above. Raises ValidationError by field.
    """
    need_in_hat(by, MANAGE_RULES)
    siblings = Category.objects.select_for_update(of=("self",), no_key=True).filter(parent=parent)
    known = list(siblings)
    if parent is not None and parent.parent_id:
        raise ValidationError(_("Categories have two levels."))
    category = Category(parent=parent, is_dispute=is_dispute, **facts)
    if parent is not None:
        category.is_dispute, category.statutory = parent.is_dispute, parent.statutory
    category.code = code.strip() or _new_code(parent)
    if facts.get("order") is None:
        category.order = _next_order(parent)
    return _save(category, known, by, why)


@transaction.atomic
def correct(pk: int, *, by, why: str, **facts) -> Category:
    """Names, order, and whether new matters in it are confidential. Old matters keep what they were."""
    need_in_hat(by, MANAGE_RULES)
    category = Category.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    reasons.need(why)
    for name in FACTS:
        if name in facts and facts[name] is not None:
            setattr(category, name, facts[name])
    return _save(category, list(Category.objects.filter(parent=category.parent_id).exclude(pk=pk)), by, why)


@transaction.atomic
def switch(pk: int, *, on: bool, by, why: str) -> Category:
    """Offer it for new matters, or no longer. With one on top go those below it; open matters keep it either way."""
    need_in_hat(by, MANAGE_RULES)
    category = Category.objects.select_for_update(of=("self",), no_key=True).select_related("parent").get(pk=pk)
    reasons.need(why)
    if on and category.parent_id and not category.parent.is_active:
        raise ValidationError(_("Switch on %(name)s first.") % {"name": category.parent.label})
    with _acting(by, why):
        for one in [category, *Category.objects.filter(parent=category).select_for_update(no_key=True)]:
            one.is_active = on
            one.save(update_fields=["is_active"])
    return category


def _save(category: Category, siblings: list[Category], by, why: str) -> Category:
    category.name_zh, category.name_en = category.name_zh.strip(), category.name_en.strip()
    category.full_clean()
    same = [
        name
        for name in ("name_zh", "name_en")
        if any(getattr(one, name) == getattr(category, name) for one in siblings)
    ]
    if same:
        raise ValidationError({name: _("There is a category of this name beside it already.") for name in same})
    with _acting(by, why):
        category.save()
    return category


def _new_code(parent: Category | None) -> str:
    stem = f"{parent.code}-" if parent else "category-"
    taken = set(Category.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for number in range(1, 10_000) if (code := f"{stem}{number}") not in taken)


def _next_order(parent: Category | None) -> int:
    last = Category.objects.filter(parent=parent).aggregate(last=Max("order"))["last"]
    if last is None:
        return min((parent.order if parent else 0) + 1, 32_000)
    return min(last + (1 if parent else 100), 32_000)


def _acting(by, why: str):
    return history.acting(by, grant=MANAGE_RULES, where=by.scope.hat.reaches[0], why=why.strip())
