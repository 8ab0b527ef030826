"""Addresses that are scanned: from a paper, a poster, or a page that shows a link once."""

import segno
from django.conf import settings
from django.urls import reverse


def drawn(name: str, token: str, *, scale: int = 5) -> dict[str, str]:
    """address: the whole one; qr: its code as a picture inside the page, since one of its own would stand in logs."""
    address = settings.SITE_URL + reverse(name, args=[token])
    return {"address": address, "qr": segno.make(address, micro=False).png_data_uri(scale=scale, border=2)}
