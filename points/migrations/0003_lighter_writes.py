"""A holder's own index is that of their one passbook in a scheme; a stock that changes asks for no history."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0001_squashed_0010_null_is_no_answer"),
        ("points", "0002_redeem_tells_its_number"),
        ("residents", "0001_squashed_0023_registration_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="item",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_of_resident_once",
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_of_household_once",
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_of_user_once",
        ),
        migrations.AlterField(
            model_name="account",
            name="household",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.household",
            ),
        ),
        migrations.AlterField(
            model_name="account",
            name="resident",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.resident",
            ),
        ),
        migrations.AlterField(
            model_name="account",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                help_text="who serves and is no resident",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(  # items are never deleted, and nobody asks for the exchanges of one
            model_name="redemption",
            name="item",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redemptions",
                to="points.item",
            ),
        ),
        migrations.AlterField(
            model_name="stock",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                help_text="of what an exchange took, the exchange says it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "points_itemevent" ("area_id", "id", "is_on", "name", "pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "price", "ref", "shop_id") VALUES (NEW."area_id", NEW."id", NEW."is_on", NEW."name", NEW."pack", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."price", NEW."ref", NEW."shop_id"); RETURN NULL;',
                    hash="e2454e554db92c5c77241309ca2ccb9de61591be",
                    operation='UPDATE OF "id", "area_id", "ref", "shop_id", "name", "pack", "price", "photo_id", "is_on"',
                    pgid="pgtrigger_update_update_e1637",
                    table="points_item",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("resident", "scheme"), name="account_of_resident_once"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("household", "scheme"), name="account_of_household_once"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("user", "scheme"), name="account_of_user_once"),
        ),
    ]
