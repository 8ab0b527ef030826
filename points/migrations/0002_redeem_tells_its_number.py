"""The exchange at the desk tells its number only, and what nobody asks for is kept up no more."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

squashed = import_module("points.migrations.0001_squashed_0005_redeem_in_one_call")

# As it was (see there), but for what it returns: a set of rows of twenty columns was as dear as a row written. Which
# post may do it is looked up without a query of its own: the first of the areas that the item lies in. Who stood at
# the desk is said once, by the movement: checked three times, eight desks waited for each other at that account's row.
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
    INSERT INTO points_redemption (ref, account_id, item_id, quantity, price, state, code_hash, token, at, alarm_at,
        why, movement_id, area_id)
    VALUES (ref, asked.book, item, quantity, asked.price, 'reserved', code_hash, token, at, asked.until, '', made,
        asked.area_id)
    RETURNING id INTO made;
    RETURN made;
END $$;
"""

# Django makes them for every unique text, for the beginning of a word. Nobody looks for the beginning of a ref.
BEGINNINGS = {
    "points_account": "points_account_ref_d3ac7637_like",
    "points_item": "points_item_ref_342638f1_like",
    "points_redemption": "points_redemption_ref_1c0ee233_like",
}


class Migration(migrations.Migration):
    dependencies = [("points", "0001_squashed_0005_redeem_in_one_call")]

    operations = [
        migrations.RemoveField("redemption", "by"),
        migrations.AlterField(
            model_name="account",
            name="scheme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="points.scheme",
            ),
        ),
        *(
            migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON {table} (ref varchar_pattern_ops)")
            for table, index in BEGINNINGS.items()
        ),
        migrations.RunSQL(squashed.DROP_REDEEM + REDEEM, squashed.DROP_REDEEM + squashed.REDEEM),
    ]
