"""What a resident fills in on the public page: only what the service they chose asks."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from volunteers.actions.orders import MISSING
from volunteers.enums.orders import Channel, Mode
from volunteers.forms.fields import Asked
from volunteers.models import ServiceItem
from volunteers.workflow import ASKED

FOR = (("self", pgettext_lazy("for whom", "For myself")), ("other", pgettext_lazy("for whom", "For somebody else")))
ALWAYS = {"place", "wanted_at"}


class OrderEntry(Asked):
    token = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("For whom"), choices=FOR, widget=forms.RadioSelect)
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=40, help_text=_("Of whoever is to be helped"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}), error_messages={"required": _("Say for whom it is.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=20, help_text=_("The community calls this number before anybody comes."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Say under which number you are reached.")},
    )  # fmt: skip
    field_order = ("token", "whom", "name", "phone", "place", "wanted_at")

    def __init__(self, data=None, *, item: ServiceItem):
        super().__init__(data, initial={"token": uuid.uuid4(), "meet_at": item.fixed, "whom": "self"})
        asked = ASKED[Mode(item.mode)]
        for name in {name for way in ASKED.values() for name in way} - set(asked) - ALWAYS:
            del self.fields[name]
        self.fields["place"].help_text = _("Compound, building and room, within the community")
        for name in (name for name, must in asked.items() if must):
            self._need(name, MISSING[name])
        if self.fields["wanted_at"].required:
            self.fields["wanted_at"].help_text = ""
        if item.asks:
            self.fields["details"].label = item.asks
            self._need("details", _("Please answer: %(question)s") % {"question": item.asks})

    def _need(self, name: str, missing: str) -> None:
        field = self.fields[name]
        field.required, field.error_messages["required"] = True, missing

    def facts(self) -> dict:
        said = dict(self.cleaned_data)
        return said | {"for_another": said.pop("whom") == "other", "channel": Channel.PAGE}
