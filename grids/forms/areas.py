from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.areas import kinds, names
from grids.enums import Kind, Nature
from grids.forms.days import Day
from grids.models import Area, KindLabel, Organisation
from grids.models.area import NAMES_ORGANISATION
from grids.permissions import SHAPE_AREA

SUGGESTIONS = 300  # areas offered while one types


class OneOf(forms.CharField):
    """One row by its code or its full name, typed with suggestions: works without a script and with thousands."""

    code_field = "code"
    nothing = _("There is nothing of this code or name here.")
    several = _("Several are called so: write the code.")

    def __init__(self, **kwargs):
        super().__init__(max_length=80, **kwargs)
        self.rows = None

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        found = list(self.rows.filter(Q(**{self.code_field: value}) | self.called(value))[:2])
        if not found:
            raise ValidationError(self.why_not(value))
        if len(found) > 1:
            raise ValidationError(self.several)
        return found[0]

    def called(self, value) -> Q:
        return Q(name=value)

    def why_not(self, value):
        return self.nothing


class OneArea(OneOf):
    """By its short name too, which is what pages show. `seen` and `unfit` say why a known area is none of the rows."""

    seen, unfit = None, _("{name} cannot be chosen here.")

    def called(self, value) -> Q:
        return Q(name__in=names.full(value))

    def why_not(self, value):
        known = self.seen and self.seen.filter(Q(code=value) | self.called(value)).first()
        return format_lazy(self.unfit, name=known.name) if known else self.nothing


class OneOrganisation(OneOf):
    code_field = "uscc"


class FactsForm(forms.Form):
    """The description of an area."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    nature = forms.ChoiceField(label=_("Nature"), choices=Nature, initial=Nature.GENERAL, widget=forms.RadioSelect)
    organisation = OneOrganisation(
        label=_("Organisation"),
        required=False,
        help_text=_("For a dedicated grid or unit: the credit code or full name of a registered organisation."),
    )
    boundary = forms.CharField(
        label=_("Boundary"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In words: what it borders on in the east, south, west and north."),
    )
    founded_on = Day(_("Founded on"), required=False)
    area_km2 = forms.DecimalField(
        label=_("Square kilometres"), required=False, min_value=0, max_digits=9, decimal_places=2
    )
    declared_households = forms.IntegerField(
        label=_("Declared households"), required=False, min_value=0, max_value=10_000_000
    )
    declared_population = forms.IntegerField(
        label=_("Declared residents"), required=False, min_value=0, max_value=100_000_000
    )
    declared_source = forms.CharField(
        label=_("Where the declared numbers are from"),
        max_length=120,
        required=False,
        help_text=_("For example: the street's yearbook of 2025"),
    )
    declared_on = Day(_("Declared as of"), required=False)
    why = forms.CharField(label=_("Reason for the change"), max_length=200, required=False)

    def clean_founded_on(self):
        day = self.cleaned_data["founded_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("An area cannot have been founded in the future."))
        return day

    def clean_declared_on(self):
        day = self.cleaned_data["declared_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        """A declared number that is new says where it is from and of which day; older ones may stay without."""
        told = super().clean()
        if "organisation" in told and bool(told["organisation"]) != (told.get("nature") == Nature.DEDICATED):
            self.add_error("organisation", NAMES_ORGANISATION)
        numbers = ("declared_households", "declared_population")
        if any(told.get(name) is not None and told[name] != self.initial.get(name) for name in numbers):
            if not told.get("declared_source"):
                self.add_error("declared_source", _("Say where the declared numbers are from."))
            if not told.get("declared_on") and "declared_on" not in self.errors:
                self.add_error("declared_on", _("Say of which day the declared numbers are."))
        return told

    def __init__(self, *args, user, kind="", **kwargs):
        super().__init__(*args, **kwargs)
        if kind and kind not in (Kind.GRID, Kind.UNIT):  # only grids and units can be dedicated
            del self.fields["nature"], self.fields["organisation"]
        else:
            stands = self.initial.get("organisation")  # also where it closed since: everything else can still change
            open_ = Q(closed_on=None) | (Q(uscc=stands) | Q(uscc="", name=stands) if stands else Q(pk__in=()))
            self.fields["organisation"].rows = Organisation.objects.visible_to(user).filter(open_)


class AddForm(FactsForm):
    kind = forms.ChoiceField(label=_("Level"))
    code = forms.CharField(
        label=_("Code"), max_length=24, required=False, help_text=_("Left empty, the next free code is given.")
    )
    field_order = ["kind", "name", "code"]

    def __init__(self, *args, parent, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("Reason")
        words, grids = kinds.names(parent.district_id), parent.children.filter(kind=Kind.GRID, valid_to=None)
        below = [kind for kind in Kind if kind.may_lie_in(parent.kind, with_grids=grids.exists())]
        self.fields["kind"].choices = [(kind.value, words[kind]) for kind in below]


class MoveForm(forms.Form):
    to = OneArea(label=_("Lies in from now on"), help_text=_("Code or name of the area above."))
    why = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, user, area, **kwargs):
        super().__init__(*args, **kwargs)
        higher = [kind for kind in Kind if kind.depth < Kind(area.kind).depth]
        reach = Area.objects.visible_to(user).filter(user.scope.area_q(SHAPE_AREA))
        self.fields["to"].rows = reach.filter(kind__in=higher, valid_to=None).exclude(pk=area.parent_id)
        self.fields["to"].seen = reach
        self.fields["to"].unfit = _("{name} is retired, is not of a higher level, or is where it lies already.")
        just_above = self.fields["to"].rows.filter(kind=area.parent.kind if area.parent else "")
        found = list(just_above.order_by("code").values_list("code", "name")[: SUGGESTIONS + 1])
        self.suggestions = found[:SUGGESTIONS]
        if len(found) > SUGGESTIONS:
            self.fields["to"].help_text = format_lazy(
                _("Code or name of the area above. The list shows the first {count}; every other one can be typed."),
                count=SUGGESTIONS,
            )
        self.fields["to"].widget.attrs["list"] = "places"


class RetireForm(forms.Form):
    on = Day(_("Retired on"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class LevelsForm(forms.Form):
    """What a district calls its levels, in both languages; nothing is the standard word."""

    def __init__(self, *args, district, **kwargs):
        own = {label.kind: label for label in district.kind_labels.all()}
        initial = {
            f"{kind}_{language}": getattr(own.get(kind), f"name_{language}", "")
            for kind in Kind.values
            for language in kinds.LANGUAGES
        }
        super().__init__(*args, initial=initial, **kwargs)
        for kind, words in kinds.standard().items():
            for language, label in (("zh", _("{level} in Chinese")), ("en", _("{level} in English"))):
                self.fields[f"{kind}_{language}"] = forms.CharField(
                    label=format_lazy(label, level=Kind(kind).label),
                    max_length=KindLabel._meta.get_field(f"name_{language}").max_length,
                    required=False,
                    widget=forms.TextInput(attrs={"placeholder": words[language], "lang": kinds.LANGUAGES[language]}),
                )
        self.fields["why"] = forms.CharField(label=_("Reason for the change"), max_length=200, required=False)

    def rows(self) -> list[tuple]:
        """(level, its field in Chinese, its field in English)."""
        return [(Kind(kind).label, self[f"{kind}_zh"], self[f"{kind}_en"]) for kind in Kind.values]

    def words(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {kind: (data[f"{kind}_zh"], data[f"{kind}_en"]) for kind in Kind.values}
