"""How staff sign in: by account, work number or phone number."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db import DEFAULT_DB_ALIAS, connection

from grids.database import prepared
from grids.models import User
from grids.privacy import identity

PHONE = "phone"
COLUMNS = User._meta.concrete_fields
# Asked by every page, with the number on its bell and whether a draft waits: else a query each. The ORM took four
# times as long to write it, and as long again to read it.
WHO = f"""
SELECT (SELECT count(*) FROM grids_notice WHERE user_id = u.id AND read_at IS NULL),
       EXISTS (SELECT FROM grids_draft WHERE user_id = u.id),
       {", ".join(f"u.{column.column}" for column in COLUMNS)}
FROM grids_user u WHERE u.id = %s AND u.is_active
"""
READ = [getattr(column, "from_db_value", None) for column in COLUMNS]


def find(wrote: str) -> User | None:
    """The account somebody means. An account name comes before a work number, and that before a phone."""
    wrote = (wrote or "").strip()
    if not wrote:
        return None
    accounts = User.objects.select_related("subject")
    index = identity.blind_index(PHONE, identity.normalise_phone(wrote))
    return (
        accounts.filter(username=wrote).first()
        or accounts.filter(work_number=wrote).first()
        or (accounts.filter(phone_index=index).first() if index else None)
    )


def account_tried(request, credentials=None) -> str:
    """Under what name failures are counted: the account's own, however it was called; never a phone in clear."""
    wrote = ((credentials or {}).get("username") or request.POST.get("username") or "").strip()
    known = getattr(request, "_account_tried", None)
    if known is None or known[0] != wrote:
        user = find(wrote)
        known = request._account_tried = (wrote, user.username if user else identity.blind_index("tried", wrote)[:40])
    return known[1]


class StaffBackend(BaseBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or not password:
            return None
        user = find(username)
        if user is None:
            User().set_password(password)  # the same work for an unknown account, so that time tells nothing
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        """Who asks: the account, with `unread_count` and `has_drafts`; none if it may not sign in any more."""
        with prepared.cursor() as cursor:
            cursor.execute(WHO, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        said = [read(value, None, connection) if read else value for read, value in zip(READ, row[2:], strict=True)]
        user = User.from_db(DEFAULT_DB_ALIAS, [column.attname for column in COLUMNS], said)
        user.unread_count, user.has_drafts = row[:2]
        return user


def client_address(request) -> str:
    """Who asks. Behind PROXY_COUNT proxies it is that many from the right of X-Forwarded-For; what is further left
    anybody may have written.
    """
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < settings.PROXY_COUNT <= len(told):
        return told[-settings.PROXY_COUNT]
    return request.META.get("REMOTE_ADDR", "")
