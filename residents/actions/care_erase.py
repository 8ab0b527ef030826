"""The end of a care record: after its sealed months two persons anonymise it. That there was one stays counted."""

from datetime import datetime
from functools import partial

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.actions.files import PAPERS
from grids.models import StoredFile, SubjectKey
from residents.actions.care import begin_care
from residents.actions.forgetting import forget_reasons
from residents.care import keeping as care_keeping
from residents.models import CareAccess, CareCase, CareHelper, CareVisit, Merge
from residents.rules import care as rules

UNSAID = dict.fromkeys(("housing", "work", "family", "health", "passed_on_to"), "") | {
    "needs": None,
    "help_given": None,
}
UNTOLD = {"resident": None, "legal_basis": "", "purpose": "", "close_reason": "", "follows": None}
NOBODY = "–"
PAST = tuple(
    f"residents.{name}Event:append_only" for name in ("CareCase", "CareVisit", "CareHelper", "CareAccess", "Merge")
)


@transaction.atomic
def propose_forgetting(care_id: int, *, by, now: datetime | None = None) -> CareCase:
    """Raises PermissionDenied, ValidationError where its months are not over, or it is proposed already."""
    care = _begin(care_id, by, now)
    if care.erase_proposed_by_id:
        raise ValidationError(_("This is proposed already."))
    return _decide(care, by, by)


@transaction.atomic
def drop_forgetting(care_id: int, *, by, now: datetime | None = None) -> CareCase:
    """Also by whoever proposed it."""
    return _decide(_begin(care_id, by, now), by, None)


@transaction.atomic
def confirm_forgetting(care_id: int, *, by, now: datetime | None = None) -> None:
    """By somebody else than who proposed it. There is no way back."""
    care = _begin(care_id, by, now)
    if care.erase_proposed_by_id is None:
        raise ValidationError(_("This was decided meanwhile."))
    if care.erase_proposed_by_id == by.pk:
        raise ValidationError(_("Somebody else has to confirm what you proposed."))
    with history.acting(by, grant=rules.ERASE, where=care):
        _forget([care], by, now or timezone.now())


def forget_with(entries: list[int], *, by, proposed_by_id: int, now: datetime) -> None:
    """The person is anonymised, in the caller's transaction and history: so is each of their records."""
    rows = CareCase.objects.select_for_update(of=("self",), no_key=True).filter(resident__in=entries)
    cares = list(rows.select_related("category").order_by("pk"))
    for care in cares:
        care.erase_proposed_by_id = proposed_by_id
    if cares:
        _forget(cares, by, now)


def _begin(care_id: int, by, now: datetime | None) -> CareCase:
    """Locked. Whether it is there is no business of whoever may not read it sealed."""
    care = begin_care(care_id, by=by, seen=None, may=rules.may_erase)
    today = timezone.localdate(now)
    if not care_keeping.due(CareCase.objects.filter(pk=care.pk), today).exists():
        raise ValidationError(_("This entry is not due: its time is not over, or it is needed."))
    return care


def _decide(care: CareCase, by, proposed_by) -> CareCase:
    care.erase_proposed_by = proposed_by
    care.version += 1
    with history.acting(by, grant=rules.ERASE, where=care):
        care.save()
    return care


def _forget(cares: list[CareCase], by, now: datetime) -> None:
    """The key goes, and with it all words; the line to the person is cut, in the rows and in what was before."""
    ids = [care.pk for care in cares]
    papers = {care.document_id for care in cares}
    SubjectKey.objects.filter(pk__in=[care.subject_id for care in cares]).update(wrapped=None, destroyed_at=now)
    CareVisit.objects.filter(care__in=ids).update(**UNSAID)
    CareHelper.objects.filter(care__in=ids).exclude(name="").update(name=NOBODY)
    CareAccess.objects.filter(care__in=ids).update(reason="")
    CareCase.objects.filter(follows__in=ids).update(follows=None)
    for care in cares:
        care.resident = care.follows = None
        care.legal_basis, care.purpose = care.category.legal_basis, care.category.purpose
        care.close_reason = ""
        care.erased_by, care.anonymised_at = by, now
        care.version += 1
        care.save()
    _forget_past(ids)
    used = CareCase.objects.filter(document__in=papers, anonymised_at=None).values("document")
    for paper in StoredFile.objects.filter(pk__in=papers, path__startswith=PAPERS).exclude(pk__in=used):
        transaction.on_commit(partial(default_storage.delete, paper.path))


def _forget_past(ids: list[int]) -> None:
    """What history holds in plain words, and by which the person could be found again. Opened for this only."""
    with pgtrigger.ignore(*PAST):
        history.of(CareCase).filter(pgh_obj_id__in=ids).update(**UNTOLD)
        history.of(CareCase).filter(follows__in=ids).update(follows=None)
        history.of(CareVisit).filter(care__in=ids).update(**UNSAID)
        history.of(CareHelper).filter(care__in=ids).exclude(name="").update(name=NOBODY)
        history.of(CareAccess).filter(care__in=ids).update(reason="")
        for merge in [*Merge.objects.filter(_went_along(ids)), *history.of(Merge).filter(_went_along(ids))]:
            merge.before["along"]["care"] = [pk for pk in merge.before["along"]["care"] if pk not in ids]
            merge.save(update_fields=["before"])
    parts = {"residents_carevisitevent": "care_id", "residents_carehelperevent": "care_id"}
    forget_reasons("residents_carecaseevent", parts, ids)


def _went_along(ids: list[int]) -> Q:
    found = Q(pk__in=())
    for pk in ids:
        found |= Q(before__along__care__contains=pk)
    return found
