"""What happened to a record, told from its history rows: for components/timeline.html, newest first."""

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from grids import history, permissions
from grids.enums import Kind
from grids.models import KindLabel, Role, User
from grids.models.post import AREAS_CHANGED
from grids.models.user import LOCKOUT_LIFTED, PASSWORD_AGAIN, PHONE_CORRECTED
from grids.words import languages, phrases

# What happened to an account without a column of its history changing.
UNSEEN = {
    LOCKOUT_LIFTED: gettext_lazy("Lock-out after wrong passwords lifted"),
    PASSWORD_AGAIN: gettext_lazy("One-time password given"),
    PHONE_CORRECTED: gettext_lazy("Phone number corrected"),
}


def lines(events, describe) -> list[dict]:
    """`events`: rows of history models; describe(event) -> the sentence, or "" for an event nobody need see."""
    events = sorted(events, key=lambda event: event.pgh_created_at, reverse=True)
    told = [(event, describe(event)) for event in events]
    told = [(event, text) for event, text in told if text]
    people = User.objects.in_bulk({_said(event, "user") for event, _text in told} - {None})
    return [
        {
            "at": event.pgh_created_at,
            "who": str(people.get(_said(event, "user")) or ""),
            "what": text,
            "text": _said(event, "why") or "",
            "kind": "" if _said(event, "user") else "sys",
        }
        for event, text in told
    ]


def changes(events, describe) -> list[dict]:
    """As lines(), of `events` in the order they were written: describe(event, before) knows the one before it."""
    before = earlier(events)
    return lines(reversed(before), lambda event: describe(event, before[event]))


def earlier(events) -> dict:
    """By event the one before it of the same row, None of the first; `events`: all of their rows, the oldest first."""
    found, last = {}, {}
    for event in events:
        found[event] = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
    return found


def of_post(post) -> list[dict]:
    events = [*post.events.select_related("pgh_context")]
    areas = history.of(post.post_areas.model)
    events += areas.filter(post_id=post.pk).select_related("pgh_context", "area")
    return lines(events, of_post_event)


def of_account(user) -> list[dict]:
    """Without the changes somebody makes to their own settings."""
    return changes(user.events.select_related("pgh_context").order_by("pgh_id"), of_account_event)


def of_department(department) -> list[dict]:
    return changes(department.events.select_related("pgh_context").order_by("pgh_id"), of_department_event)


def of_roles() -> list[dict]:
    """What any role was given and what was taken from it, without what it was made with."""
    names = {role.pk: role.label for role in Role.objects.all()}
    return changes(
        history.of(Role).select_related("pgh_context").order_by("pgh_id"),
        lambda event, before: of_role_event(names.get(event.pgh_obj_id, event.code), event, before),
    )


def of_levels(district) -> list[dict]:
    """What its levels were called, each time they were named anew."""
    events = history.of(KindLabel).filter(district_id=district.pk)
    return lines(events.select_related("pgh_context"), _of_level)


def _of_level(event) -> str:
    words = {"level": Kind(event.kind).label, "zh": event.name_zh, "en": event.name_en}
    if event.pgh_label == "delete":
        return _("%(level)s: the standard word again, no longer %(zh)s (%(en)s)") % words
    return _("%(level)s: %(zh)s (%(en)s)") % words


def of_role_event(name: str, event, before) -> str:
    if before is None:
        return ""
    words = [
        said % {"grants": phrases.listed(labels)}
        for said, more, less in ((_("given: %(grants)s"), event, before), (_("taken away: %(grants)s"), before, event))
        if (labels := permissions.labels(set(more.grants) - set(less.grants)))
    ]
    return _("%(what)s: %(detail)s") % {"what": name, "detail": _("; ").join(words)} if words else ""


def of_department_event(event, before) -> str:
    if event.pgh_label == AREAS_CHANGED:
        words = (
            (_("serves in %(areas)s"), _said(event, "came")),
            (_("serves no more in %(areas)s"), _said(event, "went")),
        )
        return _("; ").join(said % {"areas": phrases.listed(areas)} for said, areas in words if areas)
    if before is None:
        return _("Department set up")
    if event.is_active != before.is_active:
        return _("Department opened again") if event.is_active else _("Department closed")
    if (event.name_zh, event.name_en) != (before.name_zh, before.name_en):
        return _("called %(name)s now") % {"name": languages.chosen(event.name_zh, event.name_en)}
    return ""


def of_post_event(event) -> str:
    if hasattr(event, "area_id"):
        if event.pgh_label == "delete":
            return _("Area taken away: %(area)s") % {"area": event.area.short_name}
        return _("Area: %(area)s") % {"area": event.area.short_name}
    if event.pgh_label == "insert":
        return _("Appointed")
    if not event.ended_on:
        return ""
    if timezone.localdate(event.pgh_created_at) < event.started_on:
        return _("Appointment taken back before it began")
    return _("Post ended")


def of_account_event(event, before) -> str:
    if before is None:
        return _("Account created")
    if event.pgh_label in UNSEEN:
        return str(UNSEEN[event.pgh_label])
    if event.is_active != before.is_active:
        return _("Account unlocked") if event.is_active else _("Account locked")
    if event.must_change_password and not before.must_change_password:
        return _("One-time password given")
    if event.password_changed_at != before.password_changed_at:
        return _("Password changed by its owner")
    if (event.name, event.work_number) != (before.name, before.work_number):
        return _("Name or work number corrected")
    if event.email != before.email and _said(event, "user") != event.pgh_obj_id:
        return _("E-mail corrected")
    return ""


def _said(event, key):
    return (event.pgh_context.metadata if event.pgh_context else {}).get(key)
