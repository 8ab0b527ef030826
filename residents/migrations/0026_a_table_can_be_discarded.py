"""A table brought in by mistake can be discarded before it is filled."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0012_history_names_its_indexes"),
        ("residents", "0025_certificates_keep_what_they_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="tablerequest",
            name="done_at",
            field=models.DateTimeField(
                editable=False, help_text="when it was filled, sent back or discarded", null=True
            ),
        ),
        migrations.AlterField(
            model_name="tablerequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("matching", "Columns to be matched"),
                    ("waiting", "Waiting for a second person"),
                    ("queued", "Being filled"),
                    ("ready", "Filled"),
                    ("failed", "Could not be filled"),
                    ("returned", "Sent back"),
                    ("discarded", "Discarded"),
                ],
                default="matching",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="tablerequestevent",
            name="done_at",
            field=models.DateTimeField(
                editable=False, help_text="when it was filled, sent back or discarded", null=True
            ),
        ),
        migrations.AlterField(
            model_name="tablerequestevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("matching", "Columns to be matched"),
                    ("waiting", "Waiting for a second person"),
                    ("queued", "Being filled"),
                    ("ready", "Filled"),
                    ("failed", "Could not be filled"),
                    ("returned", "Sent back"),
                    ("discarded", "Discarded"),
                ],
                default="matching",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="tablerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "discarded"), _negated=True),
                    models.Q(("erased_at__isnull", False), ("filled", 0)),
                    _connector="OR",
                ),
                name="table_discarded_unfilled",
            ),
        ),
    ]
