"""One memory of headings: of an area's ledgers and of offices' forms."""

import pytest
from django.db import IntegrityError, transaction

from residents.actions import matched
from residents.models import MatchedHeading


@pytest.mark.django_db
def test_what_an_area_and_an_office_call_alike_is_remembered_apart(town):
    by = town.community_staff
    matched.remember("称 呼", "resident.name", by=by, area=town.community)
    matched.remember("称呼", "household.head", by=by, sender="民政办", form="摸底表")
    matched.remember("称呼", "resident.phone", by=by, sender="民政办", form="摸底表")
    assert matched.remembered(area=town.community) == {"称呼": "resident.name"}
    assert matched.remembered(sender="民政办", form="摸底表") == {"称呼": "resident.phone"}
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchedHeading.objects.create(area=town.community, sender="民政办", heading="其他")
