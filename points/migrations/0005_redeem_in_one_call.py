from importlib import import_module

from django.db import migrations

# The exchange at the desk (points/actions/redeem.py): points first, then stock, then the exchange; nothing where the
# item is not on offer, the passbook is another scheme's, no post may do it there, or the form was sent before.
# areas, posts: what the hat worn reaches, and as whom. Unlike before it asks for them itself, so that nothing is left
# to be planned at each call, and writes the movement without a call of its own. Of its two accounts the trigger locks
# the passbook only: their order is of no matter.
REDEEM = """
DROP FUNCTION points_redeem(bigint, bigint, int, uuid, text, text, timestamptz, bigint, bigint);
CREATE FUNCTION points_redeem(
    item bigint, account bigint, quantity int, token uuid, ref text, code_hash text, at timestamptz, by_id bigint,
    areas bigint[], posts bigint[]
) RETURNS SETOF points_redemption LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE asked record; made bigint;
BEGIN
    SELECT i.area_id, i.price, i.price * quantity AS cost, a.id AS book, own.id AS own,
        trim(i.name || ' ' || i.pack) || CASE WHEN quantity > 1 THEN ' × ' || quantity ELSE '' END AS words,
        at + h.reserve_days * interval '1 day' AS until,
        (SELECT posts[n] FROM generate_subscripts(areas, 1) n
            WHERE areas[n] IN (i.district_id, i.street_id, i.community_id, i.grid_id, i.area_id)
            ORDER BY n LIMIT 1) AS post
    INTO asked
    FROM points_item i
    JOIN points_shop h ON h.id = i.shop_id
    JOIN points_account a ON a.id = account AND a.scheme_id = h.scheme_id AND a.purpose = ''
    JOIN points_account own ON own.scheme_id = h.scheme_id AND own.purpose = 'spent'
    WHERE i.id = item AND i.is_on;
    IF asked.post IS NULL THEN RETURN; END IF;
    INSERT INTO points_movement (kind, source_kind, source_id, at, by_id, post_id, words)
    VALUES ('spend', 'redemption', token::text, at, by_id, asked.post, asked.words)
    ON CONFLICT ON CONSTRAINT movement_source_once DO NOTHING
    RETURNING id INTO made;
    IF made IS NULL THEN RETURN; END IF;
    INSERT INTO points_entry (movement_id, account_id, amount)
    VALUES (made, asked.book, -asked.cost), (made, asked.own, asked.cost);
    INSERT INTO points_stock (item_id, kind, amount, after, source, at, by_id, words)
    VALUES (item, 'taken', -quantity, 0, ref, at, by_id, '');
    RETURN QUERY
    INSERT INTO points_redemption AS r (ref, account_id, item_id, quantity, price, state, code_hash, token, at, by_id,
        alarm_at, why, movement_id, area_id)
    VALUES (ref, asked.book, item, quantity, asked.price, 'reserved', code_hash, token, at, by_id, asked.until, '',
        made, asked.area_id)
    RETURNING r.*;
END $$;
"""
BEFORE = import_module("points.migrations.0002_joined_passbooks").REDEEM
BACK = "DROP FUNCTION points_redeem(bigint, bigint, int, uuid, text, text, timestamptz, bigint, bigint[], bigint[]);"


class Migration(migrations.Migration):
    dependencies = [("points", "0004_opening_hours")]

    operations = [migrations.RunSQL(REDEEM, BACK + BEFORE)]
