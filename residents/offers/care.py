"""What help and care tells the ground of. Notices say neither whom nor what for: only that something is due."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, permissions, tasks
from grids.areas.along import Columns
from grids.pages import desk, navigation
from grids.registry import MovesAlong, OpenWork, register as offer
from residents import along, retention
from residents.actions import care_alarms, care_visits
from residents.care import box as care_box, keeping as care_keeping, people as care_people
from residents.models import CareCase


def register() -> None:
    permissions.register(
        "residents",
        read_care=_("See care records"),
        read_care_sensitive=_("See the most sensitive care records"),
        keep_care=_("Open, keep and close care records"),
        read_care_sealed=_("Read sealed care records"),
        break_care=_("Look into a care record in an emergency"),
    )
    inbox.register(
        care_yours=_("You were named responsible for visits"),
        care_team=_("You were named for a helping team"),
        care_asked=_("Your help is asked for on {day}"),
        care_due=_("A visit is due by {day}"),
        care_visit_back=_("A visit that you had recorded was taken back"),
        care_missed=_("A visit was due on {day} and has not taken place"),
        care_term=_("A term ends on {day}: have it extended, or propose closing"),
        care_term_over=_("A term ends on {day} and is neither extended nor closed"),
        care_stopped=_("Visits have stopped: please decide whether the record is closed"),
        care_closing=_("A record is proposed to be closed: a second person decides"),
        care_closed=_("Visits have ended: a record is closed"),
        care_goes_on=_("Visits go on"),
        care_handed=_("You need not make some of your visits any more: another community takes them over"),
        care_arrives=_("A record waits for your acceptance"),
        care_waits=_("A record still waits for a decision"),
        care_glass=_("A record was opened in an emergency; please look at it"),
        care_glass_asked=_("Somebody asks to open a record in an emergency"),
        care_glass_open=_("The record you asked for is open for three hours"),
    )
    alarms.register(
        alarms.Alarm("care", _("Visits"), rows=care_visits.alarms_due, handle=care_visits.remind),
        alarms.Alarm("care_records", _("Records of visits"), rows=care_alarms.alarms_due, handle=care_alarms.remind),
    )
    tasks.at_midnight("care", care_visits.plan_ahead)
    tasks.at_midnight("care_terms", care_alarms.watch_terms)
    records = Columns("residents_carecase", "area_id", "to_area_id")
    offer(
        # Without a count: whoever ends posts need not know of how many records somebody takes care.
        OpenWork("care", _("visits to make"), CareCase.objects.waiting_on, care_people.takers, care_visits.hand_over),
        MovesAlong("care", _("records of visits"), records.move, records.remember, records.put_back),
    )
    retention.needed_by("care", care_keeping.needed)
    along.register("care", CareCase, "resident", care_keeping.stays)
    desk.register(care_box.BOX)
    navigation.register(
        navigation.Item("care", "care:list", "footprints", _("Visits"), "work", 40),
        navigation.Item("care_looks", "care:looks", "eye", _("Looks in an emergency"), "ground", 96, "read_logs"),
    )
