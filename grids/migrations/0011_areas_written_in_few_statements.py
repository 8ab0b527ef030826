"""Areas that come in one statement get their places and codes in few; indexes go that others begin with."""

import django.db.models.deletion
import mptt.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What the trigger says itself from now on.
PLACE_AREA = """
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
"""

# Beginnings of codes are asked for when somebody makes areas; where text is in the order of C, as in the embedded
# PostgreSQL, the primary key finds them, elsewhere a table of codes is read.
WITHOUT_LIKE = """
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT indexname FROM pg_indexes
        WHERE schemaname = current_schema AND tablename = 'grids_areacode' AND indexname LIKE '%\\_like'
    LOOP
        EXECUTE format('DROP INDEX %I', name);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0001_squashed_0010_null_is_no_answer"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="area",
            name="place_area",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="area",
            name="register_code",
        ),
        migrations.RunSQL("DROP FUNCTION linli_place_area(grids_area)", PLACE_AREA),
        migrations.RunSQL(WITHOUT_LIKE, migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name="area",
            name="area_above_units",
        ),
        migrations.RemoveIndex(
            model_name="area",
            name="grids_area_tree_id_lft_idx",
        ),
        migrations.AlterField(
            model_name="area",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="areas",
                to="grids.organisation",
                verbose_name="Organisation",
            ),
        ),
        migrations.AlterField(
            model_name="area",
            name="parent",
            field=mptt.fields.TreeForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="grids.area",
                verbose_name="Above",
            ),
        ),
        migrations.AlterField(
            model_name="area",
            name="tree_id",
            field=models.PositiveIntegerField(editable=False),
        ),
        migrations.AddIndex(
            model_name="area",
            index=models.Index(
                condition=models.Q(("organisation__isnull", False)), fields=["organisation"], name="area_organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="area",
            index=models.Index(
                condition=models.Q(("kind", "unit"), _negated=True), fields=["tree_id", "lft"], name="area_above_units"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="lock_tree",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="PERFORM linli_tree_shared(); RETURN NULL;",
                    hash="f04d4c8f7df1c75c13167599cbee14fbfcdade84",
                    level="STATEMENT",
                    operation='INSERT OR UPDATE OF "parent_id", "kind", "district_id", "street_id", "community_id", "grid_id"',
                    pgid="pgtrigger_lock_tree_8227a",
                    table="grids_area",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="place_area",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nSELECT district_id, street_id, community_id, grid_id\n    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n    FROM grids_area WHERE id = NEW.parent_id;\nCASE NEW.kind\n    WHEN 'district' THEN NEW.district_id := NEW.id;\n    WHEN 'street' THEN NEW.street_id := NEW.id;\n    WHEN 'community' THEN NEW.community_id := NEW.id;\n    WHEN 'grid' THEN NEW.grid_id := NEW.id;\n    ELSE NULL;\nEND CASE;\nRETURN NEW;\n",
                    hash="d11e1a22bddde2a48014a5db85511faefade360d",
                    operation='INSERT OR UPDATE OF "parent_id", "kind", "district_id", "street_id", "community_id", "grid_id"',
                    pgid="pgtrigger_place_area_d5c17",
                    table="grids_area",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="register_codes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE again text;",
                    func="\nINSERT INTO grids_areacode (code, area_id, since) SELECT code, id, now() FROM new_areas;\nRETURN NULL;\nEXCEPTION WHEN unique_violation THEN\n    SELECT code INTO again FROM new_areas JOIN grids_areacode USING (code) ORDER BY code LIMIT 1;\n    RAISE unique_violation USING\n        MESSAGE = format('code %s was used before', again), CONSTRAINT = 'area_code_never_reused';\n",
                    hash="c7204d058f50289bf3455fd1b125e885cc1957af",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_register_codes_d5fc1",
                    referencing="REFERENCING NEW TABLE AS new_areas ",
                    table="grids_area",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="change_code",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.code IS DISTINCT FROM NEW.code)",
                    func="UPDATE grids_areacode SET until = now() WHERE area_id = NEW.id AND until IS NULL; PERFORM linli_register_code(NEW.id, NEW.code); RETURN NULL;",
                    hash="103da4ec12633ffeda337c39a0995f126b3a8ec8",
                    operation='UPDATE OF "code"',
                    pgid="pgtrigger_change_code_8cba0",
                    table="grids_area",
                    when="AFTER",
                ),
            ),
        ),
    ]
