"""Whoever serves is found by the initials of their name, as areas are."""

from django.db import migrations, models

from grids.words import pinyin


def read(apps, _editor):
    users = apps.get_model("grids", "User").objects
    known = {pk: pinyin.key(name, person=True)[1] for pk, name in users.values_list("pk", "name")}
    rows = [users.model(pk=pk, initials=initials) for pk, initials in known.items()]
    users.bulk_update(rows, ["initials"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("grids", "0012_history_names_its_indexes")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="initials",
            field=models.CharField(blank=True, db_default="", max_length=40),  # of whom an older process enters
        ),
        migrations.RunPython(read, migrations.RunPython.noop),
    ]
