"""What was done to accounts, posts, roles and departments, and by whom, for the auditor: newest first."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.db.models import BigIntegerField, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import get_language
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
    kinds += [history.of(model).exclude(pgh_label="insert") for model in (Role, Department)]
    if before is not None:
        kinds = [rows.filter(pgh_created_at__lt=before) for rows in kinds]
    newest = [at for rows in kinds for at in _moments(rows)[: most + 1]]
    since = sorted(newest, reverse=True)[most - 1] if len(newest) > most else None
    if since is None:
        return _told(kinds), None
    older = any(rows.filter(pgh_created_at__lt=since).exists() for rows in kinds)
    return _told([rows.filter(pgh_created_at__gte=since) for rows in kinds]), since if older else None


def _accounts(user):
    """Of those who serve in one's areas or nowhere yet; without what people change of their own account."""
    seen = User.objects.filter(user.scope.area_q(READ_LOGS, "posts__areas__") | Q(posts=None))
    by = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    rows = history.of(User).filter(pgh_obj_id__in=seen.values("pk")).annotate(by=by)
    return rows.filter(Q(by=None) | ~Q(by=F("pgh_obj_id")))


def _posts(user):
    return history.of(Post).filter(pgh_obj_id__in=_seen(user))


def _areas(user):
    """As areas were given and taken away; a re-division that moves them along gives nobody more."""
    return history.of(PostArea).filter(post_id__in=_seen(user), pgh_label__in=["insert", "delete"])


def _seen(user):
    return Post.objects.filter(user.scope.area_q(READ_LOGS, "areas__")).values("pk")


def _moments(rows):
    return rows.order_by("-pgh_created_at").values_list("pgh_created_at", flat=True)


def _told(kinds) -> list[dict]:
    accounts, posts, areas, roles, departments = (
        list(rows.select_related("pgh_context").order_by("pgh_id")) for rows in kinds
    )
    before = _before(User, accounts) | _before(Role, roles) | _before(Department, departments)
    held = Post.objects.select_related("user", "role").in_bulk(
        {event.pgh_obj_id for event in posts} | {event.post_id for event in areas}
    )
    names = {role.pk: role.label for role in Role.objects.all()}
    english = (get_language() or "").startswith("en")

    def describe(event) -> str:
        early = before.get((event.pgh_obj_model, event.pgh_id))
        if event.pgh_obj_model is Role:
            return past.of_role_event(names.get(event.pgh_obj_id, event.code), early, event) if early else ""
        if event.pgh_obj_model is Department:
            of, what = event.name_en if english else event.name_zh, early and past.of_department_event(early, event)
        elif event.pgh_obj_model is User:
            of, what = f"{event.name} ({event.username})", past.of_account_event(event, early)
        else:
            post = held.get(getattr(event, "post_id", event.pgh_obj_id))
            of, what = f"{post.user} · {post.role.label}" if post else "", past.of_post_event(event)
        return _("%(what)s: %(detail)s") % {"what": of, "detail": what} if what else ""

    told = {User: accounts, Post: posts, PostArea: areas, Role: roles, Department: departments}
    for model, events in told.items():
        for event in events:
            event.pgh_obj_model = model
    return past.lines([event for events in told.values() for event in events], describe)


def _before(model, events: Iterable) -> dict[tuple, object]:
    """The event before each of these, of the same row."""
    rows = history.of(model).filter(pgh_obj_id__in={event.pgh_obj_id for event in events})
    told = rows.order_by("pgh_obj_id", "pgh_id")
    return {(model, later.pgh_id): early for early, later in pairwise(told) if early.pgh_obj_id == later.pgh_obj_id}
