"""All tables of party building."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import parties.models.cadence
import residents.models.dwelling
from grids.database.folded import Tables


class Migration(migrations.Migration):
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
                    name="Alliance",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("does", models.CharField(blank=True, max_length=200, verbose_name="What it does together")),
                        ("founded_on", models.DateField(verbose_name="Founded on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "verbose_name": "Party-building alliance",
                        "verbose_name_plural": "Party-building alliances",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None)),
                                fields=("area", "name"),
                                name="alliance_name_once",
                                violation_error_message="This area has an alliance of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="alliance_dissolved_after_it_began",
                                violation_error_message="It is dissolved after it was founded.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="4f3110f122ae73d9b296c86c5b890f773a174e18",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_9f7a6",
                                    table="parties_alliance",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="70b4f9e760808af5ac949a3da6a6df811e42a928",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_8e634",
                                    table="parties_alliance",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_allianceevent" ("area_id", "dissolved_on", "does", "founded_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."area_id", new_values."dissolved_on", new_values."does", new_values."founded_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4458be83bc243673de4aff40f5093bf4c320688d",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_67b74",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_alliance",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_allianceevent" ("area_id", "dissolved_on", "does", "founded_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."area_id", new_values."dissolved_on", new_values."does", new_values."founded_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."dissolved_on" IS DISTINCT FROM (new_values."dissolved_on") OR old_values."does" IS DISTINCT FROM (new_values."does") OR old_values."founded_on" IS DISTINCT FROM (new_values."founded_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."ref" IS DISTINCT FROM (new_values."ref")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a2da543132c428d6d1ce264a6bee5cd066ba1398",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_51dd7",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_alliance",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cadence",
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
                                default=parties.models.cadence.own_code,
                                editable=False,
                                max_length=40,
                                verbose_name="Code",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("general", "General meeting of members"),
                                    ("committee", "Committee meeting"),
                                    ("group", "Group meeting"),
                                    ("lecture", "Party lecture"),
                                    ("theme", "Theme day"),
                                    ("plan", "Plan of the year"),
                                    ("review", "Half-year review"),
                                    ("talk", "Monthly talk"),
                                    ("appraisal", "Year-end appraisal"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "org_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("street", "Street working committee"),
                                        ("big", "Big committee"),
                                        ("committee", "Community committee"),
                                        ("general", "General branch"),
                                        ("grid", "Grid branch"),
                                        ("outpost", "Outpost branch"),
                                        ("property", "Branch of a property company"),
                                        ("enterprise", "Branch of an enterprise"),
                                        ("temporary", "Temporary branch"),
                                        ("group", "Party group"),
                                        ("building", "Building group"),
                                        ("household", "Model household"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="For organisations of these kinds",
                            ),
                        ),
                        (
                            "every",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Every month"),
                                    (3, "Every quarter"),
                                    (6, "Every half-year"),
                                    (12, "Every year"),
                                ],
                                verbose_name="How often",
                            ),
                        ),
                        (
                            "month",
                            models.PositiveSmallIntegerField(default=1, verbose_name="In which month of the period"),
                        ),
                        ("day", models.PositiveSmallIntegerField(default=31, verbose_name="Day of the month")),
                        ("is_fixed", models.BooleanField(default=False, verbose_name="On that day, not just by it")),
                        (
                            "rolls",
                            models.BooleanField(
                                default=True, verbose_name="Moves on from a rest day to the next working day"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="Planned minutes")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="Source")),
                        ("valid_from", models.DateField(verbose_name="Holds from")),
                        (
                            "valid_to",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="Holds no more from"),
                        ),
                    ],
                    options={
                        "verbose_name": "Rule of meetings",
                        "verbose_name_plural": "Rules of meetings",
                        "ordering": ["kind", "valid_from", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to", None)),
                                fields=("code",),
                                name="cadence_one_version",
                                violation_error_message="This rule was changed meanwhile.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("area__isnull", False),
                                    ("valid_to", None),
                                    models.Q(("kind", "other"), _negated=True),
                                ),
                                fields=("area", "kind"),
                                name="cadence_one_of_a_kind",
                                violation_error_message="This place has a rule of this kind already: change that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="cadence_ends_after_it_began",
                                violation_error_message="It ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("day__gte", 1),
                                    ("day__lte", 31),
                                    ("every__in", [1, 3, 6, 12]),
                                    ("month__gte", 1),
                                    ("month__lte", models.F("every")),
                                ),
                                name="cadence_day_of_the_period",
                                violation_error_message="This month is not in the period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 600)),
                                name="cadence_minutes",
                                violation_error_message="A meeting takes 5 to 600 minutes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("org_kinds__len__gte", 1)),
                                name="cadence_speaks_of_somebody",
                                violation_error_message="Choose at least one kind of organisation.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="e4452b78921e740b50e78871d1a42a8e8de3e64e",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_33f8d",
                                    table="parties_cadence",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_cadenceevent" ("area_id", "code", "day", "every", "id", "is_fixed", "kind", "minutes", "month", "name_en", "name_zh", "org_kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolls", "source", "valid_from", "valid_to") SELECT new_values."area_id", new_values."code", new_values."day", new_values."every", new_values."id", new_values."is_fixed", new_values."kind", new_values."minutes", new_values."month", new_values."name_en", new_values."name_zh", new_values."org_kinds", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rolls", new_values."source", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="90f61613333f0a62edf9fd976b832b674cf71542",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_337a5",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_cadence",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_cadenceevent" ("area_id", "code", "day", "every", "id", "is_fixed", "kind", "minutes", "month", "name_en", "name_zh", "org_kinds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolls", "source", "valid_from", "valid_to") SELECT new_values."area_id", new_values."code", new_values."day", new_values."every", new_values."id", new_values."is_fixed", new_values."kind", new_values."minutes", new_values."month", new_values."name_en", new_values."name_zh", new_values."org_kinds", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rolls", new_values."source", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1a9403e0fe79f9b8c876dd234b71c7c42b53a5b0",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d6fb1",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_cadence",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "from_unit",
                            models.CharField(
                                help_text="The party organisation of their workplace, as they call it",
                                max_length=60,
                                verbose_name="Reports from",
                            ),
                        ),
                        ("offer", models.CharField(max_length=80, verbose_name="Service they offer")),
                        ("since", models.DateField(verbose_name="Reported on")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Check-in",
                        "verbose_name_plural": "Check-ins",
                        "ordering": ["-since", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["district_id", "-since", "-id"],
                                name="check_in_of_dist",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["street_id", "-since", "-id"],
                                name="check_in_of_stre",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["community_id", "-since", "-id"],
                                name="check_in_of_comm",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["grid_id", "-since", "-id"],
                                name="check_in_of_grid",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["area", "-since", "-id"],
                                name="check_in_of_area",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("resident",),
                                name="check_in_once",
                                violation_error_message="This person has reported to a community already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="check_in_in_order",
                                violation_error_message="It ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_unit", ""), _negated=True), models.Q(("offer", ""), _negated=True)
                                ),
                                name="check_in_says_what",
                                violation_error_message="Say where they report from, and what they offer.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="384c5970cd0e4d7da1f9beceaa5616a1662d4bc3",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_57bc1",
                                    table="parties_checkin",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7b2ece90effd3a476fa02267361c40c5233538d8",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_692f6",
                                    table="parties_checkin",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_checkinevent" ("area_id", "from_unit", "id", "offer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resident_id", "since", "until") SELECT new_values."area_id", new_values."from_unit", new_values."id", new_values."offer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."resident_id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="db2b01205b017d8dd35cf58910ffd30658fc3434",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f474f",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_checkin",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_checkinevent" ("area_id", "from_unit", "id", "offer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resident_id", "since", "until") SELECT new_values."area_id", new_values."from_unit", new_values."id", new_values."offer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."resident_id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."from_unit" IS DISTINCT FROM (new_values."from_unit") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."offer" IS DISTINCT FROM (new_values."offer") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."resident_id" IS DISTINCT FROM (new_values."resident_id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="1e803b9ee33ff5999d37999213f74da34cfe4c30",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4f418",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_checkin",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("district", "District"),
                                    ("street", "Street"),
                                    ("community", "Community"),
                                    ("grid", "Grid"),
                                    ("unit", "Unit"),
                                ],
                                max_length=12,
                                unique=True,
                                verbose_name="Level",
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("street", "Street working committee"),
                                        ("big", "Big committee"),
                                        ("committee", "Community committee"),
                                        ("general", "General branch"),
                                        ("grid", "Grid branch"),
                                        ("outpost", "Outpost branch"),
                                        ("property", "Branch of a property company"),
                                        ("enterprise", "Branch of an enterprise"),
                                        ("temporary", "Temporary branch"),
                                        ("group", "Party group"),
                                        ("building", "Building group"),
                                        ("household", "Model household"),
                                    ],
                                    max_length=12,
                                ),
                                default=list,
                                size=None,
                                verbose_name="Kinds that count",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="Counts")),
                    ],
                    options={
                        "verbose_name": "Rule of coverage",
                        "verbose_name_plural": "Rules of coverage",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("is_on", False), ("kinds__len__gte", 1), _connector="OR"),
                                name="coverage_rule_names_a_kind",
                                violation_error_message="Choose at least one kind.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["district", "street", "community", "grid", "unit"])),
                                name="coverage_rule_level_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7a6fbedf1a9325eeeb1e6670c0b2e07233a2a922",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_28469",
                                    table="parties_coveragerule",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_coverageruleevent" ("id", "is_on", "kinds", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_on", new_values."kinds", new_values."level", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0cb043c5112ba0bc341aa6814d3144ffbf5bd1c9",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fda46",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_coveragerule",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_coverageruleevent" ("id", "is_on", "kinds", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_on", new_values."kinds", new_values."level", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ca24eb2d68b7612d9c5808669be04d63e8dec7af",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f5b8a",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_coveragerule",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnersCommittee",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("compound", models.CharField(blank=True, max_length=60, verbose_name="Compound")),
                        ("filed_as", models.CharField(blank=True, max_length=40, verbose_name="Filing number")),
                        ("term", models.PositiveSmallIntegerField(default=1, verbose_name="Which term")),
                        ("term_starts_on", models.DateField(verbose_name="Term from")),
                        ("term_ends_on", models.DateField(verbose_name="Term until")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "verbose_name": "Owners' committee",
                        "verbose_name_plural": "Owners' committees",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["district_id", "name", "id"],
                                name="committee_by_dist",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["street_id", "name", "id"],
                                name="committee_by_stre",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["community_id", "name", "id"],
                                name="committee_by_comm",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["grid_id", "name", "id"],
                                name="committee_by_grid",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["area", "name", "id"],
                                name="committee_by_area",
                            ),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="committee_alarm",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None)),
                                fields=("area", "name"),
                                name="owners_committee_once",
                                violation_error_message="This area has an owners' committee of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("term__gte", 1), ("term_ends_on__gt", models.F("term_starts_on"))),
                                name="owners_committee_term_lasts",
                                violation_error_message="A term ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    models.Q(("alarm_at", None), ("dissolved_on__gte", models.F("term_starts_on"))),
                                    _connector="OR",
                                ),
                                name="owners_committee_dissolved_after",
                                violation_error_message="It is dissolved after it was founded.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="7cfd19595d1de80ced2aef18c0d854efad2c4b27",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_39608",
                                    table="parties_ownerscommittee",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="ea6267e8afc008914b7eefa96b7e2437e9d832f3",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_f5fb0",
                                    table="parties_ownerscommittee",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ownerscommitteeevent" ("alarm_at", "area_id", "compound", "dissolved_on", "filed_as", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "term", "term_ends_on", "term_starts_on") SELECT new_values."alarm_at", new_values."area_id", new_values."compound", new_values."dissolved_on", new_values."filed_as", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."term", new_values."term_ends_on", new_values."term_starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="7d8040d12cfcc30889bcd4c7f4a7a6e2064f2b8f",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_db4ed",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_ownerscommittee",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ownerscommitteeevent" ("alarm_at", "area_id", "compound", "dissolved_on", "filed_as", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "term", "term_ends_on", "term_starts_on") SELECT new_values."alarm_at", new_values."area_id", new_values."compound", new_values."dissolved_on", new_values."filed_as", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."term", new_values."term_ends_on", new_values."term_starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alarm_at" IS DISTINCT FROM (new_values."alarm_at") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."compound" IS DISTINCT FROM (new_values."compound") OR old_values."dissolved_on" IS DISTINCT FROM (new_values."dissolved_on") OR old_values."filed_as" IS DISTINCT FROM (new_values."filed_as") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."term" IS DISTINCT FROM (new_values."term") OR old_values."term_ends_on" IS DISTINCT FROM (new_values."term_ends_on") OR old_values."term_starts_on" IS DISTINCT FROM (new_values."term_starts_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="246a47a0169bd7e7acd5edb54c802eca43ee1611",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_819b4",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_ownerscommittee",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pairing",
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
                            "elder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Experienced colleague",
                            ),
                        ),
                        (
                            "younger",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Young colleague",
                            ),
                        ),
                        ("goals", models.CharField(max_length=400, verbose_name="Goals")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(verbose_name="Until")),
                        ("concluded_on", models.DateField(blank=True, null=True, verbose_name="Concluded on")),
                        ("outcome", models.CharField(blank=True, max_length=400, verbose_name="Outcome")),
                    ],
                    options={
                        "verbose_name": "Pair",
                        "verbose_name_plural": "Pairs",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-since", "-id"], name="pairing_dist"),
                            models.Index(fields=["street_id", "-since", "-id"], name="pairing_stre"),
                            models.Index(fields=["community_id", "-since", "-id"], name="pairing_comm"),
                            models.Index(fields=["grid_id", "-since", "-id"], name="pairing_grid"),
                            models.Index(fields=["area", "-since", "-id"], name="pairing_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("concluded_on", None)),
                                fields=("elder", "younger"),
                                name="pairing_once",
                                violation_error_message="These two are a pair already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("elder", models.F("younger")), _negated=True),
                                name="pairing_of_two",
                                violation_error_message="A pair is of two people.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("since"))),
                                name="pairing_lasts",
                                violation_error_message="It ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("outcome", "")),
                                    models.Q(
                                        ("concluded_on__gte", models.F("since")),
                                        ("concluded_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pairing_concluded_with_outcome",
                                violation_error_message="It is concluded after it began, with its outcome.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="e633a37a3ab30f90834111f1af10dd520e18c2a7",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_b02d5",
                                    table="parties_pairing",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d3b208379b25147710a57f44dd43fc07b4f75e29",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_1b60d",
                                    table="parties_pairing",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pairingevent" ("area_id", "concluded_on", "elder_id", "goals", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "younger_id") SELECT new_values."area_id", new_values."concluded_on", new_values."elder_id", new_values."goals", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."since", new_values."until", new_values."younger_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0f750fd4f7f511ebc9253614b1518a192e25a2c0",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f6a4b",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_pairing",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pairingevent" ("area_id", "concluded_on", "elder_id", "goals", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "younger_id") SELECT new_values."area_id", new_values."concluded_on", new_values."elder_id", new_values."goals", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."since", new_values."until", new_values."younger_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."concluded_on" IS DISTINCT FROM (new_values."concluded_on") OR old_values."elder_id" IS DISTINCT FROM (new_values."elder_id") OR old_values."goals" IS DISTINCT FROM (new_values."goals") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until") OR old_values."younger_id" IS DISTINCT FROM (new_values."younger_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ec6ee442e809585eac8a7b2cdfbd6e160215070c",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5aecf",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_pairing",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyOrganization",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("street", "Street working committee"),
                                    ("big", "Big committee"),
                                    ("committee", "Community committee"),
                                    ("general", "General branch"),
                                    ("grid", "Grid branch"),
                                    ("outpost", "Outpost branch"),
                                    ("property", "Branch of a property company"),
                                    ("enterprise", "Branch of an enterprise"),
                                    ("temporary", "Temporary branch"),
                                    ("group", "Party group"),
                                    ("building", "Building group"),
                                    ("household", "Model household"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="parties.partyorganization",
                                verbose_name="Under",
                            ),
                        ),
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
                        ("founded_on", models.DateField(verbose_name="Founded on")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ends on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "verbose_name": "Party organisation",
                        "verbose_name_plural": "Party organisations",
                        "ordering": ["name", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["district_id", "name", "id"],
                                name="party_org_by_district",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["street_id", "name", "id"],
                                name="party_org_by_street",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["community_id", "name", "id"],
                                name="party_org_by_community",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["grid_id", "name", "id"],
                                name="party_org_by_grid",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None)),
                                fields=("area", "name"),
                                name="party_organization_name_once",
                                violation_error_message="This area has a party organisation of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_on__isnull", False), ("kind", "temporary")),
                                    models.Q(models.Q(("kind", "temporary"), _negated=True), ("ends_on", None)),
                                    _connector="OR",
                                ),
                                name="party_organization_temporary_ends",
                                violation_error_message="A temporary branch says when it ends; the others have no end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("founded_on")), _connector="OR"
                                ),
                                name="party_organization_ends_after_it_began",
                                violation_error_message="It ends after it was founded.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="party_organization_dissolved_after_it_began",
                                violation_error_message="It is dissolved after it was founded.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("pk")), _negated=True),
                                name="party_organization_not_under_itself",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="0708e849946704219500dd46f86ce5e5a8565ece",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_94201",
                                    table="parties_partyorganization",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="77033ef7bcc4076bb611a5bc19ea5425f57cf6e6",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_bf55c",
                                    table="parties_partyorganization",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partyorganizationevent" ("area_id", "dissolved_on", "ends_on", "founded_on", "id", "kind", "name", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."area_id", new_values."dissolved_on", new_values."ends_on", new_values."founded_on", new_values."id", new_values."kind", new_values."name", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="f1deaabbcdaf43a489709a53f25e7f069ceefda0",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a7916",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_partyorganization",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partyorganizationevent" ("area_id", "dissolved_on", "ends_on", "founded_on", "id", "kind", "name", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."area_id", new_values."dissolved_on", new_values."ends_on", new_values."founded_on", new_values."id", new_values."kind", new_values."name", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."dissolved_on" IS DISTINCT FROM (new_values."dissolved_on") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."founded_on" IS DISTINCT FROM (new_values."founded_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d461d36f208f0aff3dec1e19460d3eda47191651",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9ea23",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_partyorganization",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PropertyCompany",
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
                                verbose_name="Organisation",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                editable=False,
                                help_text="the organisation's, by which lists are sorted",
                                max_length=80,
                            ),
                        ),
                        ("since", models.DateField(verbose_name="In this street since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[("left", "Left"), ("eliminated", "Eliminated")],
                                max_length=12,
                                verbose_name="How it ended",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Property company",
                        "verbose_name_plural": "Property companies",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "name", "id"], name="property_by_dist"),
                            models.Index(fields=["street_id", "name", "id"], name="property_by_stre"),
                            models.Index(fields=["community_id", "name", "id"], name="property_by_comm"),
                            models.Index(fields=["grid_id", "name", "id"], name="property_by_grid"),
                            models.Index(fields=["area", "name", "id"], name="property_by_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("area", "organisation"),
                                name="property_company_once",
                                violation_error_message="This company is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on", None), ("ending", "")),
                                    models.Q(
                                        ("ended_on__gte", models.F("since")),
                                        ("ended_on__isnull", False),
                                        ("ending__in", ["left", "eliminated"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="property_company_ends_after_it_began",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="3d0ec05efed28d5333fbc9e63b489b83576ac995",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_90f8c",
                                    table="parties_propertycompany",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="de7995f85bb5a29c9d83381209dc464fe887406a",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_29730",
                                    table="parties_propertycompany",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_propertycompanyevent" ("area_id", "ended_on", "ending", "id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since") SELECT new_values."area_id", new_values."ended_on", new_values."ending", new_values."id", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a2656269da6728f756a1be666c097115fcd89ad5",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_90784",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_propertycompany",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_propertycompanyevent" ("area_id", "ended_on", "ending", "id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since") SELECT new_values."area_id", new_values."ended_on", new_values."ending", new_values."id", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."ending" IS DISTINCT FROM (new_values."ending") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."since" IS DISTINCT FROM (new_values."since")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="29b3c80cb06d081df6150a6532e3e6a4f7a2f7a7",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_65977",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_propertycompany",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingCriterion",
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
                                default=residents.models.dwelling.new_ref,
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Most points")),
                        ("since", models.DateField(verbose_name="Holds from")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Holds no more from")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "verbose_name": "Criterion",
                        "verbose_name_plural": "Criteria",
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("area", "name_zh"),
                                name="rating_criterion_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most__gte", 1), ("most__lte", 100)),
                                name="rating_criterion_has_points",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="rating_criterion_lasts",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="3009f47253df587bf249a045ac7905c8cbfb2397",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_1b574",
                                    table="parties_ratingcriterion",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ratingcriterionevent" ("area_id", "code", "id", "most", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."code", new_values."id", new_values."most", new_values."name_en", new_values."name_zh", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a842464a1ea2540dff5b55f22474804836f3b45d",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1b251",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_ratingcriterion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ratingcriterionevent" ("area_id", "code", "id", "most", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."code", new_values."id", new_values."most", new_values."name_en", new_values."name_zh", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a83995b99384b577939f204363c367c2fb17fd3a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4dc25",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_ratingcriterion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingPeriod",
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
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(verbose_name="Until")),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Period of rating",
                        "verbose_name_plural": "Periods of rating",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-starts_on", "-id"], name="rating_period_dist"),
                            models.Index(fields=["street_id", "-starts_on", "-id"], name="rating_period_stre"),
                            models.Index(fields=["community_id", "-starts_on", "-id"], name="rating_period_comm"),
                            models.Index(fields=["grid_id", "-starts_on", "-id"], name="rating_period_grid"),
                            models.Index(fields=["area", "-starts_on", "-id"], name="rating_period_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "name"),
                                name="rating_period_once",
                                violation_error_message="There is an entry of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="rating_period_lasts",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="8780f8dc0a0dace880cdc52524f3b481bbe508bb",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_e7ded",
                                    table="parties_ratingperiod",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="759c730e2809e4c715398f8d8c636d72c9147200",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_6ba25",
                                    table="parties_ratingperiod",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ratingperiodevent" ("area_id", "closed_at", "ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "starts_on") SELECT new_values."area_id", new_values."closed_at", new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="736008a1ea80e4443d5c7ad000b55cb6de72e9cc",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_81fab",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_ratingperiod",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_ratingperiodevent" ("area_id", "closed_at", "ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "starts_on") SELECT new_values."area_id", new_values."closed_at", new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."closed_at" IS DISTINCT FROM (new_values."closed_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="19ba4b3404cb6eb730be07b328198da85be3a175",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c5a59",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_ratingperiod",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocialBody",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("community", "Community organisation"),
                                    ("association", "Association"),
                                    ("service", "Social service institution"),
                                    ("foundation", "Foundation"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("registered", "Registered"), ("filed", "Filed")],
                                max_length=12,
                                verbose_name="Status",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="Number")),
                        ("recorded_on", models.DateField(verbose_name="Registered or filed on")),
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
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("hatching", "Incubation"),
                                    ("nurturing", "Nurturing"),
                                    ("guiding", "Guidance"),
                                    ("oversight", "Oversight"),
                                ],
                                default="hatching",
                                max_length=12,
                                verbose_name="Stage",
                            ),
                        ),
                        ("stage_since", models.DateField(verbose_name="In this stage since")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "verbose_name": "Social organisation",
                        "verbose_name_plural": "Social organisations",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["district_id", "name", "id"],
                                name="social_by_dist",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["street_id", "name", "id"],
                                name="social_by_stre",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["community_id", "name", "id"],
                                name="social_by_comm",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["grid_id", "name", "id"],
                                name="social_by_grid",
                            ),
                            models.Index(
                                condition=models.Q(("dissolved_on", None)),
                                fields=["area", "name", "id"],
                                name="social_by_area",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dissolved_on", None)),
                                fields=("area", "name"),
                                name="social_body_once",
                                violation_error_message="This area has a social organisation of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "filed"), ("organisation__isnull", False), _connector="OR"
                                ),
                                name="social_body_registered_is_known",
                                violation_error_message="A registered one is an organisation of the register: choose it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("dissolved_on__gte", models.F("recorded_on")),
                                    _connector="OR",
                                ),
                                name="social_body_dissolved_after",
                                violation_error_message="It is dissolved after it was founded.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="0b76c88243b1a7c31f843eea6c5c28c663614f0f",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_bb2a0",
                                    table="parties_socialbody",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="cc7bc6e03cc429c642522ad68d5864a4df98889c",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_d707d",
                                    table="parties_socialbody",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_socialbodyevent" ("area_id", "dissolved_on", "does", "id", "kind", "name", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "ref", "stage", "stage_since", "status") SELECT new_values."area_id", new_values."dissolved_on", new_values."does", new_values."id", new_values."kind", new_values."name", new_values."number", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_on", new_values."ref", new_values."stage", new_values."stage_since", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8945b1222568b830245fe5e5d782e9f18fd60ad5",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bf24f",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_socialbody",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_socialbodyevent" ("area_id", "dissolved_on", "does", "id", "kind", "name", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "ref", "stage", "stage_since", "status") SELECT new_values."area_id", new_values."dissolved_on", new_values."does", new_values."id", new_values."kind", new_values."name", new_values."number", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_on", new_values."ref", new_values."stage", new_values."stage_since", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."dissolved_on" IS DISTINCT FROM (new_values."dissolved_on") OR old_values."does" IS DISTINCT FROM (new_values."does") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."recorded_on" IS DISTINCT FROM (new_values."recorded_on") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."stage_since" IS DISTINCT FROM (new_values."stage_since") OR old_values."status" IS DISTINCT FROM (new_values."status")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="95a9a3bd88eff55bdae899bdb548e543696c1bb4",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_58791",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_socialbody",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffTopic",
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
                                default=residents.models.dwelling.new_ref,
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                    ],
                    options={
                        "verbose_name": "Topic",
                        "verbose_name_plural": "Topics",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_on", True)),
                                fields=("area", "name_zh"),
                                name="staff_topic_name_once",
                                nulls_distinct=False,
                                violation_error_message="There is an entry of this name already.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7d7429c7c207d000d998ae4abec730d1a580a867",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_05968",
                                    table="parties_stafftopic",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_stafftopicevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", new_values."order", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8eb7feeefecd037da1441f109ff239c20b41293c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fc05e",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_stafftopic",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_stafftopicevent" ("area_id", "code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", new_values."order", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="297823d478681b199c4a153dea4292bad00b2db3",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_8b837",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_stafftopic",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WeightRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        ("notice_hours", models.PositiveSmallIntegerField(verbose_name="Notice in hours")),
                        ("quorum_part", models.PositiveSmallIntegerField(default=1, verbose_name="Quorum: part")),
                        ("quorum_whole", models.PositiveSmallIntegerField(default=2, verbose_name="Quorum: of")),
                        (
                            "quorum_is_enough",
                            models.BooleanField(default=False, verbose_name="Exactly this share makes a quorum"),
                        ),
                        ("pass_part", models.PositiveSmallIntegerField(default=1, verbose_name="Majority: part")),
                        ("pass_whole", models.PositiveSmallIntegerField(default=2, verbose_name="Majority: of")),
                        (
                            "pass_is_enough",
                            models.BooleanField(default=False, verbose_name="Exactly this share is a majority"),
                        ),
                        (
                            "pass_base",
                            models.CharField(
                                choices=[("all", "of all who may vote"), ("voted", "of those who voted")],
                                default="all",
                                max_length=8,
                                verbose_name="Counted of",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="Source")),
                        ("check_locally", models.BooleanField(default=False, verbose_name="Check locally")),
                    ],
                    options={
                        "verbose_name": "Rule of a weight",
                        "verbose_name_plural": "Rules of weights",
                        "ordering": ["weight", "-valid_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("weight", "valid_from"),
                                name="weight_rule_one_a_day",
                                violation_error_message="A rule begins on this day already. Choose another day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quorum_part__gte", 1), ("quorum_whole__gte", models.F("quorum_part"))
                                ),
                                name="weight_rule_quorum_is_a_share",
                                violation_error_message="The quorum is a share: 1 of 2, 2 of 3.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pass_part__gte", 1), ("pass_whole__gte", models.F("pass_part"))),
                                name="weight_rule_majority_is_a_share",
                                violation_error_message="The majority is a share: 1 of 2, 2 of 3.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quorum_part__lt", models.F("quorum_whole")),
                                    ("quorum_is_enough", True),
                                    _connector="OR",
                                ),
                                name="weight_rule_quorum_can_be_reached",
                                violation_error_message="More than all is never reached.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pass_part__lt", models.F("pass_whole")),
                                    ("pass_is_enough", True),
                                    _connector="OR",
                                ),
                                name="weight_rule_majority_can_be_reached",
                                violation_error_message="More than all is never reached.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="3a103cf4774af0608b58aaf0028467a29b1662fc",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_0511d",
                                    table="parties_weightrule",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_weightruleevent" ("basis", "check_locally", "id", "notice_hours", "pass_base", "pass_is_enough", "pass_part", "pass_whole", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_is_enough", "quorum_part", "quorum_whole", "valid_from", "weight") SELECT new_values."basis", new_values."check_locally", new_values."id", new_values."notice_hours", new_values."pass_base", new_values."pass_is_enough", new_values."pass_part", new_values."pass_whole", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quorum_is_enough", new_values."quorum_part", new_values."quorum_whole", new_values."valid_from", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4d729e27877d17d162d956e87f744089260ea0f6",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_7efc0",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_weightrule",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_weightruleevent" ("basis", "check_locally", "id", "notice_hours", "pass_base", "pass_is_enough", "pass_part", "pass_whole", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_is_enough", "quorum_part", "quorum_whole", "valid_from", "weight") SELECT new_values."basis", new_values."check_locally", new_values."id", new_values."notice_hours", new_values."pass_base", new_values."pass_is_enough", new_values."pass_part", new_values."pass_whole", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quorum_is_enough", new_values."quorum_part", new_values."quorum_whole", new_values."valid_from", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d79d316984118968ad99f7a318ce9d3d56845e2a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e04eb",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_weightrule",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllianceEvent",
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
                                to="parties.alliance",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("does", models.CharField(blank=True, max_length=200, verbose_name="What it does together")),
                        ("founded_on", models.DateField(verbose_name="Founded on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6ab494fd01601fd4e9835a503248bec49f3edd69",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_26e2b",
                                    table="parties_allianceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllianceMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="parties.alliance",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="alliances",
                                to="parties.partyorganization",
                            ),
                        ),
                        ("leads", models.BooleanField(default=False, verbose_name="Leads the alliance")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Member of an alliance",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("alliance", "organization"),
                                name="alliance_member_once",
                                violation_error_message="This organisation is in the alliance already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("leads", True), ("until", None)),
                                fields=("alliance",),
                                name="alliance_one_leads",
                                violation_error_message="The alliance is led by another organisation already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="alliance_member_leaves_after_joining",
                                violation_error_message="Nobody leaves before they joined.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="73f6c2830f9997abddc0f74c1bc639ecbc8b3433",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_40906",
                                    table="parties_alliancemember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_alliancememberevent" ("alliance_id", "id", "leads", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."alliance_id", new_values."id", new_values."leads", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4eca7d72b72a73bf9358abbc909a99207365571c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b2988",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_alliancemember",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_alliancememberevent" ("alliance_id", "id", "leads", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."alliance_id", new_values."id", new_values."leads", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="39b0923e7eeefd83eca040fc34af262cd18b1f4b",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3b288",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_alliancemember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CadenceEvent",
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
                                to="parties.cadence",
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
                                default=parties.models.cadence.own_code,
                                editable=False,
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
                                null=True,
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
                                    ("general", "General meeting of members"),
                                    ("committee", "Committee meeting"),
                                    ("group", "Group meeting"),
                                    ("lecture", "Party lecture"),
                                    ("theme", "Theme day"),
                                    ("plan", "Plan of the year"),
                                    ("review", "Half-year review"),
                                    ("talk", "Monthly talk"),
                                    ("appraisal", "Year-end appraisal"),
                                    ("other", "Other meeting"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "org_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("street", "Street working committee"),
                                        ("big", "Big committee"),
                                        ("committee", "Community committee"),
                                        ("general", "General branch"),
                                        ("grid", "Grid branch"),
                                        ("outpost", "Outpost branch"),
                                        ("property", "Branch of a property company"),
                                        ("enterprise", "Branch of an enterprise"),
                                        ("temporary", "Temporary branch"),
                                        ("group", "Party group"),
                                        ("building", "Building group"),
                                        ("household", "Model household"),
                                    ],
                                    max_length=12,
                                ),
                                size=None,
                                verbose_name="For organisations of these kinds",
                            ),
                        ),
                        (
                            "every",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Every month"),
                                    (3, "Every quarter"),
                                    (6, "Every half-year"),
                                    (12, "Every year"),
                                ],
                                verbose_name="How often",
                            ),
                        ),
                        (
                            "month",
                            models.PositiveSmallIntegerField(default=1, verbose_name="In which month of the period"),
                        ),
                        ("day", models.PositiveSmallIntegerField(default=31, verbose_name="Day of the month")),
                        ("is_fixed", models.BooleanField(default=False, verbose_name="On that day, not just by it")),
                        (
                            "rolls",
                            models.BooleanField(
                                default=True, verbose_name="Moves on from a rest day to the next working day"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="Planned minutes")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="Source")),
                        ("valid_from", models.DateField(verbose_name="Holds from")),
                        (
                            "valid_to",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="Holds no more from"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="d70fb8e8f7499031a028e437fa93efdfd2869860",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_eb524",
                                    table="parties_cadenceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInEvent",
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
                                to="parties.checkin",
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
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "from_unit",
                            models.CharField(
                                help_text="The party organisation of their workplace, as they call it",
                                max_length=60,
                                verbose_name="Reports from",
                            ),
                        ),
                        ("offer", models.CharField(max_length=80, verbose_name="Service they offer")),
                        ("since", models.DateField(verbose_name="Reported on")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="933b479e594062271e26c6935681e35e4d3d2118",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b2156",
                                    table="parties_checkinevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="parties.ownerscommittee",
                            ),
                        ),
                        (
                            "resident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("chair", "Chair"), ("deputy", "Deputy chair"), ("member", "Member")],
                                max_length=8,
                                verbose_name="As",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Member of an owners' committee",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("committee", "resident"),
                                name="committee_member_once",
                                violation_error_message="This person is in the committee already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "chair"), ("until", None)),
                                fields=("committee",),
                                name="committee_one_chair",
                                violation_error_message="The committee has a chair already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="committee_member_leaves_after",
                                violation_error_message="Nobody leaves before they joined.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="1d0a3d6dd01a2c1f3f1b0a8c2eff75ba5ff0150c",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_87477",
                                    table="parties_committeemember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_committeememberevent" ("committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "role", "since", "until") SELECT new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."resident_id", new_values."role", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0979240b4a8e8d9277fab18a46d846ce7963bebc",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_22e6b",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_committeemember",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_committeememberevent" ("committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resident_id", "role", "since", "until") SELECT new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."resident_id", new_values."role", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="e38f3f66d73a151db6ef1a8482ad91eab3b2a449",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_456ce",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_committeemember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Coverage",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverages",
                                to="parties.partyorganization",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Coverage",
                        "verbose_name_plural": "Coverage",
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("organization", "area"),
                                name="coverage_once",
                                violation_error_message="This organisation covers the area already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="coverage_ends_after_it_began",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="0b124820fd4e8eddda7b049105bb000f5e32bf44",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_f1062",
                                    table="parties_coverage",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="6f9ae4c02b9b33919cbd019504bede20b8829188",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_46c4d",
                                    table="parties_coverage",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_coverageevent" ("area_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4bebc9001ef706772ad3b8ef3b476940e294f1b4",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e8b52",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_coverage",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_coverageevent" ("area_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="703387daad1a18461034fdbc343eaea369a0f952",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_43e99",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_coverage",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageRuleEvent",
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
                                to="parties.coveragerule",
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
                            "level",
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
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("street", "Street working committee"),
                                        ("big", "Big committee"),
                                        ("committee", "Community committee"),
                                        ("general", "General branch"),
                                        ("grid", "Grid branch"),
                                        ("outpost", "Outpost branch"),
                                        ("property", "Branch of a property company"),
                                        ("enterprise", "Branch of an enterprise"),
                                        ("temporary", "Temporary branch"),
                                        ("group", "Party group"),
                                        ("building", "Building group"),
                                        ("household", "Model household"),
                                    ],
                                    max_length=12,
                                ),
                                default=list,
                                size=None,
                                verbose_name="Kinds that count",
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="Counts")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6e83aba80d78addd5753a857c659a9d4d76ee64a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8ee4f",
                                    table="parties_coverageruleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "cadence",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.cadence",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("general", "General meeting of members"),
                                    ("committee", "Committee meeting"),
                                    ("group", "Group meeting"),
                                    ("lecture", "Party lecture"),
                                    ("theme", "Theme day"),
                                    ("plan", "Plan of the year"),
                                    ("review", "Half-year review"),
                                    ("talk", "Monthly talk"),
                                    ("appraisal", "Year-end appraisal"),
                                    ("other", "Other meeting"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("slot", models.CharField(blank=True, editable=False, max_length=40)),
                        ("period", models.DateField(blank=True, editable=False, null=True)),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="Title")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "To be called"),
                                    ("called", "Called"),
                                    ("held", "Held"),
                                    ("off", "Called off"),
                                ],
                                default="due",
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField(editable=False)),
                        ("due_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("provisional", models.BooleanField(default=False, editable=False)),
                        ("alarm_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="Begins")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="Ends")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="Place")),
                        ("agenda", models.TextField(blank=True, max_length=1000, verbose_name="Agenda")),
                        (
                            "convener",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Convener",
                            ),
                        ),
                        ("notice_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("notice_until", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("minutes", models.TextField(blank=True, max_length=8000, verbose_name="Minutes")),
                        ("guests", models.PositiveSmallIntegerField(default=0, verbose_name="Guests")),
                        ("expected", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                        ("attended", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                        ("written_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "verbose_name": "Meeting",
                        "verbose_name_plural": "Meetings",
                        "ordering": ["-at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "at", "id"], name="meeting_by_dist"),
                            models.Index(fields=["street_id", "at", "id"], name="meeting_by_stre"),
                            models.Index(fields=["community_id", "at", "id"], name="meeting_by_comm"),
                            models.Index(fields=["grid_id", "at", "id"], name="meeting_by_grid"),
                            models.Index(fields=["area", "at", "id"], name="meeting_by_area"),
                            models.Index(fields=["organization", "at", "id"], name="meeting_by_orga"),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="meeting_alarm",
                            ),
                            models.Index(
                                condition=models.Q(("notice_hash", ""), _negated=True),
                                fields=["notice_hash"],
                                name="meeting_notice",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("slot", ""), _negated=True),
                                fields=("organization", "slot", "period"),
                                name="meeting_once_a_period",
                                violation_error_message="This meeting is planned already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cadence", None),
                                        ("due_at", None),
                                        ("period", None),
                                        ("provisional", False),
                                        ("slot", ""),
                                        models.Q(("title", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("cadence__isnull", False),
                                        ("due_at__isnull", False),
                                        ("period__isnull", False),
                                        models.Q(("slot", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_by_rule_or_titled",
                                violation_error_message="A meeting that no rule asks for has a title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("at", django.db.models.functions.comparison.Coalesce("starts_at", "due_at"))
                                ),
                                name="meeting_stands_when_it_is",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("due", "off")),
                                    models.Q(
                                        ("ends_at__isnull", False),
                                        ("starts_at__isnull", False),
                                        models.Q(("place", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_called_says_when_and_where",
                                violation_error_message="Say when and where it is held.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at", None), ("starts_at", None)),
                                    models.Q(
                                        ("ends_at__gt", models.F("starts_at")),
                                        ("ends_at__isnull", False),
                                        ("starts_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_ends_after_it_began",
                                violation_error_message="It ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "held"), _negated=True),
                                    models.Q(
                                        ("attended__isnull", False),
                                        ("expected__isnull", False),
                                        ("written_at__isnull", False),
                                        models.Q(("minutes", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_held_has_minutes",
                                violation_error_message="A meeting that was held has minutes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attended", None),
                                    models.Q(("attended__lte", models.F("expected")), ("expected__isnull", False)),
                                    _connector="OR",
                                ),
                                name="meeting_attended_of_expected",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "off"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_called_off_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("alarm_at", None), ("state__in", ("due", "called")), _connector="OR"
                                ),
                                name="meeting_alarms_while_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("notice_hash", ""), ("notice_until", None)),
                                    models.Q(
                                        models.Q(("notice_hash", ""), _negated=True), ("notice_until__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_notice_ends",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="5ad4b30c4b37b8b17d3cb01e06cf07baead3ab46",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_844c8",
                                    table="parties_meeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="22559f85ad9f8548fda11eb5a06a19e2507ebd4d",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_c6094",
                                    table="parties_meeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingevent" ("agenda", "alarm_at", "area_id", "at", "attended", "cadence_id", "convener_id", "due_at", "ends_at", "expected", "guests", "id", "kind", "minutes", "notice_until", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "provisional", "ref", "slot", "starts_at", "state", "title", "why", "written_at", "written_by_id") SELECT new_values."agenda", new_values."alarm_at", new_values."area_id", new_values."at", new_values."attended", new_values."cadence_id", new_values."convener_id", new_values."due_at", new_values."ends_at", new_values."expected", new_values."guests", new_values."id", new_values."kind", new_values."minutes", new_values."notice_until", new_values."organization_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."provisional", new_values."ref", new_values."slot", new_values."starts_at", new_values."state", new_values."title", new_values."why", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d70816e3d23db036e9829c98f55ff01c9c20629f",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_00726",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_meeting",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingevent" ("agenda", "alarm_at", "area_id", "at", "attended", "cadence_id", "convener_id", "due_at", "ends_at", "expected", "guests", "id", "kind", "minutes", "notice_until", "organization_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "provisional", "ref", "slot", "starts_at", "state", "title", "why", "written_at", "written_by_id") SELECT new_values."agenda", new_values."alarm_at", new_values."area_id", new_values."at", new_values."attended", new_values."cadence_id", new_values."convener_id", new_values."due_at", new_values."ends_at", new_values."expected", new_values."guests", new_values."id", new_values."kind", new_values."minutes", new_values."notice_until", new_values."organization_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."provisional", new_values."ref", new_values."slot", new_values."starts_at", new_values."state", new_values."title", new_values."why", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agenda" IS DISTINCT FROM (new_values."agenda") OR old_values."alarm_at" IS DISTINCT FROM (new_values."alarm_at") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."at" IS DISTINCT FROM (new_values."at") OR old_values."attended" IS DISTINCT FROM (new_values."attended") OR old_values."cadence_id" IS DISTINCT FROM (new_values."cadence_id") OR old_values."convener_id" IS DISTINCT FROM (new_values."convener_id") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."ends_at" IS DISTINCT FROM (new_values."ends_at") OR old_values."expected" IS DISTINCT FROM (new_values."expected") OR old_values."guests" IS DISTINCT FROM (new_values."guests") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."minutes" IS DISTINCT FROM (new_values."minutes") OR old_values."notice_until" IS DISTINCT FROM (new_values."notice_until") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."provisional" IS DISTINCT FROM (new_values."provisional") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."slot" IS DISTINCT FROM (new_values."slot") OR old_values."starts_at" IS DISTINCT FROM (new_values."starts_at") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."why" IS DISTINCT FROM (new_values."why") OR old_values."written_at" IS DISTINCT FROM (new_values."written_at") OR old_values."written_by_id" IS DISTINCT FROM (new_values."written_by_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ce5e752f71b5cdf47ad2ea5408e962aaa636d533",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6d606",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_meeting",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Motion",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="motions",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="Motion")),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("decision", "Major decision"),
                                    ("appointment", "Major appointment"),
                                    ("project", "Major project"),
                                    ("funds", "Large sum of money"),
                                ],
                                max_length=12,
                                verbose_name="What it decides",
                            ),
                        ),
                        (
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                default="important",
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        (
                            "opinion",
                            models.TextField(max_length=2000, verbose_name="Preliminary opinion of the committee"),
                        ),
                        ("opinion_on", models.DateField(verbose_name="Formed on the committee's meeting of")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opinion", "Preliminary opinion"),
                                    ("notice", "On notice"),
                                    ("open", "Ballot open"),
                                    ("counting", "To be counted"),
                                    ("passed", "Passed"),
                                    ("rejected", "Not passed"),
                                    ("no_quorum", "No quorum"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="opinion",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.weightrule",
                            ),
                        ),
                        ("principle", models.TextField(blank=True, max_length=1000, verbose_name="Principle")),
                        ("content", models.TextField(blank=True, max_length=2000, verbose_name="Content")),
                        ("procedure", models.TextField(blank=True, max_length=1000, verbose_name="Procedure")),
                        (
                            "accountability",
                            models.TextField(blank=True, max_length=1000, verbose_name="Accountability"),
                        ),
                        ("noticed_at", models.DateTimeField(editable=False, null=True)),
                        ("opened_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "closes_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Votes are taken until"),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("decided_at", models.DateTimeField(editable=False, null=True)),
                        ("electorate", models.PositiveIntegerField(editable=False, null=True)),
                        ("voted", models.PositiveIntegerField(editable=False, null=True)),
                        ("yes", models.PositiveIntegerField(editable=False, null=True)),
                        ("no", models.PositiveIntegerField(editable=False, null=True)),
                        ("abstain", models.PositiveIntegerField(editable=False, null=True)),
                        ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "bodies",
                            models.ManyToManyField(
                                related_name="+",
                                to="parties.partyorganization",
                                verbose_name="Members of these vote too",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Motion",
                        "verbose_name_plural": "Motions",
                        "ordering": ["-opinion_on", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["district_id", "-opinion_on", "-id"], name="party_motion_by_district"
                            ),
                            models.Index(fields=["street_id", "-opinion_on", "-id"], name="party_motion_by_street"),
                            models.Index(
                                fields=["community_id", "-opinion_on", "-id"], name="party_motion_by_community"
                            ),
                            models.Index(fields=["grid_id", "-opinion_on", "-id"], name="party_motion_by_grid"),
                            models.Index(fields=["area", "-opinion_on", "-id"], name="party_motion_by_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["opinion", "withdrawn"]),
                                    models.Q(
                                        ("noticed_at__isnull", False),
                                        ("rule__isnull", False),
                                        models.Q(("principle", ""), _negated=True),
                                        models.Q(("content", ""), _negated=True),
                                        models.Q(("procedure", ""), _negated=True),
                                        models.Q(("accountability", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="motion_noticed_in_four_parts",
                                violation_error_message="The notice has four parts: principle, content, procedure, accountability.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("open", "counting", "passed", "rejected", "no_quorum")),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("closes_at__gt", models.F("opened_at")),
                                        ("closes_at__isnull", False),
                                        ("opened_at__isnull", False),
                                        ("electorate__gte", 1),
                                        ("electorate__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="motion_opened_for_somebody",
                                violation_error_message="Votes are taken from its opening until a later moment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("passed", "rejected")),
                                        ("closed_at__isnull", False),
                                        ("decided_at__isnull", False),
                                        ("voted__isnull", False),
                                        ("voted__lte", models.F("electorate")),
                                        ("abstain__isnull", False),
                                        ("no__isnull", False),
                                        (
                                            "voted",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("yes"), "+", models.F("no")
                                                ),
                                                "+",
                                                models.F("abstain"),
                                            ),
                                        ),
                                        ("yes__isnull", False),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("state", "no_quorum"),
                                        ("closed_at__isnull", False),
                                        ("decided_at__isnull", False),
                                        ("voted__isnull", False),
                                        ("voted__lte", models.F("electorate")),
                                        ("abstain", None),
                                        ("digest", ""),
                                        ("no", None),
                                        ("yes", None),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("passed", "rejected", "no_quorum")), _negated=True),
                                        ("decided_at", None),
                                        ("voted", None),
                                        ("abstain", None),
                                        ("digest", ""),
                                        ("no", None),
                                        ("yes", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="motion_counted_at_the_end",
                                violation_error_message="The votes are counted once, after the ballot was closed, with a quorum.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), models.Q(("why", ""), _negated=True)),
                                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("why", "")),
                                    _connector="OR",
                                ),
                                name="motion_withdrawn_with_a_reason",
                                violation_error_message="Say why, in a few words.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="1623a9a9f4b3b7d9c211c951a59e51ca34770b57",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_bed69",
                                    table="parties_motion",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="d8a2b0eae5ceff8cac54d51ae67fac7571be9f30",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_8183c",
                                    table="parties_motion",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="result_stands",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.\"state\" IN ('passed', 'rejected', 'no_quorum', 'withdrawn'))",
                                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "state", "electorate", "voted", "yes", "no", "abstain", "digest" rows from % table\', TG_TABLE_NAME;',
                                    hash="583a0076e3f04b25e57e88f3c5f3605425f20c7a",
                                    operation='UPDATE OF "state", "electorate", "voted", "yes", "no", "abstain", "digest"',
                                    pgid="pgtrigger_result_stands_b2a68",
                                    table="parties_motion",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_motionevent" ("abstain", "accountability", "area_id", "closed_at", "closes_at", "content", "decided_at", "digest", "electorate", "id", "matter", "no", "noticed_at", "opened_at", "opinion", "opinion_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principle", "procedure", "ref", "rule_id", "state", "title", "voted", "weight", "why", "yes") SELECT new_values."abstain", new_values."accountability", new_values."area_id", new_values."closed_at", new_values."closes_at", new_values."content", new_values."decided_at", new_values."digest", new_values."electorate", new_values."id", new_values."matter", new_values."no", new_values."noticed_at", new_values."opened_at", new_values."opinion", new_values."opinion_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."principle", new_values."procedure", new_values."ref", new_values."rule_id", new_values."state", new_values."title", new_values."voted", new_values."weight", new_values."why", new_values."yes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="364682ca11111710111d090f7d855cdcd4d3bd86",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1b240",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_motion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_motionevent" ("abstain", "accountability", "area_id", "closed_at", "closes_at", "content", "decided_at", "digest", "electorate", "id", "matter", "no", "noticed_at", "opened_at", "opinion", "opinion_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principle", "procedure", "ref", "rule_id", "state", "title", "voted", "weight", "why", "yes") SELECT new_values."abstain", new_values."accountability", new_values."area_id", new_values."closed_at", new_values."closes_at", new_values."content", new_values."decided_at", new_values."digest", new_values."electorate", new_values."id", new_values."matter", new_values."no", new_values."noticed_at", new_values."opened_at", new_values."opinion", new_values."opinion_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."principle", new_values."procedure", new_values."ref", new_values."rule_id", new_values."state", new_values."title", new_values."voted", new_values."weight", new_values."why", new_values."yes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."abstain" IS DISTINCT FROM (new_values."abstain") OR old_values."accountability" IS DISTINCT FROM (new_values."accountability") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."closed_at" IS DISTINCT FROM (new_values."closed_at") OR old_values."closes_at" IS DISTINCT FROM (new_values."closes_at") OR old_values."content" IS DISTINCT FROM (new_values."content") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."digest" IS DISTINCT FROM (new_values."digest") OR old_values."electorate" IS DISTINCT FROM (new_values."electorate") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."matter" IS DISTINCT FROM (new_values."matter") OR old_values."no" IS DISTINCT FROM (new_values."no") OR old_values."noticed_at" IS DISTINCT FROM (new_values."noticed_at") OR old_values."opened_at" IS DISTINCT FROM (new_values."opened_at") OR old_values."opinion" IS DISTINCT FROM (new_values."opinion") OR old_values."opinion_on" IS DISTINCT FROM (new_values."opinion_on") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."principle" IS DISTINCT FROM (new_values."principle") OR old_values."procedure" IS DISTINCT FROM (new_values."procedure") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."rule_id" IS DISTINCT FROM (new_values."rule_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."voted" IS DISTINCT FROM (new_values."voted") OR old_values."weight" IS DISTINCT FROM (new_values."weight") OR old_values."why" IS DISTINCT FROM (new_values."why") OR old_values."yes" IS DISTINCT FROM (new_values."yes")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="290c8bca8d7f21859167d17427c75f3a40ba80b1",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_fc974",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_motion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnersCommitteeEvent",
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
                                to="parties.ownerscommittee",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("compound", models.CharField(blank=True, max_length=60, verbose_name="Compound")),
                        ("filed_as", models.CharField(blank=True, max_length=40, verbose_name="Filing number")),
                        ("term", models.PositiveSmallIntegerField(default=1, verbose_name="Which term")),
                        ("term_starts_on", models.DateField(verbose_name="Term from")),
                        ("term_ends_on", models.DateField(verbose_name="Term until")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="fca956d6a34066c9728d5bda696867ea8bb97ea4",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cb4ca",
                                    table="parties_ownerscommitteeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingEvent",
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
                                to="parties.pairing",
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
                            "elder",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Experienced colleague",
                            ),
                        ),
                        (
                            "younger",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Young colleague",
                            ),
                        ),
                        ("goals", models.CharField(max_length=400, verbose_name="Goals")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(verbose_name="Until")),
                        ("concluded_on", models.DateField(blank=True, null=True, verbose_name="Concluded on")),
                        ("outcome", models.CharField(blank=True, max_length=400, verbose_name="Outcome")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1970eea8aee3caac3d9805e0a10d03c5c3829ae7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e3ff3",
                                    table="parties_pairingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pairing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="parties.pairing",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="To be reviewed on")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="Reviewed on")),
                        ("words", models.CharField(blank=True, max_length=400, verbose_name="What was found")),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Review",
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="pairing_alarm",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pairing", "due_on"),
                                name="pairing_review_once_a_day",
                                violation_error_message="A review is planned for this day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("by", None), ("held_on", None), ("words", "")),
                                    models.Q(
                                        ("alarm_at", None),
                                        ("by__isnull", False),
                                        ("held_on__isnull", False),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pairing_review_held_in_words",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="475868753a7e210db402ba9e01a737408e1dc9a5",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_a5d90",
                                    table="parties_pairingreview",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pairingreviewevent" ("alarm_at", "by_id", "due_on", "held_on", "id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") SELECT new_values."alarm_at", new_values."by_id", new_values."due_on", new_values."held_on", new_values."id", new_values."pairing_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="79b13e7f2f446b87a485986ca749c9dc909cd10a",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ef9a5",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_pairingreview",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pairingreviewevent" ("alarm_at", "by_id", "due_on", "held_on", "id", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") SELECT new_values."alarm_at", new_values."by_id", new_values."due_on", new_values."held_on", new_values."id", new_values."pairing_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="6f1602be027dfad05c647941cfc2cc1b4b8fadfe",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0d0c6",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_pairingreview",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="partners",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
                                verbose_name="Partner unit",
                            ),
                        ),
                        ("agreed_on", models.DateField(verbose_name="Agreed from")),
                        ("ends_on", models.DateField(verbose_name="Agreed until")),
                        (
                            "offers",
                            models.CharField(blank=True, max_length=200, verbose_name="What it can contribute"),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="Ended on")),
                        (
                            "alarm_at",
                            models.DateTimeField(
                                editable=False, help_text="when its keepers are told that it ends", null=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Partner unit",
                        "verbose_name_plural": "Partner units",
                        "ordering": ["ends_on", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["district_id", "ends_on", "id"],
                                name="partner_by_distr",
                            ),
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["street_id", "ends_on", "id"],
                                name="partner_by_stree",
                            ),
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["community_id", "ends_on", "id"],
                                name="partner_by_commu",
                            ),
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["grid_id", "ends_on", "id"],
                                name="partner_by_grid_",
                            ),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="partner_alarm",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("organization", "organisation"),
                                name="partner_once",
                                violation_error_message="This unit is a partner already: renew its agreement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("agreed_on"))),
                                name="partner_ends_after_it_began",
                                violation_error_message="An agreement ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None), ("ended_on__gte", models.F("agreed_on")), _connector="OR"
                                ),
                                name="partner_ended_after_it_began",
                                violation_error_message="An agreement is not ended before it begins.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="0f4c2798def44b5f3bd3edc8972636ea665e29ac",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_32fea",
                                    table="parties_partner",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="8a1eb36f912d0064111c8201a7a8eac62458cb07",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_01381",
                                    table="parties_partner",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partnerevent" ("agreed_on", "area_id", "ended_on", "ends_on", "id", "offers", "organisation_id", "organization_id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."agreed_on", new_values."area_id", new_values."ended_on", new_values."ends_on", new_values."id", new_values."offers", new_values."organisation_id", new_values."organization_id", new_values."paper_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d6ad94e4e1f1436b9ccd78b371e3fce363ab2d94",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bc21a",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_partner",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partnerevent" ("agreed_on", "area_id", "ended_on", "ends_on", "id", "offers", "organisation_id", "organization_id", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") SELECT new_values."agreed_on", new_values."area_id", new_values."ended_on", new_values."ends_on", new_values."id", new_values."offers", new_values."organisation_id", new_values."organization_id", new_values."paper_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agreed_on" IS DISTINCT FROM (new_values."agreed_on") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."offers" IS DISTINCT FROM (new_values."offers") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."paper_id" IS DISTINCT FROM (new_values."paper_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="22339a6fca31c1186b62b6e7b8d280c408208d17",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bff4d",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_partner",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyMember",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in_service", "In service"),
                                    ("retired", "Retired"),
                                    ("floating", "Floating"),
                                    ("unlinked", "Not yet linked"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="In this organisation since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Left on")),
                        (
                            "left_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("transferred", "Went over to another organisation here"),
                                    ("away", "Membership was moved elsewhere"),
                                    ("died", "Died"),
                                    ("ended", "No longer a member"),
                                    ("mistake", "Was entered by mistake"),
                                ],
                                max_length=12,
                                verbose_name="Why they left",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Their own account",
                            ),
                        ),
                        (
                            "is_shown",
                            models.BooleanField(
                                default=False,
                                help_text="they agreed to it: the card of service says so",
                                verbose_name="Shows that they are a member",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Party member",
                        "verbose_name_plural": "Party members",
                        "ordering": ["-since", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["district_id", "-since", "-id"],
                                name="party_member_of_dist",
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["street_id", "-since", "-id"],
                                name="party_member_of_stre",
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["community_id", "-since", "-id"],
                                name="party_member_of_comm",
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["grid_id", "-since", "-id"],
                                name="party_member_of_grid",
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["area", "-since", "-id"],
                                name="party_member_of_area",
                            ),
                            models.Index(
                                condition=models.Q(("left_on", None)),
                                fields=["organization", "-since", "-id"],
                                name="party_member_of_orga",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("resident",),
                                name="party_member_once",
                                violation_error_message="This person is on the roll of party members already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "unlinked"), ("organization", None)),
                                    models.Q(
                                        ("organization__isnull", False), models.Q(("kind", "unlinked"), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="party_member_linked_or_not",
                                violation_error_message="Somebody not yet linked has no organisation; everybody else has one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on", None), ("left_on__gte", models.F("since")), _connector="OR"
                                ),
                                name="party_member_leaves_after_joining",
                                violation_error_message="Nobody leaves before they joined.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("left_for", ""), ("left_on__isnull", False), _connector="OR"),
                                name="party_member_leaves_for_something",
                                violation_error_message="Why somebody left is said once they have left.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None), ("user__isnull", False)),
                                fields=("user",),
                                name="party_member_one_account",
                                violation_error_message="This account is another member's.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="93376547c60c98317b135f61421b96c244344f0d",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_97e60",
                                    table="parties_partymember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="43c4b255a38a9549eeee6d356e560b3b1468888b",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_85aa0",
                                    table="parties_partymember",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partymemberevent" ("area_id", "id", "is_shown", "kind", "left_for", "left_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resident_id", "since", "user_id") SELECT new_values."area_id", new_values."id", new_values."is_shown", new_values."kind", new_values."left_for", new_values."left_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."resident_id", new_values."since", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="fbaf26d544b06592a38bf71f3cee2d2add209aa6",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_20cc4",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_partymember",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_partymemberevent" ("area_id", "id", "is_shown", "kind", "left_for", "left_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resident_id", "since", "user_id") SELECT new_values."area_id", new_values."id", new_values."is_shown", new_values."kind", new_values."left_for", new_values."left_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."resident_id", new_values."since", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_shown" IS DISTINCT FROM (new_values."is_shown") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."left_for" IS DISTINCT FROM (new_values."left_for") OR old_values."left_on" IS DISTINCT FROM (new_values."left_on") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."resident_id" IS DISTINCT FROM (new_values."resident_id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d1c19f93e997b4c1ca38366491154a33460fa6be",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_49be4",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_partymember",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyOrganizationEvent",
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
                                to="parties.partyorganization",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("street", "Street working committee"),
                                    ("big", "Big committee"),
                                    ("committee", "Community committee"),
                                    ("general", "General branch"),
                                    ("grid", "Grid branch"),
                                    ("outpost", "Outpost branch"),
                                    ("property", "Branch of a property company"),
                                    ("enterprise", "Branch of an enterprise"),
                                    ("temporary", "Temporary branch"),
                                    ("group", "Party group"),
                                    ("building", "Building group"),
                                    ("household", "Model household"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Under",
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
                        ("founded_on", models.DateField(verbose_name="Founded on")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ends on")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1a9db7deea65573a42c0413eedc27a0a6786a2cb",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2e529",
                                    table="parties_partyorganizationevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeText",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pledge_texts",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Version"),
                        ),
                        ("words", models.TextField(max_length=6000, verbose_name="Text")),
                        ("is_latest", models.BooleanField(default=True, editable=False)),
                        ("made_at", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "verbose_name": "Text of a pledge",
                        "verbose_name_plural": "Texts of pledges",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-made_at", "-id"], name="pledge_text_distr"),
                            models.Index(fields=["street_id", "-made_at", "-id"], name="pledge_text_stree"),
                            models.Index(fields=["community_id", "-made_at", "-id"], name="pledge_text_commu"),
                            models.Index(fields=["grid_id", "-made_at", "-id"], name="pledge_text_grid_"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "title", "version"), name="pledge_text_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_latest", True)),
                                fields=("organization", "title"),
                                name="pledge_text_latest_once",
                                violation_error_message="There is a text of this title already: write a new version of it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="pledge_text_has_words"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="9e16bf3b3d0ce5ff40a80fd3433b9e66bd577aea",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_6c46e",
                                    table="parties_pledgetext",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="01076f02273eb7a660188a1ba770b9b13302b8c5",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_37517",
                                    table="parties_pledgetext",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="as_it_was_written",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="d63cdabb39d0aa8f30844e0db689b66a2f3be841",
                                    operation="UPDATE",
                                    pgid="pgtrigger_as_it_was_written_9cdca",
                                    table="parties_pledgetext",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgetextevent" ("area_id", "id", "is_latest", "made_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "title", "version", "words") SELECT new_values."area_id", new_values."id", new_values."is_latest", new_values."made_at", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."title", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="fe46b07168fa29a03a75740bb6c6da335da3a773",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c66c7",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_pledgetext",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgetextevent" ("area_id", "id", "is_latest", "made_at", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "title", "version", "words") SELECT new_values."area_id", new_values."id", new_values."is_latest", new_values."made_at", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."title", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_latest" IS DISTINCT FROM (new_values."is_latest") OR old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5d821bbb49695ba4ccf574ba674cedfc352eaa2f",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_83cda",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_pledgetext",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PropertyCompanyEvent",
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
                                to="parties.propertycompany",
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
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.organisation",
                                verbose_name="Organisation",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                editable=False,
                                help_text="the organisation's, by which lists are sorted",
                                max_length=80,
                            ),
                        ),
                        ("since", models.DateField(verbose_name="In this street since")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[("left", "Left"), ("eliminated", "Eliminated")],
                                max_length=12,
                                verbose_name="How it ended",
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
                                    hash="dd4b9f28564d160ea78c2a566505e8f39cbce888",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dbd9d",
                                    table="parties_propertycompanyevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PropertyService",
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
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="parties.propertycompany",
                            ),
                        ),
                        ("compound", models.CharField(blank=True, max_length=60, verbose_name="Compound")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Area that a property company serves",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "company"], name="property_in_dist"),
                            models.Index(fields=["street_id", "company"], name="property_in_stre"),
                            models.Index(fields=["community_id", "company"], name="property_in_comm"),
                            models.Index(fields=["grid_id", "company"], name="property_in_grid"),
                            models.Index(fields=["area", "company"], name="property_in_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("company", "area", "compound"),
                                name="property_service_once",
                                violation_error_message="The company serves there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="property_service_ends_after_it_began",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="3ecd26103152c10e482154cb49986a36c41ff650",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_b5092",
                                    table="parties_propertyservice",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="1132ffd585ff7fb446fc2956d1b9ed6220262c19",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_bed3f",
                                    table="parties_propertyservice",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_propertyserviceevent" ("area_id", "company_id", "compound", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."company_id", new_values."compound", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5eff39d2432dc900f157b57b620d03ac41d7ae05",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e783a",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_propertyservice",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_propertyserviceevent" ("area_id", "company_id", "compound", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."area_id", new_values."company_id", new_values."compound", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."company_id" IS DISTINCT FROM (new_values."company_id") OR old_values."compound" IS DISTINCT FROM (new_values."compound") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0ac1bee0a0fb952da3ba3cf8600a76575a2f5524",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_422fc",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_propertyservice",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingCriterionEvent",
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
                                to="parties.ratingcriterion",
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
                                default=residents.models.dwelling.new_ref,
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("most", models.PositiveSmallIntegerField(verbose_name="Most points")),
                        ("since", models.DateField(verbose_name="Holds from")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Holds no more from")),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="f0fd7bac9176cc25bcf91a8ed7639559f3ae0295",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5cea6",
                                    table="parties_ratingcriterionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingPeriodEvent",
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
                                to="parties.ratingperiod",
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
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(verbose_name="Until")),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="10b562fd05fb59d93b62f69804c6d59db45dc8c1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_aead1",
                                    table="parties_ratingperiodevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="parties.ratingperiod",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="parties.propertycompany",
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("raters", models.PositiveSmallIntegerField()),
                        ("rank", models.PositiveSmallIntegerField()),
                        ("closed_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "Result of a rating",
                        "indexes": [models.Index(fields=["-closed_at", "-id"], name="rating_result_new")],
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "company"), name="rating_result_once"),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="rating_result_score"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="56b509d496cf2ee44557b933ed371032cbbb2e21",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_9c4f4",
                                    table="parties_ratingresult",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scorecard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="parties.ratingperiod",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="parties.propertycompany",
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                    ],
                    options={
                        "verbose_name": "Scorecard",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "company", "rater"), name="scorecard_once_a_rater"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="9e35704b4a541959a362e8045af4899a36610bb4",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_76c3f",
                                    table="parties_scorecard",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_scorecardevent" ("at", "company_id", "id", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rater_id", "words") SELECT new_values."at", new_values."company_id", new_values."id", new_values."period_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rater_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="6736f95a76492f8a79250e6f0b3e8b8cabfb35d0",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ae7b5",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_scorecard",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_scorecardevent" ("at", "company_id", "id", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rater_id", "words") SELECT new_values."at", new_values."company_id", new_values."id", new_values."period_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rater_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="e3cfcad60908df94fddc60d8b58a730700179949",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6d873",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_scorecard",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocialBodyEvent",
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
                                to="parties.socialbody",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("community", "Community organisation"),
                                    ("association", "Association"),
                                    ("service", "Social service institution"),
                                    ("foundation", "Foundation"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("registered", "Registered"), ("filed", "Filed")],
                                max_length=12,
                                verbose_name="Status",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="Number")),
                        ("recorded_on", models.DateField(verbose_name="Registered or filed on")),
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
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("hatching", "Incubation"),
                                    ("nurturing", "Nurturing"),
                                    ("guiding", "Guidance"),
                                    ("oversight", "Oversight"),
                                ],
                                default="hatching",
                                max_length=12,
                                verbose_name="Stage",
                            ),
                        ),
                        ("stage_since", models.DateField(verbose_name="In this stage since")),
                        ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="07a3ea9cd2f3e73eaa11c3a35388094499e2c535",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dc129",
                                    table="parties_socialbodyevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffSession",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "Training"),
                                    ("lesson", "Micro lesson"),
                                    ("forum", "Micro forum"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.stafftopic",
                                verbose_name="Topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        ("on", models.DateField(verbose_name="Day")),
                        ("led_by", models.CharField(max_length=60, verbose_name="Who led it")),
                        ("words", models.CharField(blank=True, max_length=400, verbose_name="In words")),
                    ],
                    options={
                        "verbose_name": "Training or forum",
                        "verbose_name_plural": "Trainings and forums",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-entered_at", "-id"], name="staff_session_dist"),
                            models.Index(fields=["street_id", "-entered_at", "-id"], name="staff_session_stre"),
                            models.Index(fields=["community_id", "-entered_at", "-id"], name="staff_session_comm"),
                            models.Index(fields=["grid_id", "-entered_at", "-id"], name="staff_session_grid"),
                            models.Index(fields=["area", "-entered_at", "-id"], name="staff_session_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False), models.Q(("struck_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="staffsession_struck_with_reason",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="df26d2e29b74e43d6dc3ea70153cfa3736db0496",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_3e067",
                                    table="parties_staffsession",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="6234e4ef1492e89444bbbdbee66dc148fda31eb7",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_4467d",
                                    table="parties_staffsession",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_staffsessionevent" ("area_id", "entered_at", "entered_by_id", "id", "kind", "led_by", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "struck_at", "struck_why", "title", "topic_id", "words") SELECT new_values."area_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", new_values."led_by", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."struck_at", new_values."struck_why", new_values."title", new_values."topic_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="78d9726c4fccb587c26172f8f56e6d6ed882548d",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ee099",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_staffsession",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_staffsessionevent" ("area_id", "entered_at", "entered_by_id", "id", "kind", "led_by", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "struck_at", "struck_why", "title", "topic_id", "words") SELECT new_values."area_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", new_values."led_by", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."struck_at", new_values."struck_why", new_values."title", new_values."topic_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."entered_by_id" IS DISTINCT FROM (new_values."entered_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."led_by" IS DISTINCT FROM (new_values."led_by") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."struck_at" IS DISTINCT FROM (new_values."struck_at") OR old_values."struck_why" IS DISTINCT FROM (new_values."struck_why") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."topic_id" IS DISTINCT FROM (new_values."topic_id") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c8c221596d6a0b596eb529c80c26b67f51fd9768",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_433cb",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_staffsession",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffTopicEvent",
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
                                to="parties.stafftopic",
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
                                default=residents.models.dwelling.new_ref,
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.area",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                        ("is_on", models.BooleanField(default=True, editable=False, verbose_name="In use")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="55f8337613ffbf3a5815e88bee279c589cab1ecf",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_eb622",
                                    table="parties_stafftopicevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Talk",
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
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.partyorganization",
                                verbose_name="Called by",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="Topic")),
                        ("text", models.TextField(max_length=2000, verbose_name="What it is about")),
                        (
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.weightrule",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("settled", "Settled"), ("withdrawn", "Withdrawn")],
                                default="open",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False)),
                        ("closes_at", models.DateTimeField(verbose_name="Takes words until")),
                        ("settled_at", models.DateTimeField(editable=False, null=True)),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="Result")),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Deliberation",
                        "verbose_name_plural": "Deliberations",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-opened_at", "-id"], name="party_talk_by_district"),
                            models.Index(fields=["street_id", "-opened_at", "-id"], name="party_talk_by_street"),
                            models.Index(fields=["community_id", "-opened_at", "-id"], name="party_talk_by_community"),
                            models.Index(fields=["grid_id", "-opened_at", "-id"], name="party_talk_by_grid"),
                            models.Index(fields=["area", "-opened_at", "-id"], name="party_talk_by_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                                name="talk_closes_after_it_opened",
                                violation_error_message="It takes words for a while: the end lies after the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("state", "settled"),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    models.Q(("result", ""), ("settled_at", None), ("state", "open")),
                                    models.Q(("result", ""), ("settled_at", None), ("state", "withdrawn")),
                                    _connector="OR",
                                ),
                                name="talk_settled_with_a_result",
                                violation_error_message="Say what was agreed.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="5956991326d30a3ecaf48565baf4437bc52e7d4a",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_ebf52",
                                    table="parties_talk",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="08a13a55bce50da3d180714efed350f200a3aa81",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_e2538",
                                    table="parties_talk",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_talkevent" ("area_id", "closes_at", "id", "opened_at", "opened_by_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "result", "rule_id", "settled_at", "state", "text", "topic", "weight", "why") SELECT new_values."area_id", new_values."closes_at", new_values."id", new_values."opened_at", new_values."opened_by_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."result", new_values."rule_id", new_values."settled_at", new_values."state", new_values."text", new_values."topic", new_values."weight", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="e6a673310e1721b01c716142f9bb961acd6ee898",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3f090",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_talk",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_talkevent" ("area_id", "closes_at", "id", "opened_at", "opened_by_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "result", "rule_id", "settled_at", "state", "text", "topic", "weight", "why") SELECT new_values."area_id", new_values."closes_at", new_values."id", new_values."opened_at", new_values."opened_by_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."result", new_values."rule_id", new_values."settled_at", new_values."state", new_values."text", new_values."topic", new_values."weight", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."closes_at" IS DISTINCT FROM (new_values."closes_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."opened_at" IS DISTINCT FROM (new_values."opened_at") OR old_values."opened_by_id" IS DISTINCT FROM (new_values."opened_by_id") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."rule_id" IS DISTINCT FROM (new_values."rule_id") OR old_values."settled_at" IS DISTINCT FROM (new_values."settled_at") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."topic" IS DISTINCT FROM (new_values."topic") OR old_values."weight" IS DISTINCT FROM (new_values."weight") OR old_values."why" IS DISTINCT FROM (new_values."why")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="984a692f5274ce18247a2d4e3ac662123f844896",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5bbca",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_talk",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="parties.partyorganization",
                            ),
                        ),
                        ("began_on", models.DateField(verbose_name="Elected on")),
                        ("ends_on", models.DateField(verbose_name="Ends on")),
                        ("ended_on", models.DateField(editable=False, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                help_text="How many were there, how they voted",
                                max_length=200,
                                verbose_name="Result",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Term of a party organisation",
                        "verbose_name_plural": "Terms of party organisations",
                        "ordering": ["-began_on", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["ends_on", "id"],
                                name="party_term_ends",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("organization",),
                                name="party_term_one_runs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("began_on"))),
                                name="party_term_ends_after_it_began",
                                violation_error_message="A term ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None), ("ended_on__gte", models.F("began_on")), _connector="OR"
                                ),
                                name="party_term_next_after_it",
                                violation_error_message="The next term begins after this one began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="a4abcd9b1a5da83f1412e2e3a1b7d3d7925b8cb3",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_a6d22",
                                    table="parties_term",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_termevent" ("began_on", "ended_on", "ends_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result") SELECT new_values."began_on", new_values."ended_on", new_values."ends_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."result" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d884f5088427182f8083eaea78328bf77063e11a",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_efbee",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_term",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_termevent" ("began_on", "ended_on", "ends_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result") SELECT new_values."began_on", new_values."ended_on", new_values."ends_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."result" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="7ee098cbf6573b692e1fa0f6c7e4227a470ba164",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7f8fe",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_term",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WeightRuleEvent",
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
                                to="parties.weightrule",
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
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        ("notice_hours", models.PositiveSmallIntegerField(verbose_name="Notice in hours")),
                        ("quorum_part", models.PositiveSmallIntegerField(default=1, verbose_name="Quorum: part")),
                        ("quorum_whole", models.PositiveSmallIntegerField(default=2, verbose_name="Quorum: of")),
                        (
                            "quorum_is_enough",
                            models.BooleanField(default=False, verbose_name="Exactly this share makes a quorum"),
                        ),
                        ("pass_part", models.PositiveSmallIntegerField(default=1, verbose_name="Majority: part")),
                        ("pass_whole", models.PositiveSmallIntegerField(default=2, verbose_name="Majority: of")),
                        (
                            "pass_is_enough",
                            models.BooleanField(default=False, verbose_name="Exactly this share is a majority"),
                        ),
                        (
                            "pass_base",
                            models.CharField(
                                choices=[("all", "of all who may vote"), ("voted", "of those who voted")],
                                default="all",
                                max_length=8,
                                verbose_name="Counted of",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="Source")),
                        ("check_locally", models.BooleanField(default=False, verbose_name="Check locally")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="93ae412f6cf98e1b84d80954b6152b0080b488ce",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cd7ca",
                                    table="parties_weightruleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_link",
                                to="parties.partymember",
                            ),
                        ),
                        ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                        ("until", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "verbose_name": "Link of a member",
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="0b70010c336ce8b2b032c6cb2d5b67cc710e791b",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_b174c",
                                    table="parties_memberlink",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_memberlinkevent" ("id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until") SELECT new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5d8a9c4fb60b6496fd31c109c951418109542777",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0718c",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_memberlink",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_memberlinkevent" ("id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until") SELECT new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="2e6662a31f0e39b901d7c83f5f306bb0084d467a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_50d0a",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_memberlink",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactHousehold",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="residents.household",
                                verbose_name="Household",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="Since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "visited_on",
                            models.DateField(
                                blank=True, editable=False, help_text="the last visit, for the list", null=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Contact household",
                        "verbose_name_plural": "Contact households",
                        "ordering": ["-since", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["district_id", "-since", "-id"],
                                name="contact_of_dist",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["street_id", "-since", "-id"],
                                name="contact_of_stre",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["community_id", "-since", "-id"],
                                name="contact_of_comm",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["grid_id", "-since", "-id"],
                                name="contact_of_grid",
                            ),
                            models.Index(
                                condition=models.Q(("until", None)),
                                fields=["area", "-since", "-id"],
                                name="contact_of_area",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("household",),
                                name="contact_household_once",
                                violation_error_message="Somebody keeps in touch with this household already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="contact_household_in_order",
                                violation_error_message="It ends after it began.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="13676e1a30d9ecc9974931f17bb567368f9dd49a",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_3fa7b",
                                    table="parties_contacthousehold",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="b754a0be77ff4c91c6f1598dd7f2570920bdd33e",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_de79a",
                                    table="parties_contacthousehold",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_contacthouseholdevent" ("area_id", "household_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "visited_on") SELECT new_values."area_id", new_values."household_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."since", new_values."until", new_values."visited_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="f262d52809a5f8ebf74399a8756deff893044271",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b80b2",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_contacthousehold",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_contacthouseholdevent" ("area_id", "household_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until", "visited_on") SELECT new_values."area_id", new_values."household_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."since", new_values."until", new_values."visited_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."household_id" IS DISTINCT FROM (new_values."household_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until") OR old_values."visited_on" IS DISTINCT FROM (new_values."visited_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="6994e1793d41dfadbeba2800d5efa66a425beafa",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0077b",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_contacthousehold",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deployment",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deployments",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        ("duty", models.CharField(max_length=80, verbose_name="Duty")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "called_off",
                            models.BooleanField(default=False, editable=False, help_text="before it began"),
                        ),
                    ],
                    options={
                        "verbose_name": "Deployment",
                        "verbose_name_plural": "Deployments",
                        "ordering": ["-since", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-since", "-id"], name="deployment_of_dist"),
                            models.Index(fields=["street_id", "-since", "-id"], name="deployment_of_stre"),
                            models.Index(fields=["community_id", "-since", "-id"], name="deployment_of_comm"),
                            models.Index(fields=["grid_id", "-since", "-id"], name="deployment_of_grid"),
                            models.Index(fields=["area", "-since", "-id"], name="deployment_of_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="deployment_in_order",
                                violation_error_message="It ends after it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("duty", ""), _negated=True), name="deployment_has_duty"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("called_off", False)),
                                expressions=[
                                    ("member", "="),
                                    ("area", "="),
                                    (
                                        models.Func(
                                            "since",
                                            "until",
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="deployment_once_at_a_time",
                                violation_error_message="The member serves there in these days already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="01c61cd2321cedae458e6fd88d5de6e3d1c827f0",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_6e50b",
                                    table="parties_deployment",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="df2483c72315ea53b11bf1a6cbfca6dcddf53cf5",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_266ad",
                                    table="parties_deployment",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_deploymentevent" ("area_id", "called_off", "duty", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until") SELECT new_values."area_id", new_values."called_off", new_values."duty", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="847aa3fb1f1499b20fd61df20347759b114bc3eb",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9b8c3",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_deployment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_deploymentevent" ("area_id", "called_off", "duty", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "until") SELECT new_values."area_id", new_values."called_off", new_values."duty", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."called_off" IS DISTINCT FROM (new_values."called_off") OR old_values."duty" IS DISTINCT FROM (new_values."duty") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."until" IS DISTINCT FROM (new_values."until")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d4057b64b93f338e64abaf7417af4ddbafd46e0d",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c1b54",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_deployment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointMeeting",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_meetings",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("quarter", models.DateField(verbose_name="Quarter")),
                        ("held_on", models.DateField(verbose_name="Held on")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="Where")),
                        ("minutes", models.TextField(max_length=4000, verbose_name="Minutes")),
                        (
                            "present",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="parties.partner", verbose_name="Partners present"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Joint meeting",
                        "verbose_name_plural": "Joint meetings",
                        "ordering": ["-quarter", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-quarter"], name="joint_by_distr"),
                            models.Index(fields=["street_id", "-quarter"], name="joint_by_stree"),
                            models.Index(fields=["community_id", "-quarter"], name="joint_by_commu"),
                            models.Index(fields=["grid_id", "-quarter"], name="joint_by_grid_"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organization", "quarter"),
                                name="joint_meeting_once",
                                violation_error_message="The meeting of this quarter is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quarter__day", 1), ("quarter__month__in", (1, 4, 7, 10))),
                                name="joint_meeting_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes", ""), _negated=True), name="joint_meeting_has_minutes"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="7c2b1d1b6d21ee6a87c66052b764472d4f52de31",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_c63de",
                                    table="parties_jointmeeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7584798ca6d611775a96cffd5551ecc12489d928",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_0abba",
                                    table="parties_jointmeeting",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_jointmeetingevent" ("area_id", "held_on", "id", "minutes", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quarter", "ref") SELECT new_values."area_id", new_values."held_on", new_values."id", new_values."minutes", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."quarter", new_values."ref" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d1b678179aff6a02826f3d8695386bcbebfce05d",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1d941",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_jointmeeting",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_jointmeetingevent" ("area_id", "held_on", "id", "minutes", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quarter", "ref") SELECT new_values."area_id", new_values."held_on", new_values."id", new_values."minutes", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."quarter", new_values."ref" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."held_on" IS DISTINCT FROM (new_values."held_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."minutes" IS DISTINCT FROM (new_values."minutes") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."quarter" IS DISTINCT FROM (new_values."quarter") OR old_values."ref" IS DISTINCT FROM (new_values."ref")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="8f59ecd2af91bd1f8ebe770e3c36ff3cb606b06a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ed920",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_jointmeeting",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LastPlaceNotice",
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
                            "result",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notice",
                                to="parties.ratingresult",
                            ),
                        ),
                        ("why", models.CharField(max_length=400, verbose_name="Reason")),
                        ("served_at", models.DateTimeField(editable=False)),
                        (
                            "served_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("amount", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("clock_minutes", "minutes"),
                                    ("clock_hours", "hours"),
                                    ("working_hours", "working hours"),
                                    ("working_days", "working days"),
                                    ("calendar_days", "calendar days"),
                                    ("months", "months"),
                                    ("years", "years"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("provisional", models.BooleanField(default=False)),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answer_kind",
                            models.CharField(
                                blank=True, choices=[("answer", "Answer"), ("appeal", "Appeal")], max_length=8
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                help_text="who took the company's words down",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("warned", "Warned"), ("eliminated", "Eliminated"), ("kept", "Kept")],
                                max_length=12,
                                verbose_name="Decision",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decision_why", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "verbose_name": "Last-place notice",
                        "verbose_name_plural": "Last-place notices",
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="last_place_alarm",
                            ),
                            models.Index(
                                condition=models.Q(("decision", "")), fields=["due_at"], name="last_place_open"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answer_kind", ""),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                    ),
                                    models.Q(
                                        ("answer_kind__in", ["answer", "appeal"]),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="last_place_answered_in_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("decision", ""),
                                        ("decision_why", ""),
                                    ),
                                    models.Q(
                                        ("alarm_at", None),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("decision__in", ["warned", "eliminated", "kept"]),
                                        models.Q(("decision_why", ""), _negated=True),
                                        models.Q(("decided_by", models.F("served_by")), _negated=True),
                                        models.Q(
                                            ("answered_by", None),
                                            models.Q(("decided_by", models.F("answered_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="last_place_decided_by_another",
                                violation_error_message="Whoever served the notice or took the answer down does not decide.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="0f6c8f26792385d92b0d98222f93426fdb065705",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_4b08d",
                                    table="parties_lastplacenotice",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="686c3d36de01fab28b10105af6a75ad3ee2a961d",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_f87b1",
                                    table="parties_lastplacenotice",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_lastplacenoticeevent" ("alarm_at", "amount", "answer", "answer_kind", "answered_at", "answered_by_id", "area_id", "decided_at", "decided_by_id", "decision", "decision_why", "due_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "ref", "result_id", "served_at", "served_by_id", "unit", "why") SELECT new_values."alarm_at", new_values."amount", new_values."answer", new_values."answer_kind", new_values."answered_at", new_values."answered_by_id", new_values."area_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."decision_why", new_values."due_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provisional", new_values."ref", new_values."result_id", new_values."served_at", new_values."served_by_id", new_values."unit", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="294e6df8e939cd831cf4e6689d562585c43b519c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_08234",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_lastplacenotice",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_lastplacenoticeevent" ("alarm_at", "amount", "answer", "answer_kind", "answered_at", "answered_by_id", "area_id", "decided_at", "decided_by_id", "decision", "decision_why", "due_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "ref", "result_id", "served_at", "served_by_id", "unit", "why") SELECT new_values."alarm_at", new_values."amount", new_values."answer", new_values."answer_kind", new_values."answered_at", new_values."answered_by_id", new_values."area_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."decision_why", new_values."due_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."provisional", new_values."ref", new_values."result_id", new_values."served_at", new_values."served_by_id", new_values."unit", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alarm_at" IS DISTINCT FROM (new_values."alarm_at") OR old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."answer_kind" IS DISTINCT FROM (new_values."answer_kind") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."decision" IS DISTINCT FROM (new_values."decision") OR old_values."decision_why" IS DISTINCT FROM (new_values."decision_why") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."provisional" IS DISTINCT FROM (new_values."provisional") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."result_id" IS DISTINCT FROM (new_values."result_id") OR old_values."served_at" IS DISTINCT FROM (new_values."served_at") OR old_values."served_by_id" IS DISTINCT FROM (new_values."served_by_id") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."why" IS DISTINCT FROM (new_values."why")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4e62f838ee62afddb3f8cd91df01486d3caa02ab",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7b347",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_lastplacenotice",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListEntry",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="list_entries",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("need", "Needs"), ("resource", "Resources"), ("project", "Projects")],
                                max_length=8,
                                verbose_name="List",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="What")),
                        ("details", models.CharField(blank=True, max_length=500, verbose_name="Details")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="parties.partner",
                                verbose_name="Whose",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(default=1, verbose_name="How many may claim it")),
                        ("first_quarter", models.DateField(editable=False)),
                        ("quarter", models.DateField(verbose_name="Quarter")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not yet published"),
                                    ("open", "Waits for a claim"),
                                    ("claimed", "Claimed"),
                                    ("fulfilled", "Fulfilled"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("entered_at", models.DateTimeField(editable=False)),
                        ("published_at", models.DateTimeField(editable=False, null=True)),
                        ("carried_at", models.DateTimeField(editable=False, help_text="the last time", null=True)),
                    ],
                    options={
                        "verbose_name": "Entry of a list",
                        "verbose_name_plural": "Entries of the lists",
                        "ordering": ["-entered_at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-entered_at", "-id"], name="entry_by_distr"),
                            models.Index(fields=["street_id", "-entered_at", "-id"], name="entry_by_stree"),
                            models.Index(fields=["community_id", "-entered_at", "-id"], name="entry_by_commu"),
                            models.Index(fields=["grid_id", "-entered_at", "-id"], name="entry_by_grid_"),
                            models.Index(fields=["organization", "quarter", "first_quarter"], name="entry_of_quarter"),
                            models.Index(
                                condition=models.Q(("kind", "need"), ("state__in", ("open", "claimed"))),
                                fields=["quarter"],
                                name="entry_unmet",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["need", "resource", "project"])),
                                name="entry_list_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "open", "claimed", "fulfilled", "withdrawn"])
                                ),
                                name="entry_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "need"), ("owner", None)),
                                    models.Q(("kind", "resource"), ("owner__isnull", False)),
                                    ("kind", "project"),
                                    _connector="OR",
                                ),
                                name="entry_owned_by_its_side",
                                violation_error_message="A need is the community's own, a resource a partner's.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places__gte", 1)),
                                name="entry_for_one_at_least",
                                violation_error_message="One at least may claim it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("state__in", ("open", "claimed", "fulfilled")),
                                    ),
                                    models.Q(("published_at", None), ("state", "draft")),
                                    ("state", "withdrawn"),
                                    _connector="OR",
                                ),
                                name="entry_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quarter__day", 1), ("quarter__month__in", (1, 4, 7, 10))),
                                name="entry_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("carried_at", None), ("quarter", models.F("first_quarter"))),
                                    models.Q(
                                        ("carried_at__isnull", False),
                                        ("kind", "need"),
                                        ("quarter__gt", models.F("first_quarter")),
                                    ),
                                    _connector="OR",
                                ),
                                name="entry_carried_on",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="dcf547750bdff7d9cc2b663c484f18e60156bf5e",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_d130a",
                                    table="parties_listentry",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="cb13111692f069e3ad72375156adc8f0f5c7c7fa",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_537b3",
                                    table="parties_listentry",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_listentryevent" ("area_id", "carried_at", "details", "entered_at", "first_quarter", "id", "kind", "organization_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "published_at", "quarter", "ref", "state", "title") SELECT new_values."area_id", new_values."carried_at", new_values."details", new_values."entered_at", new_values."first_quarter", new_values."id", new_values."kind", new_values."organization_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."published_at", new_values."quarter", new_values."ref", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="3364cb97fba1ce371289d4479a65d9d25853b205",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c95d5",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_listentry",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_listentryevent" ("area_id", "carried_at", "details", "entered_at", "first_quarter", "id", "kind", "organization_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "published_at", "quarter", "ref", "state", "title") SELECT new_values."area_id", new_values."carried_at", new_values."details", new_values."entered_at", new_values."first_quarter", new_values."id", new_values."kind", new_values."organization_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."published_at", new_values."quarter", new_values."ref", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."carried_at" IS DISTINCT FROM (new_values."carried_at") OR old_values."details" IS DISTINCT FROM (new_values."details") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."first_quarter" IS DISTINCT FROM (new_values."first_quarter") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."published_at" IS DISTINCT FROM (new_values."published_at") OR old_values."quarter" IS DISTINCT FROM (new_values."quarter") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="cd6453f4cdae65b4c73af78125b2d5d13e6cb362",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_23974",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_listentry",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="parties.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="parties.partymember",
                            ),
                        ),
                        ("came_at", models.DateTimeField(blank=True, null=True)),
                        ("by_link", models.BooleanField(default=False)),
                        ("is_excused", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "Attendance",
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once"),
                            models.CheckConstraint(
                                condition=models.Q(("came_at", None), ("is_excused", False), _connector="OR"),
                                name="attendance_came_or_excused",
                                violation_error_message="Who came is not excused.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("by_link", False), ("came_at__isnull", False), _connector="OR"),
                                name="attendance_by_link_came",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_attendanceevent" ("by_link", "came_at", "id", "is_excused", "meeting_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."by_link", new_values."came_at", new_values."id", new_values."is_excused", new_values."meeting_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5ad6df21707dc01576c9dfe068fa8a53be2c8b7c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a6226",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_attendance",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_attendanceevent" ("by_link", "came_at", "id", "is_excused", "meeting_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."by_link", new_values."came_at", new_values."id", new_values."is_excused", new_values."meeting_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c0b65f235a9f2594c1f3b2fc3cdd60411dedd6ce",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f3c40",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_attendance",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="parties.meeting"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.storedfile"
                            ),
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
                    ],
                    options={
                        "verbose_name": "Evidence of a meeting",
                        "ordering": ["pk"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="9c32f943e52d3378ac4ec425e962a4d3029764e6",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_100de",
                                    table="parties_meetingfile",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingfileevent" ("at", "by_id", "file_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."file_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5afc920764d0d007e92e955efc4c933d7b7ff71f",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_32e00",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_meetingfile",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingfileevent" ("at", "by_id", "file_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."file_id", new_values."id", new_values."meeting_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d4ad116ccd376da84e899789cb03fb75974df611",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_fe7b3",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_meetingfile",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="parties.motion",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        ("token_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("expires_at", models.DateTimeField(editable=False, null=True)),
                        ("read_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Notice to a member",
                        "verbose_name_plural": "Notices to members",
                        "constraints": [
                            models.UniqueConstraint(fields=("motion", "member"), name="motion_invites_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("token_hash", ""), _negated=True),
                                fields=("token_hash",),
                                name="motion_link_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expires_at", None), ("token_hash", "")),
                                    models.Q(
                                        models.Q(("token_hash", ""), _negated=True), ("expires_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="motion_link_expires",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c9765d273824924afb98e27ba244377a38fb9573",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_1f581",
                                    table="parties_invitation",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_invitationevent" ("expires_at", "id", "member_id", "motion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "ref", "token_hash") SELECT new_values."expires_at", new_values."id", new_values."member_id", new_values."motion_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."read_at", new_values."ref", new_values."token_hash" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="76509305605b6acde741537380263c7d65ab4075",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bf6b5",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_invitation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_invitationevent" ("expires_at", "id", "member_id", "motion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "ref", "token_hash") SELECT new_values."expires_at", new_values."id", new_values."member_id", new_values."motion_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."read_at", new_values."ref", new_values."token_hash" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="4228bb70864346da4f425e1eeeb62a786c9d9761",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_03ed8",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_invitation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ballots",
                                to="parties.motion",
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                choices=[("yes", "In favour"), ("no", "Against"), ("abstain", "Abstain")], max_length=8
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Ballot",
                        "verbose_name_plural": "Ballots",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("choice__in", ["yes", "no", "abstain"])), name="ballot_is_a_choice"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_while_open",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n            IF NOT EXISTS (\n                SELECT FROM parties_motion m\n                WHERE m.id = COALESCE(NEW.motion_id, OLD.motion_id) AND m.state IN ('open', 'counting')\n            ) THEN\n                RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                                    hash="d6ccc32e0ce581bba913be0d57f9d4a108021045",
                                    operation="INSERT OR UPDATE OR DELETE",
                                    pgid="pgtrigger_only_while_open_d4c53",
                                    table="parties_ballot",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MotionTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="parties.motion"
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="What is to be done")),
                        (
                            "responsible",
                            models.CharField(
                                help_text="A post or a body, such as the property company",
                                max_length=40,
                                verbose_name="Responsible",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="Due on")),
                        ("done_on", models.DateField(editable=False, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=200, verbose_name="How it was done")),
                    ],
                    options={
                        "verbose_name": "Task from a ballot",
                        "verbose_name_plural": "Tasks from ballots",
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on", None), ("outcome", "")),
                                    models.Q(("done_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="motion_task_done_with_an_outcome",
                                violation_error_message="Say how it was done.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="0b51b26b8b54c04f333fcd638dd31645c4198f79",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_b1d8a",
                                    table="parties_motiontask",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_motiontaskevent" ("done_by_id", "done_on", "due_on", "id", "motion_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "what") SELECT new_values."done_by_id", new_values."done_on", new_values."due_on", new_values."id", new_values."motion_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."responsible", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5bf19711d0eef3e03c243d47f45bb7b8037107de",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1699c",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_motiontask",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_motiontaskevent" ("done_by_id", "done_on", "due_on", "id", "motion_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible", "what") SELECT new_values."done_by_id", new_values."done_on", new_values."due_on", new_values."id", new_values."motion_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."responsible", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="049c249c46c11b33e22ed91f7a0fd21ef894ed14",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_82543",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_motiontask",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMemberEvent",
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
                                to="parties.committeemember",
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
                            "committee",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.ownerscommittee",
                            ),
                        ),
                        (
                            "resident",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("chair", "Chair"), ("deputy", "Deputy chair"), ("member", "Member")],
                                max_length=8,
                                verbose_name="As",
                            ),
                        ),
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
                                    hash="9f920b506c34e053d13da072759c01ca12ac9ae0",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7027f",
                                    table="parties_committeememberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingReviewEvent",
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
                                to="parties.pairingreview",
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
                            "pairing",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.pairing",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="To be reviewed on")),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="Reviewed on")),
                        ("words", models.CharField(blank=True, max_length=400, verbose_name="What was found")),
                        (
                            "by",
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
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="5fb977669247d1dfb9276c8cd8d8a55b97a63c59",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2a3cb",
                                    table="parties_pairingreviewevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_counts",
                                to="parties.motion",
                            ),
                        ),
                        (
                            "teller",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("yes", models.PositiveIntegerField(null=True, verbose_name="In favour")),
                        ("no", models.PositiveIntegerField(null=True, verbose_name="Against")),
                        ("abstain", models.PositiveIntegerField(null=True, verbose_name="Abstentions")),
                    ],
                    options={
                        "verbose_name": "Count of paper ballots",
                        "verbose_name_plural": "Counts of paper ballots",
                        "constraints": [
                            models.UniqueConstraint(fields=("motion", "teller"), name="paper_counted_once_a_teller")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(
                                default=residents.models.dwelling.new_ref, editable=False, max_length=12, unique=True
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="parties.partyorganization",
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("secretary", "Secretary"),
                                    ("deputy", "Deputy secretary"),
                                    ("member", "Committee member"),
                                    ("leader", "Group leader"),
                                    ("part_time", "Part-time member"),
                                    ("household", "Member of the model household"),
                                ],
                                max_length=12,
                                verbose_name="Duty",
                            ),
                        ),
                        (
                            "charge",
                            models.CharField(
                                blank=True,
                                help_text="Organisation, publicity, discipline …",
                                max_length=20,
                                verbose_name="In charge of",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offices",
                                to="parties.partymember",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="Name")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
                                verbose_name="Stationed unit",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "verbose_name": "Officer of a party organisation",
                        "verbose_name_plural": "Officers of party organisations",
                        "ordering": ["-since", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("until", None)), fields=["since", "id"], name="party_officer_since"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("member__isnull", False), ("name", ""), ("user", None)),
                                    models.Q(("member", None), ("name", ""), ("user__isnull", False)),
                                    models.Q(
                                        ("duty", "part_time"),
                                        ("member", None),
                                        ("user", None),
                                        models.Q(("name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="party_officer_is_one_person",
                                violation_error_message="An officer is a party member of the roll or somebody who serves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("duty", "part_time"), ("unit__isnull", False)),
                                    models.Q(models.Q(("duty", "part_time"), _negated=True), ("unit", None)),
                                    _connector="OR",
                                ),
                                name="party_officer_part_time_names_unit",
                                violation_error_message="A part-time member comes from a stationed unit; the others name none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="party_officer_ends_after_it_began",
                                violation_error_message="An office ends after it began.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("duty__in", ("secretary", "leader")), ("until", None)),
                                fields=("organization", "duty"),
                                name="party_officer_one_leads",
                                violation_error_message="This office is held by somebody: end it first.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("member__isnull", False), ("until", None)),
                                fields=("organization", "member"),
                                name="party_officer_member_once",
                                violation_error_message="This person holds an office here already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("until", None), ("user__isnull", False)),
                                fields=("organization", "user"),
                                name="party_officer_user_once",
                                violation_error_message="This person holds an office here already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="cd6079241a66f9e1b6c4983f6c10355d582a06ce",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_aa47d",
                                    table="parties_officer",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_officerevent" ("charge", "duty", "id", "member_id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "unit_id", "until", "user_id") SELECT new_values."charge", new_values."duty", new_values."id", new_values."member_id", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."since", new_values."unit_id", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="cd7bdd3dab043b1801a3c53725082ceb50b24a19",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a7700",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_officer",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_officerevent" ("charge", "duty", "id", "member_id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "since", "unit_id", "until", "user_id") SELECT new_values."charge", new_values."duty", new_values."id", new_values."member_id", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."since", new_values."unit_id", new_values."until", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="3067fcddcfbebb3ccd96e65923ede663dbf290b1",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_217d5",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_officer",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Elector",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="electors",
                                to="parties.motion",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.partymember"
                            ),
                        ),
                        ("voted", models.BooleanField(default=False)),
                        ("on_paper", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "Elector",
                        "verbose_name_plural": "Electors",
                        "constraints": [
                            models.UniqueConstraint(fields=("motion", "member"), name="elector_once"),
                            models.CheckConstraint(
                                condition=models.Q(("on_paper", False), ("voted", True), _connector="OR"),
                                name="elector_on_paper_voted",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="only_while_open",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n            IF NOT EXISTS (\n                SELECT FROM parties_motion m\n                WHERE m.id = COALESCE(NEW.motion_id, OLD.motion_id) AND m.state IN ('open')\n            ) THEN\n                RAISE EXCEPTION 'the ballot is not open' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                                    hash="5cb8700a35cb0c48cfcfd61354f2df9652f0cabc",
                                    operation="INSERT OR UPDATE OR DELETE",
                                    pgid="pgtrigger_only_while_open_28b39",
                                    table="parties_elector",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyMemberEvent",
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
                                to="parties.partymember",
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
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="residents.resident",
                                verbose_name="Resident",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in_service", "In service"),
                                    ("retired", "Retired"),
                                    ("floating", "Floating"),
                                    ("unlinked", "Not yet linked"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="In this organisation since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Left on")),
                        (
                            "left_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("transferred", "Went over to another organisation here"),
                                    ("away", "Membership was moved elsewhere"),
                                    ("died", "Died"),
                                    ("ended", "No longer a member"),
                                    ("mistake", "Was entered by mistake"),
                                ],
                                max_length=12,
                                verbose_name="Why they left",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Their own account",
                            ),
                        ),
                        (
                            "is_shown",
                            models.BooleanField(
                                default=False,
                                help_text="they agreed to it: the card of service says so",
                                verbose_name="Shows that they are a member",
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
                                    hash="3fecbe481b235f02d4332502be3d537b9360a7e1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8fcd9",
                                    table="parties_partymemberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerEvent",
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
                                to="parties.partner",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.organisation",
                                verbose_name="Partner unit",
                            ),
                        ),
                        ("agreed_on", models.DateField(verbose_name="Agreed from")),
                        ("ends_on", models.DateField(verbose_name="Agreed until")),
                        (
                            "offers",
                            models.CharField(blank=True, max_length=200, verbose_name="What it can contribute"),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="Ended on")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a25a95396d45dc8880699a4aca9c2dfa7eb1656f",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_38c54",
                                    table="parties_partnerevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
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
                                to="parties.meeting",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "cadence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.cadence",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("general", "General meeting of members"),
                                    ("committee", "Committee meeting"),
                                    ("group", "Group meeting"),
                                    ("lecture", "Party lecture"),
                                    ("theme", "Theme day"),
                                    ("plan", "Plan of the year"),
                                    ("review", "Half-year review"),
                                    ("talk", "Monthly talk"),
                                    ("appraisal", "Year-end appraisal"),
                                    ("other", "Other meeting"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("slot", models.CharField(blank=True, editable=False, max_length=40)),
                        ("period", models.DateField(blank=True, editable=False, null=True)),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="Title")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "To be called"),
                                    ("called", "Called"),
                                    ("held", "Held"),
                                    ("off", "Called off"),
                                ],
                                default="due",
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField(editable=False)),
                        ("due_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("provisional", models.BooleanField(default=False, editable=False)),
                        ("alarm_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="Begins")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="Ends")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="Place")),
                        ("agenda", models.TextField(blank=True, max_length=1000, verbose_name="Agenda")),
                        (
                            "convener",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Convener",
                            ),
                        ),
                        ("notice_until", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("minutes", models.TextField(blank=True, max_length=8000, verbose_name="Minutes")),
                        ("guests", models.PositiveSmallIntegerField(default=0, verbose_name="Guests")),
                        ("expected", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                        ("attended", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                        ("written_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
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
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="590b1d4f0f3be4fe2ec232e434a43e49fe479a33",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5d2ae",
                                    table="parties_meetingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageEvent",
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
                                to="parties.coverage",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                            ),
                        ),
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
                                    hash="f86c6fd3e42bb234a236d8b0b3c67cacea656f8e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fe6cc",
                                    table="parties_coverageevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllianceMemberEvent",
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
                                to="parties.alliancemember",
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
                            "alliance",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.alliance",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                            ),
                        ),
                        ("leads", models.BooleanField(default=False, verbose_name="Leads the alliance")),
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
                                    hash="78750615c841bde49ab6946e8e7520ac12bf0bd0",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4166f",
                                    table="parties_alliancememberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeDrive",
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
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pledge_drives",
                                to="parties.partyorganization",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drives",
                                to="parties.pledgetext",
                                verbose_name="Text",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Name")),
                        ("starts_on", models.DateField(verbose_name="Good from")),
                        ("ends_on", models.DateField(verbose_name="Good until")),
                        ("closed_on", models.DateField(editable=False, null=True)),
                        ("begun_at", models.DateTimeField(editable=False)),
                        (
                            "alarm_at",
                            models.DateTimeField(
                                editable=False, help_text="when its keepers are told that it expires", null=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Signing of a pledge",
                        "verbose_name_plural": "Signings of pledges",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-begun_at", "-id"], name="drive_by_distr"),
                            models.Index(fields=["street_id", "-begun_at", "-id"], name="drive_by_stree"),
                            models.Index(fields=["community_id", "-begun_at", "-id"], name="drive_by_commu"),
                            models.Index(fields=["grid_id", "-begun_at", "-id"], name="drive_by_grid_"),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="drive_alarm",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="pledge_drive_ends_after_it_began",
                                violation_error_message="A pledge is good until a day after it begins.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="80cfaa95c820602b31cd72fffb7e1e49fda9866c",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_d8c24",
                                    table="parties_pledgedrive",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="424979d57dd1845cf88cf29197310cf588c19518",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_f5eb7",
                                    table="parties_pledgedrive",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgedriveevent" ("area_id", "begun_at", "closed_on", "ends_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "starts_on", "text_id", "title") SELECT new_values."area_id", new_values."begun_at", new_values."closed_on", new_values."ends_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."starts_on", new_values."text_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="0f4d33eccf5ee3a1cf5670f1f60f91ba5e835c1b",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_cacad",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_pledgedrive",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgedriveevent" ("area_id", "begun_at", "closed_on", "ends_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "starts_on", "text_id", "title") SELECT new_values."area_id", new_values."begun_at", new_values."closed_on", new_values."ends_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."starts_on", new_values."text_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."begun_at" IS DISTINCT FROM (new_values."begun_at") OR old_values."closed_on" IS DISTINCT FROM (new_values."closed_on") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."text_id" IS DISTINCT FROM (new_values."text_id") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c91bbac71c1a2071ceeefcd06dc5d397ba4535ed",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b9872",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_pledgedrive",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeTextEvent",
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
                                to="parties.pledgetext",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Version"),
                        ),
                        ("words", models.TextField(max_length=6000, verbose_name="Text")),
                        ("is_latest", models.BooleanField(default=True, editable=False)),
                        ("made_at", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1d780453dbdd22f12abbad49669b03c36fc5fc44",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b8ef1",
                                    table="parties_pledgetextevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PropertyServiceEvent",
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
                                to="parties.propertyservice",
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
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.propertycompany",
                            ),
                        ),
                        ("compound", models.CharField(blank=True, max_length=60, verbose_name="Compound")),
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
                                    hash="f5b2eabce80546cd4e1f8866b025d7d29d47a4c0",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_76765",
                                    table="parties_propertyserviceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="parties.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=300, verbose_name="Resolution")),
                    ],
                    options={
                        "verbose_name": "Resolution",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="resolution_number_once")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="aaed843ed0039f5cb5abb6e57baffc5f6e7e542a",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_d35bd",
                                    table="parties_resolution",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_resolutionevent" ("id", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."id", new_values."meeting_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="48e012a2202287502eedc897a8107ea80a1c9ac9",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1925e",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_resolution",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_resolutionevent" ("id", "meeting_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."id", new_values."meeting_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ac0fd0635111033a28b50c5f424b32ba49f79b9a",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_31bc6",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_resolution",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScorecardEvent",
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
                                to="parties.scorecard",
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
                            "period",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.ratingperiod",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.propertycompany",
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="61386d69f26a78c96cb6e4a6bbcaed6b86d4c36d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c0934",
                                    table="parties_scorecardevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="parties.scorecard",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.ratingcriterion",
                            ),
                        ),
                        ("points", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "verbose_name": "Line of a scorecard",
                        "constraints": [models.UniqueConstraint(fields=("card", "criterion"), name="score_line_once")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="b679340c11632cd712bd5e42b29596d90c8aa118",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_27f7f",
                                    table="parties_scoreline",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_scorelineevent" ("card_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points") SELECT new_values."card_id", new_values."criterion_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="3542ad30d5b85584c90ac210fbec0440f0aef79e",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_214e9",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_scoreline",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_scorelineevent" ("card_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points") SELECT new_values."card_id", new_values."criterion_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="a7e8cfaa9eeb661d49ce272afeafca73ec76c385",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e0166",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_scoreline",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="parties.staffsession",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Place at a training or forum",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at", None), ("struck_why", "")),
                                    models.Q(
                                        ("struck_at__isnull", False), models.Q(("struck_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="sessionplace_struck_with_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at", None)),
                                fields=("session", "user"),
                                name="session_place_once",
                                violation_error_message="This person is on the list already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="93d6e182652825cd46cd7272e62c8877b7c06f4b",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_911c4",
                                    table="parties_sessionplace",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_sessionplaceevent" ("entered_at", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "struck_at", "struck_why", "user_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."session_id", new_values."struck_at", new_values."struck_why", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="c4be82d359d906be065b248a3b62fc8ef92f0b7d",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_98f0d",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_sessionplace",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_sessionplaceevent" ("entered_at", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "struck_at", "struck_why", "user_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."session_id", new_values."struck_at", new_values."struck_why", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="00206dedf201bb7cb035462e44497906300dd5d2",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_92380",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_sessionplace",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffSessionEvent",
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
                                to="parties.staffsession",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "ref",
                            models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("training", "Training"),
                                    ("lesson", "Micro lesson"),
                                    ("forum", "Micro forum"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
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
                                to="parties.stafftopic",
                                verbose_name="Topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Title")),
                        ("on", models.DateField(verbose_name="Day")),
                        ("led_by", models.CharField(max_length=60, verbose_name="Who led it")),
                        ("words", models.CharField(blank=True, max_length=400, verbose_name="In words")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="39ad15d682edcea9e7daf9899259f6bd36016541",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ec177",
                                    table="parties_staffsessionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalkComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "talk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="parties.talk"
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="Words")),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "To be reviewed"), ("shown", "Shown"), ("refused", "Not shown")],
                                default="waiting",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "verbose_name": "Comment",
                        "verbose_name_plural": "Comments",
                        "ordering": ["at", "pk"],
                        "indexes": [models.Index(fields=["talk", "state", "-at", "-id"], name="talk_comment_by_talk")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at", None), ("state", "waiting")),
                                    models.Q(("reviewed_at__isnull", False), ("state", "shown")),
                                    models.Q(("by__isnull", False), ("state", "shown")),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("state", "refused"),
                                        models.Q(("why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="talk_comment_shown_after_a_review",
                                violation_error_message="Somebody reviews it first, and says why it is not shown.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="1abafe57a4cd2df2a03fb6ca331e35e0be20a181",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_0386c",
                                    table="parties_talkcomment",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_talkcommentevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "state", "talk_id", "text", "why") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."talk_id", new_values."text", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d94aee781940b34a70f22087a4ef98d68a331417",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f4521",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_talkcomment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_talkcommentevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "state", "talk_id", "text", "why") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."talk_id", new_values."text", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="355f9ce16f0b261bdbb57c9062a03a8bfbfeba08",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c61f6",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_talkcomment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermEvent",
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
                                to="parties.term",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                            ),
                        ),
                        ("began_on", models.DateField(verbose_name="Elected on")),
                        ("ends_on", models.DateField(verbose_name="Ends on")),
                        ("ended_on", models.DateField(editable=False, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                help_text="How many were there, how they voted",
                                max_length=200,
                                verbose_name="Result",
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
                                    hash="ac17dc13ece8478ae08ee82c3fe89bf81a390890",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_eec7e",
                                    table="parties_termevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalkEvent",
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
                                to="parties.talk",
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
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Called by",
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="Topic")),
                        ("text", models.TextField(max_length=2000, verbose_name="What it is about")),
                        (
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.weightrule",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("settled", "Settled"), ("withdrawn", "Withdrawn")],
                                default="open",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False)),
                        ("closes_at", models.DateTimeField(verbose_name="Takes words until")),
                        ("settled_at", models.DateTimeField(editable=False, null=True)),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="Result")),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "opened_by",
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
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2c445c3a4b18436806652affb028e1d297c78a0d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_49cd8",
                                    table="parties_talkevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MotionEvent",
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
                                to="parties.motion",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="Motion")),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("decision", "Major decision"),
                                    ("appointment", "Major appointment"),
                                    ("project", "Major project"),
                                    ("funds", "Large sum of money"),
                                ],
                                max_length=12,
                                verbose_name="What it decides",
                            ),
                        ),
                        (
                            "weight",
                            models.CharField(
                                choices=[
                                    ("small", "Small matters briefly"),
                                    ("large", "Large matters in detail"),
                                    ("important", "Important matters until settled"),
                                    ("urgent", "Urgent matters at once"),
                                ],
                                default="important",
                                max_length=12,
                                verbose_name="Weight",
                            ),
                        ),
                        (
                            "opinion",
                            models.TextField(max_length=2000, verbose_name="Preliminary opinion of the committee"),
                        ),
                        ("opinion_on", models.DateField(verbose_name="Formed on the committee's meeting of")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("opinion", "Preliminary opinion"),
                                    ("notice", "On notice"),
                                    ("open", "Ballot open"),
                                    ("counting", "To be counted"),
                                    ("passed", "Passed"),
                                    ("rejected", "Not passed"),
                                    ("no_quorum", "No quorum"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="opinion",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.weightrule",
                            ),
                        ),
                        ("principle", models.TextField(blank=True, max_length=1000, verbose_name="Principle")),
                        ("content", models.TextField(blank=True, max_length=2000, verbose_name="Content")),
                        ("procedure", models.TextField(blank=True, max_length=1000, verbose_name="Procedure")),
                        (
                            "accountability",
                            models.TextField(blank=True, max_length=1000, verbose_name="Accountability"),
                        ),
                        ("noticed_at", models.DateTimeField(editable=False, null=True)),
                        ("opened_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "closes_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Votes are taken until"),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True)),
                        ("decided_at", models.DateTimeField(editable=False, null=True)),
                        ("electorate", models.PositiveIntegerField(editable=False, null=True)),
                        ("voted", models.PositiveIntegerField(editable=False, null=True)),
                        ("yes", models.PositiveIntegerField(editable=False, null=True)),
                        ("no", models.PositiveIntegerField(editable=False, null=True)),
                        ("abstain", models.PositiveIntegerField(editable=False, null=True)),
                        ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="84fc9e25b5ac686602b756fae74cbd2081aeebd1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0be94",
                                    table="parties_motionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="parties.contacthousehold",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "way",
                            models.CharField(
                                choices=[("home", "At their home"), ("phone", "By phone"), ("met", "Met elsewhere")],
                                max_length=8,
                                verbose_name="How",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("greet", "To see how they are"),
                                    ("tell", "To tell them of policies"),
                                    ("hear", "To hear what they think"),
                                    ("errand", "To run an errand for them"),
                                ],
                                max_length=8,
                                verbose_name="What for",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "Visit to a contact household",
                        "ordering": ["-on", "-pk"],
                        "indexes": [models.Index(fields=["contact", "-on", "-id"], name="contact_visit_of")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ebd30ee3924c5a6f28d841f0fa8b393bf1140773",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_11277",
                                    table="parties_contactvisit",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="parties.listentry",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="parties.partner",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="parties.jointmeeting",
                            ),
                        ),
                        ("promise", models.CharField(blank=True, max_length=200, verbose_name="What is promised")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("claimed", "Under way"),
                                    ("fulfilled", "Fulfilled"),
                                    ("given_up", "Given up"),
                                ],
                                default="claimed",
                                max_length=10,
                            ),
                        ),
                        ("claimed_at", models.DateTimeField()),
                        ("outcome", models.CharField(blank=True, max_length=300, verbose_name="What was done")),
                        (
                            "evidence",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("fulfilled_at", models.DateTimeField(null=True)),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Satisfied"),
                                    ("fair", "Mostly satisfied"),
                                    ("poor", "Not satisfied"),
                                ],
                                max_length=4,
                                verbose_name="Evaluation",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                        ("evaluated_at", models.DateTimeField(null=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Claim",
                        "verbose_name_plural": "Claims",
                        "indexes": [models.Index(fields=["-claimed_at", "-id"], name="list_claim_new")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "given_up"), _negated=True),
                                fields=("entry", "partner"),
                                name="list_claim_once",
                                nulls_distinct=False,
                                violation_error_message="It has claimed this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["claimed", "fulfilled", "given_up"])),
                                name="list_claim_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("evidence__isnull", False),
                                        ("fulfilled_at__isnull", False),
                                        ("state", "fulfilled"),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("state", "fulfilled"), _negated=True), ("fulfilled_at", None)),
                                    _connector="OR",
                                ),
                                name="list_claim_fulfilled_with_evidence",
                                violation_error_message="Add a photo or a file that shows it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("evaluated_at", None), ("grade", "")),
                                    models.Q(
                                        ("evaluated_at__isnull", False),
                                        ("grade__in", ["good", "fair", "poor"]),
                                        ("state", "fulfilled"),
                                    ),
                                    _connector="OR",
                                ),
                                name="list_claim_evaluated_when_fulfilled",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="59209fdcbecfa0272b73b147f7fb1b0431ab2c39",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_552c7",
                                    table="parties_listclaim",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_listclaimevent" ("claimed_at", "entered_by_id", "entry_id", "evaluated_at", "evidence_id", "fulfilled_at", "grade", "id", "meeting_id", "outcome", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise", "remark", "state") SELECT new_values."claimed_at", new_values."entered_by_id", new_values."entry_id", new_values."evaluated_at", new_values."evidence_id", new_values."fulfilled_at", new_values."grade", new_values."id", new_values."meeting_id", new_values."outcome", new_values."partner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."promise", new_values."remark", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="27af11a1793a65ab875250ddd03f3716e2c89fc3",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_91b9e",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_listclaim",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_listclaimevent" ("claimed_at", "entered_by_id", "entry_id", "evaluated_at", "evidence_id", "fulfilled_at", "grade", "id", "meeting_id", "outcome", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise", "remark", "state") SELECT new_values."claimed_at", new_values."entered_by_id", new_values."entry_id", new_values."evaluated_at", new_values."evidence_id", new_values."fulfilled_at", new_values."grade", new_values."id", new_values."meeting_id", new_values."outcome", new_values."partner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promise", new_values."remark", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="9e8d3b02e0d4c0ec538913a34bf4227a4ae999bf",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d0ed3",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_listclaim",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingFileEvent",
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
                                to="parties.meetingfile",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.meeting",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                    hash="8d87eb580ddda97c80b6441910525a40428b3ea5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_62601",
                                    table="parties_meetingfileevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingTask",
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
                            "resolution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="parties.resolution",
                                verbose_name="Resolution",
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="What is to be done")),
                        (
                            "responsible",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Responsible person",
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To be done"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="Outcome"),
                        ),
                        ("alarm_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Task of a resolution",
                        "verbose_name_plural": "Tasks of resolutions",
                        "ordering": ["due_at", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "due_at", "id"], name="meeting_task_dist"),
                            models.Index(fields=["street_id", "due_at", "id"], name="meeting_task_stre"),
                            models.Index(fields=["community_id", "due_at", "id"], name="meeting_task_comm"),
                            models.Index(fields=["grid_id", "due_at", "id"], name="meeting_task_grid"),
                            models.Index(fields=["area", "due_at", "id"], name="meeting_task_area"),
                            models.Index(fields=["responsible", "due_at", "id"], name="meeting_task_resp"),
                            models.Index(
                                condition=models.Q(("alarm_at__isnull", False)),
                                fields=["alarm_at"],
                                name="meeting_task_alarm",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", False), ("state", "done")),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                                    _connector="OR",
                                ),
                                name="meeting_task_done_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_task_ends_with_words",
                                violation_error_message="Say what came of it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("alarm_at", None), ("state", "open"), _connector="OR"),
                                name="meeting_task_alarms_while_open",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="5eae865141b8cd34dea77ed70eecc149eb07b627",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_40426",
                                    table="parties_meetingtask",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="7df0f84649e5a514d339596f99094b2a0007348a",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_cd03c",
                                    table="parties_meetingtask",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingtaskevent" ("alarm_at", "area_id", "done_at", "due_at", "given_by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resolution_id", "responsible_id", "state", "what") SELECT new_values."alarm_at", new_values."area_id", new_values."done_at", new_values."due_at", new_values."given_by_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."resolution_id", new_values."responsible_id", new_values."state", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="ea7333d648c583d310d61e857b25172fafe34f5e",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6eccd",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_meetingtask",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_meetingtaskevent" ("alarm_at", "area_id", "done_at", "due_at", "given_by_id", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "resolution_id", "responsible_id", "state", "what") SELECT new_values."alarm_at", new_values."area_id", new_values."done_at", new_values."due_at", new_values."given_by_id", new_values."id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."resolution_id", new_values."responsible_id", new_values."state", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alarm_at" IS DISTINCT FROM (new_values."alarm_at") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."done_at" IS DISTINCT FROM (new_values."done_at") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."given_by_id" IS DISTINCT FROM (new_values."given_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."resolution_id" IS DISTINCT FROM (new_values."resolution_id") OR old_values."responsible_id" IS DISTINCT FROM (new_values."responsible_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."what" IS DISTINCT FROM (new_values."what")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="82dc24fc2b69d25546765b4e2b84eee6e5c287b6",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_da7a7",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_meetingtask",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberHours",
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
                            "check_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hours",
                                to="parties.checkin",
                            ),
                        ),
                        (
                            "deployment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hours",
                                to="parties.deployment",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=3,
                                validators=[django.core.validators.MaxValueValidator(24)],
                                verbose_name="Hours",
                            ),
                        ),
                        ("what", models.CharField(max_length=80, verbose_name="What they did")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("refused_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "Hours of a party member",
                        "ordering": ["-on", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["district_id", "-entered_at", "-id"], name="member_hours_of_dist"),
                            models.Index(fields=["street_id", "-entered_at", "-id"], name="member_hours_of_stre"),
                            models.Index(fields=["community_id", "-entered_at", "-id"], name="member_hours_of_comm"),
                            models.Index(fields=["grid_id", "-entered_at", "-id"], name="member_hours_of_grid"),
                            models.Index(fields=["area", "-entered_at", "-id"], name="member_hours_of_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("check_in", None), ("deployment__isnull", False)),
                                    models.Q(("check_in__isnull", False), ("deployment", None)),
                                    _connector="OR",
                                ),
                                name="member_hours_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                                name="member_hours_of_a_day",
                                violation_error_message="A day has more than none and no more than 24 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("refused_at", None),
                                        models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="member_hours_confirmed_by_another",
                                violation_error_message="Somebody else has to confirm what you entered.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="place_row",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="\n                    PERFORM linli_tree_shared();\n                    SELECT a.district_id, a.street_id, a.community_id, a.grid_id\n                    INTO NEW.district_id, NEW.street_id, NEW.community_id, NEW.grid_id\n                    FROM grids_area a WHERE a.id = NEW.area_id;\n                    RETURN NEW;\n                ",
                                    hash="f3e16bb1f0478365f6b58d84812b0e8eb0b83106",
                                    operation='INSERT OR UPDATE OF "area_id", "district_id", "street_id", "community_id", "grid_id"',
                                    pgid="pgtrigger_place_row_8833e",
                                    table="parties_memberhours",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="322862f380e071bbd269ca7f108e341fcbcc60ea",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_24a48",
                                    table="parties_memberhours",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_memberhoursevent" ("area_id", "check_in_id", "confirmed_at", "confirmed_by_id", "deployment_id", "entered_at", "entered_by_id", "hours", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "refused_at", "what") SELECT new_values."area_id", new_values."check_in_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."deployment_id", new_values."entered_at", new_values."entered_by_id", new_values."hours", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."refused_at", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="d51d4f5b99caa2cf1102f461fc5d337bb47e769c",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ec451",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_memberhours",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_memberhoursevent" ("area_id", "check_in_id", "confirmed_at", "confirmed_by_id", "deployment_id", "entered_at", "entered_by_id", "hours", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "refused_at", "what") SELECT new_values."area_id", new_values."check_in_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."deployment_id", new_values."entered_at", new_values."entered_by_id", new_values."hours", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."refused_at", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."check_in_id" IS DISTINCT FROM (new_values."check_in_id") OR old_values."confirmed_at" IS DISTINCT FROM (new_values."confirmed_at") OR old_values."confirmed_by_id" IS DISTINCT FROM (new_values."confirmed_by_id") OR old_values."deployment_id" IS DISTINCT FROM (new_values."deployment_id") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."entered_by_id" IS DISTINCT FROM (new_values."entered_by_id") OR old_values."hours" IS DISTINCT FROM (new_values."hours") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."refused_at" IS DISTINCT FROM (new_values."refused_at") OR old_values."what" IS DISTINCT FROM (new_values."what")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="34608a2d216fe189e83cb81d4df45f76dbe471db",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e8fbf",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_memberhours",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MotionTaskEvent",
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
                                to="parties.motiontask",
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
                            "motion",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.motion",
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="What is to be done")),
                        (
                            "responsible",
                            models.CharField(
                                help_text="A post or a body, such as the property company",
                                max_length=40,
                                verbose_name="Responsible",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="Due on")),
                        ("done_on", models.DateField(editable=False, null=True)),
                        (
                            "done_by",
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
                        ("outcome", models.CharField(blank=True, max_length=200, verbose_name="How it was done")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="8d532f15edb2cf03d2784c7a8b596f78f9ca8182",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_936b4",
                                    table="parties_motiontaskevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointMeetingPresentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
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
                            "jointmeeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.jointmeeting",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partner",
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
                                    hash="ff34bd50f1986b4bce52401eb371723c5561d874",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_07737",
                                    table="parties_jointmeetingpresentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberLinkEvent",
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
                                to="parties.memberlink",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                            ),
                        ),
                        ("until", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="af057b437139dcfb89ecf324f72a2e85cf27e04a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3de8a",
                                    table="parties_memberlinkevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationEvent",
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
                                to="parties.invitation",
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
                            "motion",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.motion",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        (
                            "ref",
                            models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12),
                        ),
                        ("token_hash", models.CharField(blank=True, editable=False, max_length=64)),
                        ("expires_at", models.DateTimeField(editable=False, null=True)),
                        ("read_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="32888badd751ea290e94168348092571888c7365",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d4268",
                                    table="parties_invitationevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeploymentEvent",
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
                                to="parties.deployment",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        ("duty", models.CharField(max_length=80, verbose_name="Duty")),
                        ("since", models.DateField(verbose_name="From")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "called_off",
                            models.BooleanField(default=False, editable=False, help_text="before it began"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="46b3b933be8b1baee313f85a5175e4a42f435196",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0972a",
                                    table="parties_deploymentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactHouseholdEvent",
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
                                to="parties.contacthousehold",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                                verbose_name="Party member",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="residents.household",
                                verbose_name="Household",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="Since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "visited_on",
                            models.DateField(
                                blank=True, editable=False, help_text="the last visit, for the list", null=True
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
                                    hash="61570bf152c4ba63c9a415b52be6a48a29cad110",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_505d5",
                                    table="parties_contacthouseholdevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
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
                                to="parties.attendance",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                            ),
                        ),
                        ("came_at", models.DateTimeField(blank=True, null=True)),
                        ("by_link", models.BooleanField(default=False)),
                        ("is_excused", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="b847357c1ccd7a0f96a7129095cbb326c229fb06",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_bf24a",
                                    table="parties_attendanceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficerEvent",
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
                                to="parties.officer",
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
                            "ref",
                            models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("secretary", "Secretary"),
                                    ("deputy", "Deputy secretary"),
                                    ("member", "Committee member"),
                                    ("leader", "Group leader"),
                                    ("part_time", "Part-time member"),
                                    ("household", "Member of the model household"),
                                ],
                                max_length=12,
                                verbose_name="Duty",
                            ),
                        ),
                        (
                            "charge",
                            models.CharField(
                                blank=True,
                                help_text="Organisation, publicity, discipline …",
                                max_length=20,
                                verbose_name="In charge of",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partymember",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=40, verbose_name="Name")),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.organisation",
                                verbose_name="Stationed unit",
                            ),
                        ),
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
                                    hash="3c50ff639b445e8cdde0a23d0ef7a9238ffcb588",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0ec9b",
                                    table="parties_officerevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListEntryEvent",
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
                                to="parties.listentry",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("need", "Needs"), ("resource", "Resources"), ("project", "Projects")],
                                max_length=8,
                                verbose_name="List",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="What")),
                        ("details", models.CharField(blank=True, max_length=500, verbose_name="Details")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partner",
                                verbose_name="Whose",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(default=1, verbose_name="How many may claim it")),
                        ("first_quarter", models.DateField(editable=False)),
                        ("quarter", models.DateField(verbose_name="Quarter")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Not yet published"),
                                    ("open", "Waits for a claim"),
                                    ("claimed", "Claimed"),
                                    ("fulfilled", "Fulfilled"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("entered_at", models.DateTimeField(editable=False)),
                        ("published_at", models.DateTimeField(editable=False, null=True)),
                        ("carried_at", models.DateTimeField(editable=False, help_text="the last time", null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="9b98a443b5961122389eec60178250a036002e89",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f9c76",
                                    table="parties_listentryevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointMeetingEvent",
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
                                to="parties.jointmeeting",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                                verbose_name="Party organisation",
                            ),
                        ),
                        ("quarter", models.DateField(verbose_name="Quarter")),
                        ("held_on", models.DateField(verbose_name="Held on")),
                        ("place", models.CharField(blank=True, max_length=60, verbose_name="Where")),
                        ("minutes", models.TextField(max_length=4000, verbose_name="Minutes")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1b0e3b98644311c4afd1ec721ac27e2643d99e40",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_5bf14",
                                    table="parties_jointmeetingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "drive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pledges",
                                to="parties.pledgedrive",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.organisation",
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
                        ("signer", models.CharField(blank=True, max_length=40, verbose_name="Signed by")),
                        ("signed_on", models.DateField(null=True, verbose_name="Signed on")),
                        (
                            "scan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "Signatory",
                        "verbose_name_plural": "Signatories",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("post", None)),
                                    models.Q(("organisation", None), ("post__isnull", False)),
                                    _connector="OR",
                                ),
                                name="pledge_of_one",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at", None)),
                                fields=("drive", "organisation", "post"),
                                name="pledge_once",
                                nulls_distinct=False,
                                violation_error_message="It is on the list of signatories already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("scan", None), ("signed_on", None), ("signer", "")),
                                    models.Q(
                                        ("scan__isnull", False),
                                        ("signed_on__isnull", False),
                                        models.Q(("signer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pledge_signed_with_scan",
                                violation_error_message="Say who signed and when, and add the scan.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="33f018b5204c8f05f746334f51ef4317e28becd2",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_e79d6",
                                    table="parties_pledge",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgeevent" ("added_at", "drive_id", "entered_by_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "scan_id", "signed_on", "signer", "struck_at") SELECT new_values."added_at", new_values."drive_id", new_values."entered_by_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post_id", new_values."scan_id", new_values."signed_on", new_values."signer", new_values."struck_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="5082e8e49d2c70ade65eee464620c74371ea09ca",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f2a37",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_pledge",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_pledgeevent" ("added_at", "drive_id", "entered_by_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "scan_id", "signed_on", "signer", "struck_at") SELECT new_values."added_at", new_values."drive_id", new_values."entered_by_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post_id", new_values."scan_id", new_values."signed_on", new_values."signer", new_values."struck_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="07dc6a971df24f7adb22b192a9a6a3139868f0f5",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ff814",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_pledge",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeDriveEvent",
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
                                to="parties.pledgedrive",
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
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partyorganization",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.pledgetext",
                                verbose_name="Text",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="Name")),
                        ("starts_on", models.DateField(verbose_name="Good from")),
                        ("ends_on", models.DateField(verbose_name="Good until")),
                        ("closed_on", models.DateField(editable=False, null=True)),
                        ("begun_at", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2c519a6313304ed219fd63de2d16c159a83d3ba8",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3461f",
                                    table="parties_pledgedriveevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LastPlaceNoticeEvent",
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
                                to="parties.lastplacenotice",
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
                            "result",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.ratingresult",
                            ),
                        ),
                        ("why", models.CharField(max_length=400, verbose_name="Reason")),
                        ("served_at", models.DateTimeField(editable=False)),
                        (
                            "served_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("amount", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("clock_minutes", "minutes"),
                                    ("clock_hours", "hours"),
                                    ("working_hours", "working hours"),
                                    ("working_days", "working days"),
                                    ("calendar_days", "calendar days"),
                                    ("months", "months"),
                                    ("years", "years"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("provisional", models.BooleanField(default=False)),
                        ("alarm_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answer_kind",
                            models.CharField(
                                blank=True, choices=[("answer", "Answer"), ("appeal", "Appeal")], max_length=8
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                help_text="who took the company's words down",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("warned", "Warned"), ("eliminated", "Eliminated"), ("kept", "Kept")],
                                max_length=12,
                                verbose_name="Decision",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(editable=False, null=True)),
                        (
                            "decided_by",
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
                        ("decision_why", models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="091eba800329adca510c2663b5be02ab0e730c43",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ee107",
                                    table="parties_lastplacenoticeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResolutionEvent",
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
                                to="parties.resolution",
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
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.meeting",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=300, verbose_name="Resolution")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="18da741a838e695e0aabfb1109c51927d3be46c6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ce1f1",
                                    table="parties_resolutionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreLineEvent",
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
                                to="parties.scoreline",
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
                            "card",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.scorecard",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.ratingcriterion",
                            ),
                        ),
                        ("points", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="40a057fcac35fc83ad37486b33280fd235c1123b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b779b",
                                    table="parties_scorelineevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionPlaceEvent",
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
                                to="parties.sessionplace",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                        ("struck_why", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.staffsession",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                    hash="17018cf06a6d138c5423609f9fdf906ceaa83fdd",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b8e7b",
                                    table="parties_sessionplaceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalkCommentEvent",
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
                                to="parties.talkcomment",
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
                            "talk",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.talk",
                            ),
                        ),
                        ("text", models.TextField(max_length=500, verbose_name="Words")),
                        ("at", models.DateTimeField(editable=False)),
                        (
                            "by",
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
                            "state",
                            models.CharField(
                                choices=[("waiting", "To be reviewed"), ("shown", "Shown"), ("refused", "Not shown")],
                                default="waiting",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "reviewed_by",
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
                        ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                        ("why", models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3471ce0d714f0a8d9b1fe4a2c80f4df3ee0bd9c7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_054fb",
                                    table="parties_talkcommentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="parties.partner",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("people", "People and time"),
                                    ("place", "A place"),
                                    ("goods", "Goods"),
                                    ("money", "Money"),
                                    ("service", "A service"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("what", models.CharField(max_length=120, verbose_name="What")),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "claim",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gift",
                                to="parties.listclaim",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "verbose_name": "Contribution",
                        "verbose_name_plural": "Contributions",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["people", "place", "goods", "money", "service"])),
                                name="contribution_kind_known",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="never_deleted",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="3877f60877648115c9c7d3f4f9d5ef4c9e694b7e",
                                    operation="DELETE",
                                    pgid="pgtrigger_never_deleted_69b04",
                                    table="parties_contribution",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_contributionevent" ("claim_id", "entered_at", "entered_by_id", "id", "kind", "on", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "what") SELECT new_values."claim_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", new_values."on", new_values."partner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."struck_at", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="45349e755fc94774ad1a3c1634c7ac883ef455d8",
                                    level="STATEMENT",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_eb5b8",
                                    referencing="REFERENCING NEW TABLE AS new_values ",
                                    table="parties_contribution",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "parties_contributionevent" ("claim_id", "entered_at", "entered_by_id", "id", "kind", "on", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "what") SELECT new_values."claim_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", new_values."on", new_values."partner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."struck_at", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                                    hash="26e25538f8fe6ed273fc565f9eea9b24f96e67b4",
                                    level="STATEMENT",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_84ab8",
                                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                                    table="parties_contribution",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberHoursEvent",
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
                                to="parties.memberhours",
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
                            "check_in",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.checkin",
                            ),
                        ),
                        (
                            "deployment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.deployment",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=3,
                                validators=[django.core.validators.MaxValueValidator(24)],
                                verbose_name="Hours",
                            ),
                        ),
                        ("what", models.CharField(max_length=80, verbose_name="What they did")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("refused_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="bcafb0c76345e74be8193367a711ac8bcfed6708",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c31ae",
                                    table="parties_memberhoursevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListClaimEvent",
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
                                to="parties.listclaim",
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
                            "entry",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.listentry",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partner",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.jointmeeting",
                            ),
                        ),
                        ("promise", models.CharField(blank=True, max_length=200, verbose_name="What is promised")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("claimed", "Under way"),
                                    ("fulfilled", "Fulfilled"),
                                    ("given_up", "Given up"),
                                ],
                                default="claimed",
                                max_length=10,
                            ),
                        ),
                        ("claimed_at", models.DateTimeField()),
                        ("outcome", models.CharField(blank=True, max_length=300, verbose_name="What was done")),
                        (
                            "evidence",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("fulfilled_at", models.DateTimeField(null=True)),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Satisfied"),
                                    ("fair", "Mostly satisfied"),
                                    ("poor", "Not satisfied"),
                                ],
                                max_length=4,
                                verbose_name="Evaluation",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                        ("evaluated_at", models.DateTimeField(null=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                    hash="8be0124948d9d52f5da31a0c6dee44e7133f827c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e2cbe",
                                    table="parties_listclaimevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PledgeEvent",
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
                                to="parties.pledge",
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
                            "drive",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.pledgedrive",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.organisation",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.post",
                            ),
                        ),
                        ("signer", models.CharField(blank=True, max_length=40, verbose_name="Signed by")),
                        ("signed_on", models.DateField(null=True, verbose_name="Signed on")),
                        (
                            "scan",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="grids.storedfile",
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ce44e4099e2dba609963481d42b1d7d6ef60470b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_57182",
                                    table="parties_pledgeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingTaskEvent",
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
                                to="parties.meetingtask",
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
                            "resolution",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.resolution",
                                verbose_name="Resolution",
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="What is to be done")),
                        (
                            "responsible",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Responsible person",
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        (
                            "given_by",
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
                            "state",
                            models.CharField(
                                choices=[("open", "To be done"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                editable=False,
                                max_length=8,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=300, verbose_name="Outcome"),
                        ),
                        ("alarm_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="791870e6aeb7d26bc28f38aea7c53265147edc8b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_17236",
                                    table="parties_meetingtaskevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionEvent",
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
                                to="parties.contribution",
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
                            "partner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.partner",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("people", "People and time"),
                                    ("place", "A place"),
                                    ("goods", "Goods"),
                                    ("money", "Money"),
                                    ("service", "A service"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("what", models.CharField(max_length=120, verbose_name="What")),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "claim",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="parties.listclaim",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(editable=False)),
                        (
                            "entered_by",
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
                        ("struck_at", models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a132904695890fdf73e28fa7d8e8507de10359c6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_6dde5",
                                    table="parties_contributionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            "SELECT linli_join_placed('parties_' || name) FROM unnest(ARRAY["
            "'alliance', "
            "'checkin', "
            "'contacthousehold', "
            "'coverage', "
            "'deployment', "
            "'jointmeeting', "
            "'lastplacenotice', "
            "'listentry', "
            "'meeting', "
            "'meetingtask', "
            "'memberhours', "
            "'motion', "
            "'ownerscommittee', "
            "'pairing', "
            "'partner', "
            "'partymember', "
            "'partyorganization', "
            "'pledgedrive', "
            "'pledgetext', "
            "'propertycompany', "
            "'propertyservice', "
            "'ratingperiod', "
            "'socialbody', "
            "'staffsession', "
            "'talk'"
            "]) name"
        ),
    ]
