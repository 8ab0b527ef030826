"""The form of each act on a matter: what a person must say for it. Names of fields are those of the action."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import rules, standing, targets
from cases.actions.pace import longest_extension
from cases.enums import Act, PauseReason, Resolved, Urgency
from cases.forms.fields import WHY, CategoryField, Words
from cases.forms.folded import Folded
from cases.forms.photos import Photos, PhotosField
from cases.forms.point import PointForm
from cases.models import Case
from grids.days import when
from grids.forms.days import Moment

STARS = [
    (5, _("5 very satisfied")),
    (4, _("4 satisfied")),
    (3, _("3 so so")),
    (2, _("2 dissatisfied")),
    (1, _("1 very dissatisfied")),
]
ONE_A_LINE = forms.RadioSelect(attrs={"class": "ll-opts--w"})  # on a phone: two beside each other would wrap


class ActForm(Folded):
    """One act on `case`. `seen` is the version its reader saw; facts() is what the action gets beside it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=True)

    def __init__(self, act: Act, case: Case, user, data=None, photos: Photos | None = None, **kwargs):
        self.act, self.case, self.user, self.photos_in = act, case, user, photos or Photos()
        kwargs.setdefault("initial", {"seen": case.version} | self.offered())
        super().__init__(data, auto_id=f"{act}-%s", **kwargs)

    @property
    def takes_photos(self) -> bool:
        return "photos" in self.fields

    @property
    def plain_fields(self) -> list:
        return [self[name] for name in self.fields if name not in self.more and name not in ("seen", "photos")]

    def clean(self):
        data = super().clean()
        for error in self.photos_in.errors:
            self.add_error("photos", error)
        return data

    def facts(self) -> dict:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return facts | {"photos": self.photos_in.files} if self.takes_photos else facts

    def typed(self) -> str:
        """The words, to be kept where the act is no longer possible."""
        return str(self.data.get("text", "")).strip()


class Plain(ActForm):
    """One click: taking a matter."""


class Remark(ActForm):
    text = Words(_("Remark"), rows=2)


class Reason(ActForm):
    text = Words(_("Reason"), required=True, missing=WHY)


class BringBack(Reason):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = _("It was handed up to the %(level)s, where nobody decides on it any more.")
        self.fields["text"].help_text = words % {"level": self.case.levels[self.case.level]}


class Accept(PointForm, ActForm):
    more = ("title", "place", "lng", "lat", "people_affected", "is_collective", "is_confidential")
    category = CategoryField()
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency, widget=forms.RadioSelect)
    text = Words(_("Remark"), rows=2)
    title = forms.CharField(label=_("Title"), max_length=80)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    people_affected = forms.IntegerField(label=_("People affected"), min_value=0, max_value=1_000_000, required=False)
    is_collective = forms.BooleanField(label=_("Several people raise it together"), required=False)
    is_confidential = forms.BooleanField(label=_("Confidential: only the named team sees it"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case.category.parent_id:
            self.fields["category"].standing = self.case.category
        if self.case.category.is_confidential:
            self.fields["is_confidential"].help_text = _("A matter of this category stays confidential.")
        self.fields["category"].choices = self.fields["category"].grouped  # asked for only where it is shown

    def offered(self) -> dict:
        names = ("urgency", "title", "place", "lng", "lat", "people_affected", "is_collective", "is_confidential")
        return {name: getattr(self.case, name) for name in names} | {"category": self.case.category.code}

    def facts(self) -> dict:
        facts = super().facts()
        if "lng" not in self.data:  # a form without the two fields says nothing of the point
            del facts["point"]
        return {name: value for name, value in facts.items() if name not in ("lng", "lat")}


class Merge(ActForm):
    into = forms.CharField(
        label=_("Number of the other matter"),
        max_length=24,
        help_text=_("This matter ends in the other one, which counts its people too."),
    )
    text = Words(_("Reason"), required=True, missing=WHY, rows=2)


class Assign(ActForm):
    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose to whom.")})
    text = Words(_("Instruction"), rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = targets.choices(self.case, leave_out=self.case.taken_by_id)
        # Nobody is chosen beforehand: one careless tap would send the matter to the wrong person.
        self.fields["to"].choices = [("", _("Choose to whom")), *found]

    def clean_to(self):
        return targets.target(self.cleaned_data["to"])


class Transfer(Assign):
    text = Words(_("Reason"), required=True, missing=WHY, rows=2)


class Extend(ActForm):
    amount = forms.IntegerField(label=_("How much more"), min_value=1)
    text = Words(_("Reason"), required=True, missing=WHY, rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        step = self.case.steps.filter(left_at=None).first()
        if step is not None and step.amount is not None:
            self.fields["amount"].help_text = _("At most %(longest)d %(unit)s. The first promise stays on record.") % {
                "longest": longest_extension(step),
                "unit": step.get_unit_display(),
            }


class Pause(ActForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=PauseReason, widget=ONE_A_LINE)
    until = Moment(_("At the latest until"), help_text=_("At most 90 days; then the clock runs again by itself."))
    text = Words(_("What is waited for"), required=True, missing=WHY, rows=2)

    def offered(self) -> dict:
        return {"until": timezone.localtime() + timedelta(days=7)}


class Note(ActForm):
    text = Words(_("Progress"), required=True, missing=_("Write what has been done."))
    photos = PhotosField()


class Finish(ActForm):
    more = ("no_photo_reason", "quantity", "quantity_unit")
    text = Words(_("What was done"), required=True, missing=_("Write what was done."), rows=4)
    photos = PhotosField(label=_("Photos of the result"), required=True)
    no_photo_reason = forms.CharField(label=_("Why there is no photo"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=0, max_value=2_000_000_000, required=False)
    quantity_unit = forms.CharField(
        label=_("of what"), max_length=20, required=False, help_text=_("for example charging points, tonnes")
    )

    @property
    def more_open(self) -> bool:
        """Also where a photo is missing: the reason why there is none stands in the fold."""
        return super().more_open or (self.is_bound and bool(self["photos"].errors))


class Check(ActForm):
    text = Words(_("What the check found"), rows=2)
    photos = PhotosField()


class Fail(ActForm):
    text = Words(_("What is not done"), required=True, missing=WHY, rows=2)
    photos = PhotosField()


class Rate(ActForm):
    rating = forms.TypedChoiceField(
        label=_("How satisfied is the reporter?"), choices=STARS, coerce=int, widget=ONE_A_LINE
    )
    resolved = forms.ChoiceField(label=_("Is it really resolved?"), choices=Resolved, widget=forms.RadioSelect)
    text = Words(_("The reporter's words"), rows=2, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if rules.rater(self.case) == self.user.pk:  # they speak for themselves
            self.fields["rating"].label = _("How satisfied are you?")
            self.fields["text"].label = _("What you want to say")


class Close(ActForm):
    resolved = forms.ChoiceField(label=_("Is it really resolved?"), choices=Resolved, widget=forms.RadioSelect)
    text = Words(_("How it was followed up"), rows=2, missing=_("There is no rating: write how you followed it up."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.required = not self.case.is_rated
        if self.case.is_rated:  # the reporter has said it
            del self.fields["resolved"]
            text.label = _("Remark")


class Supervise(ActForm):
    text = Words(_("Instruction"), required=True, missing=_("Write what is to be done."), rows=2, max_length=500)
    answer_by = Moment(_("Answer by"))

    def offered(self) -> dict:
        return {"answer_by": timezone.localtime() + timedelta(days=1)}


class Answer(ActForm):
    text = Words(_("Answer"), required=True, missing=_("Write the answer."), max_length=1000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if asked := standing.to_answer(self.case, self.user):  # of several, the one that is answered
            moment = when.deadline(asked.answer_by, timezone.now())
            seal = _("Supervised: %(level)s") % {"level": self.case.levels[asked.level]}
            words = {"seal": seal, "moment": moment, "words": asked.instruction}
            self.fields["text"].help_text = _("%(seal)s, answer by %(moment)s: %(words)s") % words


class Join(ActForm):
    person = forms.ChoiceField(label=_("Who needs to know"))
    nobody = _("Everybody here who may see matters is named already.")
    text = Words(_("Remark"), rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = self.candidates()
        self.fields["person"].choices = [("", _("Choose")), *people]  # nobody is named by not having looked
        if not people:
            self.fields["person"].help_text = self.nobody

    def candidates(self) -> list:
        return targets.outside_team(self.case)

    def clean_person(self):
        return targets.person(self.cleaned_data["person"])


class Leave(Join):
    person = forms.ChoiceField(label=_("Who no longer needs to know"))
    nobody = _("Nobody is named but those whom it waits for and who decide on it.")
    text = Words(_("Reason"), required=True, missing=WHY, rows=2)

    def candidates(self) -> list:
        return targets.may_leave(self.case)


FORMS: dict[str, type[ActForm]] = {
    Act.ACCEPT: Accept,
    Act.REFUSE: Reason,
    Act.MERGE: Merge,
    Act.ASSIGN: Assign,
    Act.TAKE: Plain,
    Act.RETURN: Reason,
    Act.TRANSFER: Transfer,
    Act.ESCALATE: Reason,
    Act.BRING_BACK: BringBack,
    Act.EXTEND: Extend,
    Act.GRANT: Remark,
    Act.DENY: Reason,
    Act.PAUSE: Pause,
    Act.RESUME: Remark,
    Act.NOTE: Note,
    Act.FINISH: Finish,
    Act.PASS: Check,
    Act.FAIL: Fail,
    Act.RATE: Rate,
    Act.CLOSE: Close,
    Act.REOPEN: Reason,
    Act.RESTORE: Reason,
    Act.SUPERVISE: Supervise,
    Act.ANSWER: Answer,
    Act.WITHDRAW: Reason,
    Act.JOIN: Join,
    Act.LEAVE: Leave,
}
