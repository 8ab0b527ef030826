"""Tally, quorum and majority by any rule, for any urn."""

from fractions import Fraction

from hypothesis import given, strategies as st

from parties.ballots import urn
from parties.enums.ballots import Base, Choice
from parties.models import WeightRule

shares = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted)
papers = st.lists(st.tuples(st.uuids(version=4).map(str), st.sampled_from(Choice.values)), max_size=60, unique_by=str)


@st.composite
def rules(draw) -> WeightRule:
    (quorum, quorum_of), (majority, majority_of) = draw(shares), draw(shares)
    return WeightRule(
        quorum_part=quorum, quorum_whole=quorum_of, quorum_is_enough=quorum == quorum_of or draw(st.booleans()),
        pass_part=majority, pass_whole=majority_of, pass_is_enough=majority == majority_of or draw(st.booleans()),
        pass_base=draw(st.sampled_from(Base.values)),
    )  # fmt: skip


@given(papers)
def test_a_tally_counts_each_ballot_once_whatever_their_order(ballots):
    votes = urn.tally(ballots)
    assert votes.voted == len(ballots)
    assert urn.tally(reversed(ballots)) == votes
    assert urn.digest(reversed(ballots)) == urn.digest(ballots)


@given(papers.filter(bool), st.data())
def test_one_ballot_changed_changes_the_hash(ballots, data):
    nth = data.draw(st.integers(0, len(ballots) - 1))
    key, choice = ballots[nth]
    other = data.draw(st.sampled_from([each for each in Choice.values if each != choice]))
    assert urn.digest([*ballots[:nth], (key, other), *ballots[nth + 1 :]]) != urn.digest(ballots)


@given(rules(), papers, st.integers(0, 60))
def test_the_verdict_is_that_of_exact_fractions(rule, ballots, absent):
    votes = urn.tally(ballots)
    electorate = votes.voted + absent
    if not electorate:
        return
    base = electorate if rule.pass_base == Base.ALL else votes.voted

    def enough(count, of, part, whole, is_enough):
        share, wanted = Fraction(count, of or 1), Fraction(part, whole)
        return share > wanted or (is_enough and share == wanted and count > 0)

    expected = "no_quorum"
    if enough(votes.voted, electorate, rule.quorum_part, rule.quorum_whole, rule.quorum_is_enough):
        carried = enough(votes.yes, base, rule.pass_part, rule.pass_whole, rule.pass_is_enough)
        expected = "passed" if carried else "rejected"
    assert urn.verdict(rule, electorate, votes) == expected


@given(shares, st.integers(1, 200), st.booleans())
def test_the_number_that_is_said_to_be_needed_is_the_smallest_that_is_enough(share, of, is_enough):
    part, whole = share
    needed = urn.fewest(of, part, whole, is_enough=is_enough)
    assert urn.reached(needed, of, part, whole, is_enough=is_enough)
    assert not urn.reached(needed - 1, of, part, whole, is_enough=is_enough)


@given(rules(), st.integers(1, 100))
def test_nobody_in_favour_never_passes(rule, electorate):
    assert urn.verdict(rule, electorate, urn.Tally(no=electorate)) != "passed"


def test_half_is_not_more_than_half():
    rule = WeightRule()
    assert urn.verdict(rule, 8, urn.Tally(yes=4)) == "no_quorum"
    assert urn.verdict(rule, 8, urn.Tally(yes=4, abstain=1)) == "rejected"
    assert urn.verdict(rule, 8, urn.Tally(yes=5)) == "passed"
