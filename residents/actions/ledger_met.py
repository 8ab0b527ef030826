"""Whose numbers a ledger meets beyond its sender's own people: told of up to a day's limit, and noted."""

from django.utils.translation import gettext as _

from grids.actions import reveal
from residents.actions.start import EDIT
from residents.ledgers.ledger import ID_NUMBER
from residents.ledgers.planning import Outcome, Plan
from residents.models import ImportBatch, Resident


class Met:
    """Goes along with the rows of one ledger, in their order. Once the limit is reached, no number is answered for:

    that one is registered elsewhere, and that one is in no register at all, are the same sentence from there on.
    """

    def __init__(self, batch: ImportBatch, by, now):
        self.facts = {"by": by, "post": by.scope.post_for(EDIT, batch.area), "now": now}
        self.is_over = False

    def note(self, plans: list[Plan]) -> None:
        """Three statements, however many rows there are. What may not be told is wrong from here on."""
        asked = [plan for plan in plans if _asks(plan)]
        numbered = Resident.objects.exclude(id_index="").filter(merged_into=None, withdrawn_at=None)
        indexes = [] if self.is_over else [plan.row.index for plan in asked]
        there = dict(numbered.filter(id_index__in=indexes).values_list("id_index", "ref")) if indexes else {}
        met = [there[plan.row.index] for plan in asked if plan.row.index in there]
        told = reveal.note_met("residents.resident", met, **self.facts) if met else set()
        for plan in asked:
            self.is_over |= there.get(plan.row.index, "") not in {"", *told}
            if self.is_over:
                _untold(plan)


def _asks(plan: Plan) -> bool:
    """The number is none that the row's own person has already."""
    index = plan.row.index
    return bool(index and (plan.resident is None or plan.resident.id_index != index))


def _untold(plan: Plan) -> None:
    said = _(
        "not looked up: your ledgers met %(most)d people of other areas within a day. Send this row again tomorrow"
    )
    plan.outcome, plan.row.errors = Outcome.WRONG, [(ID_NUMBER, said % {"most": reveal.MET_A_DAY})]
