"""Volunteers are forgotten by name; hours, counts and the numbers of certificates stay.

Those from outside the register some years after they left; those of the register the night after their entry was
anonymised there, and whoever of these has not left by then leaves. Nobody is asked: no more than name and phone is
kept of them.
"""

from datetime import date, datetime

import pgtrigger
from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from grids import history
from grids.models import SubjectKey
from residents.actions.forgetting import forget_reasons
from residents.retention import years_before
from volunteers.models import (
    Commendation,
    Member,
    Participation,
    Review,
    ServiceCertificate,
    ServiceOrder,
    Trained,
    Volunteer,
)

YEARS = 3  # after they left, and without an activity
NOBODY = "–"
OF_THEM = (Member, Participation, Trained, Commendation, Review, ServiceCertificate)  # rows with a volunteer, and past
# Columns in which somebody may have written whom a row is about; an empty one stays empty.
WORDS = {
    Participation: ("struck_why",),
    Trained: ("struck_why",),
    Commendation: ("title", "struck_why"),
    Review: ("words", "struck_why"),
    ServiceCertificate: ("masked_name", "revoked_why"),
}
PAST = tuple(f"volunteers.{model.__name__}Event:append_only" for model in (Volunteer, *WORDS))


def due(today: date) -> QuerySet[Volunteer]:
    before = years_before(today, YEARS)
    lately = Participation.objects.filter(came_at__date__gt=before).values("volunteer")
    busy = ServiceOrder.objects.open().exclude(taker=None).values("taker")
    outside = Q(subject__isnull=False, left_on__lte=before) & ~Q(pk__in=lately) & ~Q(pk__in=busy)
    return Volunteer.objects.filter(outside | Q(resident__anonymised_at__isnull=False), anonymised_at=None)


@transaction.atomic
def forget_those_due(now: datetime | None = None) -> int:
    """Each night. There is no way back; how many they were."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    people = due(today).select_for_update(of=("self",), no_key=True)
    ids = list(people.order_by("pk").values_list("pk", flat=True))
    if ids:
        with history.acting(None):
            keys = list(Volunteer.objects.filter(pk__in=ids).exclude(subject=None).values_list("subject", flat=True))
            Volunteer.objects.filter(pk__in=ids).update(
                name="", phone=None, phone_index="", anonymised_at=now, left_on=Coalesce("left_on", Value(today))
            )
            Member.objects.current().filter(volunteer__in=ids).update(until=today, leads=False)
            SubjectKey.objects.filter(pk__in=keys).update(wrapped=None, destroyed_at=now)
            _forget_words(ids)
    return len(ids)


def _forget_words(ids: list[int]) -> None:
    """What rows and history hold in plain words. What stood under a person's key needs nothing: the key is gone."""
    with pgtrigger.ignore(*PAST):
        history.of(Volunteer).filter(pgh_obj_id__in=ids).update(name="", phone=None)
        for model, columns in WORDS.items():
            for rows in (model._base_manager, history.of(model)):
                for column in columns:
                    rows.filter(volunteer__in=ids).exclude(**{column: ""}).update(**{column: NOBODY})
    forget_reasons(history.of(Volunteer).model._meta.db_table, {}, ids)
    for model in OF_THEM:
        theirs = list(model._base_manager.filter(volunteer__in=ids).values_list("pk", flat=True))
        forget_reasons(history.of(model).model._meta.db_table, {}, theirs)
