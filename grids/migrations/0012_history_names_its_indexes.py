"""History keeps the indexes that somebody reads; see docs/decisions/0035.

Those of whatever else its rows point at are no longer made (the migrations before this one say so), and are dropped
here, in the tables of all apps, from a database that has them.
"""

from django.db import migrations, models

UNREAD = """
DO $$
DECLARE
    unread regclass;
BEGIN
    FOR unread IN
        SELECT index.indexrelid FROM pg_index index
        JOIN pg_class named ON named.oid = index.indexrelid AND named.relnamespace = current_schema::regnamespace
        JOIN pg_attribute first ON first.attrelid = index.indrelid AND first.attnum = index.indkey[0]
        JOIN pg_attribute history ON history.attrelid = index.indrelid AND history.attname = 'pgh_id'
        WHERE index.indnatts = 1 AND NOT index.indisunique
            AND named.relname ~ '_[0-9a-f]{8}(_like)?$' AND first.attname <> 'pgh_obj_id'
    LOOP
        EXECUTE format('DROP INDEX %s', unread);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0011_areas_written_in_few_statements")]

    operations = [
        migrations.RunSQL(UNREAD, migrations.RunSQL.noop),
        migrations.AddIndex(model_name="postareaevent", index=models.Index(fields=["post"], name="post_area_past")),
    ]
