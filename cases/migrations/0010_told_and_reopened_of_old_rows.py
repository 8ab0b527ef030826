"""What the new columns of matters that were there before hold."""

from django.db import migrations

FILL = """
UPDATE cases_case c SET alarm_told = card.told
FROM (
    SELECT DISTINCT ON (e.case_id) e.case_id, e.told
    FROM cases_escalation e JOIN cases_casestep s ON s.id = e.step_id AND s.left_at IS NULL
    ORDER BY e.case_id, e.level DESC
) card
WHERE c.id = card.case_id AND card.told <> '' AND c.status = 'open';
UPDATE cases_case c SET reopened_at = act.at
FROM (SELECT case_id, max(at) AS at FROM cases_caseact WHERE act = 'reopen' GROUP BY case_id) act
WHERE c.id = act.case_id;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_told_and_reopened")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
