"""What the night watch tells the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox
from grids.areas.along import Called
from grids.registry import Holds, MovesAlong, register as offer
from volunteers.actions import watch_reminders
from volunteers.models import Watch


def register() -> None:
    inbox.register(
        watch_soon=_("Your night watch on {day}: {watch}, {place}"),
        watch_gaps=_("{n} lacking in the night watch on {day}: {watch}"),
        watch_ended=_("The night watch has ended, its nights to come are cancelled: {watch}. {why}"),
        watch_swap_asked=_("Can you take a night watch for somebody? {day}, {watch}"),
        watch_swap_accepted=_("Somebody takes your night watch on {day}: {watch}"),
        watch_swap_declined=_("They cannot take your night watch on {day}: {watch}"),
    )
    alarms.register(
        alarms.Alarm("watches", _("Reminders of night watches"), watch_reminders.due, watch_reminders.look, batch=100)
    )
    columns = Called("volunteers_watch", standing="ended_on IS NULL")
    offer(
        Holds("watches", _("{count} night watches"), lambda area: Watch.objects.kept().below(area)),
        MovesAlong("volunteers_watch", _("night watches"), columns.move, columns.remember, columns.put_back),
    )
