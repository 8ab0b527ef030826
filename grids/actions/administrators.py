"""The first three administrators of a district: appointed by whoever runs the host, since nobody else could."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.actions import posts, users
from grids.actions.roles import ADMINISTRATORS
from grids.database import locks
from grids.models import Area, Post, Role, User


class Appointed(NamedTuple):
    """password: shown once; "" for somebody who has an account and keeps theirs."""

    role: Role
    person: User
    password: str


def lacking(area: Area) -> list[str]:
    """The duties that nobody fulfils in a district today, by the codes of their roles."""
    held = set(
        Post.objects.current(timezone.localdate())
        .filter(areas=area, role__code__in=ADMINISTRATORS, user__is_active=True)
        .values_list("role__code", flat=True)
    )
    return [code for code in ADMINISTRATORS if code not in held]


def districts() -> list[Area]:
    return list(Area.objects.unretired().filter(parent=None).order_by("code"))


def without_any(areas: Sequence[Area] | None = None) -> list[Area]:
    """The districts, or those of `areas`, where none of the three duties is fulfilled."""
    return [area for area in (districts() if areas is None else areas) if len(lacking(area)) == len(ADMINISTRATORS)]


@transaction.atomic
def appoint_first(people: Mapping[str, tuple[str, str]], areas: Sequence[Area] | None = None) -> list[Appointed]:
    """All three in every district that has none of them, or nobody: one alone would stand in for the others.

    people: for the code of each duty the account and the name of its person. An account that is there already must
    be of that name and fulfil that same duty elsewhere; it gets no new password. Empty where no district lacks them.
    """
    locks.take(locks.Lock.TREE)  # so that two at once do not make two sets
    areas = without_any(areas)
    if not areas:
        return []
    roles = {role.code: role for role in Role.objects.filter(code__in=ADMINISTRATORS)}
    if len(roles) < len(ADMINISTRATORS):
        raise ValidationError(_("The roles are missing: run load_reference first."))
    if len({account for account, _name in people.values()}) < len(ADMINISTRATORS):
        raise ValidationError(_("System, security and audit duties are three different people: name three accounts."))
    return [_appoint(roles[code], *people[code], areas) for code in ADMINISTRATORS]


def _appoint(role, account, name, areas) -> Appointed:
    person = User.objects.filter(username=account.strip()).first()
    try:
        if person is None:
            person, password = users.create(account, name, by=None)
            posts.appoint(person, role, areas, by=None, why="create_admins")
            return Appointed(role, person, password)
        post = Post.objects.current(timezone.localdate()).filter(user=person, role=role).first()
        if post is None or person.name != name.strip() or not person.is_active:
            raise ValidationError(
                _("this account is there already, and is not that of %(name)s, %(role)s of another district.")
                % {"name": name, "role": role.label}
            )
        posts.change_areas(post, [*post.areas.all(), *areas], by=None, why="create_admins")
        return Appointed(role, person, "")
    except ValidationError as error:
        raise ValidationError(f"{account}: {' '.join(error.messages)}") from error
