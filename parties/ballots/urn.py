"""What the ballots of a motion add up to: their tally, the verdict by its rule, and the hash that is published.

Pure of people: nothing here reads who may vote, except how many they are.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from parties.enums.ballots import Base, Choice, MotionState
from parties.models import Ballot, Motion, WeightRule

Paper = tuple[str, str]  # the random id of a ballot, and its choice


@dataclass(frozen=True, slots=True)
class Tally:
    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def voted(self) -> int:
        return self.yes + self.no + self.abstain


def tally(ballots: Iterable[Paper]) -> Tally:
    return Tally(**Counter(str(choice) for _id, choice in ballots))


def text(ballots: Iterable[Paper]) -> str:
    """One line a ballot, sorted by its random id: what is hashed, and what anybody hashes again."""
    return "".join(f"{key}:{Choice(choice).value}\n" for key, choice in sorted(ballots))


def digest(ballots: Iterable[Paper]) -> str:
    return hashlib.sha256(text(ballots).encode()).hexdigest()


def reached(count: int, of: int, part: int, whole: int, *, is_enough: bool) -> bool:
    """Whether `count` of `of` is more than part/whole, or just that where it is enough. Whole numbers only."""
    have, need = count * whole, of * part
    return have > need or (is_enough and have == need and count > 0)


def has_quorum(rule: WeightRule, electorate: int, voted: int) -> bool:
    return reached(voted, electorate, rule.quorum_part, rule.quorum_whole, is_enough=rule.quorum_is_enough)


def verdict(rule: WeightRule, electorate: int, votes: Tally) -> MotionState:
    """Without a quorum nothing else is asked."""
    if not has_quorum(rule, electorate, votes.voted):
        return MotionState.NO_QUORUM
    base = electorate if rule.pass_base == Base.ALL else votes.voted
    carried = reached(votes.yes, base, rule.pass_part, rule.pass_whole, is_enough=rule.pass_is_enough)
    return MotionState.PASSED if carried else MotionState.REJECTED


def fewest(of: int, part: int, whole: int, *, is_enough: bool) -> int:
    """How many are needed at least of `of`."""
    need = of * part
    exact = -(-need // whole)
    return exact if is_enough and need % whole == 0 else need // whole + 1


def ballots(motion: Motion) -> list[Paper]:
    """What lies in the urn, for a motion whose result is out. Before that, and without a quorum, nobody looks in."""
    if not motion.has_result:
        raise ValueError("the urn is closed")
    return contents(motion.pk)


def contents(motion_id: int) -> list[Paper]:
    """For parties.actions.counting, which opens the urn, and for ballots() above."""
    rows = Ballot.objects.filter(motion=motion_id).values_list("pk", "choice")
    return [(str(key), choice) for key, choice in rows]


@dataclass(frozen=True, slots=True)
class Recount:
    votes: Tally
    digest: str
    agrees: bool


def recount(motion: Motion) -> Recount:
    """The ballots added up and hashed once more, beside what was published."""
    papers = ballots(motion)
    votes, found = tally(papers), digest(papers)
    published = Tally(motion.yes or 0, motion.no or 0, motion.abstain or 0)
    return Recount(votes, found, votes == published and found == motion.digest)
