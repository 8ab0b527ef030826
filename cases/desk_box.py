"""The desk's box of contested cards, for whoever decides on them."""

from django.utils.translation import gettext as _

from cases.models import Case, Escalation
from grids import when
from grids.desk import Box

SHOWN = 5


def contested(user, now) -> dict | None:
    """Undecided ones in the areas of the hat worn, the oldest first; never one's own."""
    hat = user.scope.hat
    if hat is None or "supervise_case" not in hat.grants:
        return None
    cards = (
        Escalation.objects.filter(contested_at__isnull=False, decided_at=None)
        .filter(user.scope.area_q("supervise_case", "case__area__"))
        .filter(case__in=Case.objects.visible_to(user))
        .exclude(contested_by=user.pk)
        .select_related("case", "contested_by")
        .order_by("contested_at")[:SHOWN]
    )
    rows = [
        {
            "title": card.case.number if card.case.is_confidential else card.case.title,
            "url": f"{card.case.get_absolute_url()}#cards",
            "said": f"{card.contested_by} · {when.stamp(card.contested_at, now)}",
        }
        for card in cards
    ]
    return {"rows": rows, "heading": _("Cards to decide on")} if rows else None


BOX = Box("cards", "cases/desk_cards.html", contested, order=10)
