"""An acceptance keeps what it corrected; a matter begins only in an area that is in use."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_search_reads_the_report"),
    ]

    operations = [
        migrations.AlterField(
            model_name="caseact",
            name="data",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="codes, ids, what was corrected in the matter; nothing of its reporter",
            ),
        ),
        migrations.AlterField(
            model_name="category",
            name="is_confidential",
            field=models.BooleanField(default=False, verbose_name="Its matters are confidential"),
        ),
        migrations.AlterField(
            model_name="categoryevent",
            name="is_confidential",
            field=models.BooleanField(default=False, verbose_name="Its matters are confidential"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="656b4cf1c6f0e700c26c0d4744f4136f026f7468",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_250b6",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
    ]
