"""What was done to accounts, posts, roles and departments, and by whom, for the auditor: newest first."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import BigIntegerField, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from grids import history, past
from grids.models import Department, Post, PostArea, Role, User
from grids.permissions import READ_LOGS


def acts(user, before: datetime | None, most: int) -> tuple[list[dict], datetime | None]:
    """For components/timeline.html: what was done before a moment; and the moment the next page begins at, or None.

    About `most` lines: what was written at one moment stands on one page. Of a page without a word (a loader wrote
    thousands of rows) nobody would turn to the next: that one is told instead.
    """
    found, before = _page(user, before, most)
    while not found and before is not None:
        found, before = _page(user, before, most)
    return found, before


def _page(user, before: datetime | None, most: int) -> tuple[list[dict], datetime | None]:
    kinds = [_accounts(user), _posts(user), _areas(user)]
    loaded = Q(pgh_label="insert") & (Q(pgh_context=None) | Q(pgh_context__metadata__user=None))
    kinds += [history.of(model).exclude(loaded) for model in (Role, Department)]
    if before is not None:
        kinds = [rows.filter(pgh_created_at__lt=before) for rows in kinds]
    newest = [at for rows in kinds for at in _moments(rows)[: most + 1]]
    since = sorted(newest, reverse=True)[most - 1] if len(newest) > most else None
    if since is None:
        return _told(kinds), None
    older = any(rows.filter(pgh_created_at__lt=since).exists() for rows in kinds)
    return _told([rows.filter(pgh_created_at__gte=since) for rows in kinds]), since if older else None


def _accounts(user):
    """Of those who serve in one's areas or nowhere yet; without what people change of their own account, unless they
    did it in the post in which they keep accounts.
    """
    seen = User.objects.filter(user.scope.area_q(READ_LOGS, "posts__areas__") | Q(posts=None))
    by, post = (Cast(KeyTextTransform(said, "pgh_context__metadata"), BigIntegerField()) for said in ("user", "post"))
    rows = history.of(User).filter(pgh_obj_id__in=seen.values("pk")).annotate(by=by, post=post)
    return rows.filter(Q(by=None) | ~Q(by=F("pgh_obj_id")) | Q(post__isnull=False))


def _posts(user):
    return history.of(Post).filter(pgh_obj_id__in=_seen(user))


def _areas(user):
    """As areas were given and taken away; a re-division that moves them along gives nobody more."""
    rows = history.of(PostArea).filter(post_id__in=_seen(user), pgh_label__in=["insert", "delete"])
    return rows.select_related("area")


def _seen(user):
    return Post.objects.filter(user.scope.area_q(READ_LOGS, "areas__")).values("pk")


def _moments(rows):
    return rows.order_by("-pgh_created_at").values_list("pgh_created_at", flat=True)


def _told(kinds) -> list[dict]:
    accounts, posts, areas, roles, departments = (
        list(rows.select_related("pgh_context").order_by("pgh_id")) for rows in kinds
    )
    said = _of_accounts(accounts) | _of_posts(posts, areas) | _of_roles(roles) | _of_departments(departments)
    return past.lines(said, said.get)


def _of_accounts(events) -> dict:
    before = _before(User, events)
    return {
        event: _named(f"{event.name} ({event.username})", past.of_account_event(event, before[event]))
        for event in events
    }


def _of_posts(posts, areas) -> dict:
    held = Post.objects.select_related("user", "role").in_bulk(
        {event.pgh_obj_id for event in posts} | {event.post_id for event in areas}
    )

    def said(event, pk: int) -> str:
        return _named(f"{held[pk].user} · {held[pk].role.label}" if pk in held else "", past.of_post_event(event))

    return {event: said(event, event.pgh_obj_id) for event in posts} | {
        event: said(event, event.post_id) for event in areas
    }


def _of_roles(events) -> dict:
    before, names = _before(Role, events), _labels(Role)
    return {
        event: past.of_role_event(names.get(event.pgh_obj_id, event.code), event, before[event]) for event in events
    }


def _of_departments(events) -> dict:
    before, names = _before(Department, events), _labels(Department)
    return {
        event: _named(names.get(event.pgh_obj_id, event.code), past.of_department_event(event, before[event]))
        for event in events
    }


def _labels(model) -> dict[int, str]:
    return {row.pk: row.label for row in model.objects.all()}


def _named(name: str, what: str) -> str:
    return _("%(what)s: %(detail)s") % {"what": name, "detail": what} if what else ""


def _before(model, events: Iterable) -> dict:
    """By event the one before it, also from before this page."""
    rows = history.of(model).filter(pgh_obj_id__in={event.pgh_obj_id for event in events})
    return past.earlier(rows.order_by("pgh_id"))
