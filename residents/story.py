"""What happened to a person, newest first, for the page that found the person through a scope."""

from residents.actions.merge import entries_of
from residents.models import LifeEvent, Resident

SHOWN = 30


def of(resident: Resident) -> list[dict]:
    rows = LifeEvent.objects.filter(resident__in=entries_of(resident)).select_related("by", "post__role")
    return [
        {
            "at": row.at,
            "who": f"{row.by} {row.post.role.label if row.post else ''}".strip() if row.by else "",
            "what": row.get_kind_display(),
            "text": row.text,
            "kind": "" if row.by else "sys",
        }
        for row in rows.order_by("-at", "-pk")[:SHOWN]
    ]
