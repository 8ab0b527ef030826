"""Does the ledger still fit? Asked by `manage.py prove_ledger` and each night; everything is added up anew."""

from collections.abc import Iterator

from django.db import connection

SHOWN = 20  # of each kind; the rest is counted

# Each finds what does not fit: what it is, which one, what it says and what it should say. The database adds up, in
# one pass over the entries for each, so that two million of them take no memory here, however many do not fit.
CHECKS = {
    "movement without two sides that sum to zero": """
        SELECT m.id, count(e.id), coalesce(sum(e.amount), 0)
        FROM points_movement m LEFT JOIN points_entry e ON e.movement_id = m.id
        GROUP BY m.id HAVING count(e.id) < 2 OR sum(e.amount) <> 0""",
    "passbook whose balance is not the sum of its entries": """
        SELECT a.id, a.balance, coalesce(e.total, 0)
        FROM points_account a
        LEFT JOIN (SELECT account_id, sum(amount) AS total FROM points_entry GROUP BY account_id) e
            ON e.account_id = a.id
        WHERE a.purpose = '' AND a.balance <> coalesce(e.total, 0)""",
    "entry whose balance is not that of the lines up to it": """
        SELECT id, balance, total FROM (
            SELECT e.id, e.balance, sum(e.amount) OVER (PARTITION BY e.account_id ORDER BY e.line) AS total
            FROM points_entry e JOIN points_account a ON a.id = e.account_id AND a.purpose = ''
        ) line WHERE balance IS DISTINCT FROM total""",
    "scheme whose accounts do not sum to zero": """
        SELECT a.scheme_id, sum(e.amount), 0
        FROM points_entry e JOIN points_account a ON a.id = e.account_id
        GROUP BY a.scheme_id HAVING sum(e.amount) <> 0""",
    "item whose stock is not the sum of its movements": """
        SELECT i.id, i.stock, coalesce(s.total, 0)
        FROM points_item i
        LEFT JOIN (SELECT item_id, sum(amount) AS total FROM points_stock GROUP BY item_id) s ON s.item_id = i.id
        WHERE i.stock <> coalesce(s.total, 0)""",
    "exchange that does not cost what its movement took": """
        SELECT r.id, r.price * r.quantity, e.amount
        FROM points_redemption r
        LEFT JOIN points_entry e ON e.movement_id = r.movement_id AND e.amount > 0
        WHERE r.price * r.quantity IS DISTINCT FROM e.amount""",
}


def prove() -> Iterator[str]:
    """A line for each thing that does not fit; none where all is well."""
    with connection.cursor() as cursor:
        for what, sql in CHECKS.items():
            cursor.execute(f"SELECT *, count(*) OVER () FROM ({sql}) wrong LIMIT {SHOWN}")
            rows = cursor.fetchall()
            for which, says, should, _count in rows:
                yield f"{what}: {which} says {says}, should say {should}"
            if rows and rows[0][-1] > SHOWN:
                yield f"{what}: {rows[0][-1] - SHOWN} more"
