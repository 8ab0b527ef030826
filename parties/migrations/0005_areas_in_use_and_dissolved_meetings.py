"""What party work registers begins only in an area that is in use; who was dissolved before owes no meeting to come.

Dissolving calls them off since; what was planned of organisations that were dissolved before stayed with their
keepers, one by one. Those called already, and those owed by now, stay with them.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

CALL_OFF = """
UPDATE parties_meeting m SET state = 'off', alarm_at = NULL, why = '党组织已撤销。'
FROM parties_partyorganization o
WHERE o.id = m.organization_id AND o.dissolved_on IS NOT NULL AND m.state = 'due' AND m.due_at > now()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0004_history_names_its_indexes"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="alliance",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c79e86fdb3bad887a1b84baeb0ca27d2e54f6bb4",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_0d229",
                    table="parties_alliance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkin",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2882cb0da97892f2b418cf8e199ce48d27838655",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_d5a10",
                    table="parties_checkin",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contacthousehold",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="b208b21d43d98392094a751d56f7dfa20491cd6e",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_f45fd",
                    table="parties_contacthousehold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coverage",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7b243539bfcc21b93b5ec87e7d45a0181d1869f3",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_e883e",
                    table="parties_coverage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listentry",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3b6c553d3b3572a18bad3c1ff90502980d94f6c7",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_b9df9",
                    table="parties_listentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="abc57153c4d39bf7ae4b5286325dac399e2cf1ff",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_48885",
                    table="parties_motion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownerscommittee",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="5d7af76bbc3f58168ce30147e4a956bb4ef8bfd0",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_342ef",
                    table="parties_ownerscommittee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pairing",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="865fa591ec94d8b0f365a00c53aa87f101320ee7",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_2301b",
                    table="parties_pairing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2c202c728e130bc8a179b4ae6424e2147a30301e",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_da129",
                    table="parties_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partymember",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3279512a0156b1fdc7c1c92c4222bba3b786209b",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_f6d31",
                    table="parties_partymember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyorganization",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6d299254e8e3878a1970f0803cd5c61cfffd1759",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_f0af0",
                    table="parties_partyorganization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pledgedrive",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="567f7ed3d6430dad72379fd51d4937c4ae7c17bf",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_d1f6b",
                    table="parties_pledgedrive",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="propertycompany",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="4b665cf6e90f7d76988bac1871f43a38271b8608",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_3034b",
                    table="parties_propertycompany",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="propertyservice",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="9eecf37ac987d9910618c03ef350adbe397c26bd",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_9112a",
                    table="parties_propertyservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="socialbody",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="750a191199e4dbd47fb95250d57cccff008243b8",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_0fd7c",
                    table="parties_socialbody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="talk",
            trigger=pgtrigger.compiler.Trigger(
                name="area_not_retired",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF (TG_OP = 'UPDATE' AND NEW.area_id = OLD.area_id) OR current_setting('linli.cascade', true) = 'later' THEN\n            RETURN NULL;\n        END IF;\n        PERFORM FROM grids_area WHERE id = NEW.area_id AND valid_to IS NOT NULL;\n        IF FOUND THEN\n            RAISE check_violation USING\n                MESSAGE = format('area %s is retired', NEW.area_id), CONSTRAINT = 'area_not_retired';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7591d5a2b9864b9447c52521501f42f2eb0f60f9",
                    operation='INSERT OR UPDATE OF "area_id"',
                    pgid="pgtrigger_area_not_retired_b0024",
                    table="parties_talk",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(CALL_OFF, migrations.RunSQL.noop),
    ]
