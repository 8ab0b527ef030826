"""What happened to an area, in words: who, in which post, when, why, and what is different since."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.days.when import day_of
from grids.models import Area, Post, Redivision, User

PLAIN = (
    "name", "code", "founded_on", "area_km2", "declared_households", "declared_population", "declared_source",
    "declared_on",
)  # fmt: skip


def of_area(area: Area) -> list[dict]:
    """For components/timeline.html, newest first. What one act wrote is one line."""
    events = area.events.select_related("pgh_context").order_by("pgh_id")
    acts = [list(act) for _at, act in groupby(events, key=lambda event: (event.pgh_created_at, event.pgh_context_id))]
    said = [act[-1].pgh_context.metadata if act[-1].pgh_context else {} for act in acts]
    people = User.objects.in_bulk({words.get("user") for words in said} - {None})
    posts = Post.objects.select_related("role").in_bulk({words.get("post") for words in said} - {None})
    names = _names(event for act in acts for event in act)
    lines, before = [], None
    for act, words in zip(acts, said, strict=True):
        what = changes(before, act[-1], names)
        before = act[-1]
        if what:
            person, post = people.get(words.get("user")), posts.get(words.get("post"))
            lines.append(
                {
                    "at": before.pgh_created_at,
                    "who": f"{person} ({post.role})" if person and post else str(person or ""),
                    "what": _("; ").join(what),
                    "text": words.get("why") or "",
                    "kind": "" if person else "sys",
                }
            )
    return lines[::-1]


def successor(area: Area) -> Area | None:
    """The area that took over what was registered in this one, which a re-division retired."""
    rows = Redivision.objects.filter(undone_at=None, undo__along__has_key=str(area.pk)).order_by("-pk")
    along = rows.values_list("undo__along", flat=True).first()
    return Area.objects.filter(pk=along[str(area.pk)]).first() if along else None


def came_from(area: Area) -> QuerySet[Area]:
    """The areas whose rows a re-division brought here."""
    done = Redivision.objects.filter(area__tree_id=area.tree_id, undone_at=None).values_list("undo__along", flat=True)
    old = [int(pk) for along in done if along for pk, new in along.items() if new == area.pk]
    return Area.objects.filter(pk__in=old).order_by("code")


def changes(before, after, names: dict[int, str]) -> list[str]:
    """What differs between two snapshots; before None: the area was made."""
    if before is None:
        return [_("Added as %(name)s, %(code)s") % {"name": after.name, "code": after.code}]
    words = []
    if before.parent_id != after.parent_id:
        way = {"old": names.get(before.parent_id, "–"), "new": names.get(after.parent_id, "–")}
        words.append(_("Moved from %(old)s to %(new)s") % way)
    for field in PLAIN:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            label = Area._meta.get_field(field).verbose_name
            words.append(_("%(field)s: %(old)s → %(new)s") % {"field": label, "old": _said(old), "new": _said(new)})
    return words + _other(before, after)


def _other(before, after) -> list[str]:
    words = []
    if (before.nature, before.organisation_id) != (after.nature, after.organisation_id):
        words.append(_("Now %(nature)s") % {"nature": after.get_nature_display()})
    if before.boundary != after.boundary:
        words.append(_("Boundary described anew"))
    if before.valid_to is None and after.valid_to is not None:
        words.append(_("Retired on %(day)s") % {"day": _said(after.valid_to)})
    if before.valid_to is not None and after.valid_to is None:
        words.append(_("Taken up again: the re-division that retired it was undone"))
    return words


def _said(fact) -> str:
    """A fact as pages say it; a dash for one that is not there."""
    if isinstance(fact, date):
        return day_of(fact, timezone.localdate())
    return "–" if fact in (None, "") else str(fact)


def _names(events: Iterable) -> dict[int, str]:
    return dict(Area.objects.filter(pk__in={event.parent_id for event in events}).values_list("pk", "name"))
