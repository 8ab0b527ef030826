"""What the list's search reads is written by the database, and the words of the report are among it."""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Concat

SPACE = Value(" ")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_squashed_0011_verify_index")]

    operations = [
        migrations.RemoveField("case", "search"),
        migrations.AddField(
            "case",
            "search",
            models.GeneratedField(
                expression=Concat(
                    "title", SPACE, "place", SPACE, "number", SPACE, "text", output_field=models.TextField()
                ),
                output_field=models.TextField(),
                db_persist=True,
                help_text="what the list's search reads",
            ),
        ),
        migrations.RunSQL(
            "CREATE INDEX case_search_chars ON cases_case USING gin (string_to_array(search, NULL))",
            "DROP INDEX case_search_chars",
        ),
    ]
