"""Whatever happens to the ledger, in whatever order, it fits afterwards."""

import uuid
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings, strategies as some

from grids.days.when import SHANGHAI
from points import proof
from points.actions import claims, expiry, joining, ledger, shop
from points.actions.redeem import redeem
from points.lots import PART
from points.models import Account, Claim, Entry, Item, Movement, Redemption
from residents.models import Merge
from tests import pointed
from tests.town import MORNING

pytestmark = pytest.mark.django_db

MONTHS = 3
STEPS = some.tuples(
    some.sampled_from(
        ["award", "certify", "redeem", "hand", "cancel", "return", "expire", "reverse", "wait", "join", "part"]
    ),
    some.integers(0, 7),
)


class Undone(Exception):
    """Ends an example: each begins with an empty ledger."""


class Story:
    """A community with two passbooks and two items; each step does something, or is refused without a trace."""

    def __init__(self, town):
        self.points = pointed.build(town, expires_months=MONTHS)
        self.staff, self.now = town.community_staff, MORNING - timedelta(days=300)
        self.books = [self.points.passbook(room) for room in "12"]
        self.items = [self.points.item("1.5", 3, "香皂"), self.points.item("4", 2, "食用油")]
        self.codes: dict[str, str] = {}
        self.joined: list[tuple] = []

    def nth(self, rows, at: int):
        rows = list(rows.order_by("pk"))
        return rows[at % len(rows)] if rows else None

    def award(self, at: int) -> None:
        code = ("rescue", "mediation", "volunteering")[at % 3]
        self.points.claim(self.books[at % 2], code, now=self.now, done_on=self.now.date())

    def certify(self, at: int) -> None:
        if made := self.nth(Claim.objects.all(), at):
            claims.certify(made.pk, by=self.staff, now=self.now)

    def earn(self, at: int) -> None:
        asked = self.points.claim(
            self.books[at % 2], ("rescue", "mediation")[at // 2 % 2], now=self.now, done_on=self.now.date()
        )
        claims.certify(asked.pk, by=self.staff, now=self.now)

    def redeem(self, at: int) -> None:
        ref, code = redeem(
            self.books[at % 2].pk, self.items[at // 2 % 2].pk, 1 + at // 4, by=self.staff, token=uuid.uuid4(),
            now=self.now,
        )  # fmt: skip
        self.codes[ref] = code

    def hand(self, at: int) -> None:
        if made := self.nth(Redemption.objects.all(), at):
            shop.hand_over(made.ref, self.codes[made.ref], by=self.staff, now=self.now)

    def cancel(self, at: int) -> None:
        if made := self.nth(Redemption.objects.all(), at):
            shop.cancel(made.ref, by=self.staff, why="不要了", now=self.now)

    def return_(self, at: int) -> None:
        if made := self.nth(Redemption.objects.all(), at):
            shop.return_(made.ref, by=self.staff, why="坏了", now=self.now)

    def expire(self, _at: int) -> None:
        expiry.expire_all(self.now)

    def reverse(self, at: int) -> None:
        if made := self.nth(Movement.objects.filter(kind="award"), at):
            ledger.reverse(made.pk, by=self.staff, why="记错", now=self.now)

    def join(self, at: int) -> None:
        old, new = self.books[at % 2].resident_id, self.books[1 - at % 2].resident_id
        if gone := joining.OfOnePerson().take(old, new, self.staff):
            self.joined.append((gone, old, new))

    def part(self, _at: int) -> None:
        if self.joined:
            gone, old, new = self.joined.pop()
            joining.OfOnePerson().put_back(gone, old, new, self.staff)
            Merge.objects.create(  # it remembers what expired while they were one
                kept_id=new, dropped_id=old, by=self.staff, at=self.now, kept_version=1, dropped_version=1,
                before={"along": {PART: gone}}, undone_at=self.now, undone_by=self.staff,
            )  # fmt: skip

    def wait(self, at: int) -> None:
        self.now += timedelta(days=20 + 20 * at)

    def step(self, what: str, at: int) -> None:
        with suppress(ValidationError), transaction.atomic():
            getattr(self, f"{what}_" if what == "return" else what)(at)

    def held_by(self, book: Account) -> Decimal:
        """What was earned within the term, in this passbook or one that was joined into it, and not reversed."""
        with connection.cursor() as cursor:
            term = "SELECT (%s::date - make_interval(months => %s)) AT TIME ZONE %s"
            cursor.execute(term, [timezone.localdate(self.now), MONTHS, SHANGHAI.key])
            (first,) = cursor.fetchone()
        awards = Movement.objects.filter(kind="award", at__gte=first, reversed_by=None)
        parts = Account.objects.filter(Q(pk=book.pk) | Q(joined_into=book.pk)).values("pk")
        return Entry.objects.filter(movement__in=awards, account__in=parts).aggregate(
            n=Sum("amount", default=Decimal())
        )["n"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(STEPS, max_size=30))
def test_any_order_of_acts_keeps_every_invariant(town, steps):
    with suppress(Undone), transaction.atomic():
        story = Story(town)
        for what, at in steps:
            story.step(what, at)
            assert all(story.points.balance(book) >= 0 for book in story.books)
        assert list(proof.prove()) == []
        taken = sum(made.quantity for made in Redemption.objects.filter(state__in=("reserved", "handed")))
        assert sum(item.stock for item in Item.objects.all()) == 5 - taken
        raise Undone


EARNED = some.lists(
    some.tuples(some.sampled_from(["earn", "earn", "expire", "reverse", "wait"]), some.integers(0, 3)), max_size=6
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EARNED, EARNED, EARNED)
@example([("earn", 0)], [("wait", 0), ("wait", 3), ("expire", 0)], [("earn", 0), ("reverse", 0)])
def test_where_nothing_is_spent_each_holds_what_they_earned_within_the_term(town, before, together, after):
    """Whatever was earned, expired or was reversed before two passbooks were made one, meanwhile and afterwards."""
    with suppress(Undone), transaction.atomic():
        story = Story(town)
        for steps, then in ((before, story.join), (together, story.part), (after, story.expire)):
            for what, at in steps:
                story.step(what, at)
            then(0)
        for book in Account.objects.passbooks():
            assert book.balance == story.held_by(book)
        assert list(proof.prove()) == []
        raise Undone
