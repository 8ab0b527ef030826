"""What is asked when a meeting is called, written up or proved, a task given, a rule made."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day, Moment
from grids.forms.one_found import OneFound
from grids.privacy import identity
from parties import rules
from parties.actions.meetings import as_shown
from parties.enums.meetings import MeetingKind
from parties.meetings.people import places
from parties.models import Meeting, PartyMember, PartyOrganization
from parties.models.organization import PLACE
from residents.care.people import serving

MOST_CHOICES = 300
MOST_FOUND = 20
MOST_RESOLVED = 20


def words(label, rows: int = 3, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class People:
    """A choice of those who serve in the line of areas above."""

    def offer_people(self, name: str, place, empty: str) -> None:
        self._people = {one.username: (one, said) for one, said in serving(place)}
        self.fields[name].choices = [("", empty), *((key, said) for key, (_one, said) in self._people.items())]

    def person(self, name: str):
        found = self._people.get(self.cleaned_data[name])
        return found[0] if found else None


class Hours(forms.Form):
    """When it begins and how long it takes."""

    starts_at = Moment(_("Begins"))
    length = forms.IntegerField(label=_("How many minutes"), min_value=5, max_value=600)

    def hours(self) -> dict:
        said = self.cleaned_data
        return {"starts_at": said["starts_at"], "ends_at": said["starts_at"] + timedelta(minutes=said["length"])}


class CallForm(People, Hours):
    stands = ("starts_at", "length", "place", "agenda", "convener")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    place = forms.CharField(label=pgettext_lazy("of a meeting", "Place"), max_length=80)
    agenda = words(_("Agenda"), required=False, max_length=1000)
    convener = forms.ChoiceField(label=_("Convener"), required=False, help_text=_("Is told of it, and if it is late."))
    even_so = forms.BooleanField(label=_("Call it even so"), required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, meeting: Meeting, **kwargs):
        kept = {"starts_at": meeting.starts_at, "length": _length(meeting), "place": meeting.place}
        kept |= {"agenda": meeting.agenda, "convener": meeting.convener and meeting.convener.username}
        kept["seen"] = as_shown(meeting)
        super().__init__(data, initial=kept | kwargs.pop("initial", {}), **kwargs)
        self.offer_people("convener", meeting, _("Nobody in particular"))

    def add_error(self, field, error) -> None:
        """What was refused for it shows the box, so that it can be asked again."""
        if field == "even_so":
            self.fields[field].widget = forms.CheckboxInput()
        super().add_error(field, error)

    def facts(self) -> dict:
        said = self.cleaned_data
        kept = {"place": said["place"], "agenda": said["agenda"], "convener": self.person("convener")}
        return kept | self.hours() | {"even_so": said["even_so"]}


class NewMeetingForm(CallForm):
    seen = None  # there is none yet
    title = forms.CharField(label=_("Title"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind, initial=MeetingKind.OTHER)

    def __init__(self, data=None, *, organization: PartyOrganization):
        here = {name: getattr(organization, name) for name in ("area_id", *PLACE)}
        super().__init__(data, meeting=Meeting(organization=organization, **here))
        self.order_fields(["title", "kind"])

    def facts(self) -> dict:
        return super().facts() | {"title": self.cleaned_data["title"], "kind": self.cleaned_data["kind"]}


def _length(meeting: Meeting) -> int:
    if meeting.starts_at and meeting.ends_at:
        return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return meeting.cadence.minutes if meeting.cadence else 60


class WhoseForm(forms.Form):
    """The organisation whose meeting it is, of those that the hat worn keeps."""

    organization = forms.ModelChoiceField(
        PartyOrganization.objects.none(), label=_("Party organisation"), to_field_name="ref", empty_label=None
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        rows = PartyOrganization.objects.standing().filter(user.scope.placed_in_hat_q(rules.KEEP))
        rows = rows.order_by("kind", "name")
        self.fields["organization"].queryset = rows
        self.fields["organization"].choices = [(row.ref, row.name) for row in rows[:MOST_CHOICES]]


class WriteUpForm(Hours):
    place = forms.CharField(label=pgettext_lazy("of a meeting", "Place"), max_length=80)
    came = forms.MultipleChoiceField(
        label=pgettext_lazy("to a meeting", "Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )
    excused = forms.MultipleChoiceField(label=_("Excused"), required=False, widget=forms.CheckboxSelectMultiple)
    had_come = forms.CharField(required=False, widget=forms.HiddenInput)  # when this page was made
    guests = forms.IntegerField(
        label=_("Guests"), min_value=0, max_value=5000, initial=0, required=False, help_text=_("Their number only.")
    )
    minutes = words(_("Minutes"), rows=8, max_length=8000)
    resolved = words(
        _("Resolutions"), rows=4, required=False, max_length=4000,
        help_text=_("One a line. Tasks are given from each of them afterwards."),
    )  # fmt: skip

    def __init__(self, data=None, *, meeting: Meeting, user):
        kept = {"starts_at": meeting.starts_at, "length": _length(meeting), "place": meeting.place}
        super().__init__(data, initial=kept | {"guests": meeting.guests, "minutes": meeting.minutes})
        self.lists = user.scope.may(rules.READ_MEMBERS, meeting)
        lines = places(meeting, user) if self.lists else []
        if not lines:
            del self.fields["came"], self.fields["excused"], self.fields["had_come"]
            return
        choices = [(str(line["place"].pk), line["name"]) for line in lines]
        self.fields["came"].choices = self.fields["excused"].choices = choices
        self.initial["came"] = [str(line["place"].pk) for line in lines if line["place"].came_at]
        self.initial["had_come"] = ",".join(self.initial["came"])
        self.initial["excused"] = [str(line["place"].pk) for line in lines if line["place"].is_excused]

    def clean_resolved(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["resolved"].splitlines() if line.strip()]
        if len(lines) > MOST_RESOLVED or any(len(line) > 300 for line in lines):
            raise forms.ValidationError(_("At most 20 resolutions of 300 characters each."))
        return lines

    def facts(self) -> dict:
        said = self.cleaned_data
        kept = {"place": said["place"], "minutes": said["minutes"], "guests": said["guests"] or 0}
        if "came" in self.fields:
            seen = said["had_come"].split(",")
            had_come = [int(pk) for pk, _name in self.fields["came"].choices if pk in seen]
            kept |= {"came": [*map(int, said["came"])], "excused": [*map(int, said["excused"])], "had_come": had_come}
        return kept | self.hours() | {"resolved": said["resolved"]}


def evidence(**kwargs) -> forms.FileField:
    return forms.FileField(
        label=_("Photo or paper"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        help_text=_("A photo or a PDF, up to 10 MB; its file name is not kept."),
        error_messages={"required": _("Choose a photo or a PDF.")},
        **kwargs,
    )


class FileForm(forms.Form):
    file = evidence()


class TaskForm(People, forms.Form):
    resolution = forms.ModelChoiceField(None, label=_("Resolution"), empty_label=None)
    what = forms.CharField(label=_("What is to be done"), max_length=200)
    responsible = forms.ChoiceField(
        label=pgettext_lazy("of a task", "Responsible person"),
        error_messages={"required": _("Choose who is responsible.")},
    )
    due_on = Day(_("By which day"))

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data, initial={"due_on": timezone.localdate() + timedelta(days=14)})
        self.fields["resolution"].queryset = meeting.resolutions.all()
        self.offer_people("responsible", meeting, _("Choose"))

    def facts(self) -> dict:
        said = self.cleaned_data
        return {"what": said["what"], "due_on": said["due_on"], "responsible": self.person("responsible")}


class DoneForm(forms.Form):
    outcome = words(
        pgettext_lazy("of a task", "Outcome"), max_length=300, error_messages={"required": _("Say what came of it.")}
    )
    file = evidence(required=False)


class InviteForm(OneFound):
    """By the whole name among the members that this person may know of."""

    pick, nobody = "member", _("No member of this name is in your areas.")
    name = forms.CharField(label=_("Whole name"), max_length=40)
    member = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        name = identity.normalise_name((data or {}).get("name", ""))
        rows = PartyMember.objects.visible_to(user).current().filter(resident__name=name).exclude(organization=None)
        found = rows.select_related("resident", "organization").order_by("pk")[:MOST_FOUND] if name else ()
        self.offer({one.ref: (one, f"{one.resident.name} · {one.organization}") for one in found})
