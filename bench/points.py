"""Points: passbooks with two million entries, and workers who move points beside a PL/pgSQL call that does."""

import multiprocessing
import random
import resource
import time
import uuid
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle

from django.db import connection, connections

from bench.client import Page

FORKED = multiprocessing.get_context("fork")  # they have what is loaded here
A_BOOK, PROOF = 40, 20  # entries of a passbook; seconds for two million of them
TENTH = Decimal("0.1")
THERE_AND_BACK = cycle((TENTH, -TENTH))  # by turns, so that nobody runs dry
# Every community of the first street keeps passbooks of its people. Triggers are off: lines and balances stand here.
BUILD = """
INSERT INTO points_scheme (unit, name, holder, notice_days, expires_months, expires_before, is_on, last_number,
    area_id, district_id, street_id, community_id)
SELECT 'points', '爱心积分存折', 'resident', 0, 0, 0, true, 100000, id, district_id, street_id, id
FROM grids_area WHERE kind = 'community' AND street_id = {street};
INSERT INTO points_shop (place, hours, opening, reserve_days, scheme_id)
SELECT '一楼', '[]', '周三', 7, id FROM points_scheme;
INSERT INTO points_item (ref, name, pack, price, stock, is_on, shop_id, area_id, district_id, street_id, community_id)
SELECT lpad(to_hex(h.id * 100 + n), 12, '0'), '商品' || n, '', 0.1, 1000000, true, h.id, s.area_id, s.district_id,
    s.street_id, s.community_id
FROM points_shop h JOIN points_scheme s ON s.id = h.scheme_id, generate_series(1, 60) n;
INSERT INTO points_stock (item_id, kind, amount, after, source, at, words)
SELECT id, 'delivery', stock, stock, 'bench', now(), '' FROM points_item;
INSERT INTO points_account (ref, number, purpose, balance, lines, opened_at, expires_soon, scheme_id, resident_id,
    area_id, district_id, street_id, community_id, grid_id)
SELECT lpad(to_hex(m.resident_id), 12, '0'), m.resident_id, '', {lines}, {lines}, now(), false, s.id, m.resident_id,
    m.area_id, m.district_id, m.street_id, m.community_id, m.grid_id
FROM residents_membership m JOIN points_scheme s ON s.area_id = m.community_id
WHERE m.until IS NULL AND m.is_living ORDER BY m.id LIMIT {books};
INSERT INTO points_account (ref, purpose, balance, lines, opened_at, expires_soon, scheme_id, area_id, district_id,
    street_id, community_id)
SELECT 'own' || lpad(s.id::text, 6, '0') || left(p, 2), p, 0, 0, now(), false, s.id, s.area_id, s.district_id,
    s.street_id, s.community_id
FROM points_scheme s, unnest(ARRAY['issued', 'spent']) p;
INSERT INTO points_movement (id, kind, source_kind, source_id, at, words)
SELECT row_number() OVER (), 'award', 'bench', a.id || '-' || n, now() - n * interval '9 days', '参与志愿活动'
FROM (SELECT id FROM points_account WHERE purpose = '' ORDER BY id) a, generate_series({lines}, 1, -1) n;
INSERT INTO points_entry (movement_id, account_id, amount, line, balance)
SELECT m.id, a.id, 1, l.line, l.line
FROM points_movement m
CROSS JOIN LATERAL (SELECT split_part(m.source_id, '-', 1)::bigint AS book,
    {lines} + 1 - split_part(m.source_id, '-', 2)::int AS line) l
JOIN points_account a ON a.id = l.book;
INSERT INTO points_entry (movement_id, account_id, amount)
SELECT m.id, o.id, -1
FROM points_movement m
JOIN points_account a ON a.id = split_part(m.source_id, '-', 1)::bigint
JOIN points_account o ON o.scheme_id = a.scheme_id AND o.purpose = 'issued';
SELECT setval(pg_get_serial_sequence('points_movement', 'id'), (SELECT max(id) FROM points_movement));
"""
# The best there is: one call, plain tables, the same promises (once for a source, never below nothing).
PLAIN = """
DROP TABLE IF EXISTS bench_entry, bench_movement, bench_account;
CREATE TABLE bench_account AS SELECT id, balance FROM points_account WHERE purpose IN ('', 'spent');
ALTER TABLE bench_account ADD PRIMARY KEY (id), ADD CHECK (balance >= 0);
CREATE TABLE bench_movement (id bigserial PRIMARY KEY, source text UNIQUE, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bench_entry (
    id bigserial PRIMARY KEY, movement bigint REFERENCES bench_movement, account bigint REFERENCES bench_account,
    amount numeric(10, 1) NOT NULL, balance numeric(10, 1) NOT NULL
);
CREATE INDEX ON bench_entry (account, id);
CREATE OR REPLACE FUNCTION bench_transfer(giver bigint, taker bigint, much numeric, source text) RETURNS void AS $$
DECLARE made bigint; one record;
BEGIN
    INSERT INTO bench_movement (source) VALUES (bench_transfer.source) ON CONFLICT DO NOTHING RETURNING id INTO made;
    IF made IS NULL THEN RETURN; END IF;
    FOR one IN SELECT * FROM (VALUES (giver, -much), (taker, much)) side (id, amount) ORDER BY 1 LOOP
        INSERT INTO bench_entry (movement, account, amount, balance)
        SELECT made, one.id, one.amount, 0;
        UPDATE bench_account SET balance = balance + one.amount WHERE id = one.id;
    END LOOP;
END $$ LANGUAGE plpgsql;
"""
# The same job as an exchange: points, stock and the exchange itself, once for a token and never below nothing.
PLAIN_REDEEM = """
DROP TABLE IF EXISTS bench_redemption, bench_stock, bench_item;
CREATE TABLE bench_item AS SELECT id, stock, price FROM points_item;
ALTER TABLE bench_item ADD PRIMARY KEY (id), ADD CHECK (stock >= 0);
CREATE TABLE bench_stock (
    id bigserial PRIMARY KEY, item bigint REFERENCES bench_item, amount int NOT NULL, "after" int NOT NULL
);
CREATE INDEX ON bench_stock (item, id);
CREATE TABLE bench_redemption (
    id bigserial PRIMARY KEY, token uuid UNIQUE, account bigint REFERENCES bench_account,
    item bigint REFERENCES bench_item, movement bigint REFERENCES bench_movement, quantity int NOT NULL,
    price numeric(10, 1) NOT NULL, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON bench_redemption (account, id);
CREATE OR REPLACE FUNCTION bench_redeem(giver bigint, own bigint, item bigint, token uuid) RETURNS void AS $$
DECLARE made bigint; much numeric; was int;
BEGIN
    SELECT price INTO much FROM bench_item i WHERE i.id = bench_redeem.item;
    INSERT INTO bench_movement (source) VALUES (token::text) ON CONFLICT DO NOTHING RETURNING id INTO made;
    IF made IS NULL THEN RETURN; END IF;
    INSERT INTO bench_entry (movement, account, amount, balance) VALUES (made, giver, -much, 0), (made, own, much, 0);
    UPDATE bench_account SET balance = balance - much WHERE id = giver;
    UPDATE bench_item i SET stock = stock - 1 WHERE i.id = bench_redeem.item RETURNING stock INTO was;
    INSERT INTO bench_stock (item, amount, "after") VALUES (bench_redeem.item, -1, was);
    INSERT INTO bench_redemption (token, account, item, movement, quantity, price)
    VALUES (bench_redeem.token, giver, bench_redeem.item, made, 1, much);
END $$ LANGUAGE plpgsql;
"""


def build(size, built) -> None:
    """As many passbooks as the entries ask for and people live in the first street."""
    lines = A_BOOK // 2  # the other half of the entries are those of the schemes
    statement = BUILD.format(street=built.line["street"].id, books=size.entries // A_BOOK, lines=lines)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")


def pages(built) -> list[Page]:
    from points.models import Account  # noqa: PLC0415 -- a worker comes here before the models are there

    book = Account.objects.passbooks().filter(grid_id=built.line["grid"].id).first()
    book = book or Account.objects.passbooks().filter(street_id=built.line["street"].id).first()
    return [
        *(Page(f"List, passbooks: {level}", "/points/", level) for level in ("grid", "community", "street")),
        Page("List, shop: community", "/points/shop/", "community"),
        Page("Passbook: street", book.get_absolute_url(), "street"),
    ]


def measure(size) -> list:
    from bench.jobs import Job  # noqa: PLC0415 -- bench.jobs calls this

    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        cursor.execute(PLAIN_REDEEM)
    found, beside = [], {}
    for kind, job, bare in (
        ("transfer", "transfer", "plain"),
        ("award", "transfer", "plain"),
        ("redeem", "exchange", "plain-redeem"),
    ):
        rate, best = beside[kind] = _beside(kind, bare, size)
        against = f"PL/pgSQL {job}: {rate / best:.0%}"
        found.append(
            Job(f"Points, {kind}, {size.workers} at once", rate, best, "/s", against, "≥ 50 %", rate >= best / 2)
        )
    (hot, hot_plain), (spread, plain) = _beside("hot", "plain-hot", size), beside["transfer"]
    against = f"own spread rate: {hot / spread:.0%}; PL/pgSQL does {hot_plain / plain:.0%} of its own"
    found.append(Job("Points, one hot passbook", hot, spread, "/s", against, "≥ 20 %", hot >= spread / 5))
    told = FORKED.Queue()
    _apart([(prove, told)], "the proof")
    proof = told.get()
    bar = PROOF * max(size.entries, 100_000) / 2_000_000
    name = f"Proof of {size.entries:,} entries"
    return [
        *found,
        Job(name, proof["seconds"], bar, "s", "20 s for two million", "as fast", proof["seconds"] <= bar),
        Job(f"{name}, memory grown", proof["grown"], 20, "MB", "flat", "≤ 20 MB", proof["grown"] <= 20),
        Job(f"{name}, what does not fit", proof["wrong"], 0, "lines", "exact", "none", not proof["wrong"]),
    ]


def _beside(kind: str, bare: str, size) -> tuple[float, float]:
    """Both rates of the turn whose share is the middle one: one after the other, since machines slow and speed up."""
    turns = [(_rate(kind, size), _rate(bare, size)) for _turn in range(size.turns)]
    return sorted(turns, key=lambda rates: rates[0] / rates[1])[size.turns // 2]


def _rate(kind: str, size) -> float:
    """How many a second all workers did together, begun at once; one that fails ends the run."""
    begin, done = FORKED.Barrier(size.workers), FORKED.Queue()
    _apart([(work, kind, number, size.seconds, begin, done) for number in range(size.workers)], kind)
    return sum(done.get() for _worker in range(size.workers))


def _apart(works: list[tuple], name: str) -> None:
    """Each in a process and with a connection of its own, forked from this one; one that fails ends the run."""
    connections.close_all()
    crew = [FORKED.Process(target=work, args=facts) for work, *facts in works]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    if any(one.exitcode for one in crew):
        raise RuntimeError(f"A worker failed at {name}.")


def work(kind: str, number: int, seconds: float, begin, done) -> None:
    """Waits for the others, and says how many a second it did. One that fails lets nobody wait."""
    try:
        act = _act(kind, number)
        act()
        begin.wait()
    except BaseException:
        begin.abort()
        raise
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        act()
        count += 1
    done.put(count / (time.perf_counter() - start))


def _act(kind: str, number: int):
    from points.models import Account  # noqa: PLC0415

    chance = random.Random(number)
    books = list(Account.objects.passbooks().order_by("pk").values_list("pk", "scheme")[:5_000])
    crowds = _crowds(books)
    hot = crowds[0][0]

    def pairs() -> Iterator[tuple[int, int]]:
        while True:
            giver, taker = chance.sample(chance.choice(crowds), 2)
            if "hot" in kind:
                giver, taker = hot, chance.choice(crowds[0][1:])
            yield giver, taker
            yield giver, taker  # and back: who only gave by chance could run dry

    two = pairs()
    if kind in ("plain", "plain-hot"):
        return lambda: _call(*next(two))
    if "redeem" in kind:
        return _redeemer(books, chance, plain=kind == "plain-redeem")
    own = dict(Account.objects.filter(purpose="issued").values_list("scheme", "pk"))
    if kind == "award":
        return lambda: _award(*chance.choice(books), own)
    return lambda: _move("move", *next(two))


def _crowds(books: list[tuple[int, int]]) -> list[list[int]]:
    """The passbooks of each community: its books are balanced by themselves."""
    found: dict[int, list[int]] = {}
    for pk, scheme in books:
        found.setdefault(scheme, []).append(pk)
    return [crowd for crowd in found.values() if len(crowd) > 1]


def _call(giver: int, taker: int) -> None:
    much = next(THERE_AND_BACK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT bench_transfer(%s, %s, %s, %s)", [giver, taker, much, uuid.uuid4().hex])


def _move(kind: str, giver: int, taker: int) -> None:
    from points.actions import ledger  # noqa: PLC0415

    much = next(THERE_AND_BACK)
    ledger.post(kind, ("bench", uuid.uuid4().hex), {giver: -much, taker: much}, "互换")


def _award(book: int, scheme: int, own: dict[int, int]) -> None:
    from points.actions import ledger  # noqa: PLC0415

    ledger.post("award", ("bench", uuid.uuid4().hex), {book: TENTH, own[scheme]: -TENTH}, "参与志愿活动")


def _redeemer(books: list, chance: random.Random, *, plain: bool):
    """The whole act at the desk: scope, points, stock, code. plain: the bare call that writes as much."""
    from grids.models import User  # noqa: PLC0415
    from points.actions.redeem import redeem  # noqa: PLC0415
    from points.models import Account, Item, Scheme  # noqa: PLC0415

    homes = dict(Scheme.objects.values_list("pk", "area"))
    keepers = {pk: User.objects.get(username=f"community{area}") for pk, area in homes.items()}
    items: dict[int, list[int]] = {}
    for item, scheme in Item.objects.values_list("pk", "shop__scheme"):
        items.setdefault(scheme, []).append(item)

    own = dict(Account.objects.filter(purpose="spent").values_list("scheme", "pk"))

    def exchange() -> None:
        book, scheme = chance.choice(books)
        redeem(book, chance.choice(items[scheme]), 1, by=keepers[scheme], token=uuid.uuid4())

    def bare() -> None:
        book, scheme = chance.choice(books)
        with connection.cursor() as cursor:
            asked = [book, own[scheme], chance.choice(items[scheme]), uuid.uuid4()]
            cursor.execute("SELECT bench_redeem(%s, %s, %s, %s)", asked)

    return bare if plain else exchange


def prove(found) -> None:
    from points import proof  # noqa: PLC0415

    connection.ensure_connection()
    before, start = _peak(), time.perf_counter()
    wrong = len(list(proof.prove()))
    found.put({"seconds": time.perf_counter() - start, "grown": _peak() - before, "wrong": wrong})


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
