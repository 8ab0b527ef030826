"""Votes by link and on paper, the count, the quorum and the result."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from parties.actions import counting, motions, voting
from parties.ballots import urn
from parties.models import Ballot, Elector, Motion
from tests import factories as make
from tests.partied import organization
from tests.partied_ballots import ballot
from tests.test_party_ballots_secret import physical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def branch(town):
    return organization(town.community)


def vote(invited, yes=0, no=0, abstain=0):
    choices = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    for one, choice in zip(invited, choices, strict=False):
        voting.cast(one, choice)


def over(row):
    """Its time for voting has passed."""
    now = timezone.now()
    Motion.objects.filter(pk=row.pk).update(closes_at=now - timedelta(minutes=1), opened_at=now - timedelta(hours=2))


def declared(town, row):
    over(row)
    counting.close(row.pk, by=town.community_staff)
    return counting.declare(row.pk, by=town.community_staff)


def test_a_vote_goes_into_the_urn_and_the_elector_is_marked(town, branch):
    row, invited = ballot(branch, 3)
    voting.cast(invited[0], "abstain")
    assert list(Ballot.objects.values_list("motion", "choice")) == [(row.pk, "abstain")]
    assert list(Elector.objects.filter(voted=True).values_list("member", flat=True)) == [invited[0].member_id]
    assert Elector.objects.count() == 3


def test_nobody_votes_twice(town, branch):
    _row, invited = ballot(branch, 2)
    voting.cast(invited[0], "yes")
    with pytest.raises(ValidationError, match="voted already"):
        voting.cast(invited[0], "no")
    assert Ballot.objects.count() == 1


def test_who_is_not_among_the_electors_does_not_vote(town, branch):
    row, invited = ballot(branch, 2)
    Elector.objects.filter(member=invited[0].member_id).delete()
    with pytest.raises(ValidationError, match="not among"):
        voting.cast(invited[0], "yes")


def test_nothing_is_taken_after_its_time_though_nobody_closed_it(town, branch):
    row, invited = ballot(branch, 2)
    over(row)
    with pytest.raises(ValidationError, match="not open"):
        voting.cast(invited[0], "yes")


def test_nothing_is_taken_after_closing(town, branch):
    row, invited = ballot(branch, 2)
    over(row)
    counting.close(row.pk, by=town.community_staff)
    with pytest.raises(ValidationError, match="not open"):
        voting.cast(invited[0], "yes")
    with pytest.raises(ValidationError, match="not open"):
        voting.note_paper(invited[0], by=town.community_staff)


def test_a_choice_is_one_of_three(town, branch):
    row, invited = ballot(branch, 2)
    with pytest.raises(ValueError, match="maybe"):
        voting.cast(invited[0], "maybe")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(motion=row, choice="maybe")


def test_it_is_not_closed_while_somebody_may_still_vote(town, branch):
    row, invited = ballot(branch, 2)
    vote(invited, yes=1)
    with pytest.raises(ValidationError, match="still taken"):
        counting.close(row.pk, by=town.community_staff)
    voting.cast(invited[1], "no")
    assert counting.close(row.pk, by=town.community_staff).state == "counting"


def test_no_tally_before_the_result(town, branch):
    row, invited = ballot(branch, 2)
    vote(invited, yes=2)
    for state in (row, counting.close(row.pk, by=town.community_staff)):
        with pytest.raises(ValueError, match="closed"):
            urn.ballots(state)
        assert (state.yes, state.no, state.abstain, state.digest) == (None, None, None, "")


def test_the_database_keeps_no_tally_before_the_result(town, branch):
    row, _invited = ballot(branch, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=row.pk).update(yes=1)


def test_the_result_is_what_the_ballots_add_up_to_and_carries_their_hash(town, branch):
    row, invited = ballot(branch, 7)
    vote(invited, yes=4, no=2, abstain=1)
    row = declared(town, row)
    assert (row.state, row.voted, row.yes, row.no, row.abstain) == ("passed", 7, 4, 2, 1)
    lines = sorted(f"{key}:{choice}\n" for key, choice in Ballot.objects.values_list("pk", "choice"))
    assert row.digest == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_more_than_half_of_all_members_have_to_be_in_favour(town, branch):
    row, invited = ballot(branch, 8)
    vote(invited, yes=4, no=1)
    assert declared(town, row).state == "rejected"


def test_half_of_the_members_is_no_quorum_and_blocks_the_result(town, branch):
    row, invited = ballot(branch, 8)
    vote(invited, yes=4)
    row = declared(town, row)
    assert (row.state, row.voted, row.yes, row.no, row.abstain, row.digest) == ("no_quorum", 4, None, None, None, "")
    with pytest.raises(ValueError, match="closed"):
        urn.ballots(row)
    with pytest.raises(ValidationError, match="moved on"):
        motions.add_task(row.pk, by=town.community_staff, what="招标", responsible="物业", due_on=timezone.localdate())


def test_without_a_quorum_the_database_takes_no_numbers(town, branch):
    row, _invited = ballot(branch, 8)
    over(row)
    now = timezone.now()
    facts = {"state": "no_quorum", "voted": 1, "closed_at": now, "decided_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=row.pk).update(yes=1, no=0, abstain=0, **facts)


def test_counts_that_do_not_add_up_are_refused_by_the_database(town, branch):
    row, _invited = ballot(branch, 8)
    now = timezone.now()
    facts = {"state": "passed", "closed_at": now, "decided_at": now, "digest": "0" * 64, "no": 0, "abstain": 0}
    for counts in ({"voted": 5, "yes": 4}, {"voted": 9, "yes": 9}, {"voted": None, "yes": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Motion.objects.filter(pk=row.pk).update(**facts | counts)


def test_a_result_stands(town, branch):
    row, invited = ballot(branch, 3)
    vote(invited, yes=3)
    row = declared(town, row)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Motion.objects.filter(pk=row.pk).update(yes=2, no=1)
    with pytest.raises(ValidationError, match="moved on"):
        motions.withdraw(row.pk, by=town.community_staff, why="重来")


def test_a_recount_finds_what_was_published_and_says_when_it_does_not(town, branch):
    row, invited = ballot(branch, 3)
    vote(invited, yes=2, no=1)
    row = declared(town, row)
    assert urn.recount(row).agrees
    row.digest = "0" * 64
    assert not urn.recount(row).agrees


def test_an_urn_with_more_ballots_than_voters_declares_nothing(town, branch):
    row, invited = ballot(branch, 3)
    vote(invited, yes=3)
    Ballot.objects.create(motion=row, choice="yes")
    with pytest.raises(ValidationError, match="do not agree"):
        declared(town, row)
    row.refresh_from_db()
    assert (row.state, row.yes) == ("counting", None)


def on_paper(town, branch, papers=2, electronic=2):
    """A ballot that is closed, with so many votes in favour by link and so many on paper."""
    row, invited = ballot(branch, papers + electronic)
    for one in invited[:papers]:
        voting.note_paper(one, by=town.community_staff)
    vote(invited[papers:], yes=electronic)
    return counting.close(row.pk, by=town.community_staff), invited


def test_who_took_a_ballot_on_paper_votes_by_no_link(town, branch):
    _row, invited = ballot(branch, 2)
    voting.note_paper(invited[0], by=town.community_staff)
    with pytest.raises(ValidationError, match="voted already"):
        voting.cast(invited[0], "yes")
    voting.note_paper(invited[0], by=town.community_staff, given=False)
    voting.cast(invited[0], "yes")


def test_who_voted_by_link_gets_no_paper(town, branch):
    _row, invited = ballot(branch, 2)
    voting.cast(invited[0], "yes")
    with pytest.raises(ValidationError, match="voted already"):
        voting.note_paper(invited[0], by=town.community_staff)


def test_paper_is_given_by_who_may_hold_ballots_there(town, branch):
    _row, invited = ballot(branch, 2)
    for person in (town.unit_head, town.stranger, town.supervisor):
        with pytest.raises(PermissionDenied):
            voting.note_paper(invited[0], by=person)


def test_paper_is_counted_by_two_people_who_find_the_same(town, branch):
    row, _invited = on_paper(town, branch)
    assert counting.count_paper(row.pk, by=town.community_staff, yes=1, no=1, abstain=0) is False
    with pytest.raises(ValidationError, match="Two people"):
        counting.declare(row.pk, by=town.community_staff)
    assert counting.count_paper(row.pk, by=town.community_staff2, yes=1, no=1, abstain=0) is True
    row = counting.declare(row.pk, by=town.community_staff)
    assert (row.state, row.yes, row.no, row.abstain, row.voted) == ("passed", 3, 1, 0, 4)
    assert Ballot.objects.filter(motion=row).count() == 4


def test_one_person_who_counts_twice_is_one(town, branch):
    row, _invited = on_paper(town, branch)
    for _nth in range(2):
        assert counting.count_paper(row.pk, by=town.community_staff, yes=2, no=0, abstain=0) is False
    assert row.paper_counts.count() == 1


def test_one_person_with_two_posts_is_one_person(town, branch):
    row, _invited = on_paper(town, branch)
    counting.count_paper(row.pk, by=town.community_staff, yes=2, no=0, abstain=0)
    make.post(town.community_staff, town.street, role=town.street_staff.posts.get().role)
    again = make.fresh(town.community_staff)
    assert counting.count_paper(row.pk, by=again, yes=2, no=0, abstain=0) is False


def test_two_counts_that_differ_are_counted_again(town, branch):
    row, _invited = on_paper(town, branch)
    counting.count_paper(row.pk, by=town.community_staff, yes=2, no=0, abstain=0)
    assert counting.count_paper(row.pk, by=town.community_staff2, yes=1, no=1, abstain=0) is False
    assert counting.wants_tellers(row)
    assert counting.count_paper(row.pk, by=town.community_staff, yes=1, no=1, abstain=0) is True


def test_a_count_that_is_not_as_many_as_took_paper_is_refused(town, branch):
    row, _invited = on_paper(town, branch)
    with pytest.raises(ValidationError, match="count again"):
        counting.count_paper(row.pk, by=town.community_staff, yes=3, no=0, abstain=0)


def test_the_numbers_of_paper_are_not_kept_apart_from_the_others(town, branch):
    """Of one voter on paper they would tell how they voted."""
    row, _invited = on_paper(town, branch, papers=1)
    for teller in (town.community_staff, town.community_staff2):
        counting.count_paper(row.pk, by=teller, yes=0, no=1, abstain=0)
    counting.declare(row.pk, by=town.community_staff)
    assert set(row.paper_counts.values_list("yes", "no", "abstain")) == {(None, None, None)}


def test_a_ballot_that_is_withdrawn_keeps_no_numbers_of_paper_either(town, branch):
    row, _invited = on_paper(town, branch)
    counting.count_paper(row.pk, by=town.community_staff, yes=1, no=1, abstain=0)
    motions.withdraw(row.pk, by=town.community_staff, why="程序有误")
    assert set(row.paper_counts.values_list("yes", "no", "abstain")) == {(None, None, None)}


def test_without_a_quorum_nobody_counts_the_paper_either(town, branch):
    row, invited = ballot(branch, 4)
    voting.note_paper(invited[0], by=town.community_staff)
    over(row)
    row = counting.close(row.pk, by=town.community_staff)
    with pytest.raises(ValidationError, match="quorum"):
        counting.count_paper(row.pk, by=town.community_staff, yes=1, no=0, abstain=0)
    assert counting.declare(row.pk, by=town.community_staff).state == "no_quorum"


def test_paper_is_mixed_with_the_other_ballots(town, branch):
    row, _invited = on_paper(town, branch)
    for teller in (town.community_staff, town.community_staff2):
        counting.count_paper(row.pk, by=teller, yes=0, no=2, abstain=0)
    counting.declare(row.pk, by=town.community_staff)
    assert len(set(physical("parties_ballot", "xmin::text", "cmin::text"))) == 1


def test_nobody_counts_paper_where_there_is_none(town, branch):
    row, invited = ballot(branch, 1)
    vote(invited, yes=1)
    counting.close(row.pk, by=town.community_staff)
    with pytest.raises(ValidationError, match="Nobody voted on paper"):
        counting.count_paper(row.pk, by=town.community_staff, yes=0, no=0, abstain=0)


@pytest.mark.parametrize("act", [counting.close, counting.declare])
def test_a_ballot_is_closed_and_declared_by_who_may_hold_it(town, branch, act):
    row, _invited = ballot(branch, 1)
    for person in (town.unit_head, town.stranger, town.supervisor):
        with pytest.raises(PermissionDenied):
            act(row.pk, by=person)
