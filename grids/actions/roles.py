"""What a role may do, and the names under which departments serve."""

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from grids import history, permissions, registry
from grids.actions.grants import derive_grants
from grids.database import locks
from grids.models import Area, Department, Post, Role
from grids.models.post import AREAS_CHANGED

# 三员分立: three duties, three people. The auditor reads the logs and nothing else.
ADMINISTRATORS = ("system_admin", "security_admin", "auditor")


@transaction.atomic
def change_grants(role: Role, grants, *, by, why: str) -> Role:
    """Give a role exactly these permissions. Everybody in the role has them from their next page on."""
    permissions.need_in_hat(by, permissions.MANAGE_ROLES)
    role = Role.objects.select_for_update(no_key=True).get(pk=role.pk)
    unknown = [grant for grant in grants if not permissions.known(grant)]
    if unknown:
        raise ValidationError({"grants": _("There is no permission %(name)s.") % {"name": unknown[0]}})
    if role.code in ADMINISTRATORS:
        raise ValidationError({"grants": _("The duties of the three administrators are fixed.")})
    if {permissions.MANAGE_ROLES, permissions.MANAGE_USERS, permissions.READ_LOGS} & set(grants):
        raise ValidationError({"grants": _("Accounts, roles and logs belong to the administrators.")})
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    with history.acting(by, why=why):
        role.grants = sorted(set(grants))
        role.save(update_fields=["grants"])
        derive_grants(Post.objects.filter(role=role).values_list("user_id", flat=True))
    return role


@transaction.atomic
def keep_department(department: Department | None, *, code, name_zh, name_en, areas, by, why: str = "") -> Department:
    """Set up a department, or say anew what it is called and where it serves.

    Areas beyond the appointer's own are neither added nor taken away. by None is the loader's.
    """
    if by is not None:
        permissions.need_in_hat(by, permissions.APPOINT)
    locks.share(locks.Lock.TREE)
    wanted = list(Area.objects.filter(pk__in=[area.pk for area in areas]))
    if by is not None and not all(by.scope.may(permissions.APPOINT, area) for area in wanted):
        raise ValidationError({"areas": _("You may only choose areas of your own.")})
    if department is None:
        department = Department(code=code)
    else:  # as it stands now: whoever closed it meanwhile is not overruled
        department = Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    held = list(department.areas.all()) if department.pk else []
    if any(area.is_retired for area in wanted if area not in held):
        raise ValidationError({"areas": _("This area is retired.")})
    mine = held if by is None else [area for area in held if by.scope.may(permissions.APPOINT, area)]
    names = name_zh.strip(), name_en.strip()
    if by is not None and department.pk and names != (department.name_zh, department.name_en):
        _may_rename(by, everywhere=not held, beyond=len(mine) < len(held))
    department.name_zh, department.name_en = names
    went, came = [area for area in mine if area not in wanted], [area for area in wanted if area not in held]
    with history.acting(by, why=why):
        department.full_clean()
        department.save()
        department.areas.remove(*went)
        department.areas.add(*came)
        if went or came:
            with pghistory.context(went=[area.short_name for area in went], came=[area.short_name for area in came]):
                pghistory.create_event(department, label=AREAS_CHANGED)
    return department


@transaction.atomic
def switch_department(department: Department, *, on: bool, by, why: str) -> Department:
    """Close a department: nobody is appointed for it and nothing is assigned to it any more. Or open it again.

    For whoever appoints in all its areas, or for administrators where it has none. It is not closed while somebody
    serves for it or something waits for it.
    """
    department = Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    if not answers_for(by, department):
        raise PermissionDenied
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    counts = ((entry, entry.rows(department).count()) for entry in registry.addressed.values())
    waits = [str(entry.label).format(count=count) for entry, count in counts if count]
    if waits and not on:
        words = {"name": department.label, "what": _("; ").join(waits)}
        raise ValidationError(_("%(name)s cannot be closed yet: %(what)s.") % words)
    with history.acting(by, why=why):
        department.is_active = on
        department.save(update_fields=["is_active"])
    return department


def answers_for(by, department: Department) -> bool:
    """Whoever appoints in all its areas, or an administrator where it has none."""
    areas = list(department.areas.all())
    if not permissions.in_hat(by, permissions.APPOINT):
        return False
    if not areas:
        return _administers(by)
    return all(by.scope.may(permissions.APPOINT, area) for area in areas)


def _administers(by) -> bool:
    return any(permissions.in_hat(by, grant) for grant in (permissions.MANAGE_USERS, permissions.MANAGE_RULES))


def _may_rename(by, *, everywhere: bool, beyond: bool) -> None:
    """everywhere: it serves nowhere yet, so its name stands in the lists of all districts."""
    if everywhere and not _administers(by):
        raise ValidationError(
            {"name_zh": _("It serves nowhere yet, and every district reads its name: an administrator changes it.")}
        )
    if beyond:
        raise ValidationError({"name_zh": _("It also serves beyond your areas: its name is not yours to change.")})
