"""志愿服务记录证明: free, by the place that recorded the hours; printed with a check code, revoked with a reason."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from grids import history, tallies
from grids.models import Area
from grids.pages import tokens
from grids.privacy import identity
from grids.words import reasons
from residents.actions import papers
from volunteers import record, rules
from volunteers.actions import outcome
from volunteers.models import (
    CertifiedHours,
    Participation,
    ServiceCertificate,
    ServiceCertificateCode,
    ServiceCertificateCounter,
    Volunteer,
)

NOBODY_ON_IT = gettext_lazy(
    "Whom this certificate was for is anonymised: it cannot be printed any more. Its number stays good."
)


@transaction.atomic
def issue(
    volunteer_id: int,
    issuer: Area,
    *,
    by,
    since: date | None = None,
    until: date | None = None,
    now: datetime | None = None,
) -> ServiceCertificate:
    """A paper with the next number of the place, over the certified hours that it recorded; None: from first to last.

    Raises PermissionDenied, ValidationError where it recorded none on these days, or for oneself.
    """
    now = now or timezone.now()
    rules.need(by, rules.CERTIFY, issuer)
    volunteer = Volunteer.objects.with_names().get(pk=volunteer_id)
    if volunteer.user_id == by.pk:
        raise ValidationError(_("Somebody else issues your certificate."))
    if is_nobody(volunteer):
        raise ValidationError(_("This person is anonymised: nothing can be certified of them."))
    if until and until > timezone.localdate(now):
        raise ValidationError({"until": _("This day has not come yet.")})
    lines = list(
        record.at(volunteer, issuer, since, until).select_for_update(of=("self",), no_key=True).order_by("pk")
    )
    if not lines:
        raise ValidationError(_("No certified hours of these days are recorded there."))
    days = [timezone.localdate(place.activity.starts_at) for place in lines]
    made = ServiceCertificate(
        volunteer=volunteer, masked_name=identity.mask_name(str(volunteer)), area=issuer, issuer=issuer,
        year=timezone.localdate(now).year, since=since or min(days), until=until or max(days), at=now, by=by,
        post_id=by.scope.post_for(rules.CERTIFY, issuer),
    )  # fmt: skip
    made.serial = papers.next_serial(ServiceCertificateCounter, issuer=issuer, year=made.year)
    made.full_clean()
    with history.acting(by, grant=rules.CERTIFY, where=issuer):
        made.save()
        CertifiedHours.objects.bulk_create(
            CertifiedHours(certificate=made, place=place, hours=place.hours) for place in lines
        )
    return made


@transaction.atomic
def print_copy(pk: int, *, by, now: datetime | None = None) -> tuple[ServiceCertificate, str]:
    """A copy with a check code of its own; earlier copies stay good. The code is returned here and kept nowhere."""
    made = _begin(pk, by)
    if is_nobody(made.volunteer):
        raise ValidationError(NOBODY_ON_IT)
    code, code_hash = tokens.new()
    ServiceCertificateCode.objects.create(certificate=made, code_hash=code_hash, at=now or timezone.now(), by=by)
    return made, code


@transaction.atomic
def revoke(pk: int, *, by, why: str, now: datetime | None = None) -> ServiceCertificate:
    made = _begin(pk, by)
    return _revoke(made, by, reasons.need(why), now or timezone.now())


@transaction.atomic
def reverse_hours(participation_id: int, *, by, why: str, now: datetime | None = None) -> outcome.PointsBack:
    """Certified hours that were not served count no more, and every certificate that stands on them is revoked.

    By whoever certifies there, never of oneself. Points asked for them go too; what became of these.
    """
    place = Participation.objects.select_for_update(of=("self",), no_key=True).get(pk=participation_id)
    rules.need(by, rules.CERTIFY, place.activity)
    if place.volunteer.user_id == by.pk:
        raise ValidationError(_("Somebody else decides on your hours."))
    if not Participation.objects.certified().filter(pk=place.pk).exists():
        raise ValidationError(_("These hours are not certified, or were reversed already."))
    now, why = now or timezone.now(), reasons.need(why)
    papers_on_it = ServiceCertificate.objects.valid().filter(lines__place=place).order_by("pk")
    for paper in papers_on_it.select_for_update(of=("self",), no_key=True):
        _revoke(paper, by, why, now)
    place.struck_at, place.struck_by, place.struck_why = now, by, why[:200]
    with history.acting(by, grant=rules.CERTIFY, where=place.activity, why=why):
        place.save()
    tallies.late(Participation, place.activity.certified_at, now=now)
    return outcome.take_points_back(place, by=by, why=why, now=now)


def verified(code: str) -> ServiceCertificate | None:
    """What a check code stands for; None where it stands for nothing."""
    rows = ServiceCertificate.objects.with_sums().select_related("issuer")
    return rows.filter(codes__code_hash=tokens.hashed(code)).first()


def is_nobody(volunteer: Volunteer) -> bool:
    """Nobody can say any more who it was."""
    return bool(volunteer.anonymised_at or (volunteer.resident and volunteer.resident.anonymised_at))


def _revoke(made: ServiceCertificate, by, why: str, now: datetime) -> ServiceCertificate:
    made.revoked_at, made.revoked_by, made.revoked_why = now, by, why[:200]
    with history.acting(by, grant=rules.CERTIFY, where=made, why=why):
        made.save()
    return made


def _begin(pk: int, by) -> ServiceCertificate:
    rows = ServiceCertificate.objects.select_for_update(of=("self",), no_key=True)
    made = rows.select_related("issuer", "volunteer__resident__subject", "volunteer__user").get(pk=pk)
    rules.need(by, rules.CERTIFY, made)
    if made.revoked_at:
        raise ValidationError(_("This certificate is revoked."))
    return made
