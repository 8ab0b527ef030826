"""An exchange takes the price that somebody read; a passbook begins only in an area that is in use."""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

squashed = import_module("points.migrations.0001_squashed_0005_redeem_in_one_call")
before = import_module("points.migrations.0004_token_is_the_source")

# As it was (see there), but for the price: where it is not the one that was read, nothing is written.
REDEEM = """
CREATE FUNCTION points_redeem(
    item bigint, account bigint, quantity int, token uuid, ref text, code_hash text, at timestamptz, by_id bigint,
    areas bigint[], posts bigint[], at_price numeric DEFAULT NULL
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
    IF asked.post IS NULL OR asked.price <> at_price THEN RETURN NULL; END IF;  -- without a price, any
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
DROP_REDEEM = squashed.DROP_REDEEM.replace(");", ", numeric);")


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0006_stricter_terms_wait"),
    ]

    operations = [
        migrations.RunSQL(squashed.DROP_REDEEM + REDEEM, DROP_REDEEM + before.REDEEM),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"purpose\" = '')",
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="0531e2f70305504304e24c5e0f5ec3e405c21fa0",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_94dd8",
                    table="points_account",
                    when="AFTER",
                ),
            ),
        ),
    ]
