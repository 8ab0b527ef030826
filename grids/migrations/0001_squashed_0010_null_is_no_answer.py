"""What stood here in single steps, made at once: a fresh database takes a quarter of the time."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import mptt.fields
import pgtrigger.compiler
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import grids.fields
from grids.database.folded import Tables

# What the database keeps about the tree, whoever writes: places, codes, the tripwire, rows that live in areas.
# The numbers are grids.database.locks.NAMESPACE and Lock.TREE.
FUNCTIONS = """
CREATE TABLE grids_placedtable (name text PRIMARY KEY);

CREATE FUNCTION linli_tree_shared() RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock_shared(7301, 1) $$;

-- The ancestor ids of an area, its own level included, from its parent's row.
CREATE FUNCTION linli_place_area(area grids_area) RETURNS grids_area LANGUAGE plpgsql AS $$
DECLARE above grids_area;
BEGIN
    area.district_id := NULL; area.street_id := NULL; area.community_id := NULL; area.grid_id := NULL;
    IF area.parent_id IS NOT NULL THEN
        SELECT * INTO above FROM grids_area WHERE id = area.parent_id;
        area.district_id := above.district_id;
        area.street_id := above.street_id;
        area.community_id := above.community_id;
        area.grid_id := above.grid_id;
    END IF;
    CASE area.kind
        WHEN 'district' THEN area.district_id := area.id;
        WHEN 'street' THEN area.street_id := area.id;
        WHEN 'community' THEN area.community_id := area.id;
        WHEN 'grid' THEN area.grid_id := area.id;
        ELSE NULL;
    END CASE;
    RETURN area;
END $$;

-- After these areas moved: places below them anew, level by level, then every row that lives there.
-- Writing a column to itself lets the row's own trigger fill it, so there is one source of the ids.
CREATE FUNCTION linli_cascade(moved bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    below bigint[];
    everything bigint[] := moved;
    layer bigint[] := moved;
    placed text;
BEGIN
    LOOP
        SELECT array_agg(id) INTO below FROM grids_area WHERE parent_id = ANY(layer);
        EXIT WHEN below IS NULL;
        UPDATE grids_area SET kind = kind WHERE id = ANY(below);
        everything := everything || below;
        layer := below;
    END LOOP;
    FOR placed IN SELECT name FROM grids_placedtable ORDER BY name LOOP
        EXECUTE format('UPDATE %I SET area_id = area_id WHERE area_id = ANY($1)', placed) USING everything;
    END LOOP;
END $$;

-- One primary key for every code that was ever given: why none is used twice. A new code is one statement: what
-- the area had before is closed by the trigger, and only where it changes.
CREATE FUNCTION linli_register_code(area bigint, new_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO grids_areacode (code, area_id, since) VALUES (new_code, area, now()) ON CONFLICT (code) DO NOTHING;
    IF FOUND THEN RETURN; END IF;
    UPDATE grids_areacode SET until = NULL WHERE code = new_code AND area_id = area;
    IF NOT FOUND THEN
        RAISE unique_violation USING
            MESSAGE = format('code %s was used before', new_code), CONSTRAINT = 'area_code_never_reused';
    END IF;
END $$;

-- For the migrations of apps with tables that live in areas.
CREATE FUNCTION linli_join_placed(name text) RETURNS void LANGUAGE sql AS
$$ INSERT INTO grids_placedtable VALUES (name) ON CONFLICT DO NOTHING $$;

-- The tripwire: two areas in one place. EXCLUDE, not UNIQUE: a unique lft would be a key column, and tree
-- writes would then block every insert that refers to an area.
ALTER TABLE grids_area ADD CONSTRAINT area_slot
    EXCLUDE USING btree (tree_id WITH =, lft WITH =) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    replaces = [
        ("grids", "0001_squashed_0008_declared_numbers"),
        ("grids", "0009_areas_above_units"),
        ("grids", "0010_null_is_no_answer"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        TrigramExtension(),
        Tables(
            operations=[
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        ("day", models.DateField(primary_key=True, serialize=False, verbose_name="Day")),
                        ("works", models.BooleanField(verbose_name="Working day")),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="Name")),
                    ],
                    options={
                        "verbose_name": "Calendar day",
                        "ordering": ["day"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_calendardayevent" ("day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "works") VALUES (NEW."day", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."day", NEW."works"); RETURN NULL;',
                                    hash="3d3c74e16eb2d79023adc7c2928cae63277f6fcd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e29e3",
                                    table="grids_calendarday",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_calendardayevent" ("day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "works") VALUES (NEW."day", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."day", NEW."works"); RETURN NULL;',
                                    hash="0ccdc75a474b7d4c9fd4f0b417ac09bc0209a1ef",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_71928",
                                    table="grids_calendarday",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        (
                            "year",
                            models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="Year"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="Source")),
                        ("imported_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Calendar year",
                        "ordering": ["-year"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_calendaryearevent" ("imported_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") VALUES (NEW."imported_at", _pgh_attach_context(), NOW(), \'insert\', NEW."year", NEW."source", NEW."year"); RETURN NULL;',
                                    hash="f0e6584869d778ca25bde4dd93784c62e3e36b4e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3f7ee",
                                    table="grids_calendaryear",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_calendaryearevent" ("imported_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "year") VALUES (NEW."imported_at", _pgh_attach_context(), NOW(), \'update\', NEW."year", NEW."source", NEW."year"); RETURN NULL;',
                                    hash="8025203df21beb122d639bd33292adf992446f9d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b6883",
                                    table="grids_calendaryear",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pulse",
                    fields=[
                        ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("ok", models.BooleanField(default=True)),
                        ("note", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "grants",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="May"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                                verbose_name="Usual level",
                            ),
                        ),
                        (
                            "is_head",
                            models.BooleanField(
                                default=False, help_text="counts for the vacancy list", verbose_name="Heads an area"
                            ),
                        ),
                        ("needs_department", models.BooleanField(default=False)),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        "verbose_name": "Role",
                        "verbose_name_plural": "Roles",
                        "ordering": ["order", "code"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_roleevent" ("code", "grants", "id", "is_head", "kind", "name_en", "name_zh", "needs_department", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."grants", NEW."id", NEW."is_head", NEW."kind", NEW."name_en", NEW."name_zh", NEW."needs_department", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="0b3cfdf024149e11d03a655df53466e0032e635c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9bf51",
                                    table="grids_role",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_roleevent" ("code", "grants", "id", "is_head", "kind", "name_en", "name_zh", "needs_department", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."grants", NEW."id", NEW."is_head", NEW."kind", NEW."name_en", NEW."name_zh", NEW."needs_department", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="c62a2297ee20e365f40c739c973e1d836ebbcef2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b7446",
                                    table="grids_role",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "number",
                            models.BigIntegerField(
                                help_text="1, 2, 3 … without a gap over all logs", primary_key=True, serialize=False
                            ),
                        ),
                        ("log", models.CharField(help_text="label of the log's model", max_length=40)),
                        ("first_id", models.BigIntegerField()),
                        (
                            "last_id",
                            models.BigIntegerField(
                                help_text="no row of the log at or below it is outside of the seals up to here"
                            ),
                        ),
                        ("count", models.PositiveIntegerField()),
                        ("digest", models.CharField(help_text="of the rows' content", max_length=64)),
                        (
                            "previous",
                            models.CharField(
                                blank=True, help_text="hash of the seal before; empty for the first", max_length=64
                            ),
                        ),
                        ("hash", models.CharField(max_length=64, unique=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "Seal",
                        "indexes": [models.Index(fields=["log", "-number"], name="seal_of_log")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_id__lte", models.F("last_id"))), name="seal_in_order"
                            ),
                            models.UniqueConstraint(fields=("previous",), name="seal_one_chain"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3758a68441bf20fdffcffca08a3a370f3c882c97",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_19be5",
                                    table="grids_seal",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubjectKey",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("wrapped", models.BinaryField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("destroyed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("destroyed_at", None), ("wrapped__isnull", False)),
                                    models.Q(("destroyed_at__isnull", False), ("wrapped", None)),
                                    _connector="OR",
                                ),
                                name="subject_key_or_destroyed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("figure", models.CharField(max_length=40)),
                        ("day", models.DateField()),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("open", "Open"), ("confidential", "Confidential"), ("care", "Care")],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("area_id", models.BigIntegerField()),
                        ("district_id", models.BigIntegerField(null=True)),
                        ("street_id", models.BigIntegerField(null=True)),
                        ("community_id", models.BigIntegerField(null=True)),
                        ("grid_id", models.BigIntegerField(null=True)),
                        ("value", models.BigIntegerField()),
                        ("counted_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["district_id", "day", "figure"], name="tally_district"),
                            models.Index(fields=["street_id", "day", "figure"], name="tally_street"),
                            models.Index(fields=["community_id", "day", "figure"], name="tally_community"),
                            models.Index(fields=["grid_id", "day", "figure"], name="tally_grid"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("figure", "day", "visibility", "area_id"), name="tally_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("username", models.CharField(max_length=40, unique=True, verbose_name="Account")),
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("pinyin", models.CharField(blank=True, max_length=120)),
                        ("work_number", models.CharField(blank=True, max_length=20, verbose_name="Work number")),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.subjectkey"
                            ),
                        ),
                        (
                            "phone",
                            grids.fields.EncryptedField(
                                blank=True, max_length=20, null=True, subject="subject", verbose_name="Phone"
                            ),
                        ),
                        ("phone_index", models.CharField(blank=True, editable=False, max_length=64)),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                        (
                            "is_demo",
                            models.BooleanField(
                                default=False, help_text="a demo account: exempt from TOTP and forced change"
                            ),
                        ),
                        ("must_change_password", models.BooleanField(default=True)),
                        ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                        ("language", models.CharField(blank=True, max_length=10, verbose_name="Language")),
                        (
                            "theme",
                            models.CharField(
                                choices=[("system", "Follow the system"), ("light", "Light"), ("dark", "Dark")],
                                default="system",
                                max_length=8,
                                verbose_name="Theme",
                            ),
                        ),
                        ("large_type", models.BooleanField(default=False, verbose_name="Large type")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "Account",
                        "verbose_name_plural": "Accounts",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("work_number", ""), _negated=True),
                                fields=("work_number",),
                                name="user_work_number",
                                violation_error_message="This work number is in use.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("phone_index", ""), _negated=True),
                                fields=("phone_index",),
                                name="user_phone",
                                violation_error_message="An account with this phone number exists already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_userevent" ("created_at", "email", "id", "is_active", "is_demo", "must_change_password", "name", "password_changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "subject_id", "username", "work_number") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."must_change_password", NEW."name", NEW."password_changed_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinyin", NEW."subject_id", NEW."username", NEW."work_number"); RETURN NULL;',
                                    hash="0d7b35446497903aec386a54c2ded3d47bec467f",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bc9c1",
                                    table="grids_user",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."password_changed_at" IS DISTINCT FROM (NEW."password_changed_at") OR OLD."pinyin" IS DISTINCT FROM (NEW."pinyin") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."work_number" IS DISTINCT FROM (NEW."work_number"))',
                                    func='INSERT INTO "grids_userevent" ("created_at", "email", "id", "is_active", "is_demo", "must_change_password", "name", "password_changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "subject_id", "username", "work_number") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."must_change_password", NEW."name", NEW."password_changed_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinyin", NEW."subject_id", NEW."username", NEW."work_number"); RETURN NULL;',
                                    hash="c3457598668d4924f18783b7df5c7ffee62913a2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_80dd5",
                                    table="grids_user",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDayEvent",
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
                                to="grids.calendarday",
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
                        ("day", models.DateField(serialize=False, verbose_name="Day")),
                        ("works", models.BooleanField(verbose_name="Working day")),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="Name")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e41c99483093019a4324c3ad81d38385da0bae70",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_78573",
                                    table="grids_calendardayevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYearEvent",
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
                                to="grids.calendaryear",
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
                        ("year", models.PositiveSmallIntegerField(serialize=False, verbose_name="Year")),
                        ("source", models.CharField(max_length=200, verbose_name="Source")),
                        ("imported_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="854332eb8a0887ba037160a87c2ee1f40768a39c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0c948",
                                    table="grids_calendaryearevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleEvent",
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
                                to="grids.role",
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
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "grants",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="May"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                                verbose_name="Usual level",
                            ),
                        ),
                        (
                            "is_head",
                            models.BooleanField(
                                default=False, help_text="counts for the vacancy list", verbose_name="Heads an area"
                            ),
                        ),
                        ("needs_department", models.BooleanField(default=False)),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="582859698621ebdc987e14fbcf6172f8eae3b206",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_23e18",
                                    table="grids_roleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("params", models.JSONField(default=dict)),
                        ("url", models.CharField(blank=True, max_length=200)),
                        (
                            "once",
                            models.CharField(blank=True, help_text="tells of one event only once", max_length=80),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "Notice",
                        "indexes": [
                            models.Index(fields=["user", "-id"], name="notice_newest"),
                            models.Index(condition=models.Q(("read_at", None)), fields=["user"], name="notice_unread"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("once", ""), _negated=True),
                                fields=("user", "once"),
                                name="notice_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("ok", models.BooleanField()),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("device", models.CharField(blank=True, max_length=120)),
                        (
                            "session_key",
                            models.CharField(
                                blank=True, help_text="the session it opened; empty once ended", max_length=40
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Sign-in",
                        "indexes": [models.Index(fields=["user", "-at"], name="sign_in_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("path", models.CharField(help_text="in the default storage", max_length=200, unique=True)),
                        (
                            "thumb",
                            models.CharField(
                                blank=True, help_text="small picture, in the default storage", max_length=200
                            ),
                        ),
                        ("content_type", models.CharField(max_length=80)),
                        ("size", models.PositiveIntegerField(help_text="bytes")),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "File",
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("page", models.CharField(help_text="the address of the form", max_length=120)),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.subjectkey"
                            ),
                        ),
                        (
                            "body",
                            grids.fields.EncryptedField(blank=True, max_length=20000, null=True, subject="subject"),
                        ),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "verbose_name": "Draft",
                        "constraints": [models.UniqueConstraint(fields=("user", "page"), name="draft_once")],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
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
                        ("username", models.CharField(max_length=40, verbose_name="Account")),
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("pinyin", models.CharField(blank=True, max_length=120)),
                        ("work_number", models.CharField(blank=True, max_length=20, verbose_name="Work number")),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.subjectkey",
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                        (
                            "is_demo",
                            models.BooleanField(
                                default=False, help_text="a demo account: exempt from TOTP and forced change"
                            ),
                        ),
                        ("must_change_password", models.BooleanField(default=True)),
                        ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="55a441c3805971312aa25565d888e952e42ec812",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_49201",
                                    table="grids_userevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="outbox", to="grids.notice"
                            ),
                        ),
                        (
                            "alarm_at",
                            models.DateTimeField(help_text="the next try; empty once sent or given up", null=True),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "verbose_name": "Outgoing message",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)), fields=["alarm_at"], name="outbox_due"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "parent",
                            mptt.fields.TreeForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="grids.area",
                                verbose_name="Above",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                                verbose_name="Level",
                            ),
                        ),
                        ("code", models.CharField(max_length=24, verbose_name="Code")),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "pinyin",
                            models.CharField(
                                blank=True, help_text="full pinyin, for sorting and search", max_length=200
                            ),
                        ),
                        (
                            "initials",
                            models.CharField(blank=True, help_text="pinyin initials, for search", max_length=60),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[("general", "General"), ("dedicated", "Dedicated")],
                                default="general",
                                max_length=12,
                                verbose_name="Nature",
                            ),
                        ),
                        ("boundary", models.TextField(blank=True, max_length=2000, verbose_name="Boundary")),
                        ("founded_on", models.DateField(blank=True, null=True, verbose_name="Founded on")),
                        (
                            "area_km2",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Square kilometres"
                            ),
                        ),
                        (
                            "declared_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Declared households"),
                        ),
                        (
                            "declared_population",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Declared residents"),
                        ),
                        (
                            "declared_source",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="Where the declared numbers are from"
                            ),
                        ),
                        ("declared_on", models.DateField(blank=True, null=True, verbose_name="Declared as of")),
                        ("valid_from", models.DateField(verbose_name="Valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="Retired on")),
                        ("retired_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                        ("district_id", models.BigIntegerField(editable=False, null=True)),
                        ("street_id", models.BigIntegerField(editable=False, null=True)),
                        ("community_id", models.BigIntegerField(editable=False, null=True)),
                        ("grid_id", models.BigIntegerField(editable=False, null=True)),
                        ("lft", models.PositiveIntegerField(editable=False)),
                        ("rght", models.PositiveIntegerField(editable=False)),
                        ("tree_id", models.PositiveIntegerField(db_index=True, editable=False)),
                        ("level", models.PositiveIntegerField(editable=False)),
                    ],
                    options={
                        "verbose_name": "Area",
                        "verbose_name_plural": "Areas",
                        "indexes": [
                            models.Index(fields=["street_id", "pinyin"], name="area_street_pinyin"),
                            models.Index(fields=["street_id", "initials"], name="area_street_initials"),
                            models.Index(fields=["parent", "code"], name="area_parent_code"),
                            models.Index(fields=["community_id", "kind"], name="area_community_kind"),
                            models.Index(
                                condition=models.Q(("kind", "unit"), _negated=True),
                                fields=["tree_id", "lft", "kind"],
                                name="area_above_units",
                            ),
                            models.Index(fields=["tree_id", "lft"], name="grids_area_tree_id_lft_idx"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code",), name="area_code", violation_error_message="This code is in use."
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("parent__isnull", False), ("valid_to", None)),
                                fields=("parent", "name"),
                                name="area_name_once_per_parent",
                                violation_error_message="There is an area of this name beside it already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rght__gt", models.F("lft"))), name="area_range"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["district", "street", "community", "grid", "unit"])),
                                name="area_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "district"), ("parent", None)),
                                    models.Q(models.Q(("kind", "district"), _negated=True), ("parent__isnull", False)),
                                    _connector="OR",
                                ),
                                name="area_only_districts_are_roots",
                                violation_error_message="A district stands alone at the top; every other area lies in one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_reason", ""), ("valid_to", None)),
                                    models.Q(
                                        ("valid_to__gte", models.F("valid_from")),
                                        ("valid_to__isnull", False),
                                        models.Q(("retired_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="area_retired_with_reason",
                                violation_error_message="A retired area has a day, not before it began, and a reason.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_area",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="PERFORM linli_tree_shared(); RETURN linli_place_area(NEW);",
                                    hash="55693539f7e2dda98b172fa68ea029a8fbff7383",
                                    operation='INSERT OR UPDATE OF "parent_id", "kind", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_area_d5c17",
                                    table="grids_area",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="cascade_area",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)",
                                    func="IF current_setting('linli.cascade', true) IS DISTINCT FROM 'later' THEN PERFORM linli_cascade(ARRAY[NEW.id]); END IF; RETURN NULL;",
                                    hash="89a3e248de59c2b5fad203a83e6e79ac12ea99f4",
                                    operation='UPDATE OF "parent_id"',
                                    pgid="pgtrigger_cascade_area_b0db6",
                                    table="grids_area",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="register_code",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="IF TG_OP = 'UPDATE' THEN UPDATE grids_areacode SET until = now() WHERE area_id = NEW.id AND until IS NULL AND code <> NEW.code; END IF; PERFORM linli_register_code(NEW.id, NEW.code); RETURN NULL;",
                                    hash="6602f5876623c98bd65bc8c6670d6bb5491489dc",
                                    operation='INSERT OR UPDATE OF "code"',
                                    pgid="pgtrigger_register_code_1f0ab",
                                    table="grids_area",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "grids_areaevent" ("area_km2", "boundary", "code", "declared_households", "declared_on", "declared_population", "declared_source", "founded_on", "id", "kind", "name", "nature", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_reason", "valid_from", "valid_to") SELECT new_values."area_km2", new_values."boundary", new_values."code", new_values."declared_households", new_values."declared_on", new_values."declared_population", new_values."declared_source", new_values."founded_on", new_values."id", new_values."kind", new_values."name", new_values."nature", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_reason", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a2707deebfed4e6a19da1350eb92e108d662dcd6",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_59014",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="grids_area",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "grids_areaevent" ("area_km2", "boundary", "code", "declared_households", "declared_on", "declared_population", "declared_source", "founded_on", "id", "kind", "name", "nature", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_reason", "valid_from", "valid_to") SELECT new_values."area_km2", new_values."boundary", new_values."code", new_values."declared_households", new_values."declared_on", new_values."declared_population", new_values."declared_source", new_values."founded_on", new_values."id", new_values."kind", new_values."name", new_values."nature", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_reason", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_km2" IS DISTINCT FROM (new_values."area_km2") OR old_values."boundary" IS DISTINCT FROM (new_values."boundary") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."declared_households" IS DISTINCT FROM (new_values."declared_households") OR old_values."declared_on" IS DISTINCT FROM (new_values."declared_on") OR old_values."declared_population" IS DISTINCT FROM (new_values."declared_population") OR old_values."declared_source" IS DISTINCT FROM (new_values."declared_source") OR old_values."founded_on" IS DISTINCT FROM (new_values."founded_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."nature" IS DISTINCT FROM (new_values."nature") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."retired_reason" IS DISTINCT FROM (new_values."retired_reason") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_to" IS DISTINCT FROM (new_values."valid_to")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="577942b1392d2eaff83be43d5ad8e53aaf28655e",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_51e5d",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="grids_area",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "grids_areaevent" ("area_km2", "boundary", "code", "declared_households", "declared_on", "declared_population", "declared_source", "founded_on", "id", "kind", "name", "nature", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_reason", "valid_from", "valid_to") SELECT old_values."area_km2", old_values."boundary", old_values."code", old_values."declared_households", old_values."declared_on", old_values."declared_population", old_values."declared_source", old_values."founded_on", old_values."id", old_values."kind", old_values."name", old_values."nature", old_values."organisation_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."retired_reason", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                                    hash="26441a1407e3845559adf6ad2a003361f6caf6dd",
                                    level="STATEMENT",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_381b3",
                                    referencing="REFERENCING OLD TABLE AS old_values ",
                                    table="grids_area",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaCode",
                    fields=[
                        ("code", models.CharField(max_length=24, primary_key=True, serialize=False)),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="grids.area"
                            ),
                        ),
                        ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "Area code",
                    },
                ),
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "areas",
                            models.ManyToManyField(related_name="departments", to="grids.area", verbose_name="Areas"),
                        ),
                    ],
                    options={
                        "verbose_name": "Department",
                        "verbose_name_plural": "Departments",
                        "ordering": ["code"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_departmentevent" ("code", "id", "is_active", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="fe95370fc9f04007f5e65e64241baeb81f45c1aa",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_cee80",
                                    table="grids_department",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_departmentevent" ("code", "id", "is_active", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="088b5bdabcc811806143ae774dfac38f165ab888",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_39695",
                                    table="grids_department",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KindLabel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kind_labels",
                                to="grids.area",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=20)),
                        ("name_en", models.CharField(max_length=40)),
                    ],
                    options={
                        "verbose_name": "Name of a level",
                        "constraints": [models.UniqueConstraint(fields=("district", "kind"), name="kind_label_once")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_kindlabelevent" ("district_id", "id", "kind", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."district_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="76785a36611f53226b485407f91efc573a28ce59",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_02c9a",
                                    table="grids_kindlabel",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_kindlabelevent" ("district_id", "id", "kind", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."district_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="c6ce2457e9f56a2575a5cd29e529c093eaac8153",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c7729",
                                    table="grids_kindlabel",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_kindlabelevent" ("district_id", "id", "kind", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."district_id", OLD."id", OLD."kind", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                                    hash="8bc5964bd55295fe328ba9f1ce79e1a054c2f3b4",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_df20f",
                                    table="grids_kindlabel",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        ("pinyin", models.CharField(blank=True, max_length=300)),
                        ("initials", models.CharField(blank=True, max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("public", "Public institution"),
                                    ("company", "Company"),
                                    ("shop", "Shop"),
                                    ("property", "Property company"),
                                    ("social", "Social organisation"),
                                    ("school", "School"),
                                    ("medical", "Medical institution"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "uscc",
                            models.CharField(blank=True, max_length=18, verbose_name="Unified social credit code"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                                verbose_name="Lies in",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="Address")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                    ],
                    options={
                        "verbose_name": "Organisation",
                        "verbose_name_plural": "Organisations",
                        "ordering": ["pinyin", "pk"],
                        "indexes": [models.Index(fields=["pinyin", "id"], name="organisation_by_name")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("uscc", ""), _negated=True),
                                fields=("uscc",),
                                name="organisation_uscc",
                                violation_error_message="An organisation with this credit code is registered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "public",
                                            "company",
                                            "shop",
                                            "property",
                                            "social",
                                            "school",
                                            "medical",
                                            "other",
                                        ],
                                    )
                                ),
                                name="organisation_kind_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_organisationevent" ("address", "area_id", "closed_on", "id", "initials", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "uscc") VALUES (NEW."address", NEW."area_id", NEW."closed_on", NEW."id", NEW."initials", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinyin", NEW."uscc"); RETURN NULL;',
                                    hash="0d04ab1b1da3535c2c7cc9917a60375a39243c09",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_483ec",
                                    table="grids_organisation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_organisationevent" ("address", "area_id", "closed_on", "id", "initials", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "uscc") VALUES (NEW."address", NEW."area_id", NEW."closed_on", NEW."id", NEW."initials", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinyin", NEW."uscc"); RETURN NULL;',
                                    hash="ef05a2e6bb6c1f67c65c82f6f30d509834404bc8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3595b",
                                    table="grids_organisation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Redivision",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redivisions",
                                to="grids.area",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        ("plan", models.JSONField(help_text="what is new, moved, merged and retired, as previewed")),
                        ("undo", models.JSONField(default=dict, help_text="what it takes to put everything back")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("undone_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "Re-division",
                    },
                ),
                migrations.CreateModel(
                    name="AreaGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="grids.area"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "unique_together": {("user", "permission", "content_object")},
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentEvent",
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
                                to="grids.department",
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
                        ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="fd65a55cb9e0cb25e575ed0651f810d2db39572a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5ba2f",
                                    table="grids_departmentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KindLabelEvent",
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
                                to="grids.kindlabel",
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
                            "district",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=20)),
                        ("name_en", models.CharField(max_length=40)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="76f8a2c526e9137d8c195e7c44e46e5df2a8788a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e9de5",
                                    table="grids_kindlabelevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaEvent",
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
                                to="grids.area",
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
                            "parent",
                            mptt.fields.TreeForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                                verbose_name="Above",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                                verbose_name="Level",
                            ),
                        ),
                        ("code", models.CharField(max_length=24, verbose_name="Code")),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "nature",
                            models.CharField(
                                choices=[("general", "General"), ("dedicated", "Dedicated")],
                                default="general",
                                max_length=12,
                                verbose_name="Nature",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.organisation",
                                verbose_name="Organisation",
                            ),
                        ),
                        ("boundary", models.TextField(blank=True, max_length=2000, verbose_name="Boundary")),
                        ("founded_on", models.DateField(blank=True, null=True, verbose_name="Founded on")),
                        (
                            "area_km2",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Square kilometres"
                            ),
                        ),
                        (
                            "declared_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Declared households"),
                        ),
                        (
                            "declared_population",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Declared residents"),
                        ),
                        (
                            "declared_source",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="Where the declared numbers are from"
                            ),
                        ),
                        ("declared_on", models.DateField(blank=True, null=True, verbose_name="Declared as of")),
                        ("valid_from", models.DateField(verbose_name="Valid from")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="Retired on")),
                        ("retired_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="26f24daa5647c39ad57b1f8235a53843e33db825",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_554fb",
                                    table="grids_areaevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationEvent",
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
                                to="grids.organisation",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        ("pinyin", models.CharField(blank=True, max_length=300)),
                        ("initials", models.CharField(blank=True, max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("public", "Public institution"),
                                    ("company", "Company"),
                                    ("shop", "Shop"),
                                    ("property", "Property company"),
                                    ("social", "Social organisation"),
                                    ("school", "School"),
                                    ("medical", "Medical institution"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "uscc",
                            models.CharField(blank=True, max_length=18, verbose_name="Unified social credit code"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                                verbose_name="Lies in",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="Address")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="23de9cc54851487a3d8b322874bf6bdcdc88b909",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f7946",
                                    table="grids_organisationevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="grids.role",
                                verbose_name="Role",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="grids.department",
                                verbose_name="Department",
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="From")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                        ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                    ],
                    options={
                        "verbose_name": "Post",
                        "verbose_name_plural": "Posts",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                                ),
                                name="post_dates",
                                violation_error_message="A post ends after it began.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_postevent" ("department_id", "ended_on", "ended_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "started_on", "user_id") VALUES (NEW."department_id", NEW."ended_on", NEW."ended_reason", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id", NEW."started_on", NEW."user_id"); RETURN NULL;',
                                    hash="ef5adc118cd32c97f48876cefafb26f3bdec39de",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_46e80",
                                    table="grids_post",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_postevent" ("department_id", "ended_on", "ended_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "started_on", "user_id") VALUES (NEW."department_id", NEW."ended_on", NEW."ended_reason", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_id", NEW."started_on", NEW."user_id"); RETURN NULL;',
                                    hash="d188092363bf4479a2e238c21b0f8b81b3542a49",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_87c2b",
                                    table="grids_post",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="post_areas", to="grids.post"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="post_areas", to="grids.area"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("post", "area"), name="post_area_once")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_postareaevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."area_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id"); RETURN NULL;',
                                    hash="ef818ff7c21aaaa5301a8e3b4f6cf5a05df344bb",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_491be",
                                    table="grids_postarea",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "grids_postareaevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."area_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id"); RETURN NULL;',
                                    hash="3fce4826ea7b0ec6acc73fe5109fbcff1c1dda04",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_51c72",
                                    table="grids_postarea",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "grids_postareaevent" ("area_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (OLD."area_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id"); RETURN NULL;',
                                    hash="6ab51abe8e67f04fe0eb114f25d4e72059071de0",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_3668e",
                                    table="grids_postarea",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RevealLog",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reveals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.post",
                            ),
                        ),
                        ("record_kind", models.CharField(help_text="model label, e.g. cases.case", max_length=40)),
                        (
                            "record_key",
                            models.CharField(
                                help_text="what the record's address carries, e.g. a case number", max_length=40
                            ),
                        ),
                        ("field", models.CharField(max_length=30)),
                        ("reason", models.CharField(max_length=30)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "Reveal",
                        "indexes": [
                            models.Index(fields=["record_kind", "record_key", "-at"], name="reveal_of_record"),
                            models.Index(fields=["user", "-at"], name="reveal_by_user"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="62bd22832788ecbdb1e05c0a7f5f610a5b42aa11",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2eeec",
                                    table="grids_reveallog",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostEvent",
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
                                to="grids.post",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.role",
                                verbose_name="Role",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.department",
                                verbose_name="Department",
                            ),
                        ),
                        ("started_on", models.DateField(verbose_name="From")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                        ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="67eb42e541497d70f3f00b09920e845adf5deab1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c086f",
                                    table="grids_postevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostAreaEvent",
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
                                to="grids.postarea",
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
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.post",
                            ),
                        ),
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
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6683e98f8de0e5ad32bb17ab3828364bc3c4f95b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_62c24",
                                    table="grids_postareaevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="area",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="areas",
                to="grids.organisation",
                verbose_name="Organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nature", "general"), ("organisation", None)),
                    models.Q(("kind__in", ("grid", "unit")), ("nature", "dedicated"), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="area_dedicated_names_organisation",
                violation_error_message="A dedicated grid or unit names its organisation; a general area has none.",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="areas",
            field=models.ManyToManyField(
                related_name="posts", through="grids.PostArea", to="grids.area", verbose_name="Areas"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("user", "role", "department"),
                name="post_once",
                nulls_distinct=False,
                violation_error_message="This person holds this role already; add the areas to that post.",
            ),
        ),
        migrations.RunSQL(FUNCTIONS),
    ]
