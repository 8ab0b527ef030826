"""What this app tells the ground and the registers of."""

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from grids import inbox, permissions, reference, tasks, why
from grids.areas.along import Alone, Called, Columns
from grids.pages import navigation
from grids.registry import Holds, MovesAlong, register as offer
from residents import along
from volunteers import record
from volunteers.actions import activities, defaults, keeping, people
from volunteers.enums import ActivityState
from volunteers.models import Activity, Team, Volunteer
from volunteers.offers import orders, watch as watches


def register() -> None:
    permissions.register(
        "volunteers",
        read_volunteers=_("See volunteers, teams and activities"),
        keep_volunteers=_("Take volunteers in, sign them up and check them in"),
        keep_teams=_("Form teams and run their activities"),
        dispatch_orders=_("Dispatch service orders and review wishes"),
        certify_volunteering=_("Certify activities and hours, and issue volunteers' certificates"),
    )
    inbox.register(
        activity_moved=_("Held at another time or place now: {activity}"),
        activity_off=_("Cancelled, on {day}: {activity}. {why}"),
        place_lost=_("You are elsewhere at its new time, so your place is free again: {activity}"),
        points_spent=_("The hours were reversed, but their points are spent and still stand: {activity}"),
        activity_stuck=_("It does not repeat any more, please plan it anew: {activity}"),
        activity_no_points=_("No points could be asked for {n} of those who took part: {activity}. {why}"),
        activity_sent_back=_("To be written up anew: {activity}. {why}"),
        volunteer_lives=_("Their death was recorded by mistake: they volunteer again, put them back into their teams"),
        place_free=_("A place was free, you take part now: {activity}"),
    )
    offer(
        Holds("teams", _("{count} teams"), lambda area: Team.objects.standing().below(area)),
        Holds("activities", _("{count} activities"), _open_activities),
        Holds("volunteers", _("{count} volunteers"), lambda area: Volunteer.objects.active().below(area)),
        *(
            MovesAlong(columns.table, label, columns.move, columns.remember, columns.put_back)
            for columns, label in (
                (Called("volunteers_team", standing="dissolved_on IS NULL"), _("teams")),
                (Columns("volunteers_volunteer", "area_id"), _("volunteers")),
                (Columns("volunteers_activity", "area_id"), _("activities")),
                (Columns("volunteers_training", "area_id"), _("trainings")),
                (Columns("volunteers_servicecertificate", "area_id"), _("volunteers' certificates")),
            )
        ),
        # Of the same name there as here, the entry stays with the area that retires; whoever has it keeps it.
        *(
            MovesAlong(f"volunteers_{table}", label, alone.move, alone.remember, alone.put_back)
            for table, label, kinds in (
                ("pattern", _("patterns of teams"), [("name_zh",)]),
                ("topic", _("topics"), [("name_zh",)]),
                ("skill", _("skills"), [("name_zh",)]),
                ("star", _("star levels"), [("name_zh",), ("hours",)]),
            )
            for alone in [Alone(f"volunteers_{table}", *kinds, standing="is_on")]
        ),
    )
    navigation.register(
        navigation.Item(
            "volunteers", "volunteers:list", "hand-heart", _("Volunteer service"), "together", 20, "read_volunteers"
        )
    )
    reference.register("volunteers", defaults.load)
    tasks.at_midnight("volunteers who live after all", people.follow_lives)
    tasks.at_midnight("volunteers", people.follow_homes)
    tasks.at_midnight("volunteers who died", people.follow_deaths)
    tasks.at_midnight("activities", activities.follow_up)
    tasks.at_midnight("volunteers who left", keeping.forget_those_due)
    tasks.at_midnight("offers of volunteers who left", people.let_go_of_who_left)
    why.register("volunteers.volunteer", why.Ways("read_volunteers", named=record.own))
    orders.register()
    watches.register()
    along.register("volunteers", Volunteer, "resident", stays=_is_one_already)


def _open_activities(area):
    ended = (ActivityState.CERTIFIED, ActivityState.CANCELLED)
    return Activity.objects.exclude(state__in=ended).below(area)


def _is_one_already(old: int, new: int):
    """Two entries of one person, both of them volunteers: each record stays with its entry."""
    return Q(Exists(Volunteer.objects.filter(resident=new)))
