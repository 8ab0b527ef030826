"""An organisation's page leads to what it does: its meetings, ballots and partners, and the lists to it alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.partied import organization
from tests.partied_ballots import motion
from tests.partied_meetings import cadence, called, due
from tests.partied_partners import partner

pytestmark = pytest.mark.django_db
LISTS = ("/parties/meetings/", "/parties/ballots/", "/parties/partners/")


@pytest.fixture
def two(town):
    """Two committees, each with one of everything, told apart by their names."""
    found = [organization(town.community, name, "committee") for name in ("甲社区党委", "乙社区党委")]
    for one in found:
        called(one)
        motion(one, title=f"{one.name}的议题")
        partner(one, f"{one.name}的单位")
    return found


def test_its_page_leads_to_each_list_with_how_many_it_shows(signed_in, town, two):
    one, client = two[0], signed_in(town.community_staff)
    motion(one, "withdrawn", why="撤回")
    due(one, cadence(), timezone.localdate() - timedelta(days=3))
    for number, ends_on in enumerate((timezone.localdate() - timedelta(days=3), timezone.localdate())):
        partner(one, f"到期单位{number}", ends_on=ends_on)
    lines = client.get(one.get_absolute_url()).context["life"]
    assert [(line["view"], line["n"]) for line in lines] == [("open", 1), ("overdue", 1), ("running", 1), ("", 3)]
    assert [len(client.get(line["url"]).context["rows"]) for line in lines] == [1, 1, 1, 3]
    assert [line["view"] for line in client.get(two[1].get_absolute_url()).context["life"]] == ["open", "running", ""]


@pytest.mark.parametrize("address", LISTS)
def test_the_list_shows_what_is_its_own_and_leads_back_to_all(signed_in, town, two, address):
    client = signed_in(town.community_staff)
    only = client.get(f"{address}?organization={two[0].ref}").content.decode()
    assert "甲社区党委" in only
    assert "乙社区党委" not in only
    assert 'href="?" aria-label="Of all organisations"' in only
    assert "乙社区党委" in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/parties/partners/", "/parties/members/"])
def test_the_list_of_what_ended_stays_with_the_organisation(signed_in, town, two, address):
    page = signed_in(town.community_staff).get(f"{address}?organization={two[0].ref}")
    assert f'href="?past=1&amp;organization={two[0].ref}"' in page.content.decode()
    page = signed_in(town.community_staff).get(f"{address}?past=1&organization={two[0].ref}")
    assert f'href="{address}?organization={two[0].ref}"' in page.content.decode()


def test_one_that_somebody_may_not_see_is_as_if_it_were_not_named(signed_in, town, two):
    foreign = organization(town.neighbour, "外社区党委", "committee")
    page = signed_in(town.community_staff).get(f"/parties/ballots/?organization={foreign.ref}").content.decode()
    assert "外社区党委" not in page
    assert "甲社区党委" in page
