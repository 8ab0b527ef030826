"""Copies of a certificate: each says what was certified, whatever the register says by then, or is not given out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from grids.fields import plain
from grids.privacy.identity import KeyGone
from residents import actions as register
from residents.actions import certificates as acts
from residents.models import Certificate, RegisterField
from tests import factories as make
from tests.test_certificates import check, issued, page, signed_in
from tests.test_residents import DAY, HOME, NUMBER, home, somebody
from tests.test_retention import CAME, erase

pytestmark = pytest.mark.django_db
SAID = "兹证明林秀英（女，1949年12月31日出生，身份证号码1101**********002X），现居住在我辖区"


@pytest.fixture
def person(town):
    return somebody(town, name="林秀英", id_number=NUMBER)


@pytest.fixture
def client(town):
    made = signed_in(town.community_staff)
    made.cookies["django_language"] = "en"
    return made


def printed(client, paper) -> str:
    return client.post(page("print", paper.ref)).context["text"]


def told(client, paper) -> str:
    return client.get(page("detail", paper.ref)).content.decode()


def test_every_copy_says_what_was_certified(town, person, client):
    paper = issued(town, person)
    first = printed(client, paper)
    assert first == f"{SAID}{person.memberships.get().household.dwelling.address}。本证明仅用于子女入学报名。"
    there = home(town, parts=HOME._replace(room="501"))
    register.move(person.pk, there, by=town.community_staff, seen=None, on=DAY, is_registered=True)
    register.correct(person.pk, by=town.community_staff, seen=None, why="写错了", name="林秀瑛")
    assert printed(client, paper) == first
    assert "林秀瑛" in printed(client, issued(town, person))


def test_what_it_says_stands_readable_neither_in_the_row_nor_in_its_history(town, person):
    paper = issued(town, person)
    [row], past = Certificate.objects.filter(pk=paper.pk).values(), list(paper.events.values())
    assert past
    assert not [word for word in ("林秀英", "401", "1949") if word in f"{row}{past}"]
    assert "林秀英" in plain(Certificate.objects.get(pk=paper.pk), "facts")


def test_the_database_refuses_to_change_what_a_paper_says(town, person):
    paper = issued(town, person)
    other = issued(town, person)
    for column in ("facts", "subject_id"):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE residents_certificate SET {column} = NULL WHERE id = %s", [paper.pk])
    assert acts.withdraw(other.pk, by=town.community_staff, why="填错了用途").withdrawn_at


def test_before_printing_the_clerk_reads_what_the_register_says_otherwise_by_now(town, person, client):
    paper = issued(town, person)
    assert "the register says otherwise" not in told(client, paper)
    register.correct(person.pk, by=town.community_staff, seen=None, why="写错了", name="林秀瑛")
    assert "the register says otherwise (Name)" in told(client, paper)
    there = home(town, parts=HOME._replace(room="501"))
    register.move(person.pk, there, by=town.community_staff, seen=None, on=DAY, is_registered=True)
    said = told(client, paper)
    assert "the register says otherwise (Name, Address)" in said
    assert f"/new/?resident={person.ref}" in said


def test_of_who_only_stays_registered_the_clerk_reads_that_they_live_there_no_more(town, person, client):
    paper = issued(town, person)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    elsewhere = home(town, area=make.area(town.neighbour), by=keeper)
    register.move(person.pk, elsewhere, by=keeper, seen=None, on=DAY)
    assert "the register says otherwise (Lives here)" in told(client, paper)


def test_of_who_has_left_the_clerk_is_told_and_offered_no_new_paper(town, person, client):
    paper = issued(town, person)
    register.move_out(person.pk, by=town.community_staff, seen=None, on=DAY)
    said = told(client, paper)
    assert "neither registered nor living here any more" in said
    assert "/new/?resident=" not in said


def test_what_is_out_of_use_is_no_change_of_the_register(town, person, client):
    paper = issued(town, person)
    RegisterField.objects.filter(code="resident.sex").update(is_on=False)
    assert "the register says otherwise" not in told(client, paper)


def test_after_a_death_no_further_copy_is_given_out_and_the_first_stays_good(town, person, client):
    paper = issued(town, person)
    _paper, code = acts.print_copy(paper.pk, by=town.community_staff)
    register.died(person.pk, by=town.community_staff, seen=None, on=DAY)
    with override("en"), pytest.raises(ValidationError, match="recorded as dead"):
        acts.print_copy(paper.pk, by=town.community_staff)
    said = told(client, paper)
    assert "recorded as dead" in said
    assert "/print/" not in said
    assert check(code).context["valid"]


def test_a_paper_of_a_merged_entry_says_what_it_said_and_so_after_they_are_parted(town, person, client):
    other = somebody(town, home(town, parts=HOME._replace(room="402")), name="林秀瑛")
    paper = issued(town, other)
    first = printed(client, paper)
    made = register.merge(person.pk, other.pk, by=town.community_staff, seen=None, dropped_seen=None)
    assert Certificate.objects.get(pk=paper.pk).resident == person
    assert printed(client, paper) == first
    register.unmerge(made.pk, by=town.community_staff)
    assert printed(client, paper) == first


def test_of_somebody_anonymised_no_paper_can_be_read_also_none_of_a_merged_entry(town):
    kept = somebody(town, since=CAME)
    merged = somebody(town, home(town, parts=HOME._replace(room="402")), since=CAME)
    both = [issued(town, kept), issued(town, merged)]
    register.merge(kept.pk, merged.pk, by=town.community_staff, seen=None, dropped_seen=None)
    on = timezone.localdate() - timedelta(days=366 * 4)
    register.move_out(kept.pk, by=town.community_staff, seen=None, on=on)
    erase(town, kept)
    for paper in Certificate.objects.filter(pk__in=[one.pk for one in both]).select_related("subject"):
        with pytest.raises(KeyGone):
            plain(paper, "facts")


def test_a_paper_from_before_that_was_kept_says_what_is_so_today_and_the_clerk_is_told(town, person, client):
    paper = issued(town, person)
    facts = {field.attname: getattr(paper, field.attname) for field in Certificate._meta.concrete_fields}
    old = Certificate(**facts | {"id": None, "ref": "before", "serial": 99, "facts": None, "subject_id": None})
    old.save()
    assert "from before the portal kept" in told(client, old)
    register.correct(person.pk, by=town.community_staff, seen=None, why="写错了", name="林秀瑛")
    assert "林秀瑛" in printed(client, old)
