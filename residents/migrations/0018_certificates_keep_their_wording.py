from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_over(apps, schema_editor):
    """Papers issued so far were printed with the wording of their kind as it stands."""
    kind = apps.get_model("residents", "CertificateKind").objects.filter(pk=OuterRef("kind"))
    apps.get_model("residents", "Certificate").objects.update(wording=Subquery(kind.values("body")[:1]))


class Migration(migrations.Migration):
    dependencies = [("residents", "0017_whose_entries_left")]
    operations = [
        migrations.AddField(
            "certificate",
            "wording",
            models.TextField(
                default="", editable=False, help_text="of the kind when it was issued; no word of the person"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
