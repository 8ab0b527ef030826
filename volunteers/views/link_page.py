"""How a secret link is shown, once: with a QR code made inside the page, so that no log holds the token."""

import segno
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse


def show(request, name: str, token: str, order, title: str, template: str = "volunteers/order_link.html"):
    address, qr = drawn(name, token)
    return render(request, template, {"address": address, "qr": qr, "order": order, "title": title})


def drawn(name: str, token: str) -> tuple[str, str]:
    """The whole address, and its QR code as a picture that stands in the page."""
    address = settings.SITE_URL + reverse(name, args=[token])
    return address, segno.make(address, micro=False).png_data_uri(scale=5, border=2)
