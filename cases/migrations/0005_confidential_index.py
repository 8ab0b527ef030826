"""Figures count confidential rows live, for whoever may see them: few rows, found by an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_team_as_it_is")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["id"], name="case_confidential", condition=models.Q(is_confidential=True)),
        ),
    ]
