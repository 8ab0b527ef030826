"""Placing a service order, dispatching it, and what is said of it."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from cases.forms.fields import Words
from cases.forms.photos import PhotosField
from grids.enums import Kind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.forms.days import Moment
from grids.forms.why import Why
from grids.models import Area
from grids.privacy import identity
from residents.models import Membership, Resident
from volunteers import rules
from volunteers.actions import dispatch
from volunteers.enums.orders import Channel, Praise
from volunteers.forms.fields import Asked
from volunteers.forms.teams import named, told
from volunteers.models import ServiceItem, ServiceOrder, Team

STARS = [(each, "★" * each) for each in range(5, 0, -1)]
MOST_SUITABLE = 12


class PlaceOrder(Asked):
    """Filled in within a minute: the service, who it is for, where. What only some modes ask stands below."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.ModelChoiceField(
        ServiceItem.objects.none(), label=_("Service"), empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
        error_messages={"required": _("Choose a service.")},
    )  # fmt: skip
    name = forms.CharField(label=_("For whom"), max_length=40, error_messages={"required": _("Say for whom it is.")})
    phone = forms.CharField(label=_("Phone"), max_length=20, widget=forms.TextInput(attrs={"type": "tel"}))
    channel = forms.ChoiceField(label=_("Ordered at"), choices=[each for each in Channel.choices if each[0] != "page"])
    area = AreaChoice()
    for_another = forms.BooleanField(label=_("Ordered for somebody else"), required=False)
    more = ("meet_at", "means", "handed_over", "every_days", "channel", "area", "for_another")
    field_order = ("token", "item", "name", "phone", "place", "wanted_at", "details", *more)

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"token": uuid.uuid4(), "channel": Channel.COUNTER})
        self.user = user
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT))
        first = Area.objects.filter(pk=user.scope.hat.reaches[0].area_id).first()
        self.fields["item"].queryset = ServiceItem.objects.offered_in(first)
        self.fields["item"].label_from_instance = _on_menu

    @property
    def first_fields(self) -> list:
        return [self[name] for name in self.fields if name not in (*self.more, "token")]

    @property
    def more_fields(self) -> list:
        return [self[name] for name in self.more]

    @property
    def more_open(self) -> bool:
        return any(self[name].errors for name in self.more)

    def facts(self) -> dict:
        said = dict(self.cleaned_data)
        return said | {"resident_id": self._resident(said)}

    def _resident(self, said: dict) -> int | None:
        """Somebody of the register, found by whole name and phone among those one may see, who lives in the area."""
        index = identity.blind_index("phone", identity.normalise_phone(said["phone"]))
        rows = Resident.objects.visible_to(self.user).filter(phone_index=index, name=said["name"].strip())
        homes = Membership.objects.current().below(said["area"])
        return rows.filter(pk__in=homes.values("resident")).values_list("pk", flat=True).first()


def _on_menu(item: ServiceItem) -> str:
    return " · ".join(filter(None, (item.label, item.get_mode_display(), item.asks)))


class OfferForm(forms.Form):
    """To whom: those who suit it are ticked off a list; or anybody by name, or a whole team."""

    filled_by = {"suitable": "name"}

    suitable = forms.MultipleChoiceField(
        label=_("Who suits it"), widget=forms.CheckboxSelectMultiple(attrs={"class": "ll-opts--w"}), required=False
    )
    name = forms.CharField(label=_("Somebody else, by the whole name"), max_length=40, required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("A whole team"), required=False, empty_label=_("None"))

    def __init__(self, data=None, *, user, order: ServiceOrder):
        super().__init__(data)
        self.found = {one.ref: one for one in dispatch.suitable(order).with_names()[:MOST_SUITABLE]}
        self.fields["suitable"].choices = [(ref, _words(one)) for ref, one in self.found.items()]
        if not self.found:
            self.fields["suitable"].help_text = _("Nobody suits it just now: write a name, or choose a team.")
        self.fields["team"].queryset = Team.objects.visible_to(user).standing()
        self.named = named(user, data.get("name", "")) if data else []

    def clean(self):
        said = super().clean()
        if said.get("name") and len(self.named) != 1:
            self.add_error("name", _("No volunteer of this name, or several, are in your areas."))
        if not (said.get("suitable") or said.get("name") or said.get("team")):
            self.add_error("suitable", _("Choose somebody."))
        return said

    def people(self) -> list:
        return [*(self.found[ref] for ref in self.cleaned_data["suitable"]), *self.named]


def _words(one) -> str:
    return _("%(told)s · %(load)d under way") % {"told": told(one), "load": one.load}


class Reschedule(Why):
    wanted_at = Moment(_("New time"), error_messages={"required": _("Say when.")})
    field_order = ["wanted_at", "why"]

    def clean_wanted_at(self):
        at = self.cleaned_data["wanted_at"]
        if at < timezone.now():
            raise forms.ValidationError(_("This time is over already."))
        return at


class Finish(forms.Form):
    text = Words(pgettext_lazy("an order", "What was done"), rows=2, max_length=300)
    photos = PhotosField()
    no_photo_reason = forms.CharField(label=_("Why there is no photo"), max_length=200, required=False)


class RateOrder(forms.Form):
    rating = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=STARS, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose from one to five.")},
    )  # fmt: skip
    reasons = forms.MultipleChoiceField(
        label=_("Reasons"), choices=Praise.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    text = Words(_("What you want to say"), rows=2, max_length=300)
