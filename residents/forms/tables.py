"""What somebody says of an office's table: whose it is, what its columns mean, which rows it gets."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import Kind
from grids.forms.days import Day
from grids.models import Area
from residents import catalogue, conditions
from residents.enums import Ledger, RowsBy, Sex
from residents.filling import LEAVE
from residents.models import RegisterField, TableRequest
from residents.sheet_heads import MAX_BYTES, SERIAL

MOST_AREAS = 400
OLDEST = 130
NARROWED = ("sex", "age_from", "age_to", "state")
UNKNOWN = "?"  # how the form says "": a choice among others, not one left open


class AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, area) -> str:
        return "\u3000" * area.level + area.short_name


class ReceiveForm(forms.Form):
    file = forms.FileField(
        label=_("The table"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_(".xlsx, as it came: the head may be in any line. It is kept sealed and erased after 7 days."),
        error_messages={"required": _("Choose the table.")},
    )
    sender = forms.CharField(label=_("Asked by"), max_length=40, help_text=_("The office that sent the table"))
    form = forms.CharField(
        label=_("Name of the table"),
        max_length=60,
        help_text=_("As the office calls it, without names of people: what you match is remembered for it."),
    )
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        required=False,
        help_text=_("As the office names it. A request without one can be sent back."),
    )
    due_on = Day(_("Wanted by"), required=False)
    area = AreaChoice(Area.objects.none(), label=_("People of"), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(user.scope.area_q("export_residents")).unretired().exclude(kind=Kind.UNIT)
        pks = list(areas.order_by("level", "tree_id", "lft").values_list("pk", flat=True)[:MOST_AREAS])
        self.fields["area"].queryset = Area.objects.filter(pk__in=pks).order_by("tree_id", "lft")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("this file is larger than %(limit)d MB"), params={"limit": MAX_BYTES // 2**20}
            )
        return file.read()


class MatchForm(forms.Form):
    """A field for each column, by its number; then which rows, and whether numbers come in full."""

    rows_by = forms.ChoiceField(
        label=pgettext_lazy("of a table", "Rows"),
        choices=RowsBy,
        widget=forms.RadioSelect(attrs={"class": "ll-opts--w"}),
    )
    ledger = forms.ChoiceField(label=_("Only those of the ledger"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Both sexes")), *Sex.choices], required=False)
    age_from = forms.IntegerField(label=_("Aged from"), min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label=_("Aged up to"), min_value=0, max_value=OLDEST, required=False)
    state = forms.ChoiceField(
        label=_("Registration and home"),
        choices=[
            ("", _("Registered or living here")),
            *((state, label) for state, (label, _where) in conditions.STATES.items()),
        ],
        required=False,
    )
    is_full = forms.BooleanField(label=_("Numbers in full, not masked"), required=False)
    reason = forms.CharField(
        label=_("Why in full"),
        max_length=200,
        required=False,
        help_text=_("A second person has to agree, and each look is written into the record of the person."),
    )

    def __init__(self, *args, request: TableRequest, may_full: bool, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [(one.code, one.label) for one in RegisterField.objects.in_tables()]
        choices = [
            (UNKNOWN, _("Not in the register: mark yellow")),
            (LEAVE, _("Leave this column alone")),
            (SERIAL, _("Running number")),
            *codes,
        ]
        self.columns = []
        later, self.fields = self.fields, {}
        for at, heading in request.head["columns"].items():
            name = f"column_{at}"
            self.fields[name] = forms.ChoiceField(label=heading, choices=choices)
            self.initial[name] = request.matching.get(at, "") or UNKNOWN
            self.columns.append(name)
        self.fields |= later
        self.initial |= {"rows_by": request.rows_by, "ledger": request.ledger} | request.narrowed
        if not may_full:
            del self.fields["is_full"], self.fields["reason"]
        self._leave_out(catalogue.off())

    def _leave_out(self, off: set[str]) -> None:
        """By what is out of use nobody is chosen."""
        there = [(ledger, label) for ledger, label in Ledger.choices if not conditions.rests_on(ledger) & off]
        self.fields["ledger"].choices = [("", _("Everybody")), *there]
        if catalogue.SEX in off:
            del self.fields["sex"]
        if catalogue.AGE & off:
            del self.fields["age_from"], self.fields["age_to"]

    @property
    def matching(self) -> dict[str, str]:
        chosen = {name.removeprefix("column_"): self.cleaned_data[name] for name in self.columns}
        return {at: "" if code == UNKNOWN else code for at, code in chosen.items()}

    def clean(self):
        youngest, oldest = (self.cleaned_data.get(name) for name in ("age_from", "age_to"))
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to", _("This is younger than the age from which people are wanted."))
        return self.cleaned_data

    @property
    def facts(self) -> dict:
        names = ("rows_by", "ledger", "is_full", "reason")
        found = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return found | {"narrowed": {name: self.cleaned_data.get(name) for name in NARROWED}}

    def column_fields(self):
        return [self[name] for name in self.columns]

    def other_fields(self):
        return [self[name] for name in self.fields if name not in self.columns]
