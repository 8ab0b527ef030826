"""Rules of time and what would apply; the names of categories."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.time_limits import SHORTEN, may_set
from cases.enums import CountsFrom, Source, Step, Urgency
from cases.models import Category
from grids.days.workdays import Unit
from grids.enums import Kind
from grids.forms.both_names import BothNames
from grids.forms.days import Day, Moment
from grids.forms.why import Reason
from grids.models import Area
from grids.permissions import MANAGE_RULES

LEVELS = (
    Kind.DISTRICT,
    Kind.STREET,
    Kind.COMMUNITY,
)  # where rules of their own are kept; grids follow their community
MANY = 400  # areas in one list
CLOCKED = [
    step for step in Step if step not in (Step.PATROL, Step.DISCOVERY)
]  # no clock runs before a matter is reported


class AreaChoice(forms.ModelChoiceField):
    """Areas above the grids, each under the one above it."""

    def label_from_instance(self, area) -> str:
        return "\u3000" * area.level + area.short_name


class CategoryChoice(forms.ModelChoiceField):
    def label_from_instance(self, category) -> str:
        return ("\u3000" if category.parent_id else "") + category.label


def categories():
    """Both levels in use, the upper before its lower ones."""
    return Category.objects.filter(is_active=True).order_by("order", "code")


def choices(kind, empty) -> list:
    return [("", empty), *kind.choices]


class TermsForm(forms.Form):
    """What a version of a rule says."""

    amount = forms.IntegerField(label=_("Limit"), min_value=1, max_value=100_000)
    unit = forms.ChoiceField(label=_("Kind of time"), choices=Unit)
    rolls = forms.BooleanField(
        label=_("Moves on to the next working day where it ends on a day of rest"),
        required=False,
        help_text=_("For calendar days, months and years."),
    )
    counts_from = forms.ChoiceField(label=_("Counts from"), choices=CountsFrom)
    warn_percent = forms.IntegerField(label=_("Due soon from % used"), min_value=1, max_value=99, initial=80)
    every_amount = forms.IntegerField(label=_("If late, handed up every"), min_value=1, max_value=100_000, initial=1)
    every_unit = forms.ChoiceField(label=_("Kind of time between hand-ups"), choices=Unit, initial=Unit.WORKING_DAYS)
    max_extension = forms.IntegerField(
        label=_("Longest extension"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("In the limit's own kind of time. Empty: half the limit, and none for a statutory one."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The rule or practice this comes from."),
        error_messages={"required": _("Say where this comes from.")},
    )
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)
    valid_from = Day(_("Valid from"), help_text=_("Matters that are open then keep the rule they got."))
    why = Reason()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", timezone.localdate() + timedelta(days=1))

    @property
    def terms(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("why", "valid_from")}


class RuleForm(TermsForm):
    """A rule for something no rule speaks of yet."""

    step = forms.ChoiceField(label=_("Step"), choices=[(step.value, step.label) for step in CLOCKED])
    area = AreaChoice(Area.objects.none(), label=_("Area"), required=False, empty_label=_("All areas"))
    category = CategoryChoice(
        Category.objects.none(), label=_("Category"), required=False, empty_label=_("All categories")
    )
    urgency = forms.ChoiceField(label=_("Urgency"), choices=choices(Urgency, _("Any urgency")), required=False)
    source = forms.ChoiceField(label=_("Came in by"), choices=choices(Source, _("Any source")), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=choices(Kind, _("Any level")), required=False)
    statutory = forms.BooleanField(label=_("Statutory: cannot be lengthened or suspended"), required=False)
    field_order = ("area", "step", "category", "urgency", "source", "level")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        scope = user.scope
        mine = Area.objects.filter(scope.area_q(MANAGE_RULES) | scope.area_q(SHORTEN)).unretired()
        self.fields["area"].queryset = mine.filter(kind__in=LEVELS).order_by("tree_id", "lft")
        self.fields["category"].queryset = categories()
        if not may_set(user, None):
            area = self.fields["area"]
            area.required, area.empty_label = True, None
            area.error_messages["required"] = _("Choose an area of your own.")
            del self.fields["statutory"]

    @property
    def facts(self) -> dict:
        return self.terms | {"valid_from": self.cleaned_data["valid_from"]}


class EndForm(forms.Form):
    on = Day(_("First day without the rule"))
    why = Reason()


class TryForm(forms.Form):
    """What would apply here: a question in the address, answered and nothing written."""

    area = AreaChoice(Area.objects.none(), label=_("Area"), empty_label=None)
    category = CategoryChoice(Category.objects.none(), label=_("Category"), empty_label=None)
    step = forms.ChoiceField(label=_("Step"), choices=[(step.value, step.label) for step in CLOCKED])
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency)
    source = forms.ChoiceField(label=_("Came in by"), choices=Source)
    level = forms.ChoiceField(label=_("At the level of"), choices=choices(Kind, _("the area")), required=False)
    start = Moment(_("Counted from"), help_text=_("The moment from which the step counts."))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = _some(user).order_by("tree_id", "lft")
        self.fields["category"].queryset = categories()


def _some(user):
    """The areas one sees, without the lowest levels where they are too many for a list: rules seldom reach there."""
    seen = Area.objects.visible_to(user).unretired()
    if not seen.exists():  # a department sees no areas; it serves in some
        seen = Area.objects.filter(pk__in=[reach.area_id for hat in user.scope.hats for reach in hat.reaches])
    for kinds in (Kind.values, (*LEVELS, Kind.GRID)):
        found = seen.filter(kind__in=kinds)
        if found.count() <= MANY:
            return found
    return seen.filter(kind__in=LEVELS)


class CategoryForm(BothNames):
    order = forms.IntegerField(
        label=_("Place in the list"),
        min_value=0,
        max_value=32_000,
        required=False,
        help_text=_("Smaller numbers come first."),
    )
    is_confidential = forms.BooleanField(
        label=_("New matters are confidential"), required=False, help_text=_("Then only the named team sees them.")
    )
    source = forms.CharField(label=_("Source"), max_length=200, required=False)
    check_locally = forms.BooleanField(label=_("To be checked against local rules"), required=False)


class NewCategoryForm(CategoryForm):
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Letters, digits and hyphens; empty: given by the portal."),
    )
    parent = forms.ModelChoiceField(
        Category.objects.none(), label=_("Under"), required=False, empty_label=_("None: a new one on top")
    )
    is_dispute = forms.BooleanField(
        label=_("Is a dispute"), required=False, help_text=_("For a new one on top; those below follow it.")
    )
    field_order = ("parent", "name_zh", "name_en", "code", "order")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Category.objects.filter(parent=None)


class CorrectCategoryForm(CategoryForm):
    why = Reason()
