"""Acts on a service order: its volunteer left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0001_squashed_0007_counted_kept_and_along"),
    ]

    operations = [
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
