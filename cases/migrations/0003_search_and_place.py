"""Two Chinese characters must be found fast: a GIN over the characters; and cases join the placed tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial"), ("grids", "0002_tree_functions")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX case_search_chars ON cases_case USING gin (string_to_array(search, NULL))",
            "DROP INDEX case_search_chars",
        ),
        migrations.RunSQL(
            "SELECT linli_join_placed('cases_case')",
            "DELETE FROM grids_placedtable WHERE name = 'cases_case'",
        ),
    ]
