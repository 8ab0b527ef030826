"""What stood here in single steps, made at once: a fresh database takes a quarter of the time."""

from decimal import Decimal

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import residents.models.dwelling
from grids.database.folded import Tables

# The only way points move (points/actions/ledger.py): a movement with its entries, in the order of their accounts, whose
# rows a trigger locks. NULL where this source has a movement already.
POST = """
CREATE FUNCTION points_post(
    kind text, source_kind text, source_id text, at timestamptz, by_id bigint, post_id bigint, words text,
    reverses_id bigint, accounts bigint[], amounts numeric[]
) RETURNS bigint LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE made bigint;
BEGIN
    INSERT INTO points_movement (kind, source_kind, source_id, at, by_id, post_id, words, reverses_id)
    VALUES (kind, source_kind, source_id, at, by_id, post_id, words, reverses_id)
    ON CONFLICT ON CONSTRAINT movement_source_once DO NOTHING
    RETURNING id INTO made;
    IF made IS NOT NULL THEN
        INSERT INTO points_entry (movement_id, account_id, amount)
        SELECT made, side.account, side.amount FROM unnest(accounts, amounts) AS side (account, amount)
        ORDER BY side.account;
    END IF;
    RETURN made;
END $$;
"""

# The exchange at the desk (points/actions/redeem.py): points first, then stock, then the exchange; nothing where the
# item is not on offer, the passbook is another scheme's, no post may do it there, or the form was sent before.
# areas, posts: what the hat worn reaches, and as whom. It asks for them itself, so that nothing is left
# to be planned at each call, and writes the movement without a call of its own. Of its two accounts the trigger locks
# the passbook only: their order is of no matter.
REDEEM = """
CREATE FUNCTION points_redeem(
    item bigint, account bigint, quantity int, token uuid, ref text, code_hash text, at timestamptz, by_id bigint,
    areas bigint[], posts bigint[]
) RETURNS SETOF points_redemption LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE asked record; made bigint;
BEGIN
    SELECT i.area_id, i.price, i.price * quantity AS cost, a.id AS book, own.id AS own,
        trim(i.name || ' ' || i.pack) || CASE WHEN quantity > 1 THEN ' × ' || quantity ELSE '' END AS words,
        at + h.reserve_days * interval '1 day' AS until,
        (SELECT posts[n] FROM generate_subscripts(areas, 1) n
            WHERE areas[n] IN (i.district_id, i.street_id, i.community_id, i.grid_id, i.area_id)
            ORDER BY n LIMIT 1) AS post
    INTO asked
    FROM points_item i
    JOIN points_shop h ON h.id = i.shop_id
    JOIN points_account a ON a.id = account AND a.scheme_id = h.scheme_id AND a.purpose = ''
    JOIN points_account own ON own.scheme_id = h.scheme_id AND own.purpose = 'spent'
    WHERE i.id = item AND i.is_on;
    IF asked.post IS NULL THEN RETURN; END IF;
    INSERT INTO points_movement (kind, source_kind, source_id, at, by_id, post_id, words)
    VALUES ('spend', 'redemption', token::text, at, by_id, asked.post, asked.words)
    ON CONFLICT ON CONSTRAINT movement_source_once DO NOTHING
    RETURNING id INTO made;
    IF made IS NULL THEN RETURN; END IF;
    INSERT INTO points_entry (movement_id, account_id, amount)
    VALUES (made, asked.book, -asked.cost), (made, asked.own, asked.cost);
    INSERT INTO points_stock (item_id, kind, amount, after, source, at, by_id, words)
    VALUES (item, 'taken', -quantity, 0, ref, at, by_id, '');
    RETURN QUERY
    INSERT INTO points_redemption AS r (ref, account_id, item_id, quantity, price, state, code_hash, token, at, by_id,
        alarm_at, why, movement_id, area_id)
    VALUES (ref, asked.book, item, quantity, asked.price, 'reserved', code_hash, token, at, by_id, asked.until, '',
        made, asked.area_id)
    RETURNING r.*;
END $$;
"""


DROP_REDEEM = (
    "DROP FUNCTION points_redeem(bigint, bigint, int, uuid, text, text, timestamptz, bigint, bigint[], bigint[]);"
)


class Migration(migrations.Migration):
    replaces = [
        ("points", "0001_initial"),
        ("points", "0002_joined_passbooks"),
        ("points", "0003_null_is_no_answer"),
        ("points", "0004_opening_hours"),
        ("points", "0005_redeem_in_one_call"),
    ]

    initial = True

    dependencies = [
        ("grids", "0001_squashed_0010_null_is_no_answer"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0001_squashed_0023_registration_moves"),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name="Movement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("award", "Award"),
                                    ("spend", "Exchange"),
                                    ("refund", "Given back"),
                                    ("expiry", "Expired"),
                                    ("reversal", "Reversal"),
                                    ("move", "Carried over"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source_kind", models.CharField(max_length=20)),
                        ("source_id", models.CharField(max_length=40)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.post",
                            ),
                        ),
                        ("words", models.CharField(max_length=120)),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="points.movement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Movement of points",
                        "indexes": [models.Index(fields=["at"], name="movement_at")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source_kind", "source_id"), name="movement_source_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "reversal"), ("reverses__isnull", False)),
                                    models.Q(models.Q(("kind", "reversal"), _negated=True), ("reverses", None)),
                                    _connector="OR",
                                ),
                                name="movement_reverses",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reverses", models.F("id")), _negated=True),
                                name="movement_not_of_itself",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="c4a895768ed0d5e352788f6e80aa4a1c8871056e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3a6c3",
                                    table="points_movement",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="has_two_sides",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    constraint="CONSTRAINT",
                                    func="\n                    IF (SELECT count(*) < 2 FROM points_entry e WHERE e.movement_id = NEW.id) THEN\n                        RAISE EXCEPTION 'movement % has not two sides', NEW.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                ",
                                    hash="931b42c877d6928ce24b05bac9efd22bd158a71b",
                                    operation="INSERT",
                                    pgid="pgtrigger_has_two_sides_bea79",
                                    table="points_movement",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("points", "points"), ("hours", "hours"), ("kindness", "kindness")],
                                default="points",
                                max_length=12,
                                verbose_name="Unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="What the passbook is called")),
                        (
                            "holder",
                            models.CharField(
                                choices=[("resident", "one for each person"), ("household", "one for each household")],
                                default="resident",
                                max_length=12,
                                verbose_name="Passbooks",
                            ),
                        ),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: none. Usual are seven, within which anybody may object.",
                                verbose_name="Days of public notice",
                            ),
                        ),
                        (
                            "expires_months",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: never. The oldest go first.",
                                verbose_name="Months until points expire",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                        ("last_number", models.PositiveIntegerField(default=0, editable=False)),
                    ],
                    options={
                        "verbose_name": "Scheme of points",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "unit"),
                                name="scheme_once",
                                violation_error_message="This area has a scheme of this unit already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("notice_days__lte", 60), ("expires_months__lte", 120)),
                                name="scheme_within_reason",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="e14cb6524b6e71873acffa3da80215fd3b960981",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_15f3d",
                                    table="points_scheme",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "points_schemeevent" ("area_id", "expires_months", "holder", "id", "is_on", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."area_id", NEW."expires_months", NEW."holder", NEW."id", NEW."is_on", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit"); RETURN NULL;',
                                    hash="130b322671bdb47426387d54d645273ec09b292f",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_af052",
                                    table="points_scheme",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."expires_months" IS DISTINCT FROM (NEW."expires_months") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notice_days" IS DISTINCT FROM (NEW."notice_days") OR OLD."unit" IS DISTINCT FROM (NEW."unit"))',
                                    func='INSERT INTO "points_schemeevent" ("area_id", "expires_months", "holder", "id", "is_on", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit") VALUES (NEW."area_id", NEW."expires_months", NEW."holder", NEW."id", NEW."is_on", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit"); RETURN NULL;',
                                    hash="f1ca0f69b75d2e4ef59684b2915a6ebbe54b42b7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bbdd1",
                                    table="points_scheme",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        ("code", models.SlugField(max_length=40, verbose_name="Code")),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="points.scheme",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("points", "points"), ("hours", "hours"), ("kindness", "kindness")],
                                default="points",
                                max_length=12,
                                verbose_name="Unit",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="Worth")),
                        (
                            "cap",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="At most"
                            ),
                        ),
                        (
                            "cap_per",
                            models.CharField(
                                blank=True,
                                choices=[("day", "a day"), ("month", "a month"), ("year", "a year")],
                                max_length=8,
                                verbose_name="within",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="Basis")),
                        ("valid_from", models.DateField(verbose_name="Valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="Valid until")),
                    ],
                    options={
                        "verbose_name": "Rule of points",
                        "verbose_name_plural": "Rules of points",
                        "ordering": ["-amount", "code", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="rule_is_worth_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cap", None), ("cap_per", "")),
                                    models.Q(
                                        ("cap__gte", models.F("amount")),
                                        ("cap__isnull", False),
                                        models.Q(("cap_per", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rule_cap_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                                ),
                                name="rule_ends_after_it_began",
                            ),
                            models.UniqueConstraint(
                                fields=("code", "scheme", "valid_from"),
                                name="rule_once_from_a_day",
                                nulls_distinct=False,
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "points_ruleevent" ("amount", "basis", "cap", "cap_per", "code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unit", "valid_from", "valid_to") VALUES (NEW."amount", NEW."basis", NEW."cap", NEW."cap_per", NEW."code", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                                    hash="e21f584b5e47629852363ddbb183c01ebee03ee8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9e974",
                                    table="points_rule",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "points_ruleevent" ("amount", "basis", "cap", "cap_per", "code", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unit", "valid_from", "valid_to") VALUES (NEW."amount", NEW."basis", NEW."cap", NEW."cap_per", NEW."code", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."unit", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                                    hash="71fc800cec9a552154cec2fef79bb6f907132e24",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7258b",
                                    table="points_rule",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="points.scheme",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(
                                help_text="within the scheme; none for the scheme's own", null=True
                            ),
                        ),
                        (
                            "resident",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.household",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                help_text="who serves and is no resident",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("issued", "Issued"),
                                    ("spent", "Spent in the shop"),
                                    ("expired", "Expired"),
                                    ("moved", "Moved between communities"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "joined_into",
                            models.ForeignKey(
                                db_index=False,
                                help_text="where its points are now",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joined",
                                to="points.account",
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=1, default=Decimal("0.0"), max_digits=10, verbose_name="Balance"
                            ),
                        ),
                        (
                            "lines",
                            models.PositiveIntegerField(
                                default=0, editable=False, help_text="how many entries it has"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "expires_soon",
                            models.BooleanField(default=False, editable=False, help_text="looked at each night"),
                        ),
                    ],
                    options={
                        "verbose_name": "Passbook",
                        "verbose_name_plural": "Passbooks",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("purpose", "")),
                                fields=["district_id", "-opened_at", "-id"],
                                name="account_dist_new",
                            ),
                            models.Index(
                                condition=models.Q(("purpose", "")),
                                fields=["street_id", "-opened_at", "-id"],
                                name="account_stre_new",
                            ),
                            models.Index(
                                condition=models.Q(("purpose", "")),
                                fields=["community_id", "-opened_at", "-id"],
                                name="account_comm_new",
                            ),
                            models.Index(
                                condition=models.Q(("purpose", "")),
                                fields=["area", "-opened_at", "-id"],
                                name="account_area_new",
                            ),
                            models.Index(
                                condition=models.Q(("joined_into__isnull", False)),
                                fields=["joined_into"],
                                name="account_joined",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("balance__gte", 0)),
                                name="account_never_negative",
                                violation_error_message="The passbook does not hold so much.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_into", None),
                                    models.Q(
                                        ("balance", 0),
                                        ("purpose", ""),
                                        models.Q(("joined_into", models.F("id")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_joined_is_empty",
                                violation_error_message="This passbook was joined into another one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number__isnull", False), ("purpose", "")),
                                    models.Q(
                                        models.Q(("purpose", ""), _negated=True), ("balance", 0), ("number", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="account_of_scheme_keeps_no_balance",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("household", None),
                                        ("purpose", ""),
                                        ("resident__isnull", False),
                                        ("user", None),
                                    ),
                                    models.Q(
                                        ("household__isnull", False),
                                        ("purpose", ""),
                                        ("resident", None),
                                        ("user", None),
                                    ),
                                    models.Q(
                                        ("household", None),
                                        ("purpose", ""),
                                        ("resident", None),
                                        ("user__isnull", False),
                                    ),
                                    models.Q(
                                        ("household", None),
                                        ("resident", None),
                                        ("user", None),
                                        models.Q(("purpose", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_of_one_holder",
                            ),
                            models.UniqueConstraint(fields=("scheme", "number"), name="account_number_once"),
                            models.UniqueConstraint(fields=("scheme", "resident"), name="account_of_resident_once"),
                            models.UniqueConstraint(fields=("scheme", "household"), name="account_of_household_once"),
                            models.UniqueConstraint(fields=("scheme", "user"), name="account_of_user_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("purpose", ""), _negated=True),
                                fields=("scheme", "purpose"),
                                name="account_of_scheme_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="5ee8802a1268f677566f5af9ae86cdec812616c4",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_af266",
                                    table="points_account",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e2f59e5dd666eacfc679f3bfedb31ca679546488",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_cc454",
                                    table="points_account",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="balance_by_entries",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.balance IS DISTINCT FROM NEW.balance AND pg_trigger_depth() = 0)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot change a balance but by an entry';",
                                    hash="c796d7bdfca5dbab61df0e6cff0750703bb686c9",
                                    operation='UPDATE OF "balance"',
                                    pgid="pgtrigger_balance_by_entries_e6a28",
                                    table="points_account",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="points.scheme",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("points", "points"), ("hours", "hours"), ("kindness", "kindness")],
                                default="points",
                                max_length=12,
                                verbose_name="Unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="What the passbook is called")),
                        (
                            "holder",
                            models.CharField(
                                choices=[("resident", "one for each person"), ("household", "one for each household")],
                                default="resident",
                                max_length=12,
                                verbose_name="Passbooks",
                            ),
                        ),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: none. Usual are seven, within which anybody may object.",
                                verbose_name="Days of public notice",
                            ),
                        ),
                        (
                            "expires_months",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: never. The oldest go first.",
                                verbose_name="Months until points expire",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="318237ddd41cc8aba58cc4593c07a9e01a202cf8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d5165",
                                    table="points_schemeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="shop", to="points.scheme"
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="Where")),
                        (
                            "hours",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="lines of points.opening",
                                verbose_name="Opening times",
                            ),
                        ),
                        (
                            "opening",
                            models.CharField(blank=True, max_length=80, verbose_name="Note on the opening times"),
                        ),
                        (
                            "reserve_days",
                            models.PositiveSmallIntegerField(default=7, verbose_name="Days a reserved item is kept"),
                        ),
                    ],
                    options={
                        "verbose_name": "Points shop",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reserve_days__range", (1, 60))), name="shop_keeps_for_a_while"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hours", []), _negated=True),
                                    models.Q(("opening", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="shop_says_when",
                                violation_error_message="Say when the shop is open.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "points_shopevent" ("hours", "id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reserve_days", "scheme_id") VALUES (NEW."hours", NEW."id", NEW."opening", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."reserve_days", NEW."scheme_id"); RETURN NULL;',
                                    hash="6ce15243858f24ddde9a751768271ee5386b4cff",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fb1ad",
                                    table="points_shop",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "points_shopevent" ("hours", "id", "opening", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reserve_days", "scheme_id") VALUES (NEW."hours", NEW."id", NEW."opening", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."reserve_days", NEW."scheme_id"); RETURN NULL;',
                                    hash="52f7e4d7b74d98e5d2a327cb7c44bf423b65369d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d79b9",
                                    table="points_shop",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "shop",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="points.shop"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="Item")),
                        (
                            "pack",
                            models.CharField(
                                blank=True, help_text="900 ml, a box of ten …", max_length=40, verbose_name="Pack"
                            ),
                        ),
                        ("price", models.DecimalField(decimal_places=1, max_digits=10, verbose_name="Price")),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("stock", models.PositiveIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, verbose_name="On offer")),
                    ],
                    options={
                        "verbose_name": "Item of the shop",
                        "ordering": ["shop", "price", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("price__gt", 0)), name="item_has_a_price"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("shop", "name", "pack"),
                                name="item_once",
                                violation_error_message="The shop has this item already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="98e46e02a42aad768a8a91edf732c53284c4aa21",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_d3e9b",
                                    table="points_item",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e3c8222b9d59e5da4cd7fb2e368da14b5992c535",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_95399",
                                    table="points_item",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="stock_by_movements",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.stock IS DISTINCT FROM NEW.stock AND pg_trigger_depth() = 0)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot change a stock but by a movement of stock';",
                                    hash="a166461aa36a610a731f7a282d6f13e09ee5350a",
                                    operation='UPDATE OF "stock"',
                                    pgid="pgtrigger_stock_by_movements_cadab",
                                    table="points_item",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "points_itemevent" ("area_id", "id", "is_on", "name", "pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "price", "ref", "shop_id") VALUES (NEW."area_id", NEW."id", NEW."is_on", NEW."name", NEW."pack", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."price", NEW."ref", NEW."shop_id"); RETURN NULL;',
                                    hash="ddc87b2ba46cca648aa58255300f5edc5a733e85",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_d874c",
                                    table="points_item",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_on" IS DISTINCT FROM (NEW."is_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."pack" IS DISTINCT FROM (NEW."pack") OR OLD."photo_id" IS DISTINCT FROM (NEW."photo_id") OR OLD."price" IS DISTINCT FROM (NEW."price") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."shop_id" IS DISTINCT FROM (NEW."shop_id"))',
                                    func='INSERT INTO "points_itemevent" ("area_id", "id", "is_on", "name", "pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "price", "ref", "shop_id") VALUES (NEW."area_id", NEW."id", NEW."is_on", NEW."name", NEW."pack", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."price", NEW."ref", NEW."shop_id"); RETURN NULL;',
                                    hash="e75e0379493d698a3fca36b685757046a4341737",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e1637",
                                    table="points_item",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "movement",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="points.movement",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="points.account",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=1, max_digits=10)),
                        (
                            "line",
                            models.PositiveIntegerField(
                                help_text="of the passbook; not kept for the accounts of a scheme", null=True
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=1,
                                help_text="after it; not kept for the accounts of a scheme",
                                max_digits=10,
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Entry",
                        "verbose_name_plural": "Entries",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount", 0), _negated=True), name="entry_not_nothing"
                            ),
                            models.UniqueConstraint(fields=("movement", "account"), name="entry_once_for_an_account"),
                            models.UniqueConstraint(fields=("account", "line"), name="entry_line_once"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6d9c3fef6322a406001d2e0f6a774efe0826c4ca",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1d133",
                                    table="points_entry",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="keep_balance",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    UPDATE points_account SET balance = balance + NEW.amount, lines = lines + 1\n                    WHERE id = NEW.account_id AND purpose = ''\n                    RETURNING balance, lines INTO NEW.balance, NEW.line;\n                    RETURN NEW;\n                ",
                                    hash="11af72e6216c7c93e5e584eb8625a2125618017d",
                                    operation="INSERT",
                                    pgid="pgtrigger_keep_balance_6c52e",
                                    table="points_entry",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="keep_sum",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    constraint="CONSTRAINT",
                                    func="\n                    IF (SELECT sum(e.amount) <> 0 FROM points_entry e WHERE e.movement_id = NEW.movement_id) THEN\n                        RAISE EXCEPTION 'movement % does not sum to zero', NEW.movement_id\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                ",
                                    hash="d38d6076c1ad7ffafbf7ed2e191c7aea44e0d4a5",
                                    operation="INSERT",
                                    pgid="pgtrigger_keep_sum_066f2",
                                    table="points_entry",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="points.account"
                            ),
                        ),
                        (
                            "resident",
                            models.ForeignKey(
                                db_index=False,
                                help_text="who of the household did it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="points.rule",
                                verbose_name="What for",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=1, max_digits=10, verbose_name="Worth")),
                        ("done_on", models.DateField(verbose_name="Day")),
                        ("words", models.CharField(max_length=120, verbose_name="What was done")),
                        ("source_kind", models.CharField(max_length=20)),
                        ("source_id", models.CharField(max_length=40)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                help_text="none: the portal itself",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be certified"),
                                    ("notice", "On public notice"),
                                    ("posted", "In the passbook"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("why", models.CharField(blank=True, help_text="of a refusal", max_length=200)),
                        ("alarm_at", models.DateTimeField(help_text="when the public notice ends", null=True)),
                        (
                            "movement",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claim",
                                to="points.movement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Claim of points",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="claim_alarm",
                            ),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["community_id", "-at", "-id"],
                                name="claim_waiting",
                            ),
                            models.Index(fields=["account", "rule", "done_on"], name="claim_cap"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("source_kind", "source_id"), name="claim_source_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    ("by", None),
                                    models.Q(("decided_by", models.F("by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_certified_by_another",
                                violation_error_message="Another person certifies this.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("movement__isnull", False), ("state", "posted")),
                                    models.Q(models.Q(("state", "posted"), _negated=True), ("movement", None)),
                                    _connector="OR",
                                ),
                                name="claim_posted_with_movement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("alarm_at__isnull", False), ("state", "notice")),
                                    models.Q(models.Q(("state", "notice"), _negated=True), ("alarm_at", None)),
                                    _connector="OR",
                                ),
                                name="claim_notice_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_refused_with_reason",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="7300ea2736689c7d28447a92913caa802030aeef",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_3f732",
                                    table="points_claim",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f230f3c23d653419b5bd12d787c4418ae9d7a215",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_d0df0",
                                    table="points_claim",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassbookCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="points.account"
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Check code",
                    },
                ),
                migrations.CreateModel(
                    name="RuleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="points.rule",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="points.scheme",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("points", "points"), ("hours", "hours"), ("kindness", "kindness")],
                                default="points",
                                max_length=12,
                                verbose_name="Unit",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=1, max_digits=6, verbose_name="Worth")),
                        (
                            "cap",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="At most"
                            ),
                        ),
                        (
                            "cap_per",
                            models.CharField(
                                blank=True,
                                choices=[("day", "a day"), ("month", "a month"), ("year", "a year")],
                                max_length=8,
                                verbose_name="within",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="Basis")),
                        ("valid_from", models.DateField(verbose_name="Valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="Valid until")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="62f9647aed2b151cda430037b50a4c93164f39fe",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cd893",
                                    table="points_ruleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShopEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="points.shop",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="points.scheme",
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="Where")),
                        (
                            "hours",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="lines of points.opening",
                                verbose_name="Opening times",
                            ),
                        ),
                        (
                            "opening",
                            models.CharField(blank=True, max_length=80, verbose_name="Note on the opening times"),
                        ),
                        (
                            "reserve_days",
                            models.PositiveSmallIntegerField(default=7, verbose_name="Days a reserved item is kept"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="d2757da8bacf6fa46170555a943db4c498f83781",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dfa15",
                                    table="points_shopevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="points.claim",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.CharField(max_length=200)),
                    ],
                    options={
                        "verbose_name": "Objection",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="900e2a037225a7373632be0cf6431a621e35b53a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_08fca",
                                    table="points_objection",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Redemption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redemptions",
                                to="points.account",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redemptions",
                                to="points.item",
                            ),
                        ),
                        ("quantity", models.PositiveSmallIntegerField()),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=1, help_text="of one, when it was exchanged", max_digits=10
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reserved", "Reserved"),
                                    ("handed", "Handed over"),
                                    ("cancelled", "Cancelled"),
                                    ("returned", "Returned"),
                                ],
                                default="reserved",
                                max_length=12,
                            ),
                        ),
                        (
                            "code_hash",
                            models.CharField(
                                help_text="never looked for: it is checked beside the number", max_length=64
                            ),
                        ),
                        (
                            "token",
                            models.UUIDField(help_text="of the form: sent twice, it is one exchange", unique=True),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("alarm_at", models.DateTimeField(help_text="until when it is kept", null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=200)),
                        (
                            "movement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redemption",
                                to="points.movement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Exchange",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="redemption_alarm",
                            ),
                            models.Index(fields=["community_id", "-at", "-id"], name="redemption_new"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)), name="redemption_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("alarm_at__isnull", False), ("ended_at", None), ("state", "reserved")),
                                    models.Q(
                                        models.Q(("state", "reserved"), _negated=True),
                                        ("alarm_at", None),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="redemption_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("cancelled", "returned")), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="redemption_back_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None), ("ended_at__gte", models.F("at")), _connector="OR"
                                ),
                                name="redemption_times",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="af20d32f1ff1324766a32e28789d3a3ac79f19fe",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_d9bed",
                                    table="points_redemption",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="0c7785f29b4dd8ee2e04ef524a95dfa8b3241280",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_3189d",
                                    table="points_redemption",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="points.item",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12),
                        ),
                        (
                            "shop",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="points.shop",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="Item")),
                        (
                            "pack",
                            models.CharField(
                                blank=True, help_text="900 ml, a box of ten …", max_length=40, verbose_name="Pack"
                            ),
                        ),
                        ("price", models.DecimalField(decimal_places=1, max_digits=10, verbose_name="Price")),
                        (
                            "photo",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="On offer")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="74a4ed2126e02d9fd2b2f5b1daa195884a378dd8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5b2ec",
                                    table="points_itemevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="points.item",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("delivery", "Delivery"),
                                    ("taken", "Exchanged"),
                                    ("back", "Put back"),
                                    ("count", "Stock-taking"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("amount", models.IntegerField()),
                        ("after", models.PositiveIntegerField()),
                        (
                            "source",
                            models.CharField(
                                help_text="the exchange, the delivery note, the stock-taking", max_length=40
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        "verbose_name": "Movement of stock",
                        "indexes": [models.Index(fields=["item", "-id"], name="stock_of_item")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount", 0), _negated=True), name="stock_not_nothing"
                            ),
                            models.UniqueConstraint(fields=("item", "kind", "source"), name="stock_source_once"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ccabf47dcc4fd7957c83c9c50e2a2acd55079700",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_a55a3",
                                    table="points_stock",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="keep_stock",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    UPDATE points_item SET stock = stock + NEW.amount WHERE id = NEW.item_id\n                    RETURNING stock INTO NEW.after;\n                    RETURN NEW;\n                ",
                                    hash="157853942de11db494a0d243176bb6fafaddb56e",
                                    operation="INSERT",
                                    pgid="pgtrigger_keep_stock_12001",
                                    table="points_stock",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            sql="SELECT linli_join_placed('points_' || name) FROM unnest(ARRAY['scheme', 'account', 'claim', 'item', 'redemption']) AS name",
        ),
        migrations.RunSQL(
            POST,
            "DROP FUNCTION points_post(text, text, text, timestamptz, bigint, bigint, text, bigint, bigint[], numeric[])",
        ),
        migrations.RunSQL(REDEEM, DROP_REDEEM),
    ]
