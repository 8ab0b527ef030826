"""What stood here in single steps, made at once: a fresh database takes a quarter of the time."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import grids.fields
import residents.models.dwelling
import volunteers.models.listed
from grids.database.folded import Tables


class Migration(migrations.Migration):
    replaces = [
        ("volunteers", "0001_initial"),
        ("volunteers", "0002_record_and_certificates"),
        ("volunteers", "0003_service_menu"),
        ("volunteers", "0004_lists_of_places"),
        ("volunteers", "0005_night_watch"),
        ("volunteers", "0006_null_is_no_answer"),
        ("volunteers", "0007_counted_kept_and_along"),
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
                    name="Pattern",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "code",
                            models.SlugField(
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                unique=True,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                    ],
                    options={
                        "verbose_name": "Pattern of teams",
                        "verbose_name_plural": "Patterns of teams",
                        "ordering": ["code"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "name_zh"),
                                name="pattern_name_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="644a7b263f069e14faa6ab88bbafe1b9def7b75c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_517bb",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_pattern",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="225eae1d0536defd1b29e147783c0788ee518ca2",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ae80c",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_pattern",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCertificateCounter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Counter of volunteers' certificates",
                        "constraints": [
                            models.UniqueConstraint(fields=("issuer", "year"), name="service_counter_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceMenu",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"
                            ),
                        ),
                        (
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=40),
                                default=list,
                                help_text="of the services, as people sorted them",
                                size=None,
                            ),
                        ),
                        ("has_page", models.BooleanField(default=False, verbose_name="Public page")),
                    ],
                    options={
                        "verbose_name": "Service menu",
                        "verbose_name_plural": "Service menus",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_servicemenuevent" ("area_id", "codes", "has_page", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."codes", NEW."has_page", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="2ebd10b905d305efea0d789f891e3b04841b863c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6b4be",
                                    table="volunteers_servicemenu",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "volunteers_servicemenuevent" ("area_id", "codes", "has_page", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."codes", NEW."has_page", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="ad0d86d2d9d370e61adf0e7d95c0f6e866619af5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_695e2",
                                    table="volunteers_servicemenu",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "code",
                            models.SlugField(
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                unique=True,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "verbose_name": "Skill",
                        "verbose_name_plural": "Skills",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "name_zh"),
                                name="skill_name_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_skillevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="a00853433397ea2b563097f1de64d144774e2dfd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ff284",
                                    table="volunteers_skill",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "volunteers_skillevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="7f9b62b84b4801aa19770975191121b843493cd9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5754c",
                                    table="volunteers_skill",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Star",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "code",
                            models.SlugField(
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                unique=True,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("hours", models.PositiveIntegerField(verbose_name="From so many hours")),
                        ("retired_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Star level",
                        "verbose_name_plural": "Star levels",
                        "ordering": ["hours"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "name_zh"),
                                name="star_name_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "hours"),
                                name="star_hours_once",
                                nulls_distinct=False,
                                violation_error_message="There is a level of so many hours already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_on", True), ("retired_at", None)),
                                    models.Q(("is_on", False), ("retired_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="star_retired_on_a_day",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_starevent" ("area_id", "code", "hours", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at") VALUES (NEW."area_id", NEW."code", NEW."hours", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."retired_at"); RETURN NULL;',
                                    hash="01cd392209dba3a0fbb93572301239ea98bf5fb1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_438bf",
                                    table="volunteers_star",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "volunteers_starevent" ("area_id", "code", "hours", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at") VALUES (NEW."area_id", NEW."code", NEW."hours", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."retired_at"); RETURN NULL;',
                                    hash="c79cf0d197612e41f35371ccfd0925b0bb1eca8f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_8809a",
                                    table="volunteers_star",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
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
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        (
                            "colour",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("red", "Red: talks"),
                                    ("orange", "Orange: errands"),
                                    ("gold", "Gold: running the place together"),
                                    ("green", "Green: environment"),
                                    ("blue", "Blue: safety"),
                                    ("white", "White: health"),
                                    ("silver", "Silver: arts"),
                                ],
                                max_length=8,
                                verbose_name="Colour",
                            ),
                        ),
                        ("brand", models.CharField(blank=True, max_length=40, verbose_name="Brand")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("service", "Volunteer service"),
                                    ("welfare", "Public welfare"),
                                    ("patrol", "Night watch and patrol"),
                                    ("mediation", "Mediation"),
                                    ("contact", "Contact team"),
                                    ("other", "Other"),
                                ],
                                default="service",
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("does", models.CharField(blank=True, max_length=80, verbose_name="What it does")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
                                verbose_name="Organisation",
                            ),
                        ),
                        ("formed_on", models.DateField(verbose_name="Formed on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "verbose_name": "Team",
                        "verbose_name_plural": "Teams",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None)),
                                fields=("area", "name"),
                                name="team_name_once",
                                violation_error_message="This area has a team of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("colour", ""), _negated=True),
                                    models.Q(("brand", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="team_has_colour_or_brand",
                                violation_error_message="Choose one of the seven colours, or write the team's own brand.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gte", models.F("formed_on")),
                                    _connector="OR",
                                ),
                                name="team_ends_after_it_began",
                                violation_error_message="A team is dissolved after it was formed.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="b17d0786da76f2edac4590450fd854bc3d456283",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_1dd4e",
                                    table="volunteers_team",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="0545496b574b9a389ba87c05455d5403b69ad09a",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_97d89",
                                    table="volunteers_team",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_teamevent" ("area_id", "brand", "colour", "dissolved_on", "does", "formed_on", "id", "kind", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."area_id", NEW."brand", NEW."colour", NEW."dissolved_on", NEW."does", NEW."formed_on", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref"); RETURN NULL;',
                                    hash="9c64fcf27994d775e25c9704fc9f031166029316",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_241f0",
                                    table="volunteers_team",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."brand" IS DISTINCT FROM (NEW."brand") OR OLD."colour" IS DISTINCT FROM (NEW."colour") OR OLD."dissolved_on" IS DISTINCT FROM (NEW."dissolved_on") OR OLD."does" IS DISTINCT FROM (NEW."does") OR OLD."formed_on" IS DISTINCT FROM (NEW."formed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref"))',
                                    func='INSERT INTO "volunteers_teamevent" ("area_id", "brand", "colour", "dissolved_on", "does", "formed_on", "id", "kind", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."area_id", NEW."brand", NEW."colour", NEW."dissolved_on", NEW."does", NEW."formed_on", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref"); RETURN NULL;',
                                    hash="30a00a457dc8feb81d3efdb00c6d77ab454cc750",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ed779",
                                    table="volunteers_team",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "code",
                            models.SlugField(
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                unique=True,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "verbose_name": "Topic",
                        "verbose_name_plural": "Topics",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "name_zh"),
                                name="topic_name_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_topicevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="afdf9867177791e695b53324ab8cf84681ec3adb",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_44439",
                                    table="volunteers_topic",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "volunteers_topicevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="6fbbed8037e72d07abd42f80db2077726ef26733",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cac0e",
                                    table="volunteers_topic",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        ("subject", models.CharField(max_length=60, verbose_name="What was taught")),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "hours",
                            models.DecimalField(decimal_places=1, max_digits=4, verbose_name="Hours of training"),
                        ),
                        ("given_by", models.CharField(max_length=60, verbose_name="Who gave it")),
                    ],
                    options={
                        "verbose_name": "Training",
                        "verbose_name_plural": "Trainings",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-entered_at", "-id"], name="training_dist_new"),
                            models.Index(fields=["street_id", "-entered_at", "-id"], name="training_stre_new"),
                            models.Index(fields=["community_id", "-entered_at", "-id"], name="training_comm_new"),
                            models.Index(fields=["grid_id", "-entered_at", "-id"], name="training_grid_new"),
                            models.Index(fields=["area", "-entered_at", "-id"], name="training_area_new"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_by", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="training_struck_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0), ("hours__lte", 100)),
                                name="training_lasts",
                                violation_error_message="A training lasts more than no hours, and 100 at most.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="ff1e3c52b5c4a3168f59b6f7e2f9281dfc991e1c",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_3ce15",
                                    table="volunteers_training",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="4e0af78d3dc0dd2f6bd2d1372ba4eb8cd9b315ca",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_c87e7",
                                    table="volunteers_training",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_trainingevent" ("area_id", "entered_at", "entered_by_id", "given_by", "hours", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "struck_at", "struck_by_id", "struck_why", "subject") SELECT new_values."area_id", new_values."entered_at", new_values."entered_by_id", new_values."given_by", new_values."hours", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."subject" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="38947b390eda28d2844b420ee2fe3bfba86e5095",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_47514",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_training",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_trainingevent" ("area_id", "entered_at", "entered_by_id", "given_by", "hours", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "struck_at", "struck_by_id", "struck_why", "subject") SELECT new_values."area_id", new_values."entered_at", new_values."entered_by_id", new_values."given_by", new_values."hours", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."subject" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."entered_by_id" IS DISTINCT FROM (new_values."entered_by_id") OR old_values."given_by" IS DISTINCT FROM (new_values."given_by") OR old_values."hours" IS DISTINCT FROM (new_values."hours") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."struck_at" IS DISTINCT FROM (new_values."struck_at") OR old_values."struck_by_id" IS DISTINCT FROM (new_values."struck_by_id") OR old_values."struck_why" IS DISTINCT FROM (new_values."struck_why") OR old_values."subject" IS DISTINCT FROM (new_values."subject")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a50281c192a3757703f57b45a7c82e42669b7b2c",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_315c2",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_training",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
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
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("meets", models.CharField(max_length=120, verbose_name="Where they meet, and the round")),
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        ("since", models.DateField(verbose_name="Kept since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                    ],
                    options={
                        "verbose_name": "Night watch",
                        "verbose_name_plural": "Night watches",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("area", "name"),
                                name="watch_name_once",
                                violation_error_message="This area has a night watch of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("starts", models.F("ends")), _negated=True),
                                name="watch_lasts",
                                violation_error_message="A night watch ends at another time than it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"
                                ),
                                name="watch_ends_after_it_began",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="039d6da9f3ce3f48cc795af20f5f6af5197edfaf",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_23a90",
                                    table="volunteers_watch",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="84637f39fd0649e7f858011621d18eb4a368422f",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_012f0",
                                    table="volunteers_watch",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_watchevent" ("area_id", "ended_on", "ends", "id", "meets", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "starts") VALUES (NEW."area_id", NEW."ended_on", NEW."ends", NEW."id", NEW."meets", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref", NEW."since", NEW."starts"); RETURN NULL;',
                                    hash="a6da132c13c7fd69fa3c7cb3dd111ca234fe00bf",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b897d",
                                    table="volunteers_watch",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."ends" IS DISTINCT FROM (NEW."ends") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meets" IS DISTINCT FROM (NEW."meets") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."starts" IS DISTINCT FROM (NEW."starts"))',
                                    func='INSERT INTO "volunteers_watchevent" ("area_id", "ended_on", "ends", "id", "meets", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "starts") VALUES (NEW."area_id", NEW."ended_on", NEW."ends", NEW."id", NEW."meets", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref", NEW."since", NEW."starts"); RETURN NULL;',
                                    hash="a7da169ff9adf352889d55760d8a24e749a44cce",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9de0d",
                                    table="volunteers_watch",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
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
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="volunteers.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.topic",
                                verbose_name="Topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        ("about", models.TextField(blank=True, max_length=500, verbose_name="What happens")),
                        (
                            "mode",
                            models.CharField(
                                choices=[("offline", "On the spot"), ("online", "Online"), ("both", "Both")],
                                default="offline",
                                max_length=8,
                                verbose_name="Where",
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="Place or link")),
                        ("starts_at", models.DateTimeField(verbose_name="Begins")),
                        ("ends_at", models.DateTimeField(verbose_name="Ends")),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Empty: as many as come.", null=True, verbose_name="Places"
                            ),
                        ),
                        (
                            "repeats",
                            models.CharField(
                                blank=True,
                                choices=[("weekly", "Every week"), ("monthly", "Every month")],
                                max_length=8,
                                verbose_name="Repeats",
                            ),
                        ),
                        ("repeats_until", models.DateField(blank=True, null=True, verbose_name="Repeats until")),
                        (
                            "follows",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next",
                                to="volunteers.activity",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("published", "Open for sign-up"),
                                    ("held", "Held, waiting to be certified"),
                                    ("certified", "Certified"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("audience", models.PositiveIntegerField(blank=True, null=True, verbose_name="Audience")),
                        (
                            "materials",
                            models.CharField(blank=True, max_length=200, verbose_name="Materials handed out"),
                        ),
                        ("outcome", models.TextField(blank=True, max_length=1000, verbose_name="Outcome")),
                        (
                            "planned_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "held_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "certified_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("certified_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "why",
                            models.CharField(blank=True, editable=False, help_text="it was cancelled", max_length=200),
                        ),
                    ],
                    options={
                        "verbose_name": "Activity",
                        "verbose_name_plural": "Activities",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-starts_at", "-id"], name="activity_dist_new"),
                            models.Index(fields=["street_id", "-starts_at", "-id"], name="activity_stre_new"),
                            models.Index(fields=["community_id", "-starts_at", "-id"], name="activity_comm_new"),
                            models.Index(fields=["grid_id", "-starts_at", "-id"], name="activity_grid_new"),
                            models.Index(fields=["area", "-starts_at", "-id"], name="activity_area_new"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="activity_ends_after_it_began",
                                violation_error_message="An activity ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity", None), ("capacity__gte", 1), _connector="OR"),
                                name="activity_for_somebody",
                                violation_error_message="There is one place at least.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("held", "certified")), _negated=True),
                                    models.Q(
                                        ("audience__isnull", False),
                                        ("held_by__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="activity_held_with_outcome",
                                violation_error_message="Say in words and numbers what came of it; a photo alone does not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("certified_at__isnull", False),
                                        ("certified_by__isnull", False),
                                        ("state", "certified"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "certified"), _negated=True),
                                        ("certified_at", None),
                                        ("certified_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="activity_certified_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("certified_by", None),
                                    models.Q(("certified_by", models.F("held_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="activity_certified_by_another",
                                violation_error_message="Another person certifies this.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="activity_cancelled_with_reason",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="1a6258a4941e61aa34f76a2ccbbe7cc6f4f8b072",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_02311",
                                    table="volunteers_activity",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="684b6e65100a32911b834a020be66b14702a48be",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_63beb",
                                    table="volunteers_activity",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_activityevent" ("about", "area_id", "audience", "capacity", "certified_at", "certified_by_id", "ends_at", "follows_id", "held_by_id", "id", "materials", "mode", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "ref", "repeats", "repeats_until", "starts_at", "state", "team_id", "title", "topic_id", "why") VALUES (NEW."about", NEW."area_id", NEW."audience", NEW."capacity", NEW."certified_at", NEW."certified_by_id", NEW."ends_at", NEW."follows_id", NEW."held_by_id", NEW."id", NEW."materials", NEW."mode", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_by_id", NEW."ref", NEW."repeats", NEW."repeats_until", NEW."starts_at", NEW."state", NEW."team_id", NEW."title", NEW."topic_id", NEW."why"); RETURN NULL;',
                                    hash="f458158b9c24aa38f483fe96d304535a0760c687",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_33c03",
                                    table="volunteers_activity",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."certified_at" IS DISTINCT FROM (NEW."certified_at") OR OLD."certified_by_id" IS DISTINCT FROM (NEW."certified_by_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."follows_id" IS DISTINCT FROM (NEW."follows_id") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."materials" IS DISTINCT FROM (NEW."materials") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."repeats" IS DISTINCT FROM (NEW."repeats") OR OLD."repeats_until" IS DISTINCT FROM (NEW."repeats_until") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                                    func='INSERT INTO "volunteers_activityevent" ("about", "area_id", "audience", "capacity", "certified_at", "certified_by_id", "ends_at", "follows_id", "held_by_id", "id", "materials", "mode", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_by_id", "ref", "repeats", "repeats_until", "starts_at", "state", "team_id", "title", "topic_id", "why") VALUES (NEW."about", NEW."area_id", NEW."audience", NEW."capacity", NEW."certified_at", NEW."certified_by_id", NEW."ends_at", NEW."follows_id", NEW."held_by_id", NEW."id", NEW."materials", NEW."mode", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_by_id", NEW."ref", NEW."repeats", NEW."repeats_until", NEW."starts_at", NEW."state", NEW."team_id", NEW."title", NEW."topic_id", NEW."why"); RETURN NULL;',
                                    hash="d896ea8c2112ed34cadc165ea0866233d5befb4d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f0cd5",
                                    table="volunteers_activity",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PatternEvent",
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
                                to="volunteers.pattern",
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
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="79aeb76922736c06905cfc5281d3068c3bd796a4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e78ae",
                                    table="volunteers_patternevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PatternSlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "pattern",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="volunteers.pattern",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a pattern",
                        "ordering": ["order", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("pattern", "label"),
                                name="pattern_slot_once",
                                violation_error_message="The pattern has this line already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wanted__gte", 1), ("is_open", True), _connector="OR"),
                                name="pattern_slot_for_somebody",
                                violation_error_message="A line is for one at least, or for as many as come.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternslotevent" ("id", "is_on", "is_open", "label", "order", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", new_values."pattern_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a769e041c2f65fcce389639a2279d302b0ddfca9",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_878c7",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_patternslot",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternslotevent" ("id", "is_on", "is_open", "label", "order", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", new_values."pattern_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="40ea1a4892ebd4868bba2f601d42d135b63e1c4e",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_db546",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_patternslot",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceItem",
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
                                blank=True,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("agent", "Done for you"),
                                    ("doorstep", "At your door"),
                                    ("appointment", "By appointment"),
                                    ("online", "Online"),
                                    ("follow_up", "Followed up"),
                                ],
                                default="doorstep",
                                max_length=12,
                                verbose_name="How",
                            ),
                        ),
                        (
                            "skill",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.skill",
                                verbose_name="Skill it takes",
                            ),
                        ),
                        (
                            "difficulty",
                            models.CharField(
                                choices=[("easy", "Easy"), ("usual", "Usual"), ("hard", "Hard")],
                                default="usual",
                                max_length=8,
                                verbose_name="Difficulty",
                            ),
                        ),
                        (
                            "span",
                            models.CharField(
                                choices=[
                                    ("near", "In the neighbourhood"),
                                    ("community", "In the community"),
                                    ("beyond", "Beyond the community"),
                                ],
                                default="community",
                                max_length=12,
                                verbose_name="How far it reaches",
                            ),
                        ),
                        (
                            "answer_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="To check, to dispatch and to take it, each. Left empty: by difficulty and reach.",
                                null=True,
                                verbose_name="Working hours to find somebody",
                            ),
                        ),
                        (
                            "serve_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="To begin and to finish, each. Left empty: by difficulty and reach.",
                                null=True,
                                verbose_name="Working hours to do it",
                            ),
                        ),
                        (
                            "asks",
                            models.CharField(
                                blank=True,
                                help_text="Such as “How many kilograms of rice?”. Whoever orders must answer it.",
                                max_length=80,
                                verbose_name="What is asked",
                            ),
                        ),
                        (
                            "channels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("counter", "Counter"),
                                        ("phone", "By phone"),
                                        ("fixed", "Fixed time and place"),
                                        ("page", "Public page"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                                verbose_name="Where it can be ordered",
                            ),
                        ),
                        ("fixed", models.CharField(blank=True, max_length=80, verbose_name="Fixed time and place")),
                        ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                        (
                            "replaced_at",
                            models.DateTimeField(editable=False, help_text="by another row of its code", null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "Service",
                        "verbose_name_plural": "Services",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at", None)),
                                fields=("area", "code"),
                                name="service_once",
                                nulls_distinct=False,
                                violation_error_message="This area has a service of this code already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channels", []), _negated=True),
                                name="service_has_channel",
                                violation_error_message="Say where it can be ordered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channels__contains", ["fixed"]), _negated=True),
                                    models.Q(("fixed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="service_fixed_says_when",
                                violation_error_message="Say at which time and place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer_hours", None), ("answer_hours__range", (1, 200)), _connector="OR"
                                    ),
                                    models.Q(("serve_hours", None), ("serve_hours__range", (1, 200)), _connector="OR"),
                                ),
                                name="service_hours",
                                violation_error_message="A time limit is 1 to 200 working hours.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="kept_for_orders",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."name_zh" IS DISTINCT FROM (NEW."name_zh") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."skill_id" IS DISTINCT FROM (NEW."skill_id") OR OLD."difficulty" IS DISTINCT FROM (NEW."difficulty") OR OLD."span" IS DISTINCT FROM (NEW."span") OR OLD."answer_hours" IS DISTINCT FROM (NEW."answer_hours") OR OLD."serve_hours" IS DISTINCT FROM (NEW."serve_hours") OR OLD."asks" IS DISTINCT FROM (NEW."asks") OR OLD."channels" IS DISTINCT FROM (NEW."channels") OR OLD."fixed" IS DISTINCT FROM (NEW."fixed"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="cbfa6261869c5b7718cb9e86c133610e052a37b1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_kept_for_orders_c29e8",
                                    table="volunteers_serviceitem",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_serviceitemevent" ("answer_hours", "area_id", "asks", "channels", "code", "difficulty", "fixed", "id", "is_on", "mode", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "serve_hours", "skill_id", "span") VALUES (NEW."answer_hours", NEW."area_id", NEW."asks", NEW."channels", NEW."code", NEW."difficulty", NEW."fixed", NEW."id", NEW."is_on", NEW."mode", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replaced_at", NEW."serve_hours", NEW."skill_id", NEW."span"); RETURN NULL;',
                                    hash="441a3be96908c198d3202115a43a413cb4a874b8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1cdb6",
                                    table="volunteers_serviceitem",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "volunteers_serviceitemevent" ("answer_hours", "area_id", "asks", "channels", "code", "difficulty", "fixed", "id", "is_on", "mode", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "serve_hours", "skill_id", "span") VALUES (NEW."answer_hours", NEW."area_id", NEW."asks", NEW."channels", NEW."code", NEW."difficulty", NEW."fixed", NEW."id", NEW."is_on", NEW."mode", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replaced_at", NEW."serve_hours", NEW."skill_id", NEW."span"); RETURN NULL;',
                                    hash="2fa904e67e20a0873857f652b8f5776b786db1d8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_159a1",
                                    table="volunteers_serviceitem",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceMenuEvent",
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
                                to="volunteers.servicemenu",
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
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=40),
                                default=list,
                                help_text="of the services, as people sorted them",
                                size=None,
                            ),
                        ),
                        ("has_page", models.BooleanField(default=False, verbose_name="Public page")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e02e3c64719d922027eee0e2fca364ffd92071f8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0ea6b",
                                    table="volunteers_servicemenuevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SkillEvent",
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
                                to="volunteers.skill",
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
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e610cbe57f67e7480f33e9b5228f4bf8708e481f",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fd391",
                                    table="volunteers_skillevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StarEvent",
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
                                to="volunteers.star",
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
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("hours", models.PositiveIntegerField(verbose_name="From so many hours")),
                        ("retired_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="36cf657b7a2d7beafa567fb141fcadf5eadb626a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e68e9",
                                    table="volunteers_starevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamEvent",
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
                                to="volunteers.team",
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
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        (
                            "colour",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("red", "Red: talks"),
                                    ("orange", "Orange: errands"),
                                    ("gold", "Gold: running the place together"),
                                    ("green", "Green: environment"),
                                    ("blue", "Blue: safety"),
                                    ("white", "White: health"),
                                    ("silver", "Silver: arts"),
                                ],
                                max_length=8,
                                verbose_name="Colour",
                            ),
                        ),
                        ("brand", models.CharField(blank=True, max_length=40, verbose_name="Brand")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("service", "Volunteer service"),
                                    ("welfare", "Public welfare"),
                                    ("patrol", "Night watch and patrol"),
                                    ("mediation", "Mediation"),
                                    ("contact", "Contact team"),
                                    ("other", "Other"),
                                ],
                                default="service",
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("does", models.CharField(blank=True, max_length=80, verbose_name="What it does")),
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
                        ("formed_on", models.DateField(verbose_name="Formed on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="40ceebfec01889586c4c0fd3f9036e295851617a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7d4ac",
                                    table="volunteers_teamevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamSlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="volunteers.team"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a team",
                        "ordering": ["order", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("team", "label"),
                                name="team_slot_once",
                                violation_error_message="The team has this line already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wanted__gte", 1), ("is_open", True), _connector="OR"),
                                name="team_slot_for_somebody",
                                violation_error_message="A line is for one at least, or for as many as come.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_teamslotevent" ("id", "is_on", "is_open", "label", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "team_id", "wanted") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."team_id", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="f1468bba75a4189145671de86a6a1c29c1a56936",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ef273",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_teamslot",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_teamslotevent" ("id", "is_on", "is_open", "label", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "team_id", "wanted") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."team_id", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c2901aedf56c3b2e83f38ac0d9e1ca73621962c0",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d2658",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_teamslot",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicEvent",
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
                                to="volunteers.topic",
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
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                default=volunteers.models.listed.own_code,
                                max_length=40,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="dfec810ef77c4a6a456afdf5c5b796db4788424a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cab94",
                                    table="volunteers_topicevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingEvent",
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
                                to="volunteers.training",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12),
                        ),
                        ("subject", models.CharField(max_length=60, verbose_name="What was taught")),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "hours",
                            models.DecimalField(decimal_places=1, max_digits=4, verbose_name="Hours of training"),
                        ),
                        ("given_by", models.CharField(max_length=60, verbose_name="Who gave it")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="329c91d81fbb7ea2f82403967c5129749cd58a45",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_90843",
                                    table="volunteers_trainingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Volunteer",
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
                            "resident",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="who serves here",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "subject",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.subjectkey",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="of somebody from outside only",
                                max_length=40,
                                verbose_name="Name",
                            ),
                        ),
                        (
                            "phone",
                            grids.fields.EncryptedField(
                                blank=True, max_length=20, null=True, subject="subject", verbose_name="Phone"
                            ),
                        ),
                        ("phone_index", models.CharField(blank=True, editable=False, max_length=64)),
                        ("since", models.DateField(verbose_name="Volunteer since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Left on")),
                        (
                            "anonymised_at",
                            models.DateTimeField(
                                editable=False,
                                help_text="by the rule of keeping, or the night after their entry was",
                                null=True,
                            ),
                        ),
                        (
                            "joined_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                help_text="when they were taken in the first time",
                            ),
                        ),
                        (
                            "skills",
                            models.ManyToManyField(
                                blank=True, related_name="volunteers", to="volunteers.skill", verbose_name="Skills"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Volunteer",
                        "verbose_name_plural": "Volunteers",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-joined_at", "-id"], name="volunteer_dist_new"),
                            models.Index(fields=["street_id", "-joined_at", "-id"], name="volunteer_stre_new"),
                            models.Index(fields=["community_id", "-joined_at", "-id"], name="volunteer_comm_new"),
                            models.Index(fields=["grid_id", "-joined_at", "-id"], name="volunteer_grid_new"),
                            models.Index(fields=["area", "-joined_at", "-id"], name="volunteer_area_new"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("anonymised_at", None),
                                        ("resident", None),
                                        ("subject__isnull", False),
                                        ("user", None),
                                        models.Q(("name", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("anonymised_at__isnull", False),
                                        ("left_on__isnull", False),
                                        ("resident", None),
                                        ("subject__isnull", False),
                                        ("user", None),
                                        ("name", ""),
                                        ("phone", None),
                                        ("phone_index", ""),
                                    ),
                                    models.Q(
                                        ("name", ""),
                                        ("phone", None),
                                        ("phone_index", ""),
                                        ("subject", None),
                                        models.Q(
                                            ("resident__isnull", False), ("user__isnull", False), _connector="OR"
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="volunteer_is_somebody",
                                violation_error_message="Name the person, or choose them from the register.",
                            ),
                            models.UniqueConstraint(
                                fields=("resident",),
                                name="volunteer_of_resident_once",
                                violation_error_message="This person is a volunteer already.",
                            ),
                            models.UniqueConstraint(
                                fields=("user",),
                                name="volunteer_of_user_once",
                                violation_error_message="This person is a volunteer already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("phone_index", ""), _negated=True),
                                fields=("phone_index", "name"),
                                name="volunteer_from_outside_once",
                                violation_error_message="Somebody of this name and phone is a volunteer already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None), ("left_on__gte", models.F("since")), _connector="OR"
                                ),
                                name="volunteer_leaves_after_joining",
                                violation_error_message="Nobody leaves before they joined.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="71a9b86bd2c0e3aa9432ecc2781836511788ed88",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_7eeef",
                                    table="volunteers_volunteer",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f6aa35b177a6aa6921957035aede7f61d31a8d12",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_e2a46",
                                    table="volunteers_volunteer",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_volunteerevent" ("anonymised_at", "area_id", "id", "joined_at", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "resident_id", "since", "subject_id", "user_id") SELECT new_values."anonymised_at", new_values."area_id", new_values."id", new_values."joined_at", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."ref", new_values."resident_id", new_values."since", new_values."subject_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="68d6d471d0c3baa8ba342899b8accaa67db8a623",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fa6cd",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_volunteer",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_volunteerevent" ("anonymised_at", "area_id", "id", "joined_at", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "resident_id", "since", "subject_id", "user_id") SELECT new_values."anonymised_at", new_values."area_id", new_values."id", new_values."joined_at", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."ref", new_values."resident_id", new_values."since", new_values."subject_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."anonymised_at" IS DISTINCT FROM (new_values."anonymised_at") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."left_on" IS DISTINCT FROM (new_values."left_on") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."resident_id" IS DISTINCT FROM (new_values."resident_id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="215e80cd3aeabe314188be516ae658c87dcaff17",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6cedd",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_volunteer",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchEvent",
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
                                to="volunteers.watch",
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
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("meets", models.CharField(max_length=120, verbose_name="Where they meet, and the round")),
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        ("since", models.DateField(verbose_name="Kept since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a72242499271e57a5d3ea1b8098081d554fddfcf",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_824c6",
                                    table="volunteers_watchevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchSlot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "watch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="volunteers.watch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a night watch",
                        "ordering": ["order", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("watch", "label"), name="watch_slot_once"),
                            models.CheckConstraint(
                                condition=models.Q(("wanted__gte", 1), ("is_open", True), _connector="OR"),
                                name="watch_slot_for_somebody",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchslotevent" ("id", "is_on", "is_open", "label", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted", "watch_id") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."wanted", new_values."watch_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9adc513a2a7b813d03b1a8eb184c491798432fb9",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5c606",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_watchslot",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchslotevent" ("id", "is_on", "is_open", "label", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted", "watch_id") SELECT new_values."id", new_values."is_on", new_values."is_open", new_values."label", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."wanted", new_values."watch_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="2922325a293ff7c2875410fd2d5603a63fefeaa3",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_36efc",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_watchslot",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="volunteers.activity",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.storedfile"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Photo",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="589984544016f22a1f439572c1fd9dfc6708ea64",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2f836",
                                    table="volunteers_activityphoto",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commendations",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Commended as")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("community", "Community"),
                                    ("street", "Street"),
                                    ("district", "District"),
                                    ("city", "City"),
                                    ("province", "Province"),
                                    ("nation", "Nation"),
                                ],
                                max_length=12,
                                verbose_name="Level",
                            ),
                        ),
                        ("given_by", models.CharField(max_length=60, verbose_name="Given by")),
                        ("on", models.DateField(verbose_name="Day")),
                    ],
                    options={
                        "verbose_name": "Commendation",
                        "verbose_name_plural": "Commendations",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_by", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="commendation_struck_with_reason",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="b1b794a111ed3b1849987ee475d8b614c4c7a558",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_0d43c",
                                    table="volunteers_commendation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_commendationevent" ("entered_at", "entered_by_id", "given_by", "id", "level", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "title", "volunteer_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."given_by", new_values."id", new_values."level", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."title", new_values."volunteer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1893ff71781edec14acd744b12ea7ccbbe0bc0d0",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1080e",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_commendation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_commendationevent" ("entered_at", "entered_by_id", "given_by", "id", "level", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "title", "volunteer_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."given_by", new_values."id", new_values."level", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."title", new_values."volunteer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="f3db2a951035d8fb335ce04f568702be05ccc6ae",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b217e",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_commendation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="volunteers.activity",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("signed", "Signed up"),
                                    ("waiting", "On the waiting list"),
                                    ("withdrawn", "Signed off"),
                                ],
                                default="signed",
                                max_length=12,
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        ("came_at", models.DateTimeField(blank=True, null=True, verbose_name="Came")),
                        ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="Left")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="Hours"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Place in an activity",
                        "indexes": [models.Index(fields=["volunteer", "activity"], name="place_of_volunteer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_by", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="participation_struck_with_reason",
                            ),
                            models.UniqueConstraint(fields=("activity", "volunteer"), name="place_once"),
                            models.CheckConstraint(
                                condition=models.Q(("came_at", None), ("state", "signed"), _connector="OR"),
                                name="place_came_who_signed_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_at", None), ("left_at__gte", models.F("came_at")), _connector="OR"
                                ),
                                name="place_left_after_coming",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours", None),
                                    models.Q(("came_at__isnull", False), ("hours__gt", 0), ("hours__lte", 24)),
                                    _connector="OR",
                                ),
                                name="place_hours_of_who_came",
                                violation_error_message="Hours are of those who came: more than none, and 24 at most.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="f3a6eee6ac33d703cf1a22453b9c0b30d889bff2",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_56166",
                                    table="volunteers_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="revoked_before_reversed",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (NEW.struck_at IS NOT NULL)",
                                    func="\n                    IF EXISTS (\n                        SELECT 1 FROM volunteers_certifiedhours l\n                        JOIN volunteers_servicecertificate c ON c.id = l.certificate_id\n                        WHERE l.place_id = NEW.id AND c.revoked_at IS NULL\n                    ) THEN RAISE EXCEPTION 'A certificate stands on these hours'; END IF;\n                    RETURN NEW;\n                ",
                                    hash="bfa56035759fe747ad1b48d16053bd8b11cea88c",
                                    operation='UPDATE OF "struck_at"',
                                    pgid="pgtrigger_revoked_before_reversed_1f46b",
                                    table="volunteers_participation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_participationevent" ("activity_id", "came_at", "hours", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "state", "struck_at", "struck_by_id", "struck_why", "volunteer_id") SELECT new_values."activity_id", new_values."came_at", new_values."hours", new_values."id", new_values."left_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_at", new_values."state", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."volunteer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="b99524154ca3f611b7b60ef4a7440caeed7db4b8",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_11cb2",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_participation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_participationevent" ("activity_id", "came_at", "hours", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "state", "struck_at", "struck_by_id", "struck_why", "volunteer_id") SELECT new_values."activity_id", new_values."came_at", new_values."hours", new_values."id", new_values."left_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_at", new_values."state", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."volunteer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9c0cf4e6811dd1973ca5f6493091180f46033e8f",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4437d",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_participation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PatternSlotEvent",
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
                                to="volunteers.patternslot",
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
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "pattern",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.pattern",
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
                                    hash="be80051d7eff0f7ed9cfe6a06e564f51b71d8351",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7414d",
                                    table="volunteers_patternslotevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "grade",
                            models.CharField(
                                choices=[("excellent", "Excellent"), ("good", "Good"), ("fair", "Fair")],
                                max_length=12,
                                verbose_name="Rating",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                    ],
                    options={
                        "verbose_name": "Rating of a year",
                        "verbose_name_plural": "Ratings of years",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_by", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_struck_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at", None)),
                                fields=("volunteer", "year"),
                                name="review_once_a_year",
                                violation_error_message="This year is rated already: correct that rating.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="2bfde334f6596f62a9033263ab2fc278eb4e2f81",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_cd9fb",
                                    table="volunteers_review",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_reviewevent" ("entered_at", "entered_by_id", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "volunteer_id", "words", "year") SELECT new_values."entered_at", new_values."entered_by_id", new_values."grade", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."volunteer_id", new_values."words", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="284f476607e19a9345cfead0906edef4e9883725",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ff4c7",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_review",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_reviewevent" ("entered_at", "entered_by_id", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "volunteer_id", "words", "year") SELECT new_values."entered_at", new_values."entered_by_id", new_values."grade", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."volunteer_id", new_values."words", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="fde31c2488555e601c2c6a08cebf1e353d1bd274",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_63a08",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_review",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCertificate",
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
                            "volunteer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "masked_name",
                            models.CharField(editable=False, help_text="what the public page says", max_length=40),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(editable=False)),
                        ("serial", models.PositiveIntegerField(editable=False)),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(verbose_name="Until")),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.post",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "verbose_name": "Volunteer's certificate",
                        "verbose_name_plural": "Volunteers' certificates",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-at", "-id"], name="service_paper_dist_new"),
                            models.Index(fields=["street_id", "-at", "-id"], name="service_paper_stre_new"),
                            models.Index(fields=["community_id", "-at", "-id"], name="service_paper_comm_new"),
                            models.Index(fields=["grid_id", "-at", "-id"], name="service_paper_grid_new"),
                            models.Index(fields=["area", "-at", "-id"], name="service_paper_area_new"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer", "year", "serial"), name="service_paper_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("since"))),
                                name="service_paper_days_in_order",
                                violation_error_message="The last day comes before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_why", "")),
                                    models.Q(
                                        ("revoked_at__gte", models.F("at")),
                                        ("revoked_by__isnull", False),
                                        models.Q(("revoked_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="service_paper_revoked_with_reason",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="48c333aa20a04de5471fabbbfced77a4b87ef4b1",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_220e0",
                                    table="volunteers_servicecertificate",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ab171003943620aa52f68f3ab8318f5635586f8b",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_76023",
                                    table="volunteers_servicecertificate",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "volunteers_servicecertificateevent" ("area_id", "at", "by_id", "id", "issuer_id", "masked_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "ref", "revoked_at", "revoked_by_id", "revoked_why", "serial", "since", "until", "volunteer_id", "year") VALUES (NEW."area_id", NEW."at", NEW."by_id", NEW."id", NEW."issuer_id", NEW."masked_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."ref", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_why", NEW."serial", NEW."since", NEW."until", NEW."volunteer_id", NEW."year"); RETURN NULL;',
                                    hash="27094415635be17ae9ffd9699b322935d3ebfadd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_dc665",
                                    table="volunteers_servicecertificate",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issuer_id" IS DISTINCT FROM (NEW."issuer_id") OR OLD."masked_name" IS DISTINCT FROM (NEW."masked_name") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."revoked_why" IS DISTINCT FROM (NEW."revoked_why") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."volunteer_id" IS DISTINCT FROM (NEW."volunteer_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                                    func='INSERT INTO "volunteers_servicecertificateevent" ("area_id", "at", "by_id", "id", "issuer_id", "masked_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "ref", "revoked_at", "revoked_by_id", "revoked_why", "serial", "since", "until", "volunteer_id", "year") VALUES (NEW."area_id", NEW."at", NEW."by_id", NEW."id", NEW."issuer_id", NEW."masked_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."ref", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_why", NEW."serial", NEW."since", NEW."until", NEW."volunteer_id", NEW."year"); RETURN NULL;',
                                    hash="d6665f33e87db0f5b2f7080c23cfe2ca0eff7cdf",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9c0c3",
                                    table="volunteers_servicecertificate",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceOrder",
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
                            "token",
                            models.UUIDField(
                                default=uuid.uuid4, help_text="of the form: a second submit finds it", unique=True
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.serviceitem",
                                verbose_name="Service",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("agent", "Done for you"),
                                    ("doorstep", "At your door"),
                                    ("appointment", "By appointment"),
                                    ("online", "Online"),
                                    ("follow_up", "Followed up"),
                                ],
                                max_length=12,
                                verbose_name="How",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("counter", "Counter"),
                                    ("phone", "By phone"),
                                    ("fixed", "Fixed time and place"),
                                    ("page", "Public page"),
                                ],
                                max_length=8,
                                verbose_name="Ordered at",
                            ),
                        ),
                        (
                            "difficulty",
                            models.CharField(
                                choices=[("easy", "Easy"), ("usual", "Usual"), ("hard", "Hard")],
                                max_length=8,
                                verbose_name="Difficulty",
                            ),
                        ),
                        (
                            "span",
                            models.CharField(
                                choices=[
                                    ("near", "In the neighbourhood"),
                                    ("community", "In the community"),
                                    ("beyond", "Beyond the community"),
                                ],
                                max_length=12,
                                verbose_name="How far it reaches",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                help_text="none: from the public page",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("for_another", models.BooleanField(default=False, verbose_name="Ordered for somebody else")),
                        (
                            "resident",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.subjectkey",
                            ),
                        ),
                        (
                            "name",
                            grids.fields.EncryptedField(
                                blank=True, max_length=40, null=True, subject="subject", verbose_name="Name"
                            ),
                        ),
                        (
                            "phone",
                            grids.fields.EncryptedField(
                                blank=True, max_length=20, null=True, subject="subject", verbose_name="Phone"
                            ),
                        ),
                        (
                            "place",
                            grids.fields.EncryptedField(
                                blank=True, max_length=160, null=True, subject="subject", verbose_name="Address"
                            ),
                        ),
                        (
                            "details",
                            grids.fields.EncryptedField(
                                blank=True, max_length=300, null=True, subject="subject", verbose_name="What exactly"
                            ),
                        ),
                        (
                            "wanted_at",
                            models.DateTimeField(
                                blank=True, help_text="none: as soon as somebody can", null=True, verbose_name="When"
                            ),
                        ),
                        (
                            "meet_at",
                            models.CharField(
                                blank=True, help_text="of an appointment", max_length=80, verbose_name="Where to meet"
                            ),
                        ),
                        (
                            "every_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Every how many days"
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wechat", "WeChat"),
                                    ("video", "Video call"),
                                    ("phone", "Phone call"),
                                    ("site", "Done on a website for them"),
                                ],
                                help_text="of one online",
                                max_length=8,
                                verbose_name="By which means",
                            ),
                        ),
                        (
                            "handed_over",
                            grids.fields.EncryptedField(
                                blank=True,
                                max_length=100,
                                null=True,
                                subject="subject",
                                verbose_name="What is handed over",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("received", "To check"),
                                    ("ordered", "To dispatch"),
                                    ("offered", "Offered"),
                                    ("taken", "Taken"),
                                    ("started", "Running"),
                                    ("done", "Done"),
                                    ("rated", "Rated"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="ordered",
                                max_length=12,
                            ),
                        ),
                        ("ordered_at", models.DateTimeField(verbose_name="Ordered")),
                        ("step_at", models.DateTimeField(help_text="when this step began")),
                        ("due_at", models.DateTimeField(help_text="the promise of this step", null=True)),
                        (
                            "provisional",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="the promise touches a year whose notice is not out",
                            ),
                        ),
                        ("alarm_at", models.DateTimeField(help_text="when the sweep looks at it next", null=True)),
                        ("warned", models.BooleanField(default=False, help_text="in this step")),
                        ("was_late", models.BooleanField(default=False, help_text="in any step")),
                        ("redispatched", models.PositiveSmallIntegerField(default=0)),
                        (
                            "dispatched_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="volunteers.volunteer",
                                verbose_name="Taken by",
                            ),
                        ),
                        ("taken_at", models.DateTimeField(null=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("rating", models.PositiveSmallIntegerField(null=True, verbose_name="Rating")),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("friendly", "Friendly"),
                                        ("skilled", "Knows the work"),
                                        ("prompt", "On time"),
                                        ("late", "Came late"),
                                        ("poor", "Not done well"),
                                        ("rude", "Unfriendly"),
                                        ("paid", "Asked for money"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("rating_words", models.CharField(blank=True, max_length=300)),
                        (
                            "case_number",
                            models.CharField(
                                blank=True, help_text="of the matter that a low rating opened", max_length=24
                            ),
                        ),
                        (
                            "anonymised_at",
                            models.DateTimeField(editable=False, help_text="by the rule of keeping", null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "Service order",
                        "verbose_name_plural": "Service orders",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-ordered_at", "-id"], name="order_dist_new"),
                            models.Index(fields=["street_id", "-ordered_at", "-id"], name="order_stre_new"),
                            models.Index(fields=["community_id", "-ordered_at", "-id"], name="order_comm_new"),
                            models.Index(fields=["grid_id", "-ordered_at", "-id"], name="order_grid_new"),
                            models.Index(fields=["area", "-ordered_at", "-id"], name="order_area_new"),
                            models.Index(
                                condition=models.Q(
                                    ("step__in", ("received", "ordered", "offered", "taken", "started"))
                                ),
                                fields=["district_id", "due_at", "id"],
                                name="order_dist_due",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("step__in", ("received", "ordered", "offered", "taken", "started"))
                                ),
                                fields=["street_id", "due_at", "id"],
                                name="order_stre_due",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("step__in", ("received", "ordered", "offered", "taken", "started"))
                                ),
                                fields=["community_id", "due_at", "id"],
                                name="order_comm_due",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("step__in", ("received", "ordered", "offered", "taken", "started"))
                                ),
                                fields=["grid_id", "due_at", "id"],
                                name="order_grid_due",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("step__in", ("received", "ordered", "offered", "taken", "started"))
                                ),
                                fields=["area", "due_at", "id"],
                                name="order_area_due",
                            ),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="order_alarm",
                            ),
                            models.Index(
                                condition=models.Q(("provisional", True)), fields=["id"], name="order_provisional"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "step__in",
                                        [
                                            "received",
                                            "ordered",
                                            "offered",
                                            "taken",
                                            "started",
                                            "done",
                                            "rated",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="order_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("step__in", ("taken", "started", "done", "rated")),
                                        ("taken_at__isnull", False),
                                        ("taker__isnull", False),
                                    ),
                                    models.Q(
                                        ("step__in", ("received", "ordered", "offered")),
                                        ("taken_at", None),
                                        ("taker", None),
                                    ),
                                    ("step", "cancelled"),
                                    _connector="OR",
                                ),
                                name="order_taken_by_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("step__in", ("started", "done", "rated")), _negated=True),
                                    ("started_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="order_started",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", False), ("step__in", ("done", "rated"))),
                                    models.Q(
                                        models.Q(("step__in", ("done", "rated")), _negated=True), ("done_at", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="order_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rating__isnull", False), ("rating__range", (1, 5)), ("step", "rated")),
                                    models.Q(models.Q(("step", "rated"), _negated=True), ("rating", None)),
                                    _connector="OR",
                                ),
                                name="order_rated_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("alarm_at", None),
                                        ("due_at", None),
                                        ("ended_at__isnull", False),
                                        ("step__in", ("rated", "cancelled")),
                                    ),
                                    models.Q(
                                        models.Q(("step__in", ("rated", "cancelled")), _negated=True),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_ends_its_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mode", "appointment"), _negated=True),
                                    models.Q(("wanted_at__isnull", False), models.Q(("meet_at", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="order_appointment_says_when",
                                violation_error_message="An appointment has a time and a place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mode", "follow_up"), _negated=True),
                                    ("every_days__gte", 1),
                                    _connector="OR",
                                ),
                                name="order_follow_up_says_how_often",
                                violation_error_message="Say every how many days somebody asks after them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("anonymised_at", None),
                                    models.Q(
                                        ("details", None),
                                        ("handed_over", None),
                                        ("name", None),
                                        ("phone", None),
                                        ("place", None),
                                        ("resident", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_anonymised_says_nothing",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="43bec5490d5628f813e5c76b163a22f4279f59ab",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_e62ad",
                                    table="volunteers_serviceorder",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="bed9f0441a62e9ef23e301793a49b27ae7955ad2",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_45a66",
                                    table="volunteers_serviceorder",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceItemEvent",
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
                                to="volunteers.serviceitem",
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
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="none: everywhere",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                        ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("agent", "Done for you"),
                                    ("doorstep", "At your door"),
                                    ("appointment", "By appointment"),
                                    ("online", "Online"),
                                    ("follow_up", "Followed up"),
                                ],
                                default="doorstep",
                                max_length=12,
                                verbose_name="How",
                            ),
                        ),
                        (
                            "skill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.skill",
                                verbose_name="Skill it takes",
                            ),
                        ),
                        (
                            "difficulty",
                            models.CharField(
                                choices=[("easy", "Easy"), ("usual", "Usual"), ("hard", "Hard")],
                                default="usual",
                                max_length=8,
                                verbose_name="Difficulty",
                            ),
                        ),
                        (
                            "span",
                            models.CharField(
                                choices=[
                                    ("near", "In the neighbourhood"),
                                    ("community", "In the community"),
                                    ("beyond", "Beyond the community"),
                                ],
                                default="community",
                                max_length=12,
                                verbose_name="How far it reaches",
                            ),
                        ),
                        (
                            "answer_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="To check, to dispatch and to take it, each. Left empty: by difficulty and reach.",
                                null=True,
                                verbose_name="Working hours to find somebody",
                            ),
                        ),
                        (
                            "serve_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="To begin and to finish, each. Left empty: by difficulty and reach.",
                                null=True,
                                verbose_name="Working hours to do it",
                            ),
                        ),
                        (
                            "asks",
                            models.CharField(
                                blank=True,
                                help_text="Such as “How many kilograms of rice?”. Whoever orders must answer it.",
                                max_length=80,
                                verbose_name="What is asked",
                            ),
                        ),
                        (
                            "channels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("counter", "Counter"),
                                        ("phone", "By phone"),
                                        ("fixed", "Fixed time and place"),
                                        ("page", "Public page"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                                verbose_name="Where it can be ordered",
                            ),
                        ),
                        ("fixed", models.CharField(blank=True, max_length=80, verbose_name="Fixed time and place")),
                        ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                        (
                            "replaced_at",
                            models.DateTimeField(editable=False, help_text="by another row of its code", null=True),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0a4de33b58c489244c243234bf6e94253f116ab4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0daf0",
                                    table="volunteers_serviceitemevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="volunteers.team",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="volunteers.teamslot",
                            ),
                        ),
                        ("leads", models.BooleanField(default=False, verbose_name="Leads the team")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Member of a team",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("team", "volunteer"),
                                name="member_once",
                                violation_error_message="This person is in the team already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("leads", True), ("until", None)),
                                fields=("team",),
                                name="team_one_leader",
                                violation_error_message="The team has a leader already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="member_leaves_after_joining",
                                violation_error_message="Nobody leaves before they joined.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="46cf338e42edddfc067d479fab5537718d79834e",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_30d9e",
                                    table="volunteers_member",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_memberevent" ("id", "leads", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "slot_id", "team_id", "until", "volunteer_id") SELECT new_values."id", new_values."leads", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."slot_id", new_values."team_id", new_values."until", new_values."volunteer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c1dd72640e2b3ffc5834a7b4209a116232319ee4",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ff92c",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_member",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_memberevent" ("id", "leads", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "slot_id", "team_id", "until", "volunteer_id") SELECT new_values."id", new_values."leads", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."slot_id", new_values."team_id", new_values."until", new_values."volunteer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0538a956f1600d38baaa9c82e33a93070f1415a2",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4345b",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_member",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamSlotEvent",
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
                                to="volunteers.teamslot",
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
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.team",
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
                                    hash="1eedbcefea5d507e52c0e9cfa58330c7fef5fefb",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0386f",
                                    table="volunteers_teamslotevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityEvent",
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
                                to="volunteers.activity",
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
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.topic",
                                verbose_name="Topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        ("about", models.TextField(blank=True, max_length=500, verbose_name="What happens")),
                        (
                            "mode",
                            models.CharField(
                                choices=[("offline", "On the spot"), ("online", "Online"), ("both", "Both")],
                                default="offline",
                                max_length=8,
                                verbose_name="Where",
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="Place or link")),
                        ("starts_at", models.DateTimeField(verbose_name="Begins")),
                        ("ends_at", models.DateTimeField(verbose_name="Ends")),
                        (
                            "capacity",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Empty: as many as come.", null=True, verbose_name="Places"
                            ),
                        ),
                        (
                            "repeats",
                            models.CharField(
                                blank=True,
                                choices=[("weekly", "Every week"), ("monthly", "Every month")],
                                max_length=8,
                                verbose_name="Repeats",
                            ),
                        ),
                        ("repeats_until", models.DateField(blank=True, null=True, verbose_name="Repeats until")),
                        (
                            "follows",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.activity",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("published", "Open for sign-up"),
                                    ("held", "Held, waiting to be certified"),
                                    ("certified", "Certified"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("audience", models.PositiveIntegerField(blank=True, null=True, verbose_name="Audience")),
                        (
                            "materials",
                            models.CharField(blank=True, max_length=200, verbose_name="Materials handed out"),
                        ),
                        ("outcome", models.TextField(blank=True, max_length=1000, verbose_name="Outcome")),
                        (
                            "planned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "held_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "certified_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("certified_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "why",
                            models.CharField(blank=True, editable=False, help_text="it was cancelled", max_length=200),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="70e06fd761bd0fac22928ae21d24cca290ac20b1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_9f9cd",
                                    table="volunteers_activityevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trained",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "training",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="volunteers.training",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trained",
                                to="volunteers.volunteer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Place in a training",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_by", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="trained_struck_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at", None)),
                                fields=("training", "volunteer"),
                                name="trained_once",
                                violation_error_message="This person is on the list already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="0a40d9778b0a4be57a745a1fdd4cb2c98f8ac4b1",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_ae19f",
                                    table="volunteers_trained",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_trainedevent" ("entered_at", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "training_id", "volunteer_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."training_id", new_values."volunteer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d6ae6829a06626555bdc85b56e001b17d6a1a825",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_2fe8d",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_trained",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_trainedevent" ("entered_at", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_why", "training_id", "volunteer_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."struck_at", new_values."struck_by_id", new_values."struck_why", new_values."training_id", new_values."volunteer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8b1e8be679669c317db3ed6912d38d91cf55ba68",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_14b32",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_trained",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VolunteerEvent",
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
                                to="volunteers.volunteer",
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
                            "resident",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="who serves here",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.subjectkey",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="of somebody from outside only",
                                max_length=40,
                                verbose_name="Name",
                            ),
                        ),
                        (
                            "phone",
                            grids.fields.EncryptedField(
                                blank=True, max_length=20, null=True, subject="subject", verbose_name="Phone"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="Volunteer since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Left on")),
                        (
                            "anonymised_at",
                            models.DateTimeField(
                                editable=False,
                                help_text="by the rule of keeping, or the night after their entry was",
                                null=True,
                            ),
                        ),
                        (
                            "joined_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                help_text="when they were taken in the first time",
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
                                    hash="c5535e351ea1afe2d73f8d2290ca76b549279c5e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fb428",
                                    table="volunteers_volunteerevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "watch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="volunteers.watch",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="volunteers.watchslot",
                                verbose_name="As",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watches",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        ("token_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("link_until", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Member of a night watch",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("token_hash", ""), _negated=True),
                                fields=["token_hash"],
                                name="watch_link",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("watch", "volunteer"),
                                name="watch_member_once",
                                violation_error_message="This person takes turns in this watch already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="watch_member_leaves_after_joining",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("link_until", None), ("token_hash", "")),
                                    models.Q(
                                        models.Q(("token_hash", ""), _negated=True), ("link_until__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="watch_link_ends",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="3fff7ef8c5cf076c21e04d86cc4378069aa698c8",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_51d32",
                                    table="volunteers_watchmember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchmemberevent" ("id", "link_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "slot_id", "until", "volunteer_id", "watch_id") SELECT new_values."id", new_values."link_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."slot_id", new_values."until", new_values."volunteer_id", new_values."watch_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ae642dcc0b81a39e44561fcdffc5141bdd3917a5",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_196cd",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_watchmember",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchmemberevent" ("id", "link_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "slot_id", "until", "volunteer_id", "watch_id") SELECT new_values."id", new_values."link_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."slot_id", new_values."until", new_values."volunteer_id", new_values."watch_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."link_until" IS DISTINCT FROM (new_values."link_until") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."slot_id" IS DISTINCT FROM (new_values."slot_id") OR old_values."until" IS DISTINCT FROM (new_values."until") OR old_values."volunteer_id" IS DISTINCT FROM (new_values."volunteer_id") OR old_values."watch_id" IS DISTINCT FROM (new_values."watch_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0183007a7a168a51070a4eaca1273282928ef813",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b9066",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_watchmember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchNight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "watch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nights",
                                to="volunteers.watch",
                            ),
                        ),
                        (
                            "activity",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="night",
                                to="volunteers.activity",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Evening of")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Night of a watch",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="watch_alarm",
                            )
                        ],
                        "constraints": [models.UniqueConstraint(fields=("watch", "on"), name="watch_night_once")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="013921de3ecaadda999b67e0960fa5071d1d799d",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_5c6f9",
                                    table="volunteers_watchnight",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchnightevent" ("activity_id", "alarm_at", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "watch_id") SELECT new_values."activity_id", new_values."alarm_at", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."watch_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="aabf656a05a4a00d6f2f0a712594dc05d09d3271",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_76379",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_watchnight",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_watchnightevent" ("activity_id", "alarm_at", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "watch_id") SELECT new_values."activity_id", new_values."alarm_at", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."watch_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9abd02f282aba84579af40575119c182ebfcd346",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_788b8",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_watchnight",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchSlotEvent",
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
                                to="volunteers.watchslot",
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
                            "label",
                            models.CharField(
                                help_text="Grid worker, community police, third party …",
                                max_length=40,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.role",
                                verbose_name="Only holders of the post",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                        (
                            "is_open",
                            models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False)),
                        (
                            "watch",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.watch",
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
                                    hash="7d586d2451b762c7130370ada479bd762c20a0da",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_92441",
                                    table="volunteers_watchslotevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
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
                            "token",
                            models.UUIDField(
                                default=uuid.uuid4, help_text="of the form: a second submit finds it", unique=True
                            ),
                        ),
                        ("words", models.CharField(max_length=120, verbose_name="The wish")),
                        (
                            "resident",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.subjectkey",
                            ),
                        ),
                        (
                            "name",
                            grids.fields.EncryptedField(
                                blank=True, max_length=40, null=True, subject="subject", verbose_name="Name"
                            ),
                        ),
                        (
                            "phone",
                            grids.fields.EncryptedField(
                                blank=True, max_length=20, null=True, subject="subject", verbose_name="Phone"
                            ),
                        ),
                        (
                            "place",
                            grids.fields.EncryptedField(
                                blank=True, max_length=160, null=True, subject="subject", verbose_name="Address"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("posted", "To review"),
                                    ("shown", "On the board"),
                                    ("claimed", "Claimed"),
                                    ("fulfilled", "Fulfilled"),
                                    ("thanked", "Thanked"),
                                    ("refused", "Not shown"),
                                ],
                                default="posted",
                                max_length=12,
                            ),
                        ),
                        ("posted_at", models.DateTimeField()),
                        (
                            "posted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "by_volunteer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "by_team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="volunteers.team",
                            ),
                        ),
                        (
                            "by_organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                help_text="who answers for the claim",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("fulfilled_at", models.DateTimeField(null=True)),
                        (
                            "anonymised_at",
                            models.DateTimeField(editable=False, help_text="by the rule of keeping", null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "Wish",
                        "verbose_name_plural": "Wishes",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-posted_at", "-id"], name="wish_dist_new"),
                            models.Index(fields=["street_id", "-posted_at", "-id"], name="wish_stre_new"),
                            models.Index(fields=["community_id", "-posted_at", "-id"], name="wish_comm_new"),
                            models.Index(fields=["grid_id", "-posted_at", "-id"], name="wish_grid_new"),
                            models.Index(fields=["area", "-posted_at", "-id"], name="wish_area_new"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("step__in", ["posted", "shown", "claimed", "fulfilled", "thanked", "refused"])
                                ),
                                name="wish_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("claimed_at__isnull", False),
                                        ("claimed_by__isnull", False),
                                        ("step__in", ("claimed", "fulfilled", "thanked")),
                                        models.Q(
                                            models.Q(
                                                ("by_organisation", None),
                                                ("by_team", None),
                                                ("by_volunteer__isnull", False),
                                            ),
                                            models.Q(
                                                ("by_organisation", None),
                                                ("by_team__isnull", False),
                                                ("by_volunteer", None),
                                            ),
                                            models.Q(
                                                ("by_organisation__isnull", False),
                                                ("by_team", None),
                                                ("by_volunteer", None),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("step__in", ("claimed", "fulfilled", "thanked")), _negated=True),
                                        ("claimed_at", None),
                                        ("claimed_by", None),
                                        ("by_organisation", None),
                                        ("by_team", None),
                                        ("by_volunteer", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="wish_claimed_by_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_by", None), ("step", "posted")),
                                    models.Q(
                                        models.Q(("step", "posted"), _negated=True),
                                        ("reviewed_by__isnull", False),
                                        models.Q(("reviewed_by", models.F("posted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="wish_reviewed_by_another",
                                violation_error_message="Another person reviews this.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fulfilled_at__isnull", False), ("step__in", ("fulfilled", "thanked"))),
                                    models.Q(
                                        models.Q(("step__in", ("fulfilled", "thanked")), _negated=True),
                                        ("fulfilled_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="wish_fulfilled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("anonymised_at", None),
                                    models.Q(("name", None), ("phone", None), ("place", None), ("resident", None)),
                                    _connector="OR",
                                ),
                                name="wish_anonymised_says_nothing",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="8b66266996cf235cc7e02eabeff1d3e5cbd2eeb7",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_733b0",
                                    table="volunteers_wish",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ad80cd9319edb59b463cf3e81c184cf016043b02",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_1a67f",
                                    table="volunteers_wish",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderAct",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acts",
                                to="volunteers.serviceorder",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
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
                                    ("warn", "Due soon"),
                                    ("late", "Overdue, the community was told"),
                                    ("matter", "A matter was opened"),
                                    ("look", "Looked at name, phone and address"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("received", "To check"),
                                    ("ordered", "To dispatch"),
                                    ("offered", "Offered"),
                                    ("taken", "Taken"),
                                    ("started", "Running"),
                                    ("done", "Done"),
                                    ("rated", "Rated"),
                                    ("cancelled", "Cancelled"),
                                ],
                                help_text="after it",
                                max_length=12,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.volunteer",
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
                        ("text", models.CharField(blank=True, max_length=300)),
                        (
                            "data",
                            models.JSONField(
                                blank=True, default=dict, help_text="codes and ids only, never personal data"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Record",
                        "indexes": [models.Index(fields=["order", "id"], name="order_act_of")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="28db80095afadc1872b5832767d1ad7921a1e897",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_397a7",
                                    table="volunteers_orderact",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertifiedHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="volunteers.servicecertificate",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="volunteers.participation",
                            ),
                        ),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                    ],
                    options={
                        "verbose_name": "Line of a volunteer's certificate",
                        "constraints": [
                            models.UniqueConstraint(fields=("certificate", "place"), name="certified_hours_once")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ebf36259315016886a7bcbd98957d1a20ea6e880",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ba550",
                                    table="volunteers_certifiedhours",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="recorded_by_the_issuer",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM volunteers_participation p\n                        JOIN volunteers_activity a ON a.id = p.activity_id\n                        JOIN volunteers_servicecertificate c ON c.id = NEW.certificate_id\n                        WHERE p.id = NEW.place_id AND p.volunteer_id = c.volunteer_id AND p.hours = NEW.hours\n                        AND p.came_at IS NOT NULL AND p.struck_at IS NULL AND a.state = 'certified'\n                        AND c.issuer_id = COALESCE(a.community_id, a.area_id)\n                    ) THEN RAISE EXCEPTION 'These hours are not certified where the certificate is issued'; END IF;\n                    RETURN NEW;\n                ",
                                    hash="65dfa170e7a07495ab0392c6667c088651c35906",
                                    operation="INSERT",
                                    pgid="pgtrigger_recorded_by_the_issuer_e84e6",
                                    table="volunteers_certifiedhours",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCertificateCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="codes",
                                to="volunteers.servicecertificate",
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
                    name="OrderLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="volunteers.serviceorder",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Stand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stand",
                                to="volunteers.participation",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands",
                                to="volunteers.watchslot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Place in a night watch",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d3ffb59994c152a66efbe710aa292aef787fa10c",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_17548",
                                    table="volunteers_stand",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_standevent" ("id", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_id") SELECT new_values."id", new_values."participation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slot_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0be303791e75883d5622150e50c99bf66452b3d8",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6b7c6",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_stand",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_standevent" ("id", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_id") SELECT new_values."id", new_values."participation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slot_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0580cba6f1909f680fabef1b6fc8efc65d3bdafe",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d05ab",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_stand",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Swap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps",
                                to="volunteers.participation",
                            ),
                        ),
                        (
                            "taker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps_asked",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for the answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("closed", "Not needed any more"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                help_text="none: by link",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Swap in a night watch",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("giver", "taker"),
                                name="swap_asked_once",
                                violation_error_message="They have been asked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="swap_answered_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="95038e6c4b893d92b38ddff2f1a147fab56a89b6",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_a754d",
                                    table="volunteers_swap",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_swapevent" ("answered_at", "answered_by_id", "asked_at", "giver_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "taker_id") SELECT new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."giver_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."taker_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="fcf9ca47a82c0711068ded44f2ed620006cedc55",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_d2a60",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="volunteers_swap",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_swapevent" ("answered_at", "answered_by_id", "asked_at", "giver_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "taker_id") SELECT new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."giver_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."taker_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4021a7a29480dda9522016b97a7d336a1ba9d090",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_08bec",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="volunteers_swap",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainedEvent",
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
                                to="volunteers.trained",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "training",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.training",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
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
                                    hash="95dfaabb45370761f4e0981d3c72fa47b8cc1d53",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7c8e2",
                                    table="volunteers_trainedevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCertificateEvent",
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
                                to="volunteers.servicecertificate",
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
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "masked_name",
                            models.CharField(editable=False, help_text="what the public page says", max_length=40),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(editable=False)),
                        ("serial", models.PositiveIntegerField(editable=False)),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(verbose_name="Until")),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.post",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="438d5e261bd5e019044349d5f92eb5446a727e27",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_eabbb",
                                    table="volunteers_servicecertificateevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewEvent",
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
                                to="volunteers.review",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "grade",
                            models.CharField(
                                choices=[("excellent", "Excellent"), ("good", "Good"), ("fair", "Fair")],
                                max_length=12,
                                verbose_name="Rating",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="62d094c2aa86027e1ec4d2506e8eb3a05d79a4ca",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e2cb9",
                                    table="volunteers_reviewevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParticipationEvent",
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
                                to="volunteers.participation",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.activity",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("signed", "Signed up"),
                                    ("waiting", "On the waiting list"),
                                    ("withdrawn", "Signed off"),
                                ],
                                default="signed",
                                max_length=12,
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        ("came_at", models.DateTimeField(blank=True, null=True, verbose_name="Came")),
                        ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="Left")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="Hours"
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
                                    hash="f3c3f138db635f44a37e32fdcf8d1a85050691d4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0901e",
                                    table="volunteers_participationevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="volunteers.serviceorder",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                help_text="offered through it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.team",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for an answer"),
                                    ("taken", "Taken"),
                                    ("gone", "Somebody else took it"),
                                    ("declined", "Declined"),
                                    ("lapsed", "Not answered in time"),
                                    ("returned", "Given back"),
                                    ("closed", "Withdrawn"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("token_hash", models.CharField(blank=True, max_length=64)),
                        ("link_until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "Offer",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "taken")), fields=("order",), name="offer_taken_by_one"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("token_hash", ""), _negated=True),
                                fields=("token_hash",),
                                name="offer_link_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("open", "taken"))),
                                fields=("order", "volunteer"),
                                name="offer_stands_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_answered",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d55472c02d64af69407b5f3c40d8957c03a4ad24",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_89e42",
                                    table="volunteers_offer",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberEvent",
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
                                to="volunteers.member",
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
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.team",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.teamslot",
                            ),
                        ),
                        ("leads", models.BooleanField(default=False, verbose_name="Leads the team")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="81ff5c79aba95a0e4a71d35bd9bd2facdea0eba5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_324a2",
                                    table="volunteers_memberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommendationEvent",
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
                                to="volunteers.commendation",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Commended as")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("community", "Community"),
                                    ("street", "Street"),
                                    ("district", "District"),
                                    ("city", "City"),
                                    ("province", "Province"),
                                    ("nation", "Nation"),
                                ],
                                max_length=12,
                                verbose_name="Level",
                            ),
                        ),
                        ("given_by", models.CharField(max_length=60, verbose_name="Given by")),
                        ("on", models.DateField(verbose_name="Day")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="96874ebe1a021497191e8677e906d47b0de06142",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_20db8",
                                    table="volunteers_commendationevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchNightEvent",
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
                                to="volunteers.watchnight",
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
                            "watch",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.watch",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.activity",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Evening of")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1ee834a08360249827be0b37403e35d27d81dbac",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_02e75",
                                    table="volunteers_watchnightevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WatchMemberEvent",
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
                                to="volunteers.watchmember",
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
                            "watch",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.watch",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.watchslot",
                                verbose_name="As",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        ("link_until", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="737ba54d6466fff380fe178a2c63cc13837eb8fe",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f2e22",
                                    table="volunteers_watchmemberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WishLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "wish",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="volunteers.wish"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("post", "Posted"),
                                    ("show", "Reviewed and shown"),
                                    ("refuse", "Reviewed and not shown"),
                                    ("claim", "Claimed"),
                                    ("give_up", "Given back to the board"),
                                    ("fulfil", "Fulfilled"),
                                    ("thank", "Thanked"),
                                    ("look", "Looked at whose wish it is"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                        ("text", models.CharField(blank=True, max_length=300)),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Record",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="fef0b36e7ad508554fe31d7516e4b381181b7a15",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_56cd2",
                                    table="volunteers_wishline",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="volunteers.serviceorder",
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="volunteers.orderact",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.storedfile"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Photo",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ac006c6ea561aabac6a4e6dec755024e70ce149f",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_40e53",
                                    table="volunteers_orderphoto",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SwapEvent",
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
                                to="volunteers.swap",
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
                            "giver",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.participation",
                            ),
                        ),
                        (
                            "taker",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.volunteer",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for the answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("closed", "Not needed any more"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="none: by link",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                    hash="b3edb553446cd87e65798f15b36bca9501b12d3a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7adbe",
                                    table="volunteers_swapevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandEvent",
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
                                to="volunteers.stand",
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
                            "participation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.participation",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="volunteers.watchslot",
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
                                    hash="abe36b25cd10e66228982055479c2c57265a211a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e65fc",
                                    table="volunteers_standevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            "SELECT linli_join_placed('volunteers_' || name)"
            " FROM unnest(ARRAY['team', 'volunteer', 'activity', 'serviceorder', 'wish']) AS name"
        ),
        migrations.RunSQL(
            "SELECT linli_join_placed('volunteers_' || name) FROM unnest(ARRAY['training', 'servicecertificate']) AS name",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SELECT linli_join_placed('volunteers_watch')"),
    ]
