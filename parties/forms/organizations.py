"""An organisation: where it stands, what it is, its terms, and what it covers."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.forms.areas import OneOrganisation
from grids.forms.days import Day
from grids.forms.why import Why
from parties import rules
from parties.enums import OrgKind
from parties.forms.organization_fields import AreaWithin, organisations
from parties.models import PartyOrganization
from parties.organizations import ladder

MOST_OFFERED = 300  # organisations that one may move under
FACTS = ("name", "organisation", "founded_on", "ends_on")


class FactsForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"))
    organisation = OneOrganisation(
        label=_("Company or enterprise"),
        required=False,
        help_text=_("For its branch: the credit code or full name of a registered organisation."),
    )
    founded_on = Day(_("Founded on"))
    ends_on = Day(
        pgettext_lazy("of a temporary branch", "Ends on"), required=False, help_text=_("Of a temporary branch only.")
    )

    def __init__(self, data=None, *, user, kinds, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["organisation"].rows = organisations(user)


class FoundForm(FactsForm):
    """Under one organisation, or at the top."""

    area = AreaWithin(label=_("Area"), help_text=_("The one it serves first: by code or name."))

    def __init__(self, data=None, *, user, under: PartyOrganization | None, **kwargs):
        above = under.kind if under else None
        kinds = [kind for kind in OrgKind if ladder.may_stand(kind, above)]
        super().__init__(data, user=user, kinds=kinds, **kwargs)
        self.fields["area"].offer(user, rules.KEEP, within=under.area if under else None)
        self.fields["founded_on"].initial = timezone.localdate()
        self.order_fields(["kind", "name", "area", "organisation", "founded_on", "ends_on"])


class ChangeForm(FactsForm):
    def __init__(self, data=None, *, user, organization: PartyOrganization):
        above = organization.parent.kind if organization.parent else None
        kinds = [kind for kind in OrgKind if ladder.may_stand(kind, above) or kind == organization.kind]
        kept = {name: getattr(organization, name) for name in FACTS}
        home = organization.organisation
        kept |= {"kind": organization.kind, "organisation": home and (home.uscc or home.name)}
        super().__init__(data, user=user, kinds=kinds, initial=kept)


class MoveForm(Why):
    under = forms.ChoiceField(label=pgettext_lazy("of a party organisation", "Under"), required=False)
    area = AreaWithin(
        label=_("Area"), required=False, help_text=_("Empty: it stays where it is. Its members go along.")
    )
    field_order = ["under", "area", "why"]

    def __init__(self, data=None, *, user, organization: PartyOrganization):
        super().__init__(data, initial={"under": organization.parent.ref if organization.parent else ""})
        self.fields["area"].offer(user, rules.KEEP)
        rows = PartyOrganization.objects.visible_to(user).standing().exclude(pk=organization.pk)
        above = [kind for kind in ladder.UNDER[OrgKind(organization.kind)] if kind]
        self.offered = {
            each.ref: each for each in rows.filter(kind__in=above).select_related("area")[:MOST_OFFERED]
        }  # fmt: skip
        choices = [(ref, f"{each.name} · {each.area.short_name}") for ref, each in self.offered.items()]
        if ladder.may_stand(organization.kind, None):
            choices.insert(0, ("", _("None, it stands at the top")))
        self.fields["under"].choices = choices
        self.fields["under"].required = not ladder.may_stand(organization.kind, None)

    def facts(self) -> dict:
        said = self.cleaned_data
        return {"under": self.offered.get(said["under"]), "area": said["area"], "why": said["why"]}


class CoverForm(forms.Form):
    area = AreaWithin(label=_("Area"), help_text=_("By code or name; it may be covered by others too."))

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["area"].offer(user, rules.KEEP)


class RuleForm(Why):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds that count"), choices=OrgKind, widget=forms.CheckboxSelectMultiple, required=False
    )
    is_on = forms.BooleanField(label=_("This level is counted"), required=False)
    field_order = ["kinds", "is_on", "why"]
