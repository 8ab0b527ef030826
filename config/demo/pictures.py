"""Photos for the demo: plain drawings of what unit heads photograph, drawn here, of no real place."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

from grids.actions.files import store_image
from grids.models import StoredFile, User

SIZE = (800, 600)


def draw_all(by: User) -> dict[str, StoredFile]:
    return {name: drawn(name, by) for name in SCENES}


def drawn(name: str, by: User) -> StoredFile:
    return store_image(_photo(name, SCENES[name]), by)


def _photo(name: str, draw) -> SimpleUploadedFile:
    image = Image.new("RGB", SIZE, "#b9c0c4")
    draw(ImageDraw.Draw(image))
    image = image.filter(ImageFilter.GaussianBlur(1.2))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return SimpleUploadedFile(f"{name}.jpg", out.getvalue(), "image/jpeg")


def _street(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, 800, 250), fill="#c9d3d6")
    pen.rectangle((60, 40, 330, 250), fill="#a9977f")
    pen.rectangle((420, 80, 760, 250), fill="#b7a58d")
    for left in (90, 170, 250, 450, 530, 610, 690):
        pen.rectangle((left, 100, left + 46, 160), fill="#6f8391")
    pen.rectangle((0, 250, 800, 600), fill="#8b8d8b")
    pen.polygon([(0, 330), (800, 300), (800, 316), (0, 348)], fill="#a5a7a4")


def _manhole(pen, broken: bool) -> None:
    _street(pen)
    pen.ellipse((290, 390, 510, 510), fill="#3a3d3e" if not broken else "#17191a", outline="#5c6062", width=8)
    if broken:
        pen.polygon([(300, 440), (380, 400), (430, 470), (340, 500)], fill="#4a4e50")
    else:
        for x in range(320, 490, 34):
            pen.line((x, 410, x, 490), fill="#5c6062", width=6)


def _waste(pen, full: bool) -> None:
    _street(pen)
    for left, colour in ((200, "#2f6d4a"), (340, "#40618a"), (480, "#8a4a40")):
        pen.rectangle((left, 300, left + 110, 470), fill=colour)
        pen.rectangle((left - 8, 284, left + 118, 306), fill="#2c2f30")
        if full:
            pen.ellipse((left - 10, 230, left + 80, 300), fill="#d8d4c4")
            pen.ellipse((left + 30, 440, left + 120, 520), fill="#4b4f48")


def _bikes(pen, tidy: bool) -> None:
    pen.rectangle((0, 0, 800, 600), fill="#c7c2b6")
    pen.rectangle((0, 430, 800, 600), fill="#9b978d")
    if tidy:
        pen.polygon([(60, 160), (740, 120), (740, 160), (60, 200)], fill="#3f78a8")
        for left in (90, 700):
            pen.rectangle((left, 190, left + 14, 470), fill="#55636d")
    for number, left in enumerate((120, 290, 460)):
        top = 360 if tidy else 350 + 18 * (number % 2)
        pen.ellipse((left, top, left + 90, top + 90), outline="#26282a", width=12)
        pen.ellipse((left + 110, top, left + 200, top + 90), outline="#26282a", width=12)
        pen.polygon([(left + 45, top + 40), (left + 95, top - 40), (left + 155, top + 40)], fill="#a5342f")


def _road(pen, mended: bool) -> None:
    _street(pen)
    colour = "#6d6f6d" if mended else "#4f463c"
    pen.polygon([(250, 420), (360, 380), (520, 400), (560, 470), (400, 520), (270, 490)], fill=colour)


SCENES = {
    "manhole-broken": lambda pen: _manhole(pen, True),
    "manhole-new": lambda pen: _manhole(pen, False),
    "waste-full": lambda pen: _waste(pen, True),
    "waste-empty": lambda pen: _waste(pen, False),
    "bikes-stairs": lambda pen: _bikes(pen, False),
    "bikes-shed": lambda pen: _bikes(pen, True),
    "road-broken": lambda pen: _road(pen, False),
    "road-mended": lambda pen: _road(pen, True),
}
