"""What a certificate says of its person is sealed with it. Papers issued until now have nothing to seal."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import grids.fields


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0012_history_names_its_indexes"),
        ("residents", "0024_history_names_its_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="facts",
            field=grids.fields.EncryptedField(
                blank=True,
                help_text="JSON: what it says of the person, by name (residents.certified)",
                null=True,
                subject="subject",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="subject",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grids.subjectkey",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.facts IS DISTINCT FROM NEW.facts OR OLD.subject_id IS DISTINCT FROM NEW.subject_id)",
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "facts", "subject_id" rows from % table\', TG_TABLE_NAME;',
                    hash="7f61c1a5b8312ced00a0954beeb9055e6aff7ac5",
                    operation='UPDATE OF "facts", "subject_id"',
                    pgid="pgtrigger_sealed_once_87a60",
                    table="residents_certificate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facts", None), ("subject", None)),
                    models.Q(("facts__isnull", False), ("subject__isnull", False)),
                    _connector="OR",
                ),
                name="certificate_sealed_with_key",
            ),
        ),
    ]
