"""Indexes of history for those who read it by something else than its row; see grids 0012."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0012_history_names_its_indexes"),
        ("residents", "0001_squashed_0023_registration_moves"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="carevisitevent",
            index=models.Index(fields=["care"], name="care_visit_past"),
        ),
        migrations.AddIndex(
            model_name="certificateevent",
            index=models.Index(fields=["resident"], name="certificate_past"),
        ),
        migrations.AddIndex(
            model_name="leaseevent",
            index=models.Index(fields=["dwelling"], name="lease_past"),
        ),
        migrations.AddIndex(
            model_name="membershipevent",
            index=models.Index(fields=["resident"], name="membership_past"),
        ),
        migrations.AddIndex(
            model_name="residentevent",
            index=models.Index(fields=["pgh_context"], name="resident_reasons"),
        ),
        migrations.AddIndex(
            model_name="residenttraitevent",
            index=models.Index(fields=["resident"], name="trait_past"),
        ),
    ]
