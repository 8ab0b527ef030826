"""A link given, and a volunteer who left, are acts on a service order; a link says who made it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0001_squashed_0007_counted_kept_and_along"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="orderlink",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                help_text="none: whoever ordered by the public page",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="orderact",
            name="act",
            field=models.CharField(
                choices=[
                    ("order", "Ordered"),
                    ("check", "Checked"),
                    ("offer", "Dispatched"),
                    ("redispatch", "Dispatched again"),
                    ("take", "Taken"),
                    ("decline", "Declined"),
                    ("return", "Given back"),
                    ("start", "Begun"),
                    ("finish", "Done"),
                    ("rate", "Rated"),
                    ("reschedule", "Moved to another time"),
                    ("cancel", "Cancelled"),
                    ("link", "Link given"),
                    ("leave", "Left the volunteers"),
                    ("warn", "Due soon"),
                    ("late", "Overdue, the community was told"),
                    ("matter", "A matter was opened"),
                    ("look", "Looked at name, phone and address"),
                ],
                max_length=12,
            ),
        ),
    ]
