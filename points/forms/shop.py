"""The desk of the points shop."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from points.actions.redeem import CODE_DIGITS, MOST
from points.forms.fields import TENTH


class AtTheDesk(forms.Form):
    """closed: why it is asked twice while the shop is closed; "" while it is open."""

    even_so = forms.BooleanField(
        label=pgettext_lazy("at the desk", "Even so"),
        error_messages={"required": _("The shop is closed: tick this to do it even so.")},
    )

    def __init__(self, *args, closed: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if closed:
            self.fields["even_so"].help_text = closed
            self.order_fields([name for name in self.fields if name != "even_so"])
        else:
            del self.fields["even_so"]


class RedeemForm(AtTheDesk):
    """price: of one, as the page says it; whoever read another one is asked again."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST, initial=1)
    price = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, price: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.price = self.initial["price"] = price

    def clean(self) -> dict:
        said = super().clean() or {}
        if said.get("price", "") not in ("", self.price):
            self.data = self.data.copy()
            self.data["price"] = self.price
            raise forms.ValidationError(
                _("The price was changed meanwhile. It is %(price)s each now: exchange it at that price?"),
                params={"price": self.price},
            )
        return said


class Code(forms.CharField):
    """As it is written down, in groups or with the full-width digits of a Chinese keyboard."""

    def to_python(self, value) -> str:
        return "".join(unicodedata.normalize("NFKC", super().to_python(value)).split())

    def widget_attrs(self, widget) -> dict:
        """No maxlength: a browser would cut off what was typed in groups."""
        return {}


class CodeForm(AtTheDesk):
    code = Code(
        label=_("Code of the exchange"),
        max_length=CODE_DIGITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the six digits that were given out with the exchange.")},
    )


class DeliveryForm(forms.Form):
    amount = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=100_000)
    note = forms.CharField(
        label=_("Delivery note"),
        max_length=40,
        error_messages={"required": _("Write the number of the delivery note.")},
    )


class CountForm(forms.Form):
    """lies: how many lie there by the books; reserved: how many of them wait to be fetched."""

    counted = forms.IntegerField(label=_("What lies there"), min_value=0, max_value=100_000)
    why = forms.CharField(label=_("Why it differs"), max_length=120, required=False)

    def __init__(self, *args, lies: int, reserved: int, **kwargs):
        super().__init__(*args, **kwargs)
        if reserved:
            said = _("%(lies)d by the books, with %(reserved)d reserved that were not fetched: count these too.")
            self.fields["counted"].help_text = said % {"lies": lies, "reserved": reserved}


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a photo.")},
    )


class ItemForm(forms.Form):
    name = forms.CharField(label=_("Item"), max_length=40)
    pack = forms.CharField(label=_("Pack"), max_length=40, required=False, help_text=_("900 ml, a box of ten …"))
    price = forms.DecimalField(label=_("Price"), min_value=TENTH, max_value=10_000, max_digits=6, decimal_places=1)
    is_on = forms.BooleanField(label=_("On offer"), required=False, initial=True)
