"""Who serves where: appointing, changing the areas of a post, ending it and handing its work over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, registry
from grids.actions.grants import derive_all, derive_grants, ensure_permissions
from grids.actions.roles import ADMINISTRATORS, answers_for
from grids.database import locks
from grids.models import Area, Department, Post, PostArea, Role, User
from grids.people import staffing
from grids.permissions import APPOINT, MANAGE_ROLES, MANAGE_USERS
from grids.words import phrases

__all__ = [
    "Work",
    "appoint",
    "change_areas",
    "derive_all",
    "derive_grants",
    "end",
    "ensure_permissions",
    "may_give",
    "open_work",
]


@dataclass(frozen=True, slots=True)
class Work:
    label: str
    count: int


def may_give(by, role: Role) -> bool:
    """Whether the hat worn may appoint to this role somewhere. Decision 0005.

    Administrators are appointed by the security administrator. Any other role by whoever may appoint and holds
    everything that role grants; the system administrator, who holds no business rights, may give them all.
    """
    hat = by.scope.hat
    if hat is None:
        return False
    if role.code in ADMINISTRATORS:
        return MANAGE_ROLES in hat.grants
    return APPOINT in hat.grants and (MANAGE_USERS in hat.grants or hat.grants.issuperset(role.grants))


@transaction.atomic
def appoint(
    person: User,
    role: Role,
    areas: Sequence[Area],
    *,
    by: User | None,
    department: Department | None = None,
    started_on: date | None = None,
    why: str = "",
) -> Post:
    """A new post from `started_on` (today). by None is the loader's.

    Raises PermissionDenied outside one's own areas, for a department that serves beyond them and for oneself,
    ValidationError by field for what does not fit.
    """
    locks.share(locks.Lock.TREE)  # no area is retired meanwhile
    person, areas = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk), _as_they_lie(areas)
    if department is not None:  # as it stands now, and it is not closed meanwhile
        department = Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    _check_appointer(by, role, areas, person)
    if by is not None and department is not None and not answers_for(by, department):
        raise PermissionDenied  # its officers read all that waits for it, wherever that lies
    _check_fit(person, role, areas, department)
    post = Post(user=person, role=role, department=department, started_on=started_on or timezone.localdate())
    with _acting(by, role, areas[0], why):
        post.full_clean()
        post.save()
        PostArea.objects.bulk_create(PostArea(post=post, area=area) for area in areas)
    derive_grants([person.pk])
    return post


@transaction.atomic
def change_areas(post: Post, areas: Sequence[Area], *, by: User | None, why: str) -> Post:
    """The post serves in exactly these areas. Both those taken away and those added must be one's own.

    No area is taken away in which work waits on the post: it would wait for somebody who serves there no more.
    by None is whoever runs the host.
    """
    locks.share(locks.Lock.TREE)
    post = _locked(post)
    if post.ended_on is not None:
        raise ValidationError(_("This post has ended already."))
    before = {link.area_id: link.area for link in post.post_areas.select_related("area")}
    after = {area.pk: area for area in _as_they_lie(areas)}
    changed = [area for pk, area in {**before, **after}.items() if (pk in before) != (pk in after)]
    if not after:
        raise ValidationError({"areas": _("A post serves in at least one area. End the post instead.")})
    if not changed:
        return post
    _check_appointer(by, post.role, changed, post.user)
    if any(area.is_retired for area in changed if area.pk in after):
        raise ValidationError({"areas": _("This area is retired.")})
    waited = {name: _rows(entry, [post]) for name, entry in registry.open_work.items()}
    with _acting(by, post.role, changed[0], why):
        post.post_areas.exclude(area__in=after).delete()
        PostArea.objects.bulk_create(PostArea(post=post, area=area) for pk, area in after.items() if pk not in before)
    if left := _left_behind(post, waited):
        words = _("Work waits there on this post: %(work)s. Pass it on first, then take the area away.")
        raise ValidationError({"areas": words % {"work": phrases.listed(left)}})
    derive_grants([post.user_id])
    return post


@transaction.atomic
def end(post: Post, *, by: User, reason: str, successor: Post | None = None, on: date | None = None, now=None) -> int:
    """End the post; its open work goes to the successor's post in the same transaction. How much went over.

    on: the first day that no longer counts, not after today. A post that has not begun is taken back: it ends as it
    begins, and counts on no day. Raises ValidationError on "successor" while work waits.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    post = _locked(post, successor)
    begun = post.started_on <= today
    on = (on or today) if begun else post.started_on
    areas = list(post.areas.all())
    if post.ended_on is not None:
        raise ValidationError(_("This post has ended already."))
    _check_appointer(by, post.role, areas, post.user)
    if begun and on > today:
        raise ValidationError({"on": _("End a post on its last day or after it, not in advance.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the post ends.")})
    work = open_work(post)
    if work:
        _check_successor(post, successor, today, work)
    with _acting(by, post.role, areas[0] if areas else None, reason):
        handed = 0
        if work:
            handed = sum(entry.hand_over(post, successor, by=by, now=now) for entry in registry.open_work.values())
        post.ended_on, post.ended_reason = on, reason.strip()
        post.full_clean()
        post.save(update_fields=["ended_on", "ended_reason"])
    derive_grants([post.user_id])
    return handed


def open_work(post: Post) -> list[Work]:
    """What waits on this post, in the words of the app that registered it; on one that has not begun, nothing."""
    if post.started_on > timezone.localdate():
        return []
    counts = ((entry, entry.rows(post).count()) for entry in registry.open_work.values())
    return [Work(str(entry.label).format(count=count), count) for entry, count in counts if count]


def _left_behind(post: Post, waited: dict[str, set[int]]) -> list[str]:
    """Of what waited on the post that which waits on no post of its holder any more, in words."""
    held = list(Post.objects.current(timezone.localdate()).filter(user=post.user_id))
    entries = ((entry, waited[name] - _rows(entry, held)) for name, entry in registry.open_work.items())
    return [str(entry.label).format(count=len(left)) for entry, left in entries if left]


def _rows(entry, held: Sequence[Post]) -> set[int]:
    return {pk for post in held for pk in entry.rows(post).values_list("pk", flat=True)}


def _acting(by, role, where, why):
    grant = MANAGE_ROLES if role.code in ADMINISTRATORS else APPOINT
    return history.acting(by, grant=grant, where=where, why=why)


def _locked(post: Post, beside: Post | None = None) -> Post:
    """The post, after its holder's account, so that what they hold elsewhere is seen as it stands when guardian's rows
    are derived; with another post that must not end meanwhile: the two in one order, whoever ends which."""
    User.objects.select_for_update(no_key=True).get(pk=post.user_id)
    if beside is not None:
        pair = Post.objects.select_for_update(no_key=True).filter(pk__in=(post.pk, beside.pk))
        list(pair.order_by("pk").values_list("pk"))
    return Post.objects.select_for_update(of=("self",), no_key=True).select_related("role", "user").get(pk=post.pk)


def _as_they_lie(areas) -> list[Area]:
    """Read again: whether an area is one's own depends on where it lies in the tree now."""
    return list(Area.objects.filter(pk__in=[area.pk for area in areas]).order_by("tree_id", "lft"))


def _check_appointer(by, role, areas, person) -> None:
    if by is None:
        return
    grant = MANAGE_ROLES if role.code in ADMINISTRATORS else APPOINT
    if by.pk == person.pk or not may_give(by, role) or not all(by.scope.may(grant, area) for area in areas):
        raise PermissionDenied


def _check_fit(person, role, areas, department) -> None:
    errors = {}
    if not person.is_active:
        errors["person"] = _("This account is locked.")
    if not areas:
        errors["areas"] = _("Choose at least one area.")
    elif any(area.is_retired for area in areas):
        errors["areas"] = _("This area is retired.")
    if wrong := _wrong_department(role, department):
        errors["department"] = wrong
    if role.code in ADMINISTRATORS and _other_duty(person, role):
        errors["role"] = _(
            "System, security and audit duties are three different people. This person holds another of them."
        )
    if errors:
        raise ValidationError(errors)


def _wrong_department(role, department) -> str:
    if department is None:
        return _("This role serves for a department: choose it.") if role.needs_department else ""
    if not role.needs_department:
        return _("This role serves for no department.")
    return "" if department.is_active else _("This department is closed.")


def _other_duty(person, role) -> bool:
    """Whether the person holds, or will hold, another of the three; their row is locked meanwhile."""
    held = person.posts.not_over(timezone.localdate()).filter(role__code__in=ADMINISTRATORS)
    return held.exclude(role=role).exists()


def _check_successor(post, successor, today, work) -> None:
    waits = phrases.listed(item.label for item in work)
    if successor is None:
        raise ValidationError(
            {"successor": _("Work waits on this post: %(work)s. Who takes it over?") % {"work": waits}}
        )
    others = Post.objects.current(today).filter(user__is_active=True).exclude(pk=post.pk)
    if not staffing.able(others, post).filter(pk=successor.pk).exists():
        words = _("Choose another post that counts today, and whose holder may do such work there.")
        raise ValidationError({"successor": words})
