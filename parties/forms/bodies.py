"""Owners' committees and their members; social organisations."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import OrganisationKind
from grids.forms.area_choice import AreaChoice
from grids.forms.areas import OneOrganisation
from grids.forms.days import Day
from grids.forms.one_found import OneFound
from grids.models import Organisation
from grids.privacy import identity
from parties import rules
from parties.enums.bodies import CommitteeRole, FilingStatus, SocialKind, Stage
from parties.forms.bodies_fields import FROM_DAY, Words
from parties.models import SocialBody
from residents.models import Membership

MOST_FOUND = 20
COMMITTEE_FACTS = ("name", "compound", "filed_as")
BODY_FACTS = ("name", "kind", "status", "number", "recorded_on", "does", "organisation")


class CommitteeForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    compound = forms.CharField(label=_("Compound"), max_length=60, required=False)
    filed_as = forms.CharField(label=_("Filing number"), max_length=40, required=False)


class TermForm(forms.Form):
    term_starts_on = Day(_("Term from"))
    term_ends_on = Day(_("Term until"))


class NewCommitteeForm(CommitteeForm, TermForm):
    area = AreaChoice()
    term = forms.IntegerField(label=_("Which term"), min_value=1, max_value=50, initial=1)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["area"].offer(user, rules.KEEP)
        self.order_fields(["area", *COMMITTEE_FACTS, "term", "term_starts_on", "term_ends_on"])


class MemberForm(OneFound):
    """By the whole name among the residents of one's areas."""

    pick, nobody = "resident", _("Nobody of this name is registered in your areas.")
    name = forms.CharField(label=_("Whole name"), max_length=40)
    resident = forms.ChoiceField(label=_("Which of them"), widget=forms.RadioSelect, required=False)
    role = forms.ChoiceField(
        label=pgettext_lazy("of an owners' committee", "As"), choices=CommitteeRole, initial=CommitteeRole.MEMBER
    )
    since = Day(FROM_DAY)

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"since": timezone.localdate()})
        homes = _residents(user, data.get("name", "")) if data else ()
        self.offer(
            {home.resident.ref: (home.resident, f"{home.resident.name}, {home.household.dwelling}") for home in homes}
        )


def _residents(user, name: str) -> list[Membership]:
    """Homes of people of this name, each person once."""
    rows = Membership.objects.visible_to(user).current()
    rows = rows.filter(resident__name=identity.normalise_name(name)[:40], resident__died_on=None)
    homes = rows.select_related("resident", "household__dwelling").order_by("is_living", "pk")[:MOST_FOUND]
    return list({home.resident_id: home for home in homes}.values())


class BodyForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=SocialKind)
    status = forms.ChoiceField(
        label=pgettext_lazy("of a social organisation", "Status"), choices=FilingStatus, widget=forms.RadioSelect
    )
    organisation = OneOrganisation(
        label=_("Organisation"),
        required=False,
        help_text=_("Of a registered one: the credit code or full name of a registered organisation."),
    )
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    recorded_on = Day(_("Registered or filed on"))
    does = forms.CharField(label=_("What it does"), max_length=80, required=False)

    def __init__(self, data=None, *, user, body: SocialBody | None = None):
        home = body and body.organisation
        kept = {name: getattr(body, name) for name in BODY_FACTS} if body else {"status": FilingStatus.FILED}
        super().__init__(data, initial=kept | {"organisation": home and (home.uscc or home.name)})
        self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(
            kind=OrganisationKind.SOCIAL, closed_on=None
        )


class NewBodyForm(BodyForm):
    area = AreaChoice()

    def __init__(self, data=None, *, user):
        super().__init__(data, user=user)
        self.fields["area"].offer(user, rules.KEEP)
        self.order_fields(["area"])


class StageForm(forms.Form):
    stage = forms.ChoiceField(
        label=pgettext_lazy("of a social organisation", "Stage"), choices=Stage, widget=forms.RadioSelect
    )
    why = Words(_("What was reached"), max_length=200)

    def __init__(self, data=None, *, body: SocialBody):
        stages = list(Stage)
        following = stages[min(stages.index(Stage(body.stage)) + 1, len(stages) - 1)]
        super().__init__(data, initial={"stage": following})
