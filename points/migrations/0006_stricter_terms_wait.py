"""A stricter term waits until what it takes was announced; until then the one before it holds."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0012_history_names_its_indexes"),
        ("points", "0005_each_moment_stays"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="update_update",
        ),
        migrations.AddField(
            model_name="scheme",
            name="expires_before",
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text="months until then"),
        ),
        migrations.AddField(
            model_name="scheme",
            name="expires_from",
            field=models.DateField(editable=False, help_text="from when the months hold; none: they hold", null=True),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="expires_before",
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text="months until then"),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="expires_from",
            field=models.DateField(editable=False, help_text="from when the months hold; none: they hold", null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "points_schemeevent" ("area_id", "expires_before", "expires_from", "expires_months", "holder", "id", "is_on", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."area_id", NEW."expires_before", NEW."expires_from", NEW."expires_months", NEW."holder", NEW."id", NEW."is_on", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit"); RETURN NULL;',
                    hash="45b99bde8d717087d51b3da2170bb70b8a09fac2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_af052",
                    table="points_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."expires_before" IS DISTINCT FROM (NEW."expires_before") OR OLD."expires_from" IS DISTINCT FROM (NEW."expires_from") OR OLD."expires_months" IS DISTINCT FROM (NEW."expires_months") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notice_days" IS DISTINCT FROM (NEW."notice_days") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))',
                    func='INSERT INTO "points_schemeevent" ("area_id", "expires_before", "expires_from", "expires_months", "holder", "id", "is_on", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."area_id", NEW."expires_before", NEW."expires_from", NEW."expires_months", NEW."holder", NEW."id", NEW."is_on", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit"); RETURN NULL;',
                    hash="cdfc0cc1e11725e42df34b61846ae0f5e4bb4302",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bbdd1",
                    table="points_scheme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_from__isnull", False), ("expires_before", 0), _connector="OR"),
                name="scheme_term_before_has_an_end",
            ),
        ),
    ]
