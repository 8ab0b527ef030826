"""A night watch, its plan, its members, and what came of a night."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cases.forms.photos import PhotosField
from grids.forms.area_choice import AreaChoice
from grids.forms.days import Day
from volunteers import roster, rules
from volunteers.actions import watch_crew
from volunteers.actions.watch_plan import MOST_DAYS, evenings
from volunteers.actions.watches import KEPT_IN
from volunteers.forms.teams import NamedForm
from volunteers.models import Pattern, WatchSlot
from volunteers.watch import turns as watch_turns

FACTS = ("name", "meets", "starts", "ends")


def a_time(label, **kwargs) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


class WatchForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)
    meets = forms.CharField(label=_("Where they meet, and the round"), max_length=120)
    starts = a_time(pgettext_lazy("time", "From"), initial="19:30")
    ends = a_time(
        pgettext_lazy("time", "Until"), initial="21:30", help_text=_("Earlier than the beginning: on the next day.")
    )


class NewWatchForm(WatchForm):
    area = AreaChoice()
    pattern = forms.ModelChoiceField(
        Pattern.objects.filter(is_on=True), label=_("Crew of a night"), empty_label=None,
        help_text=_("Its lines say whom each night wants."),
    )  # fmt: skip

    def __init__(self, data=None, *, user):
        night = Pattern.objects.filter(code="night-watch", is_on=True).first()
        super().__init__(data, initial={"pattern": night})
        self.fields["area"].offer(user, rules.RUN, KEPT_IN)
        self.order_fields(["area", *FACTS, "pattern"])


class PlanForm(forms.Form):
    """A week or a month: the evenings from–to that fall on the weekdays chosen."""

    first = Day(_("From"))
    last = Day(pgettext_lazy("time", "Until"))
    weekdays = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("weekdays", "On"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None):
        tomorrow = timezone.localdate() + timedelta(days=1)
        first = {"first": tomorrow, "last": tomorrow + timedelta(days=6), "weekdays": list(WEEKDAYS)}
        super().__init__(data, initial=first)

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is not before the first."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last", _("Plan at most %(most)d days at once.") % {"most": MOST_DAYS})
        return said

    def days(self) -> list:
        said = self.cleaned_data
        return evenings(said["first"], said["last"], said["weekdays"])


class TakeTurnsForm(NamedForm):
    slot = forms.ModelChoiceField(WatchSlot.objects.none(), label=_("As"), empty_label=None)

    def __init__(self, data=None, *, user, watch):
        super().__init__(data, user=user)
        self.fields["slot"].queryset = watch.slots.all()


class WhoForm(forms.Form):
    """One of the members who can stand in a line on a night, whose turn it is first."""

    volunteer = forms.TypedChoiceField(
        label=pgettext_lazy("night watch", "Who"), coerce=int,
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
        error_messages={"required": _("Choose one of them.")},
    )  # fmt: skip

    def __init__(self, data=None, *, night, slot, said):
        """said: how a volunteer's name is told to who reads it."""
        super().__init__(data, auto_id=f"id_{night.pk}_%s")  # a page may ask for several nights
        free = watch_turns.eligible(slot, night.activity, night.on).values("pk")
        rows = slot.members.current().filter(volunteer__in=free)
        rows = rows.select_related("volunteer__resident", "volunteer__user")
        turns = watch_turns.of(night.watch, watch_turns.since(timezone.localdate()))
        chosen = watch_turns.in_order(rows, turns)
        self.fields["volunteer"].choices = [(one.volunteer_id, said(one.volunteer)) for one in chosen]
        self.is_empty = not chosen


class CameForm(forms.Form):
    """Who came, and what was seen."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who came"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Of the others it is written down that they did not come."),
    )  # fmt: skip
    seen = forms.CharField(
        label=_("What was seen"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The round, what was found and what was done about it; “nothing unusual” is an answer too."),
    )  # fmt: skip
    photos = PhotosField(help_text=_("Of what was seen; people in it have agreed."))

    def __init__(self, data=None, *, night, user):
        activity = night.activity
        places = activity.places.taking_part().select_related("volunteer__resident", "volunteer__user").order_by("pk")
        everybody = [(place.pk, roster.said(place.volunteer, user)) for place in places]
        was_held = activity.state not in watch_crew.OPEN
        present = [place.pk for place in places if place.came_at or not was_held]
        super().__init__(data, initial={"present": present, "seen": activity.outcome})
        self.fields["present"].choices = everybody
