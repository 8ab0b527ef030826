"""Passbooks: opened, and kept where their holders live."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from points.enums import Holder
from points.models import Account, Scheme
from residents.actions.merge import entries_of
from residents.models import Membership


@transaction.atomic
def open_for_resident(scheme: Scheme, resident_id: int, *, by) -> Account:
    """The passbook of this person in this scheme, or of their household where the scheme keeps those; opened if new.

    Raises PermissionDenied for somebody out of scope, ValidationError for somebody who does not live there.
    """
    home = Membership.objects.current().filter(resident=resident_id).below(scheme.area).order_by("-is_living").first()
    if home is None:
        raise ValidationError({"resident": _("This person neither lives nor is registered there.")})
    if by is not None and not by.scope.may("keep_points", home):
        raise PermissionDenied
    if scheme.holder == Holder.HOUSEHOLD:
        return _opened(scheme, home.area_id, household_id=home.household_id)
    return _opened(scheme, home.area_id, resident_id=resident_id)


@transaction.atomic
def open_for_user(scheme: Scheme, user) -> Account:
    """Of somebody who serves and is not in the register: what they handled is theirs."""
    return _opened(scheme, scheme.area_id, user_id=user.pk)


def _opened(scheme: Scheme, area_id: int, **holder) -> Account:
    """It lies where its holder lives, so that whoever keeps that home keeps it too.

    The scheme's row is locked while it is numbered: no gap, no number twice, no second passbook.
    """
    rows = Account.objects.filter(scheme=scheme, **holder).select_related("scheme", "joined_into")
    if found := rows.first():
        return _in_use(found)
    locked = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
    if found := rows.first():
        return found
    Scheme.objects.filter(pk=scheme.pk).update(last_number=F("last_number") + 1)
    Account.objects.create(scheme=scheme, area_id=area_id, number=locked.last_number + 1, **holder)
    return rows.get()  # with its place, which the database fills in


def _in_use(account: Account) -> Account:
    """Who comes back goes on in their own passbook, which the community they came from had taken over. What they have
    there stays until it is taken over from here (joining.take_over)."""
    into = account.joined_into
    if into is not None and into.scheme_id != account.scheme_id:
        joined = Account.objects.filter(scheme=account.scheme_id, joined_into=into)
        joined.filter(pk=account.pk).update(joined_into=None)
        joined.filter(resident__in=entries_of(account.resident)).update(joined_into=account)
        account.joined_into = None
    return account


def stays(old: int, new: int) -> Q:
    """Of two entries made one: passbooks that both have. What is in the older one goes over (joining.OfOnePerson)."""
    return Q(scheme__in=Account.objects.filter(resident=new).values("scheme"))


# The nearest home within the scheme: where the holder lives before where they are registered.
FOLLOW = """
UPDATE points_account a SET area_id = home.area_id
FROM (
    SELECT DISTINCT ON (p.id) p.id, m.area_id
    FROM points_account p
    JOIN points_scheme s ON s.id = p.scheme_id
    JOIN grids_area top ON top.id = s.area_id
    JOIN residents_membership m ON (m.resident_id = p.resident_id OR m.household_id = p.household_id)
        AND m.until IS NULL
    JOIN grids_area at ON at.id = m.area_id AND at.tree_id = top.tree_id AND at.lft BETWEEN top.lft AND top.rght
        AND at.valid_to IS NULL
    WHERE p.purpose = '' ORDER BY p.id, m.is_living DESC, m.id
) home
WHERE a.id = home.id AND a.area_id <> home.area_id
"""


@transaction.atomic
def follow_homes() -> int:
    """Each night: passbooks go along with whoever moved within the scheme. Who moved away keeps theirs where it is."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW)
        return cursor.rowcount
