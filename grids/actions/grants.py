"""django-guardian's rows, derived from today's posts × what their roles grant; nobody writes them otherwise."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from grids import permissions
from grids.models import Area

# One row per person, permission and area of a post; what lies below an area follows from the tree.
WANTED = """
    SELECT DISTINCT post.user_id, at.area_id AS content_object_id, permission.id AS permission_id
    FROM grids_post post
    JOIN grids_user person ON person.id = post.user_id AND person.is_active
    JOIN grids_role role ON role.id = post.role_id
    JOIN grids_postarea at ON at.post_id = post.id
    JOIN auth_permission permission
      ON permission.content_type_id = %(type)s AND permission.codename = ANY(role.grants)
    WHERE post.started_on <= %(today)s AND (post.ended_on IS NULL OR post.ended_on > %(today)s)
      AND (%(users)s::bigint[] IS NULL OR post.user_id = ANY(%(users)s))
"""
REMOVE = f"""
    WITH wanted AS ({WANTED})
    DELETE FROM grids_areagrant held
    WHERE (%(users)s::bigint[] IS NULL OR held.user_id = ANY(%(users)s))
      AND NOT EXISTS (
        SELECT FROM wanted WHERE wanted.user_id = held.user_id
        AND wanted.content_object_id = held.content_object_id AND wanted.permission_id = held.permission_id
      )
"""
ADD = f"""
    INSERT INTO grids_areagrant (user_id, content_object_id, permission_id)
    SELECT user_id, content_object_id, permission_id FROM ({WANTED}) wanted
    ON CONFLICT DO NOTHING
"""


def ensure_permissions() -> None:
    """A row for every codename the apps registered, on Area's content type."""
    area = ContentType.objects.get_for_model(Area)
    Permission.objects.bulk_create(
        (
            Permission(content_type=area, codename=grant.codename, name=grant.codename.replace("_", " "))
            for grant in permissions.all_grants()
        ),
        ignore_conflicts=True,
    )


def derive_grants(user_ids: Iterable[int], today=None) -> tuple[int, int]:
    """Bring these people's rows in line with their posts: how many were removed and added."""
    return _derive(sorted(set(user_ids)), today)


def derive_all(today=None) -> tuple[int, int]:
    """The same for everybody: at midnight, when posts begin and end, and after reference data were loaded."""
    return _derive(None, today)


@transaction.atomic
def _derive(user_ids: list[int] | None, today) -> tuple[int, int]:
    values = {
        "type": ContentType.objects.get_for_model(Area).pk,
        "today": today or timezone.localdate(),
        "users": user_ids,
    }
    with connection.cursor() as cursor:
        cursor.execute(REMOVE, values)
        removed = cursor.rowcount
        cursor.execute(ADD, values)
        return removed, cursor.rowcount
