"""How a secret link is shown, once: with a QR code made inside the page, so that no log holds the token."""

from django.shortcuts import render

from grids.pages import qr


def show(request, name: str, token: str, order, title: str, template: str = "volunteers/order_link.html"):
    return render(request, template, {"order": order, "title": title, **qr.drawn(name, token)})
