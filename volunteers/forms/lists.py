"""An entry of one of the small lists: its names, and of a star level its hours."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.area_choice import AreaChoice
from grids.forms.why import Why
from volunteers import rules
from volunteers.models import Star
from volunteers.models.listed import Listed

MOST_HOURS = 100_000


class WhereKept(AreaChoice):
    """A street or community whose teams one runs; everywhere, for the keepers of the rules."""

    def __init__(self):
        super().__init__(required=False)
        self.label = _("Holds in")

    def offer_places(self, user) -> None:
        self.offer(user, rules.RUN, rules.KEEP_LISTS)
        if rules.may_keep_list(user, None):
            self.choices = [("", pgettext_lazy("of an entry", "Everywhere")), *self.choices]
        else:
            self.required = True


class EntryForm(forms.Form):
    name_zh = forms.CharField(label=_("Chinese name"), max_length=40)
    name_en = forms.CharField(
        label=_("English name"), max_length=60, required=False, help_text=_("Empty: the Chinese one.")
    )
    hours = forms.IntegerField(label=_("From so many hours"), min_value=1, max_value=MOST_HOURS)

    def __init__(self, data=None, *, model: type[Listed], **kwargs):
        super().__init__(data, **kwargs)
        if model is not Star:
            del self.fields["hours"]


class NewEntryForm(EntryForm):
    area = WhereKept()

    def __init__(self, data=None, *, model: type[Listed], user):
        super().__init__(data, model=model)
        self.fields["area"].offer_places(user)
        self.order_fields(["area", "name_zh", "name_en", "hours"])


class ChangeEntryForm(EntryForm, Why):
    def __init__(self, data=None, *, entry: Listed):
        kept = {name: getattr(entry, name, None) for name in ("name_zh", "name_en", "hours")}
        super().__init__(data, model=type(entry), initial=kept)
        self.order_fields(["name_zh", "name_en", "hours", "why"])
