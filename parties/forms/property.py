"""Property companies, what they serve, and their rating."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import Kind, OrganisationKind
from grids.forms.area_choice import KINDS, AreaChoice
from grids.forms.areas import OneOrganisation
from grids.forms.both_names import BothNames
from grids.forms.days import Day
from grids.models import Organisation
from parties import rules
from parties.enums.bodies import AnswerKind, Decision
from parties.forms.bodies_fields import FROM_DAY, UNTIL_DAY, Words
from parties.models import Scorecard


class ServeForm(forms.Form):
    area = AreaChoice(label=_("Area that it serves"))
    compound = forms.CharField(
        label=_("Compound"), max_length=60, required=False, help_text=_("Where it serves only a part of the area")
    )
    since = Day(FROM_DAY)

    def __init__(self, data=None, *, user, street=None):
        super().__init__(data, initial={"since": timezone.localdate()})
        self.fields["area"].offer(user, rules.KEEP, (*KINDS, Kind.UNIT) if street is None else KINDS, street)


class RegisterForm(ServeForm):
    organisation = OneOrganisation(
        label=_("Property company"), help_text=_("The credit code or full name of a registered property company")
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        self.fields["area"].offer(user, rules.KEEP)
        self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(
            kind=OrganisationKind.PROPERTY, closed_on=None
        )
        self.order_fields(["organisation", "area", "compound", "since"])


class CriterionForm(BothNames):
    area = AreaChoice(help_text=_("The first criterion of a street replaces the general ones there."))
    most = forms.IntegerField(label=_("Most points"), min_value=1, max_value=100)
    since = Day(
        _("Holds from"), help_text=_("From tomorrow at the earliest; periods that begin then are rated by it.")
    )

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP, (Kind.STREET,))


class EndCriterionForm(forms.Form):
    until = Day(_("Holds no more from"))
    why = forms.CharField(label=_("Reason"), max_length=200)


class PeriodForm(forms.Form):
    area = AreaChoice(label=_("Street"))
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)
    starts_on = Day(FROM_DAY)
    ends_on = Day(UNTIL_DAY)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP, (Kind.STREET,))


class CardForm(forms.Form):
    """A field for each criterion, points_<key>: from nothing to the most there are."""

    def __init__(self, data=None, *, criteria, card: Scorecard | None = None):
        super().__init__(data)
        given = dict(card.lines.values_list("criterion", "points")) if card else {}
        for each in criteria:
            self.fields[f"points_{each.pk}"] = forms.IntegerField(
                label=each.label, min_value=0, max_value=each.most, initial=given.get(each.pk),
                help_text=_("From 0 to %(most)d") % {"most": each.most},
            )  # fmt: skip
        self.fields["words"] = Words(_("In words"), max_length=200, required=False, initial=card.words if card else "")

    def points(self) -> dict[int, int]:
        return {
            int(name.removeprefix("points_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("points_")
        }


class NoticeForm(forms.Form):
    why = Words(_("Reason"), help_text=_("The company reads it: what it was last in, and what is expected."))


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(label=_("The company"), choices=AnswerKind, widget=forms.RadioSelect)
    words = Words(_("What they write"), rows=5, max_length=2000)


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=pgettext_lazy("on a last-place notice", "Decision"), choices=Decision, widget=forms.RadioSelect,
        help_text=_("Eliminated: it leaves the street, and all that it serves there ends today."),
    )  # fmt: skip
    why = Words(_("Reason"))
