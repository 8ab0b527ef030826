"""Each care record gets a key of its own, and the words of its visits are sealed anew under it."""

import django.db.models.deletion
from django.db import migrations, models

from grids import identity
from grids.fields import Sealed

WORDS = ("needs", "help_given")


def give_keys(apps, schema_editor):
    key_of = apps.get_model("grids", "SubjectKey")
    visits = apps.get_model("residents", "CareVisit").objects
    for care in apps.get_model("residents", "CareCase").objects.filter(subject=None).iterator():
        raw, wrapped = identity.new_key()
        care.subject = key_of.objects.create(wrapped=wrapped)
        care.save(update_fields=["subject"])
        for visit in visits.filter(care=care).select_related("subject"):
            visits.filter(pk=visit.pk).update(subject=care.subject, **_anew(visit, raw, care.subject_id))


def _anew(visit, raw: bytes, to) -> dict:
    old, found = visit.subject, {}
    for name in WORDS:
        sealed = getattr(visit, name)
        if sealed and old.wrapped is not None:
            text = identity.decrypt(identity.unwrap(bytes(old.wrapped)), sealed.data, f"{name}:{old.pk}")
            found[name] = Sealed(identity.encrypt(raw, text, f"{name}:{to}"), name)
    return found


class Migration(migrations.Migration):
    dependencies = [("residents", "0011_care_ends")]

    operations = [
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            model_name="carecase",
            name="subject",
            field=models.ForeignKey(
                db_index=False,
                help_text="the record's own key",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grids.subjectkey",
            ),
        ),
    ]
