"""What the desk shows to those who supervise: what is overdue below them, and contested cards to decide on."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import listing, queries, timing
from cases.enums import Status
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


def overdue(user, now) -> dict | None:
    """The longest overdue in the areas one supervises, whoever has to act: what waits for oneself stands above it."""
    hat = user.scope.hat
    if hat is None or "supervise_case" not in hat.grants:
        return None
    late = Q(status=Status.OPEN, due_at__lt=now, paused_at=None) & user.scope.placed_q("supervise_case")
    found = queries.cases(user, late, queries.DUE_FIRST, size=SHOWN)
    if not found.rows:
        return None
    english = (get_language() or "").startswith("en")
    rows = [
        {
            "title": line.title,
            "url": f"/cases/{line.number}/",
            "left": timing.tag(line, now),
            "said": " · ".join(filter(None, (line.place, listing.holder(line, {line.to_area_id: ""}, english)))),
        }
        for line in found.rows
    ]
    count = f"{SHOWN}+" if found.next else len(found.rows)
    return {"rows": rows, "count": count, "url": f"{reverse('cases:list')}?view=overdue"}


BOXES = (
    Box("overdue", "cases/desk_overdue.html", overdue, order=5, side=False),
    Box("cards", "cases/desk_cards.html", contested, order=10),
)
