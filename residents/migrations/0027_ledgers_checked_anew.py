"""Ledgers that wait to be written are checked anew: their preview did not say what they would change."""

from django.db import migrations
from django.utils import timezone

import grids.fields


def check_anew(apps, _editor):
    ready = apps.get_model("residents", "ImportBatch").objects.filter(state="ready", erased_at=None)
    ready.update(state="checking", counts={}, alarm_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("residents", "0026_a_table_can_be_discarded")]

    operations = [
        migrations.AlterField(
            model_name="importchunk",
            name="outcomes",
            field=grids.fields.EncryptedField(help_text="JSON: of each row what ledger_work.Kept holds"),
        ),
        migrations.AlterField(
            model_name="importchunk",
            name="before",
            field=grids.fields.EncryptedField(help_text="JSON: people as they were before they were changed"),
        ),
        migrations.RunPython(check_anew, migrations.RunPython.noop),
    ]
