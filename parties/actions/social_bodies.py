"""Social organisations: entered, changed, led from stage to stage, dissolved."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area
from grids.words import reasons
from parties import rules
from parties.enums.bodies import Stage
from parties.models import SocialBody


@transaction.atomic
def enter(area: Area, *, by, **facts) -> SocialBody:
    """facts: name, kind, status, number, recorded_on, does, organisation. It begins with incubation."""
    rules.need(by, rules.KEEP, area)
    made = SocialBody(area=area, stage=Stage.HATCHING, stage_since=timezone.localdate(), **facts)
    history.save(made, by, grant=rules.KEEP, where=area)
    return SocialBody.objects.get(pk=made.pk)


@transaction.atomic
def change(body_id: int, *, by, **facts) -> SocialBody:
    return history.change(_begin(body_id, by), facts, by=by, grant=rules.KEEP)


@transaction.atomic
def lead(body_id: int, *, by, stage: Stage, why: str, on: date | None = None) -> SocialBody:
    """To another stage, mostly the next one; back too, where it turned out to be too early."""
    made, why = _begin(body_id, by), reasons.need(why)
    if stage == made.stage:
        raise ValidationError({"stage": _("It is in this stage already.")})
    made.stage, made.stage_since = stage, on or timezone.localdate()
    return history.save(made, by, grant=rules.KEEP, where=made, why=why)


@transaction.atomic
def dissolve(body_id: int, *, by, why: str) -> SocialBody:
    made, why = _begin(body_id, by), reasons.need(why)
    made.dissolved_on = timezone.localdate()
    return history.save(made, by, grant=rules.KEEP, where=made, why=why)


def _begin(body_id: int, by) -> SocialBody:
    made = SocialBody.objects.select_for_update(no_key=True).get(pk=body_id)
    rules.need(by, rules.KEEP, made)
    if made.dissolved_on:
        raise ValidationError(_("This social organisation is dissolved."))
    return made
