"""Expiry, first in first out: what was earned too long ago and has not been spent since."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import inbox
from grids.days.when import SHANGHAI
from grids.models import PostArea
from points.actions.ledger import own_account, post
from points.enums import BETWEEN, Kind, Purpose
from points.models import Account, Scheme

AHEAD = 60  # days before, from which it is said what will expire
EXPIRING = "/points/?view=expiring"
# Whatever left a passbook took the oldest first: what was earned before a moment and exceeds all that ever left it has
# not been spent. What was given back never left, and what was reversed was never earned: it counts against its award,
# as old as that. What came by joining left the other passbook, so that it makes up for what is spent of it here; alone
# it makes nothing older than it is.
DUE = """
SELECT book.id, least(book.balance,
    coalesce(sum(e.amount) FILTER (
        WHERE line.earned_at < (%(day)s::date - make_interval(months => %(months)s)) AT TIME ZONE %(zone)s
    ), 0)
    + least(0, coalesce(sum(e.amount) FILTER (WHERE line.earned_at IS NULL), 0)))
FROM points_account book
CROSS JOIN LATERAL (
    SELECT book.id UNION ALL
    SELECT old.id FROM points_account old WHERE old.joined_into_id = book.id AND old.scheme_id = book.scheme_id
) part
JOIN points_entry e ON e.account_id = part.id
JOIN points_movement m ON m.id = e.movement_id
CROSS JOIN LATERAL (SELECT CASE
    WHEN m.kind = 'award' OR m.kind = 'move' AND e.amount > 0 AND m.source_kind <> ALL(%(between)s)
    THEN m.at
    WHEN m.kind = 'reversal' THEN (  -- none where the award stands in a passbook that was parted from this one
        SELECT award.at FROM points_movement award
        JOIN points_entry its ON its.movement_id = award.id
        JOIN points_account place ON place.id = its.account_id AND book.id IN (place.id, place.joined_into_id)
        WHERE award.id = m.reverses_id
    ) END AS earned_at
) line
WHERE book.id = ANY(%(accounts)s)
GROUP BY book.id
"""


def due(scheme: Scheme, accounts: list[int], day: date) -> dict[int, Decimal]:
    """What expires on that day or did before, by account; only what is more than nothing."""
    months = scheme.term(day)
    if not months:
        return {}
    with connection.cursor() as cursor:
        asked: dict = {"accounts": accounts, "day": day, "months": months, "zone": SHANGHAI.key}
        asked["between"] = list(BETWEEN)
        cursor.execute(DUE, asked)
        return {account: amount for account, amount in cursor.fetchall() if amount > 0}


def announce(now: datetime | None = None) -> int:
    """Each night: passbooks of which something expires soon are marked, and their keepers told of them once a month.

    Residents have no inbox: whoever serves their unit or grid tells them. How many passbooks are marked.
    """
    now, found = now or timezone.now(), 0
    day = timezone.localdate(now)
    for scheme in Scheme.objects.order_by("pk"):  # also where nothing expires any more: no passbook stays marked
        full = Account.objects.passbooks().filter(scheme=scheme, balance__gt=0)
        soon = due(scheme, list(full.values_list("pk", flat=True)), day + timedelta(days=AHEAD))
        _mark(scheme, list(soon), day)
        found += len(soon)
    return found


@transaction.atomic
def _mark(scheme: Scheme, soon: list[int], day: date) -> None:
    rows = Account.objects.filter(scheme=scheme).order_by("pk")
    rows.filter(expires_soon=True).exclude(pk__in=soon).update(expires_soon=False)
    rows.filter(pk__in=soon, expires_soon=False).update(expires_soon=True)
    books: dict[int, int] = defaultdict(int)
    for area, grid, user in rows.filter(pk__in=soon).values_list("area", "grid_id", "user"):
        for person in [user] if user else _keepers(area, grid, day):
            books[person] += 1
    until = day + timedelta(days=AHEAD)
    once = f"points:{scheme.pk}:{scheme.term(until)}:{day:%Y-%m}"  # of another term they are told anew
    for person, count in books.items():
        inbox.tell([person], "points_expire", {"count": count, "day": until}, EXPIRING, once=once)


def _keepers(area: int, grid: int | None, day: date) -> set[int]:
    """Those who keep passbooks in this very area, or in its grid."""
    rows = PostArea.objects.filter(
        Q(post__ended_on=None) | Q(post__ended_on__gt=day), area__in=[pk for pk in (area, grid) if pk],
        post__started_on__lte=day, post__role__grants__contains=["keep_points"], post__user__is_active=True,
    )  # fmt: skip
    return set(rows.values_list("post__user", flat=True))


def expire_all(now: datetime | None = None) -> int:
    """Each night, passbook by passbook; asked twice for one day it moves nothing twice. How many lost something."""
    now, lost = now or timezone.now(), 0
    for scheme in Scheme.objects.filter(is_on=True, expires_months__gt=0).order_by("pk"):
        full = Account.objects.passbooks().filter(scheme=scheme, balance__gt=0).order_by("pk")
        for account in full.values_list("pk", flat=True):
            lost += _expire(scheme, account, now)
    return lost


@transaction.atomic
def _expire(scheme: Scheme, account: int, now: datetime) -> bool:
    Account.objects.select_for_update(no_key=True).get(pk=account)
    day = timezone.localdate(now)
    amount = due(scheme, [account], day).get(account)
    if not amount:
        return False
    sides = {account: -amount, own_account(scheme, Purpose.EXPIRED): amount}
    made = post(Kind.EXPIRY, ("expiry", f"{account}:{day:%Y%m%d}"), sides, _("Earned too long ago"), now=now)
    return made is not None
