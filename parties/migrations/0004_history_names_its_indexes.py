"""Indexes of history for those who read it by something else than its row; see grids 0012."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0012_history_names_its_indexes"),
        ("parties", "0003_evidence_of_tasks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="coverageevent",
            index=models.Index(fields=["organization"], name="coverage_past"),
        ),
        migrations.AddIndex(
            model_name="listclaimevent",
            index=models.Index(fields=["entry"], name="list_claim_past"),
        ),
        migrations.AddIndex(
            model_name="officerevent",
            index=models.Index(fields=["organization"], name="officer_past"),
        ),
        migrations.AddIndex(
            model_name="termevent",
            index=models.Index(fields=["organization"], name="term_past"),
        ),
    ]
