"""A new version of the rule of a weight."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.days import Day
from parties.enums.ballots import Base
from parties.models import WeightRule

FACTS = (
    "notice_hours", "quorum_part", "quorum_whole", "quorum_is_enough", "pass_part", "pass_whole", "pass_is_enough",
    "pass_base", "basis", "check_locally",
)  # fmt: skip


class WeightForm(forms.Form):
    valid_from = Day(_("In force from"))
    notice_hours = forms.IntegerField(
        label=_("Notice in hours"), min_value=0, max_value=24 * 90, help_text=_("24 are one day, 120 five days")
    )
    quorum_part = forms.IntegerField(
        label=_("Quorum: part"), min_value=1, max_value=100, help_text=_("More than this share of all have to vote")
    )
    quorum_whole = forms.IntegerField(label=_("Quorum: of"), min_value=1, max_value=100)
    quorum_is_enough = forms.BooleanField(label=_("Exactly this share makes a quorum"), required=False)
    pass_part = forms.IntegerField(
        label=_("Majority: part"), min_value=1, max_value=100, help_text=_("More than this share are in favour")
    )
    pass_whole = forms.IntegerField(label=_("Majority: of"), min_value=1, max_value=100)
    pass_is_enough = forms.BooleanField(label=_("Exactly this share is a majority"), required=False)
    pass_base = forms.ChoiceField(label=pgettext_lazy("of a majority", "Counted of"), choices=Base.choices)
    basis = forms.CharField(label=_("Source"), max_length=200)
    check_locally = forms.BooleanField(label=_("Check locally"), required=False)
    why = forms.CharField(
        label=_("Reason"), max_length=200, error_messages={"required": _("Say why, in a few words.")}
    )

    def __init__(self, data=None, *, rule: WeightRule):
        kept = {name: getattr(rule, name) for name in FACTS}
        super().__init__(data, initial=kept | {"valid_from": timezone.localdate(), "check_locally": False})
