import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import grids.fields
import residents.models.dwelling


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("grids", "0009_areas_above_units"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("residents", "0021_more_rules_of_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("formed_on", models.DateField(verbose_name="Formed on")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"),
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
                            ("dissolved_on", None), ("dissolved_on__gte", models.F("formed_on")), _connector="OR"
                        ),
                        name="team_ends_after_it_began",
                        violation_error_message="A team is dissolved after it was formed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "label",
                    models.CharField(
                        help_text="Grid worker, community police, third party …", max_length=40, verbose_name="Who"
                    ),
                ),
                ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                (
                    "is_open",
                    models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("is_on", models.BooleanField(default=True)),
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
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
            ],
            options={
                "verbose_name": "Skill",
                "verbose_name_plural": "Skills",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "name",
                    models.CharField(
                        blank=True, help_text="of somebody from outside only", max_length=40, verbose_name="Name"
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
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"),
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
                    "skills",
                    models.ManyToManyField(
                        blank=True, related_name="volunteers", to="volunteers.skill", verbose_name="Skills"
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
                    "joined_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="when they were taken in the first time",
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
                                ("resident", None),
                                ("subject__isnull", False),
                                ("user", None),
                                models.Q(("name", ""), _negated=True),
                            ),
                            models.Q(
                                ("name", ""),
                                ("phone", None),
                                ("phone_index", ""),
                                ("subject", None),
                                models.Q(("resident__isnull", False), ("user__isnull", False), _connector="OR"),
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
                        condition=models.Q(("left_on", None), ("left_on__gte", models.F("since")), _connector="OR"),
                        name="volunteer_leaves_after_joining",
                        violation_error_message="Nobody leaves before they joined.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leads", models.BooleanField(default=False, verbose_name="Leads the team")),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="volunteers.team"
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
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="volunteers.volunteer",
                    ),
                ),
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
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="member_leaves_after_joining",
                        violation_error_message="Nobody leaves before they joined.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
            ],
            options={
                "verbose_name": "Pattern of teams",
                "verbose_name_plural": "Patterns of teams",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PatternEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="volunteers.pattern",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PatternSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "label",
                    models.CharField(
                        help_text="Grid worker, community police, third party …", max_length=40, verbose_name="Who"
                    ),
                ),
                ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                (
                    "is_open",
                    models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="volunteers.pattern"
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
            ],
            options={
                "verbose_name": "Line of a pattern",
                "ordering": ["order", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("pattern", "label"), name="pattern_slot_once")],
            },
        ),
        migrations.CreateModel(
            name="PatternSlotEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "label",
                    models.CharField(
                        help_text="Grid worker, community police, third party …", max_length=40, verbose_name="Who"
                    ),
                ),
                ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                (
                    "is_open",
                    models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "pattern",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.pattern",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.role",
                        verbose_name="Only holders of the post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SkillEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="volunteers.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ref", models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12)),
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
                ("formed_on", models.DateField(verbose_name="Formed on")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="Dissolved on")),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.organisation",
                        verbose_name="Organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="volunteers.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamSlotEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "label",
                    models.CharField(
                        help_text="Grid worker, community police, third party …", max_length=40, verbose_name="Who"
                    ),
                ),
                ("wanted", models.PositiveSmallIntegerField(default=1, verbose_name="How many")),
                (
                    "is_open",
                    models.BooleanField(default=False, help_text="The N of 5+N", verbose_name="More may join"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("is_on", models.BooleanField(default=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "role",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.role",
                        verbose_name="Only holders of the post",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VolunteerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ref", models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12)),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="of somebody from outside only", max_length=40, verbose_name="Name"
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
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.area",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="residents.resident",
                        verbose_name="Resident",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.subjectkey",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="who serves here",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            },
        ),
        migrations.CreateModel(
            name="MemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("leads", models.BooleanField(default=False, verbose_name="Leads the team")),
                ("since", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.team",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.teamslot",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
            ],
            options={
                "verbose_name": "Topic",
                "verbose_name_plural": "Topics",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("materials", models.CharField(blank=True, max_length=200, verbose_name="Materials handed out")),
                ("outcome", models.TextField(blank=True, max_length=1000, verbose_name="Outcome")),
                ("certified_at", models.DateTimeField(editable=False, null=True)),
                ("why", models.CharField(blank=True, editable=False, help_text="it was cancelled", max_length=200)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"),
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
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ref", models.CharField(default=residents.models.dwelling.new_ref, editable=False, max_length=12)),
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
                ("materials", models.CharField(blank=True, max_length=200, verbose_name="Materials handed out")),
                ("outcome", models.TextField(blank=True, max_length=1000, verbose_name="Outcome")),
                ("certified_at", models.DateTimeField(editable=False, null=True)),
                ("why", models.CharField(blank=True, editable=False, help_text="it was cancelled", max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.area",
                    ),
                ),
                (
                    "certified_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.activity",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.topic",
                        verbose_name="Topic",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="Hours"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="volunteers.activity"
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="volunteers.volunteer"
                    ),
                ),
            ],
            options={
                "verbose_name": "Place in an activity",
                "indexes": [models.Index(fields=["volunteer", "activity"], name="place_of_volunteer")],
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "volunteer"), name="place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("came_at", None), ("state", "signed"), _connector="OR"),
                        name="place_came_who_signed_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_at", None), ("left_at__gte", models.F("came_at")), _connector="OR"),
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
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="Hours"),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.activity",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "volunteer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Star",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("hours", models.PositiveIntegerField(unique=True, verbose_name="From so many hours")),
            ],
            options={
                "verbose_name": "Star level",
                "verbose_name_plural": "Star levels",
                "ordering": ["hours"],
            },
        ),
        migrations.CreateModel(
            name="StarEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("hours", models.PositiveIntegerField(verbose_name="From so many hours")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="volunteers.star",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="Code")),
                ("name_zh", models.CharField(max_length=40, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("is_on", models.BooleanField(default=True, verbose_name="In use")),
                ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="volunteers.topic",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "Service",
                "verbose_name_plural": "Services",
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "code"),
                        name="service_once",
                        nulls_distinct=False,
                        violation_error_message="This area has a service of this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channels", []), _negated=True), name="service_has_channel"
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("for_another", models.BooleanField(default=False, verbose_name="Ordered for somebody else")),
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
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Every how many days"),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
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
                ("alarm_at", models.DateTimeField(help_text="when the sweep looks at it next", null=True)),
                ("warned", models.BooleanField(default=False, help_text="in this step")),
                ("was_late", models.BooleanField(default=False, help_text="in any step")),
                ("redispatched", models.PositiveSmallIntegerField(default=0)),
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
                    models.CharField(blank=True, help_text="of the matter that a low rating opened", max_length=24),
                ),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.serviceitem",
                        verbose_name="Service",
                    ),
                ),
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
                    "taker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="volunteers.volunteer",
                        verbose_name="Taken by",
                    ),
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
                        condition=models.Q(("step__in", ("ordered", "offered", "taken", "started"))),
                        fields=["district_id", "due_at", "id"],
                        name="order_dist_due",
                    ),
                    models.Index(
                        condition=models.Q(("step__in", ("ordered", "offered", "taken", "started"))),
                        fields=["street_id", "due_at", "id"],
                        name="order_stre_due",
                    ),
                    models.Index(
                        condition=models.Q(("step__in", ("ordered", "offered", "taken", "started"))),
                        fields=["community_id", "due_at", "id"],
                        name="order_comm_due",
                    ),
                    models.Index(
                        condition=models.Q(("step__in", ("ordered", "offered", "taken", "started"))),
                        fields=["grid_id", "due_at", "id"],
                        name="order_grid_due",
                    ),
                    models.Index(
                        condition=models.Q(("step__in", ("ordered", "offered", "taken", "started"))),
                        fields=["area", "due_at", "id"],
                        name="order_area_due",
                    ),
                    models.Index(
                        condition=models.Q(("alarm_at__isnull", False)), fields=["alarm_at"], name="order_alarm"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["ordered", "offered", "taken", "started", "done", "rated", "cancelled"])
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
                            models.Q(("step__in", ("ordered", "offered")), ("taken_at", None), ("taker", None)),
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
                            models.Q(models.Q(("step__in", ("done", "rated")), _negated=True), ("done_at", None)),
                            _connector="OR",
                        ),
                        name="order_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rating__range", (1, 5)), ("step", "rated")),
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
                                models.Q(("step__in", ("rated", "cancelled")), _negated=True), ("ended_at", None)
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
                            models.Q(("mode", "follow_up"), _negated=True), ("every_days__gte", 1), _connector="OR"
                        ),
                        name="order_follow_up_says_how_often",
                        violation_error_message="Say every how many days somebody asks after them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("order", "Ordered"),
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
                ("text", models.CharField(blank=True, max_length=300)),
                (
                    "data",
                    models.JSONField(blank=True, default=dict, help_text="codes and ids only, never personal data"),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.post"
                    ),
                ),
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
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="volunteers.serviceorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Record",
                "indexes": [models.Index(fields=["order", "id"], name="order_act_of")],
            },
        ),
        migrations.CreateModel(
            name="ServiceItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="none: everywhere",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.area",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
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
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="volunteers.skill",
                        verbose_name="Skill it takes",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrderPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="volunteers.orderact"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.storedfile"
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
            ],
            options={
                "verbose_name": "Photo",
            },
        ),
        migrations.CreateModel(
            name="OrderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="volunteers.serviceorder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="volunteers.volunteer"
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
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("claimed_at", models.DateTimeField(null=True)),
                ("fulfilled_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.area"),
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
                    "by_team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="volunteers.team",
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
                    "claimed_by",
                    models.ForeignKey(
                        help_text="who answers for the claim",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                                        ("by_organisation", None), ("by_team", None), ("by_volunteer__isnull", False)
                                    ),
                                    models.Q(
                                        ("by_organisation", None), ("by_team__isnull", False), ("by_volunteer", None)
                                    ),
                                    models.Q(
                                        ("by_organisation__isnull", False), ("by_team", None), ("by_volunteer", None)
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
                                models.Q(("step__in", ("fulfilled", "thanked")), _negated=True), ("fulfilled_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="wish_fulfilled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WishLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("text", models.CharField(blank=True, max_length=300)),
                (
                    "photo",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.storedfile"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.post"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="volunteers.wish"
                    ),
                ),
            ],
            options={
                "verbose_name": "Record",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pattern",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternevent" ("code", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d3309e5a73b682fd063aef63b2d4b5080996477b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_517bb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="volunteers_pattern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pattern",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternevent" ("code", "id", "is_on", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."id", new_values."is_on", new_values."name_en", new_values."name_zh", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a7b6571884440e8efc6111b3a27f82edb2ea0ea0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae80c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="volunteers_pattern",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "volunteers_skillevent" ("code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="50c38756f436fc7f46bf1a45599eeedeb0e282f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff284",
                    table="volunteers_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skill",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "volunteers_skillevent" ("code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="a15f01c7c7a7eddc20400e9e3c6c967da6e27503",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5754c",
                    table="volunteers_skill",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patternevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="79aeb76922736c06905cfc5281d3068c3bd796a4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e78ae",
                    table="volunteers_patternevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patternslot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternslotevent" ("id", "is_open", "label", "order", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted") SELECT new_values."id", new_values."is_open", new_values."label", new_values."order", new_values."pattern_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c2317b8736b1c96231dec0bbc80637d819408461",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_878c7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="volunteers_patternslot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patternslot",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_patternslotevent" ("id", "is_open", "label", "order", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "wanted") SELECT new_values."id", new_values."is_open", new_values."label", new_values."order", new_values."pattern_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="09a06ce398688e30544598f92afaa22ee59430bb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db546",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="volunteers_patternslot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="patternslotevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="be80051d7eff0f7ed9cfe6a06e564f51b71d8351",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7414d",
                    table="volunteers_patternslotevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e610cbe57f67e7480f33e9b5228f4bf8708e481f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fd391",
                    table="volunteers_skillevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="team",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="40ceebfec01889586c4c0fd3f9036e295851617a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7d4ac",
                    table="volunteers_teamevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamslot",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamslot",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="teamslotevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1eedbcefea5d507e52c0e9cfa58330c7fef5fefb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0386f",
                    table="volunteers_teamslotevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="memberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="81ff5c79aba95a0e4a71d35bd9bd2facdea0eba5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_324a2",
                    table="volunteers_memberevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c5535e351ea1afe2d73f8d2290ca76b549279c5e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fb428",
                    table="volunteers_volunteerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_volunteerevent" ("area_id", "id", "joined_at", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "resident_id", "since", "subject_id", "user_id") SELECT new_values."area_id", new_values."id", new_values."joined_at", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."ref", new_values."resident_id", new_values."since", new_values."subject_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1e5d1b89e9ce068b6219d36d48ae5bca217215fa",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fa6cd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="volunteers_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_volunteerevent" ("area_id", "id", "joined_at", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "ref", "resident_id", "since", "subject_id", "user_id") SELECT new_values."area_id", new_values."id", new_values."joined_at", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."ref", new_values."resident_id", new_values."since", new_values."subject_id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."left_on" IS DISTINCT FROM (new_values."left_on") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."ref" IS DISTINCT FROM (new_values."ref") OR old_values."resident_id" IS DISTINCT FROM (new_values."resident_id") OR old_values."since" IS DISTINCT FROM (new_values."since") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b3884475da485b5427589cf358f637bb897a7ba",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6cedd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="volunteers_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="star",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "volunteers_starevent" ("code", "hours", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."hours", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="a7dc83697c764e9dfff181cd3306f535615f599a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_438bf",
                    table="volunteers_star",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="star",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "volunteers_starevent" ("code", "hours", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."hours", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="a689913cb451d6d6b6536fa1bff6756df339a67a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8809a",
                    table="volunteers_star",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topic",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "volunteers_topicevent" ("code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="bcd3ae278570f0bc42262663bc616b8d690c6e1d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44439",
                    table="volunteers_topic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topic",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "volunteers_topicevent" ("code", "id", "is_on", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_on", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="b0742af5b995839699f3cf095622aa999a356e68",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cac0e",
                    table="volunteers_topic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_participationevent" ("activity_id", "came_at", "hours", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "state", "volunteer_id") SELECT new_values."activity_id", new_values."came_at", new_values."hours", new_values."id", new_values."left_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_at", new_values."state", new_values."volunteer_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04402d4950d85d733de1c98eafc460a094a7d928",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_11cb2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="volunteers_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "volunteers_participationevent" ("activity_id", "came_at", "hours", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "state", "volunteer_id") SELECT new_values."activity_id", new_values."came_at", new_values."hours", new_values."id", new_values."left_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_at", new_values."state", new_values."volunteer_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="efbd146e08a286f3bd59bb6de15074066c78194a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4437d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="volunteers_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f3c3f138db635f44a37e32fdcf8d1a85050691d4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0901e",
                    table="volunteers_participationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="starevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="36cf657b7a2d7beafa567fb141fcadf5eadb626a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e68e9",
                    table="volunteers_starevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="70e06fd761bd0fac22928ae21d24cca290ac20b1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f9cd",
                    table="volunteers_activityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topicevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dfec810ef77c4a6a456afdf5c5b796db4788424a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cab94",
                    table="volunteers_topicevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "volunteers_serviceitemevent" ("area_id", "channels", "code", "difficulty", "fixed", "id", "is_on", "mode", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "span") VALUES (NEW."area_id", NEW."channels", NEW."code", NEW."difficulty", NEW."fixed", NEW."id", NEW."is_on", NEW."mode", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id", NEW."span"); RETURN NULL;',
                    hash="cdabfad93014e8ba5013093b03e3250286107771",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1cdb6",
                    table="volunteers_serviceitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "volunteers_serviceitemevent" ("area_id", "channels", "code", "difficulty", "fixed", "id", "is_on", "mode", "name_en", "name_zh", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "span") VALUES (NEW."area_id", NEW."channels", NEW."code", NEW."difficulty", NEW."fixed", NEW."id", NEW."is_on", NEW."mode", NEW."name_en", NEW."name_zh", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id", NEW."span"); RETURN NULL;',
                    hash="2986288d45a8735202089e94f0309dcae0f03d1b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_159a1",
                    table="volunteers_serviceitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0a4de33b58c489244c243234bf6e94253f116ab4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0daf0",
                    table="volunteers_serviceitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceorder",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceorder",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orderphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac006c6ea561aabac6a4e6dec755024e70ce149f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_40e53",
                    table="volunteers_orderphoto",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orderact",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="28db80095afadc1872b5832767d1ad7921a1e897",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_397a7",
                    table="volunteers_orderact",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d55472c02d64af69407b5f3c40d8957c03a4ad24",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_89e42",
                    table="volunteers_offer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wish",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wishline",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fef0b36e7ad508554fe31d7516e4b381181b7a15",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_56cd2",
                    table="volunteers_wishline",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            "SELECT linli_join_placed('volunteers_' || name)"
            " FROM unnest(ARRAY['team', 'volunteer', 'activity', 'serviceorder', 'wish']) AS name"
        ),
    ]
