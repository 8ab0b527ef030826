"""Days and minutes that people choose, with the browser's own picker."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grids.days.when import is_near


def near(day: date) -> None:
    if not is_near(day):
        raise ValidationError(_("Check the year: it lies too far away."), code="far")


class Day(forms.DateField):
    default_validators = [near]

    def __init__(self, label=None, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, **kwargs)


class Moment(forms.DateTimeField):
    default_validators = [near]

    def __init__(self, label=None, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(label=label, widget=widget, **kwargs)
