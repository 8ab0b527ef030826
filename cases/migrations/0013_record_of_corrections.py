"""The record of an acceptance also keeps what it corrected."""

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
    ]
