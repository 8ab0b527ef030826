"""The desk's box of agreements with partner units that run out, where one keeps the organisations."""

from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.desk import Box
from grids.templatetags.linli import tag
from parties import rules
from parties.actions.partners import TOLD_BEFORE
from parties.meetings.desk import SHOWN, box, when_of
from parties.models import Partner


def partners(user, now) -> dict | None:
    """One query. What has run out waits until it is renewed or ended; then what runs out soon."""
    today = when_of(now)
    rows = Partner.objects.standing().filter(user.scope.placed_q(rules.KEEP), ends_on__lte=today + TOLD_BEFORE)
    found = rows.select_related("organisation", "organization").order_by("ends_on", "pk")[: SHOWN + 1]
    lines = [
        {
            "title": str(row),
            "url": row.get_absolute_url(),
            "said": [row.organization, _("until %(day)s") % {"day": when.day_of(row.ends_on, today)}],
            "tag": tag("over", _("run out")) if row.ends_on < today else "",
        }
        for row in found
    ]
    return box("partners", _("Agreements that end"), lines)


def _has_partners(user, now) -> str:
    if not user.scope.has(rules.KEEP):
        return ""
    lies = user.scope.placed_sql(rules.KEEP, "p")
    last = f"'{when_of(now) + TOLD_BEFORE}'::date"
    return f"EXISTS (SELECT FROM parties_partner p WHERE p.ended_on IS NULL AND p.ends_on <= {last} AND ({lies}))"


BOX = Box("partners", "components/desk_rows.html", partners, order=45, has=_has_partners)
