"""Signing in, one's own settings, and the accounts of others."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from grids.actions.reveal import Reason
from grids.enums import Theme
from grids.privacy import identity

PHONE = re.compile(r"1\d{10}|0\d{9,11}(x\d{1,6})?|\+\d{7,15}")
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]  # each in its own words, whoever reads it


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Account, work number or phone"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    remember = forms.BooleanField(label=_("Stay signed in for seven days (only on your own phone)"), required=False)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=16,
        help_text=_("Six digits from your authenticator, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": True}),
    )

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split()).lower()


class PasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        help_text=_("At least 10 characters, not only digits, not a common word, not your name or account."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self):
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("This is not the same as the new password."))
        return data


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices, widget=forms.RadioSelect)
    large_type = forms.BooleanField(label=_("Large type"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Reminders and messages are also sent there.")
    )


class PersonForm(forms.Form):
    """What an account says of its person. A phone left empty stays as it is."""

    name = forms.CharField(label=_("Name"), max_length=40)
    work_number = forms.CharField(label=_("Work number"), max_length=20, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_phone(self):
        """Whole numbers only: one signs in by it."""
        phone = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(identity.normalise_phone(phone)):
            raise forms.ValidationError(_("Write a mobile number, or a landline with its area code."))
        return phone


class CorrectPersonForm(PersonForm):
    no_phone = forms.BooleanField(
        label=_("Take the phone number away"),
        required=False,
        help_text=_("For a number that another person has by now."),
    )
    field_order = ("name", "work_number", "phone", "no_phone")

    def clean(self):
        """phone None leaves the number as it is; "" takes it away."""
        data = super().clean()
        data["phone"] = data.get("phone") or ("" if data.pop("no_phone", False) else None)
        return data


class NewPersonForm(PersonForm):
    username = forms.RegexField(
        r"^[A-Za-z0-9_.-]{2,40}$",
        label=_("Account"),
        help_text=_("Letters, digits, dots and hyphens; it stays as it is."),
        error_messages={"invalid": _("Use 2 to 40 letters, digits, dots or hyphens.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
    )
    field_order = ("username", "name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _(
            "One person has one account. Whoever has one in another district is appointed with it: the system "
            "administrator finds them there by the whole account or work number."
        )


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Reason"), max_length=200)


class RevealForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why do you need to see it?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you need to see it.")},
    )
