"""What this app tells the ground of: permissions, notices, alarms, what holds an area, what goes along."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cases import desk_box, needs, ways
from cases.actions import deadlines, defaults, hand_over, promises
from cases.actions.supervise import remind
from cases.models import Case, Supervision
from grids import alarms, inbox, permissions, reference, why
from grids.areas.along import Columns
from grids.pages import desk, navigation
from grids.privacy import seals
from grids.registry import Addressed, Holds, Moved, MovesAlong, OpenWork, Promises, register as offer
from residents.care import needs as care_needs


def register() -> None:
    permissions.register(
        "cases",
        report_case=_("Report a matter"),
        read_case=_("See matters"),
        settle_case=_("Settle a matter on the spot"),
        accept_case=_("Accept, refuse or merge matters"),
        assign_case=_("Assign matters and pass them on"),
        handle_case=_("Handle matters"),
        escalate_case=_("Hand matters up"),
        pause_case=_("Suspend and resume a clock"),
        decide_extension=_("Decide on more time"),
        verify_case=_("Verify what others handled"),
        follow_up_case=_("Follow up, close and reopen"),
        supervise_case=_("Supervise matters and decide on cards"),
        export_case=_("Export the list of matters"),
        shorten_limits=_("Shorten time limits in one's own areas"),
    )
    inbox.register(
        case_reported=_("New matter to accept: {number} {title}"),
        case_to_assign=_("Accepted, to be assigned: {number} {title}"),
        case_assigned=_("Assigned to you: {number} {title}"),
        case_taken_away=_("Passed on to others: {number} {title}"),
        case_returned=_("Sent back, to be assigned again: {number} {title}"),
        case_returned_thrice=_("Sent back for the third time, the street decides: {number} {title}"),
        case_handed_up=_("Handed up to your level: {number} {title}"),
        case_brought_back=_("Brought back to your level, nobody above decides: {number} {title}"),
        case_to_verify=_("Waiting for your verification: {number} {title}"),
        case_to_follow_up=_("Verified; ask the reporter whether it is really fixed: {number} {title}"),
        case_failed=_("Verification failed, handle it again: {number} {title}"),
        case_accepted=_("What you reported was accepted: {number} {title}"),
        case_refused=_("What you reported was refused: {number} {title}"),
        case_merged=_("What you reported was merged into another matter: {number} {title}"),
        case_withdrawn=_("A matter was withdrawn: {number} {title}"),
        case_work_ended=_("Withdrawn or merged, nothing is left to do: {number} {title}"),
        case_please_rate=_("What you reported is settled, please rate it: {number} {title}"),
        case_rated=_("The reporter has rated: {number} {title}"),
        case_closed=_("What you reported is closed: {number} {title}"),
        case_reopened=_("Opened again, to be assigned: {number} {title}"),
        case_nobody=_("Nobody there may do the next step, please have somebody appointed: {number} {title}"),
        case_restored=_("Refused, merged or withdrawn by mistake, taken up again: {number} {title}"),
        case_opened_again=_("Opened again: {number} {title}"),
        case_more_time=_("More time is asked for: {number} {title}"),
        case_time_granted=_("More time granted: {number} {title}"),
        case_time_denied=_("More time denied: {number} {title}"),
        case_paused=_("The clock stands still for now: {number} {title}"),
        case_resumed=_("The clock runs again: {number} {title}"),
        case_due_soon=_("Due soon: {number} {title}"),
        case_overdue=_("Overdue: {number} {title}"),
        case_up=_("Still overdue, handed up to you: {number} {title}"),
        case_due_moved=_("The holidays are published, the due time has moved: {number} {title}"),
        case_supervised=_("Supervised, please answer in time: {number} {title}"),
        case_supervised_closed=_("What you supervised is closed: {number} {title}"),
        case_supervised_ended=_("What you supervised ended without being handled: {number} {title}"),
        case_answered=_("Your supervision was answered: {number} {title}"),
        case_answer_overdue=_("A supervision is still unanswered: {number} {title}"),
        case_joined=_("You now belong to the team of a confidential matter: {number} {title}"),
        case_card_contested=_("A card is contested, please decide: {number} {title}"),
        case_card_lift=_("The card was lifted: {number} {title}"),
        case_card_uphold=_("The card stands: {number} {title}"),
    )
    alarms.register(
        alarms.Alarm(
            name="cases",
            label=_("Time limits of matters"),
            rows=deadlines.due_alarms,
            handle=deadlines.give_cards,
            row=deadlines.Due,
        ),
        alarms.Alarm(
            name="supervisions",
            label=_("Answers to supervision"),
            rows=lambda: Supervision.objects.select_related("case"),
            handle=remind,
        ),
    )
    matters = Columns("cases_case", "area_id", "to_area_id")
    offer(
        Holds("cases", _("{count} open matters"), lambda area: Case.objects.open().below(area)),
        Addressed(
            "cases", _("{count} open matters"), lambda department: Case.objects.open().filter(to_department=department)
        ),
        OpenWork("cases", _("{count} open matters"), Case.objects.waiting_on, hand_over.takers, hand_over.hand_over),
        Moved("cases", hand_over.put_right),
        Promises(
            "cases",
            _("{count} open provisional promises"),
            promises.provisional,
            "limits:provisional",
            promises.recompute,
        ),
        MovesAlong(
            "cases", pgettext_lazy("goes along", "matters"), hand_over.move_along, matters.remember, matters.put_back
        ),
    )
    reference.register("cases", defaults.load)
    seals.register(
        seals.Log("cases.caseact", ("id", "case_id", "act", "step", "at", "user_id", "post_id", "text", "data::text"))
    )
    desk.register(*desk_box.BOXES)
    care_needs.register(needs.TAKER)
    why.register("cases.case", why.Ways("read_case", named=ways.named, people=ways.people, only=ways.only))
    navigation.register(
        navigation.Item(
            "rules", "limits:list", "book-open", _("Rules"), "ground", 30, ("manage_rules", "shorten_limits")
        )
    )
