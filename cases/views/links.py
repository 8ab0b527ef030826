"""How the reporter's link is shown, once."""

import segno
from django.conf import settings
from django.urls import reverse


def shown(token: str) -> dict:
    """The address and its QR code, as a picture inside the page: a picture's address would put the token into logs."""
    address = settings.SITE_URL + reverse("reporter:show", args=[token])
    return {"address": address, "qr": segno.make(address, micro=False).png_data_uri(scale=5, border=2)}
