"""How many are helped, by category: never a number below five, and no sum from which one could be found."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from residents import care_rules as rules
from residents.models import CareCase, CareCategory


def by_category(user) -> list[dict]:
    """Tiles for the categories this person may read, in their areas: two queries. Sealed ones still count."""
    granted = Q(pk__in=())
    grants = [grant for grant in ("read_care", "read_care_sensitive") if user.scope.has(grant)]
    for grant in grants:
        granted |= Q(category__read_grant=grant) & user.scope.placed_q(grant)
    if not grants:
        return []
    counted = dict(CareCase.objects.filter(granted).order_by().values_list("category").annotate(count=Count("pk")))
    tiles = []
    for category in CareCategory.objects.filter(is_active=True, read_grant__in=grants):
        count = rules.shown(counted.get(category.pk, 0))
        if category.pk in counted:
            tiles.append({"label": category.label, "value": count, "shown": "" if count else _("fewer than 5")})
    return tiles
