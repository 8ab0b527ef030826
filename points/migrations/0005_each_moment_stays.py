"""An exchange keeps when it was handed over and when it came back: the return wrote over the handing over."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

# What was returned before had lost when it was handed over, and by whom: nobody knows, and nothing is made up.
HANDED = """
UPDATE points_redemption SET handed_at = back_at, handed_by_id = back_by_id, back_at = NULL, back_by_id = NULL
WHERE state = 'handed'
"""
ENDED = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE points_redemption SET back_at = handed_at, back_by_id = handed_by_id WHERE state = 'handed'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0004_token_is_the_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="redemption", name="redemption_state"),
        migrations.RemoveConstraint(model_name="redemption", name="redemption_times"),
        migrations.RenameField(model_name="redemption", old_name="ended_at", new_name="back_at"),
        migrations.RenameField(model_name="redemption", old_name="ended_by", new_name="back_by"),
        migrations.AlterField(
            model_name="redemption",
            name="back_at",
            field=models.DateTimeField(
                help_text="when it was cancelled or returned: points and stock went back", null=True
            ),
        ),
        migrations.AlterField(
            model_name="redemption",
            name="back_by",
            field=models.ForeignKey(
                db_index=False,
                help_text="nobody, where it was not fetched in time",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="redemption",
            name="handed_at",
            field=models.DateTimeField(help_text="unknown of what was returned before this was kept", null=True),
        ),
        migrations.AddField(
            model_name="redemption",
            name="handed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(HANDED, ENDED),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=Q(state="reserved", alarm_at__isnull=False, handed_at=None, back_at=None)
                | Q(state="handed", alarm_at=None, handed_at__isnull=False, back_at=None)
                | Q(state="cancelled", alarm_at=None, handed_at=None, back_at__isnull=False)
                | Q(state="returned", alarm_at=None, back_at__isnull=False),
                name="redemption_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=Q(handed_at=None, handed_by=None) | Q(handed_at__isnull=False, handed_by__isnull=False),
                name="redemption_handed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=(Q(handed_at=None) | Q(handed_at__gte=F("at")))
                & (Q(back_at=None) | Q(back_at__gte=Coalesce("handed_at", "at"))),
                name="redemption_times",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redemption",
            trigger=pgtrigger.compiler.Trigger(
                name="moments_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.handed_at IS NOT NULL AND (OLD.handed_at, OLD.handed_by_id) IS DISTINCT FROM (NEW.handed_at, NEW.handed_by_id) OR OLD.back_at IS NOT NULL AND (OLD.back_at, OLD.back_by_id) IS DISTINCT FROM (NEW.back_at, NEW.back_by_id))",
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "handed_at", "handed_by_id", "back_at", "back_by_id" rows from % table\', TG_TABLE_NAME;',
                    hash="4026d13161d22cf3fe3490f17ab2ea093fa66d26",
                    operation='UPDATE OF "handed_at", "handed_by_id", "back_at", "back_by_id"',
                    pgid="pgtrigger_moments_stay_0f6df",
                    table="points_redemption",
                    when="BEFORE",
                ),
            ),
        ),
    ]
