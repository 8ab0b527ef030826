"""The token of an exchange is the source of its movement, which no two have: it is kept there and nowhere else."""

from importlib import import_module

import django.contrib.postgres.indexes
from django.db import migrations

squashed = import_module("points.migrations.0001_squashed_0005_redeem_in_one_call")
before = import_module("points.migrations.0002_redeem_tells_its_number")

# As it was (see there), but for the token.
REDEEM = """
CREATE FUNCTION points_redeem(
    item bigint, account bigint, quantity int, token uuid, ref text, code_hash text, at timestamptz, by_id bigint,
    areas bigint[], posts bigint[]
) RETURNS bigint LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE asked record; made bigint;
BEGIN
    SELECT i.area_id, i.price, i.price * quantity AS cost, a.id AS book, own.id AS own,
        trim(i.name || ' ' || i.pack) || CASE WHEN quantity > 1 THEN ' × ' || quantity ELSE '' END AS words,
        at + h.reserve_days * interval '1 day' AS until,
        posts[least(
            array_position(areas, i.district_id), array_position(areas, i.street_id),
            array_position(areas, i.community_id), array_position(areas, i.grid_id), array_position(areas, i.area_id)
        )] AS post
    INTO asked
    FROM points_item i
    JOIN points_shop h ON h.id = i.shop_id
    JOIN points_account a ON a.id = account AND a.scheme_id = h.scheme_id AND a.purpose = ''
    JOIN points_account own ON own.scheme_id = h.scheme_id AND own.purpose = 'spent'
    WHERE i.id = item AND i.is_on;
    IF asked.post IS NULL THEN RETURN NULL; END IF;
    INSERT INTO points_movement (kind, source_kind, source_id, at, by_id, post_id, words)
    VALUES ('spend', 'redemption', token::text, at, by_id, asked.post, asked.words)
    ON CONFLICT ON CONSTRAINT movement_source_once DO NOTHING
    RETURNING id INTO made;
    IF made IS NULL THEN RETURN NULL; END IF;
    INSERT INTO points_entry (movement_id, account_id, amount)
    VALUES (made, asked.book, -asked.cost), (made, asked.own, asked.cost);
    INSERT INTO points_stock (item_id, kind, amount, after, source, at, words)
    VALUES (item, 'taken', -quantity, 0, ref, at, '');
    INSERT INTO points_redemption (ref, account_id, item_id, quantity, price, state, code_hash, at, alarm_at,
        why, movement_id, area_id)
    VALUES (ref, asked.book, item, quantity, asked.price, 'reserved', code_hash, at, asked.until, '', made,
        asked.area_id)
    RETURNING id INTO made;
    RETURN made;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("points", "0003_lighter_writes")]

    operations = [
        migrations.RemoveField(model_name="redemption", name="token"),
        migrations.RemoveIndex(model_name="movement", name="movement_at"),
        migrations.AddIndex(
            model_name="movement",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="movement_at", pages_per_range=16
            ),
        ),
        migrations.RunSQL(squashed.DROP_REDEEM + REDEEM, squashed.DROP_REDEEM + before.REDEEM),
    ]
