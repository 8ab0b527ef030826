"""Parts that the forms of volunteer service share."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import Words
from grids.forms.days import Moment
from volunteers.enums.orders import Means
from volunteers.models import Skill
from volunteers.models.listed import Listed


class Asked(forms.Form):
    """What a service order says besides whom: some of it only in one of the five ways, see workflow.ASKED."""

    place = forms.CharField(label=_("Address"), max_length=160, required=False)
    wanted_at = Moment(_("When"), required=False, help_text=_("Left empty: as soon as somebody can."))
    details = Words(
        _("What exactly"),
        rows=2,
        max_length=300,
        help_text=_("Whoever takes the order reads it, staff by a look that is logged."),
    )
    meet_at = forms.CharField(label=_("Where to meet"), max_length=80, required=False)
    means = forms.ChoiceField(
        label=_("By which means"), choices=[("", _("Please choose")), *Means.choices], required=False
    )
    handed_over = forms.CharField(
        label=_("What is handed over"), max_length=100, required=False,
        help_text=_("Papers, cards or money that whoever does it is given: both sides can look it up."),
    )  # fmt: skip
    every_days = forms.IntegerField(
        label=_("Every how many days"), min_value=1, max_value=90, required=False,
        help_text=_("Of a service that follows up: so long after each time it comes again, until one is cancelled."),
    )  # fmt: skip


class Listing:
    """Entries of one of the small lists; beside a place's own stands whose it is."""

    def offer(self, user, also: Listed | None = None) -> None:
        """Those in use of one's areas, and `also` one that was chosen before."""
        model = self.queryset.model
        rows = model.objects.visible_to(user).filter(Q(is_on=True) | Q(pk=also.pk if also else None))
        self.queryset = rows.select_related("area")

    def label_from_instance(self, obj):
        return f"{obj.label} · {obj.area.short_name}" if obj.area else obj.label


class OneListed(Listing, forms.ModelChoiceField):
    def __init__(self, model, **kwargs):
        super().__init__(model.objects.none(), **kwargs)


class SkillsField(Listing, forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs):
        widget = forms.CheckboxSelectMultiple
        super().__init__(Skill.objects.none(), label=_("Skills"), widget=widget, required=False, **kwargs)
