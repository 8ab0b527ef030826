"""What people say for each act on a care record. Names of fields are those of the actions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.days import when
from grids.forms.days import Day
from residents.actions.care_visits import taken_back_by
from residents.care.people import serving
from residents.enums.care import LAY, Found, Grade, HelperKind, HelpWith, VisitKind
from residents.models import CareCategory

SHOWN = 12  # visits, the latest: as many as the page of the record shows
WHY = _("Say why, in a few words.")


def words(label, **more):
    return forms.CharField(
        label=label, max_length=200, widget=forms.Textarea(attrs={"rows": 2}), **{"required": False} | more
    )


class CareForm(forms.Form):
    """One act on `care` (None for opening). `seen` is the version its reader saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, care, place, user, **kwargs):
        self.care, self.place, self.user = care, place, user
        if care is not None:
            kwargs.setdefault("initial", {"seen": care.version} | self.offered())
        super().__init__(data, files, **kwargs)
        for name in ("responsible", "user"):
            if name in self.fields:
                self._people = serving(place)
                choices = [(one.username, said) for one, said in self._people]
                self.fields[name].choices = [("", _("Choose")), *choices]

    def offered(self) -> dict:
        return {}

    def facts(self) -> dict:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        by_name = {one.username: one for one, _said in getattr(self, "_people", ())}
        return facts | {name: by_name.get(facts[name]) for name in ("responsible", "user") if name in facts}


class Open(CareForm):
    category = forms.ModelChoiceField(
        CareCategory.objects.none(), label=_("Category"), to_field_name="code", empty_label=_("Choose")
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        error_messages={"required": _("Without a legal basis nobody is listed.")},
    )
    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, required=False, help_text=_("Empty: the purpose of the category.")
    )
    document = forms.FileField(
        label=_("Document"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        help_text=_(
            "The decision or application as a PDF, or a picture of it, up to 10 MB; its file name is not kept."
        ),
        error_messages={"required": _("Bring the document on which it rests.")},
    )
    starts_on = Day(_("From"))
    ends_on = Day(_("Until"), required=False, help_text=_("Empty: the whole term of the rule."))
    grade = forms.TypedChoiceField(label=_("Grade"), choices=Grade, coerce=int, widget=forms.RadioSelect)
    responsible = forms.ChoiceField(
        label=_("Responsible person"),
        help_text=_("Exactly one."),
        error_messages={"required": _("Name the one person who is responsible.")},
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"starts_on": timezone.localdate(), "grade": Grade.REGULAR})
        super().__init__(*args, **kwargs)
        grants = [grant for grant in ("read_care", "read_care_sensitive") if self.user.scope.may(grant, self.place)]
        self.fields["category"].queryset = CareCategory.objects.filter(is_active=True, read_grant__in=grants)


class Visit(CareForm):
    """Choices first and words last: a minute on a phone."""

    kind = forms.ChoiceField(label=_("How"), choices=VisitKind, widget=forms.RadioSelect)
    on = Day(_("Day of the visit"), required=False)
    housing, work, family, health = (
        forms.ChoiceField(label=label, choices=Found, widget=forms.RadioSelect, required=False)
        for label in (_("Housing"), _("Work and income"), _("Family"), _("Health"))
    )
    needs = words(_("Needs"), help_text=_("What is needed; not what somebody thinks or believes."))
    help_given = words(_("Help given"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        closed_by = self.care.category.closed_by
        self.fields["kind"].help_text = _("A planned visit is closed by: %(kinds)s.") % {"kinds": closed_by}

    def offered(self) -> dict:
        first = {"kind": self.care.category.visit_kinds[0], "on": timezone.localdate()}
        return first | dict.fromkeys(("housing", "work", "family", "health"), Found.NOT_ASKED)


class TakeBack(CareForm):
    visit = forms.TypedChoiceField(label=_("Which visit"), coerce=int, widget=forms.RadioSelect)
    why = words(_("Reason"), required=True, error_messages={"required": WHY})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = taken_back_by(self.user, self.care).select_related("done_by").order_by("-done_at", "-pk")
        self.fields["visit"].choices = [(one.pk, self._said(one)) for one in rows[:SHOWN]]

    @staticmethod
    def _said(visit) -> str:
        on = timezone.localdate(visit.done_at)
        return f"{when.day_of(on, timezone.localdate())} · {visit.get_kind_display()} · {visit.done_by.name}"


class ChangeGrade(CareForm):
    grade = forms.TypedChoiceField(label=_("Grade"), choices=Grade, coerce=int, widget=forms.RadioSelect)
    why = words(_("Reason"), required=True, error_messages={"required": WHY})

    def offered(self) -> dict:
        return {"grade": self.care.grade}


class Responsible(CareForm):
    user = forms.ChoiceField(
        label=_("Responsible person"), error_messages={"required": _("Name the one person who is responsible.")}
    )
    why = words(_("Reason"))


class Ask(CareForm):
    """A lay helper of the team, a thing and a day."""

    user = forms.ChoiceField(label=_("Who helps"), error_messages={"required": _("Choose somebody of the team.")})
    help_with = forms.ChoiceField(label=_("Help with"), choices=HelpWith, widget=forms.RadioSelect)
    on = Day(_("Day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        helpers = self.care.helpers.filter(until=None, kind__in=LAY, user__isnull=False).select_related("user")
        self._people = [(one.user, f"{one.user.name} · {one.get_kind_display()}") for one in helpers.order_by("pk")]
        self.fields["user"].choices = [("", _("Choose")), *((one.username, said) for one, said in self._people)]


class Helper(CareForm):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=HelperKind,
        widget=forms.RadioSelect,
        help_text=_("Family, volunteers and neighbours do not see the record; they are asked for help on a day."),
    )
    user = forms.ChoiceField(label=_("Somebody with an account"), required=False)
    name = forms.CharField(label=_("Or a name"), max_length=40, required=False)


class EndHelper(CareForm):
    kind = forms.ChoiceField(label=_("Who no longer helps"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (helper.kind, f"{helper.get_kind_display()} {helper.user or helper.name}")
            for helper in self.care.helpers.filter(until=None).select_related("user").order_by("kind")
        ]


class Extend(CareForm):
    until = Day(_("Until"))
    why = words(_("Reason"), required=True, error_messages={"required": WHY})


class Propose(CareForm):
    why = words(_("Reason"), required=True, error_messages={"required": WHY})


class Confirm(CareForm):
    pass


class Accept(CareForm):
    user = Responsible.base_fields["user"]


class SendBack(Propose):
    """To where the record came from."""


class Allow(CareForm):
    access = forms.TypedChoiceField(label=_("Who asks"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.care.accesses.waiting(timezone.now()).exclude(user=self.user).select_related("user")
        self.fields["access"].choices = [(one.pk, f"{one.user}: {one.reason}") for one in asked.order_by("pk")]


class Glass(forms.Form):
    reason = words(_("Reason"), required=True, error_messages={"required": WHY})
