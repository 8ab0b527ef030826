"""Reporting a matter: what most reports need in front, the rest folded away."""

import uuid
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.intake import Reporter
from cases.enums import Source, Urgency
from cases.forms.fields import CategoryField, UrgencyField, Words
from cases.forms.folded import Folded
from cases.forms.photos import Photos, PhotosField
from cases.forms.point import PointForm
from cases.intake_hints import Offers
from cases.models import Category
from grids.forms.days import Moment
from grids.privacy import identity

TITLE = 30  # characters of the words that make a title, where none is given
SHORTEST = 8
LONGEST_AGO = timedelta(days=366)
OTHER = ""


def title_of(words: str) -> str:
    """The first words, up to a pause in them where there is one: nobody can read half a clause."""
    if len(words) <= TITLE:
        return words.rstrip("。；，,;. ")
    pause = max(words.rfind(mark, SHORTEST, TITLE + 1) for mark in "。；，！？,;!?")
    return words[:pause] if pause > 0 else words[: TITLE - 1] + "…"


class HowUrgent(forms.Form):
    """This one question of the report, which is put anew when the answers to others change."""

    urgency = UrgencyField()


class Report(PointForm, Folded):
    """Phone first: photo, category, place, words. What was settled on the spot is asked for by the second button."""

    more = (
        "title", "source", "reporter_name", "reporter_phone", "occurred_at", "lng", "lat", "people_affected",
        "is_collective", "is_confidential",
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)
    photos = PhotosField()
    chip = forms.CharField(
        label=_("Category"), widget=forms.RadioSelect, error_messages={"required": _("Choose a category.")}
    )
    category = CategoryField(label=_("Another category"), required=False)
    area = forms.CharField(label=_("Area"), widget=forms.Select)
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("Building, doorway, floor or what is near")
    )
    text = Words(
        _("What it is"),
        required=True,
        missing=_("Write what it is about."),
        help_text=_("What happened, and whom it affects."),
    )
    urgency = UrgencyField()
    title = forms.CharField(
        label=_("Title"), max_length=80, required=False, help_text=_("Left empty, the first words are used.")
    )
    source = forms.ChoiceField(label=_("Source"), choices=Source)
    reporter_name = forms.CharField(
        label=_("Resident's name"),
        max_length=40,
        required=False,
        help_text=_("Only for somebody who reported it to you."),
    )
    reporter_phone = forms.CharField(
        label=_("Resident's phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    occurred_at = Moment(_("Happened at"), required=False)
    people_affected = forms.IntegerField(label=_("People affected"), min_value=0, max_value=1_000_000, required=False)
    is_collective = forms.BooleanField(label=_("Several people raise it together"), required=False)
    is_confidential = forms.BooleanField(label=_("Confidential: only the named team sees it"), required=False)
    settled = Words(_("How it was settled"), rows=2, help_text=_("Another person checks it."))
    no_photo_reason = forms.CharField(label=_("Why there is no photo"), max_length=200, required=False)

    def __init__(
        self, offers: Offers, data=None, photos: Photos | None = None, *, initial=None, settles: bool = False
    ):
        self.offers, self.photos_in, self.settles = offers, photos or Photos(), settles
        super().__init__(data, initial={"token": uuid.uuid4()} | self.offered() | (initial or {}))
        self.fields["chip"].required = not (data and data.get("category"))

    def offered(self) -> dict:
        return {"urgency": Urgency.NORMAL, "source": Source.PATROL}

    def offer(self) -> "Report":
        """The form, with what there is to choose from: for showing it."""
        areas, every = self.offers.areas, self.fields["category"].grouped()
        self.initial.setdefault("area", areas[0][0] if areas else "")
        self.fields["area"].widget.choices = areas
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
        self.fields["chip"].widget.choices = _with(self.offers.chips, self["chip"].value(), every)
        self.fields["category"].choices = [("", _("Choose from all")), *every]
        return self

    def clean_area(self):
        area = self.offers.area(self.cleaned_data["area"])
        if area is None:
            raise forms.ValidationError(_("Choose one of your areas."))
        return area

    def clean_reporter_phone(self):
        phone = self.cleaned_data["reporter_phone"].strip()
        digits = identity.normalise_phone(phone)
        if phone and not 5 <= len(digits) <= 20:
            raise forms.ValidationError(_("This is not a phone number."))
        return phone

    def clean_occurred_at(self):
        at, now = self.cleaned_data["occurred_at"], timezone.now()
        if at and at > now:
            raise forms.ValidationError(_("This time has not come yet."))
        if at and at < now - LONGEST_AGO:
            raise forms.ValidationError(_("This is more than a year ago."))
        return at

    def clean(self):
        data = super().clean()
        for error in self.photos_in.errors:
            self.add_error("photos", error)
        if not data.get("category") and data.get("chip"):
            data["category"] = Category.objects.filter(code=data["chip"], is_active=True, parent__isnull=False).first()
            if data["category"] is None:
                self.add_error("chip", _("Choose a category."))
        if data.get("reporter_name") and not data.get("reporter_phone") and "reporter_phone" not in self.errors:
            self.add_error("reporter_phone", _("Write the phone too, or leave both empty for somebody unnamed."))
        if data.get("reporter_phone") and data.get("source") == Source.PATROL:
            data["source"] = Source.RESIDENT  # the first choice, left as it was: nobody's patrol found it
        if self.settles and len(data.get("settled", "").strip()) < 2:
            self.add_error("settled", _("Say in a few words how it was settled."))
        return data

    def facts(self) -> dict:
        """What report() and settle() take."""
        data = self.cleaned_data
        names = (
            "area",
            "category",
            "place",
            "urgency",
            "source",
            "people_affected",
            "is_collective",
            "is_confidential",
            "point",
            "token",
        )
        words = " ".join(data["text"].split())
        return {name: data[name] for name in names} | {
            "title": data["title"].strip() or title_of(words),
            "occurred_at": data["occurred_at"],
            "reporter": self._reporter(),
            "photos": self.photos_in.files,
        }

    def _reporter(self) -> Reporter | None:
        """None for what staff saw themselves; the channel tells that somebody else reported it."""
        data = self.cleaned_data
        if data["reporter_phone"]:
            return Reporter(data["reporter_name"], data["reporter_phone"])
        return None if data["source"] in (Source.PATROL, Source.VISIT, Source.ABOVE) else Reporter()


def _with(chips: list[tuple[str, str]], chosen: str | None, every: list) -> list[tuple[str, str]]:
    """The chips, and the one chosen while others were offered: what is used most changes between two looks."""
    if not chosen or chosen in dict(chips):
        return chips
    return chips + [choice for _group, choices in every for choice in choices if choice[0] == chosen]
