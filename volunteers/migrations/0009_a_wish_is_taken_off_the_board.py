"""A wish that is needed no more is taken off the board: a further act of its record; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0008_links_given_and_volunteers_who_left"),
    ]

    operations = [
        migrations.AlterField(
            model_name="wishline",
            name="act",
            field=models.CharField(
                choices=[
                    ("post", "Posted"),
                    ("show", "Reviewed and shown"),
                    ("refuse", "Reviewed and not shown"),
                    ("take_off", "Taken off the board"),
                    ("claim", "Claimed"),
                    ("give_up", "Given back to the board"),
                    ("fulfil", "Fulfilled"),
                    ("thank", "Thanked"),
                    ("look", "Looked at whose wish it is"),
                ],
                max_length=8,
            ),
        ),
    ]
