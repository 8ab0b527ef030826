"""Certificates are issued for residents in scope, printed with a check code, verified by anybody, withdrawn."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.fields import plain
from grids.models import Area
from grids.pages import tokens
from grids.permissions import need
from grids.privacy import identity
from grids.words import reasons
from residents import certified
from residents.actions import papers
from residents.models import (
    Certificate,
    CertificateCode,
    CertificateCounter,
    CertificateKind,
    Membership,
    Resident,
)

ISSUE = "issue_certificate"
AGAIN = timedelta(minutes=10)


@transaction.atomic
def issue(kind: CertificateKind, resident_id: int, *, by, purpose: str, now: datetime | None = None) -> Certificate:
    """A paper with the next number of the resident's community. What it says of them is sealed with it.

    The same form sent again within ten minutes is the same paper: no number is used for a page gone back to.
    Raises PermissionDenied for a resident out of scope, ValidationError on "kind" for what the committee may not
    issue, with the reason and the right office.
    """
    now = now or timezone.now()
    membership = home_of(resident_id, by)
    if not kind.is_on or not kind.may_issue:
        raise ValidationError({"kind": not_ours(kind)})
    if membership.community_id is None:
        raise ValidationError({"kind": _("This home lies in no community that could issue it.")})
    made = Certificate(
        kind=kind,
        resident_id=resident_id,
        area_id=membership.area_id,
        masked_name=identity.mask_name(membership.resident.name),
        issuer=Area.objects.get(pk=membership.community_id),
        year=timezone.localdate(now).year,
        purpose=" ".join(purpose.split()),
        wording=kind.body,
        subject=membership.resident.subject,
        facts=certified.to_seal(membership.resident, membership),
        at=now,
        by=by,
        post_id=by.scope.post_for(ISSUE, membership),
    )
    if sent := _sent_just_now(made):
        return sent
    made.serial = papers.next_serial(CertificateCounter, community=made.issuer, year=made.year)
    return history.save(made, by, grant=ISSUE, where=membership)


def _sent_just_now(made: Certificate) -> Certificate | None:
    # Locked, so that the second of two clicks finds the paper of the first.
    Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=made.resident_id)
    same = Certificate.objects.filter(
        kind=made.kind, resident=made.resident_id, purpose=made.purpose, wording=made.wording,
        by=made.by, withdrawn_at=None, at__gt=made.at - AGAIN,
    )  # fmt: skip
    said = plain(made, "facts")
    return next((one for one in same.select_related("subject", "issuer") if plain(one, "facts") == said), None)


def home_of(resident_id: int, by) -> Membership:
    """The home by which `by` may certify something of the person; where they live goes first."""
    rows = Membership.objects.current().filter(resident=resident_id, resident__merged_into=None)
    for row in rows.select_related("resident__subject", "household__dwelling").order_by("-is_living", "pk"):
        if by.scope.may(ISSUE, row):
            return row
    raise PermissionDenied


def not_ours(kind: CertificateKind) -> str:
    if kind.may_issue:
        return _("This kind is not in use.")
    return _("The committee may not issue this. %(why)s. Right office: %(office)s") % {
        "why": kind.reason,
        "office": kind.office,
    }


@transaction.atomic
def print_copy(pk: int, *, by, now: datetime | None = None) -> tuple[Certificate, str]:
    """A copy with a check code of its own; earlier copies stay good. The code is returned here and kept nowhere."""
    made = _begin(pk, by)
    if why := not_printed(made):
        raise ValidationError(why)
    code, code_hash = tokens.new()
    CertificateCode.objects.create(certificate=made, code_hash=code_hash, at=now or timezone.now(), by=by)
    return made, code


def not_printed(made: Certificate) -> str:
    """Why no further copy is given out; "" where one may be."""
    if made.withdrawn_at:
        return _("This certificate is withdrawn.")
    if made.resident.anonymised_at:
        return _("Whom this certificate was for is anonymised: it cannot be printed any more. Its number stays good.")
    if made.resident.died_on:
        return _(
            "Whom this certificate was for is recorded as dead: no further copy is printed. "
            "Those that were given out can still be checked."
        )
    return ""


@transaction.atomic
def withdraw(pk: int, *, by, why: str, now: datetime | None = None) -> Certificate:
    made = _begin(pk, by)
    if made.withdrawn_at:
        raise ValidationError(_("This certificate is withdrawn."))
    why = reasons.need(why)
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_why = now or timezone.now(), by, why[:200]
    with history.acting(by, grant=ISSUE, where=made, why=why):
        made.save()
    return made


def verified(code: str) -> Certificate | None:
    """What a check code stands for; None where it stands for nothing."""
    codes = CertificateCode.objects.select_related("certificate__issuer", "certificate__kind", "certificate__resident")
    found = codes.filter(code_hash=tokens.hashed(code)).first()
    return found.certificate if found else None


def _begin(pk: int, by) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True).select_related(
        "kind", "issuer", "resident__subject", "subject"
    )
    made = rows.get(pk=pk)
    need(by, ISSUE, made)
    return made
