"""What partners, the three lists and pledges tell the ground of."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, tasks, why
from grids.areas.along import Columns
from grids.pages import desk
from grids.registry import Holds, MovesAlong, register as offer
from parties import partners_desk
from parties.actions import partner_reminders as reminders
from parties.enums.partners import EntryState
from parties.models import ListEntry, Partner, PledgeDrive
from parties.models.lists import UNMET

# what lies in areas: its table, and what a re-division calls it
LIE_IN_AREAS = (
    ("parties_partner", _("partner units")),
    ("parties_jointmeeting", _("joint meetings")),
    ("parties_listentry", _("entries of the three lists")),
    ("parties_pledgetext", _("texts of pledges")),
    ("parties_pledgedrive", _("signings of pledges")),
)


def register() -> None:
    inbox.register(
        partner_soon=_("The agreement with {name} ends on {day}"),
        partner_over=_("The agreement with {name} has run out: renew or end it"),
        pledge_soon=_("The pledge “{name}” is good until {day}"),
        pledge_over=_("The pledge “{name}” has run out"),
        needs_unmet=_("{n} needs of {quarter} are unmet: carry them on, or not? {name}"),
        joint_meeting_soon=_("The joint meeting of {quarter} is due: {name}"),
        joint_meeting_overdue=_("The joint meeting of {quarter} was not held: {name}"),
    )
    alarms.register(
        alarms.Alarm("partners", _("Agreements that end"), reminders.due_partners, reminders.look_partners, 200),
        alarms.Alarm("pledges", _("Pledges that end"), reminders.due_drives, reminders.look_drives, 200),
    )
    desk.register(partners_desk.BOX)
    tasks.at_midnight("unmet needs", reminders.propose)
    offer(
        Holds("partners", _("{count} partner units"), lambda area: Partner.objects.standing().below(area)),
        Holds("list entries", _("{count} open entries of the three lists"), _open_entries),
        Holds("pledges", _("{count} signings of pledges"), _running),
        *(
            MovesAlong(table, label, columns.move, columns.remember, columns.put_back)
            for table, label in LIE_IN_AREAS
            for columns in [Columns(table, "area_id")]
        ),
    )
    for row in ("partner", "jointmeeting", "listentry", "pledgetext", "pledgedrive"):
        why.register(f"parties.{row}", why.Ways("read_parties"))


def _open_entries(area):
    return ListEntry.objects.filter(state__in=(EntryState.DRAFT, *UNMET)).below(area)


def _running(area):
    return PledgeDrive.objects.running(timezone.localdate()).below(area)
