"""What the database keeps about the tree, whoever writes: places, codes, the tripwire, rows that live in areas."""

from django.db import migrations

# The numbers are grids.locks.NAMESPACE and Lock.TREE.
FUNCTIONS = """
CREATE TABLE grids_placedtable (name text PRIMARY KEY);

CREATE FUNCTION linli_tree_shared() RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock_shared(7301, 1) $$;

-- The ancestor ids of an area, its own level included, from its parent's row.
CREATE FUNCTION linli_place_area(area grids_area) RETURNS grids_area LANGUAGE plpgsql AS $$
DECLARE above grids_area;
BEGIN
    area.district_id := NULL; area.street_id := NULL; area.community_id := NULL; area.grid_id := NULL;
    IF area.parent_id IS NOT NULL THEN
        SELECT * INTO above FROM grids_area WHERE id = area.parent_id;
        area.district_id := above.district_id;
        area.street_id := above.street_id;
        area.community_id := above.community_id;
        area.grid_id := above.grid_id;
    END IF;
    CASE area.kind
        WHEN 'district' THEN area.district_id := area.id;
        WHEN 'street' THEN area.street_id := area.id;
        WHEN 'community' THEN area.community_id := area.id;
        WHEN 'grid' THEN area.grid_id := area.id;
        ELSE NULL;
    END CASE;
    RETURN area;
END $$;

-- After these areas moved: places below them anew, level by level, then every row that lives there.
-- Writing a column to itself lets the row's own trigger fill it, so there is one source of the ids.
CREATE FUNCTION linli_cascade(moved bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    below bigint[];
    everything bigint[] := moved;
    layer bigint[] := moved;
    placed text;
BEGIN
    LOOP
        SELECT array_agg(id) INTO below FROM grids_area WHERE parent_id = ANY(layer);
        EXIT WHEN below IS NULL;
        UPDATE grids_area SET kind = kind WHERE id = ANY(below);
        everything := everything || below;
        layer := below;
    END LOOP;
    FOR placed IN SELECT name FROM grids_placedtable ORDER BY name LOOP
        EXECUTE format('UPDATE %I SET area_id = area_id WHERE area_id = ANY($1)', placed) USING everything;
    END LOOP;
END $$;

-- One primary key for every code that was ever given: why none is used twice.
CREATE FUNCTION linli_register_code(area bigint, new_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE grids_areacode SET until = now() WHERE area_id = area AND until IS NULL AND code <> new_code;
    INSERT INTO grids_areacode (code, area_id, since) VALUES (new_code, area, now())
    ON CONFLICT (code) DO UPDATE SET until = NULL WHERE grids_areacode.area_id = area;
    IF NOT EXISTS (SELECT 1 FROM grids_areacode WHERE code = new_code AND area_id = area) THEN
        RAISE unique_violation USING
            MESSAGE = format('code %s was used before', new_code), CONSTRAINT = 'area_code_never_reused';
    END IF;
END $$;

-- For the migrations of apps with tables that live in areas.
CREATE FUNCTION linli_join_placed(name text) RETURNS void LANGUAGE sql AS
$$ INSERT INTO grids_placedtable VALUES (name) ON CONFLICT DO NOTHING $$;

-- The tripwire: two areas in one place. EXCLUDE, not UNIQUE: a unique lft would be a key column, and tree
-- writes would then block every insert that refers to an area.
ALTER TABLE grids_area ADD CONSTRAINT area_slot
    EXCLUDE USING btree (tree_id WITH =, lft WITH =) DEFERRABLE INITIALLY DEFERRED;
"""

BACK = """
ALTER TABLE grids_area DROP CONSTRAINT area_slot;
DROP FUNCTION linli_join_placed(text);
DROP FUNCTION linli_register_code(bigint, text);
DROP FUNCTION linli_cascade(bigint[]);
DROP FUNCTION linli_place_area(grids_area);
DROP FUNCTION linli_tree_shared();
DROP TABLE grids_placedtable;
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, BACK)]
