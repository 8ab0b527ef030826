"""What this app tells the ground and the registers of."""

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from grids import inbox, navigation, permissions, reference, tasks, why
from grids.along import Columns
from grids.registry import Holds, MovesAlong
from grids.registry import register as offer
from residents import along
from volunteers import order_offers as orders
from volunteers import watch_offers as watches
from volunteers.actions import activities, defaults, keeping, people
from volunteers.enums import ActivityState
from volunteers.models import Activity, Team, Volunteer


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
        place_lost=_("You are elsewhere at its new time, so your place is free again: {activity}"),
        points_spent=_("The hours were reversed, but their points are spent and still stand: {activity}"),
        place_free=_("A place was free, you take part now: {activity}"),
    )
    offer(
        Holds("teams", _("{count} teams"), lambda area: Team.objects.standing().below(area)),
        Holds("activities", _("{count} activities"), _open_activities),
        Holds("volunteers", _("{count} volunteers"), lambda area: Volunteer.objects.active().below(area)),
        *(
            MovesAlong(table, label, columns.move, columns.remember, columns.put_back)
            for table, label in (
                ("volunteers_team", _("teams")),
                ("volunteers_volunteer", _("volunteers")),
                ("volunteers_activity", _("activities")),
                ("volunteers_training", _("trainings")),
                ("volunteers_servicecertificate", _("volunteers' certificates")),
            )
            for columns in [Columns(table, "area_id")]
        ),
    )
    navigation.register(
        navigation.Item(
            "volunteers", "volunteers:list", "hand-heart", _("Volunteer service"), "together", 20, "read_volunteers"
        )
    )
    reference.register("volunteers", defaults.load)
    tasks.at_midnight("volunteers", people.follow_homes)
    tasks.at_midnight("activities", activities.follow_up)
    tasks.at_midnight("volunteers who left", keeping.forget_those_due)
    why.register("volunteers.volunteer", why.Ways("read_volunteers"))
    orders.register()
    watches.register()
    along.register("volunteers", Volunteer, "resident", stays=_is_one_already)


def _open_activities(area):
    ended = (ActivityState.CERTIFIED, ActivityState.CANCELLED)
    return Activity.objects.exclude(state__in=ended).below(area)


def _is_one_already(old: int, new: int):
    """Two entries of one person, both of them volunteers: each record stays with its entry."""
    return Q(Exists(Volunteer.objects.filter(resident=new)))
