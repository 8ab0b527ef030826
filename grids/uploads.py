"""Photos and papers as they come in: known by their content and limited in size.

Photos are made anew, so that nothing hidden comes along; a PDF stays as it is, so whoever serves it sends it as a file
to be saved, which no page of ours shows.
"""

import hashlib
import re
import unicodedata
import warnings
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy as _
from PIL import ExifTags, Image

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
PHOTO_SIDE, THUMB_SIDE = 1600, 320
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
PDF = "application/pdf"
# What runs, or hides other files. Found where a PDF says so openly: a first look, not a virus scanner.
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)(?![A-Za-z])")
_FORMATS = ("JPEG", "PNG", "WEBP")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")


class UploadRefused(ValueError):
    """A file that is not taken. `message` says why and what to do, for people."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    @property
    def sentence(self) -> str:
        """Where it stands alone, and not behind the name of a column or before another reason."""
        said = str(self.message)
        said = said[:1].upper() + said[1:]
        return said if said[-1:] in ".。?？!！" else gettext("%(sentence)s.") % {"sentence": said}


class Photo(NamedTuple):
    """A JPEG made by us, and its small picture; the digest is of `data`."""

    data: bytes
    sha256: str
    width: int
    height: int
    thumb: bytes
    thumb_width: int
    thumb_height: int


def read_photo(file) -> Photo:
    """Makes a photo of an uploaded file: turned upright, at most 1600 pixels wide or high, without place or camera.

    file: anything with read(). Raises UploadRefused.
    """
    data = read_limited(file, MAX_BYTES)
    if not data:
        raise UploadRefused(_("this file is empty"))
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise UploadRefused(
            _("HEIC photos cannot be read here: choose JPEG (“most compatible”) in the camera settings")
        )
    image = _upright(data)
    photo, thumb = _fitted(image, PHOTO_SIDE), _fitted(image, THUMB_SIDE)
    encoded = _jpeg(photo, 85)
    return Photo(encoded, hashlib.sha256(encoded).hexdigest(), *photo.size, _jpeg(thumb, 80), *thumb.size)


class Paper(NamedTuple):
    data: bytes
    content_type: str
    suffix: str


def read_paper(file) -> Paper:
    """A document as somebody has it: a PDF, or a photo of it. Its name says nothing about it. Raises UploadRefused."""
    start = file.read(5)
    file.seek(0)
    if start != b"%PDF-":
        return Paper(_paper_photo(file), "image/jpeg", ".jpg")
    data = read_limited(file, MAX_BYTES)
    if b"%%EOF" not in data[-2048:]:
        raise UploadRefused(_("this PDF is damaged: save or scan it again"))
    if b"/Encrypt" in data:
        raise UploadRefused(_("this PDF is locked with a password: save it without one"))
    if _ACTIVE.search(data):
        raise UploadRefused(_("this PDF holds a program or other files: print it to a new PDF, or take a photo of it"))
    return Paper(data, PDF, ".pdf")


def _paper_photo(file) -> bytes:
    try:
        return read_photo(file).data
    except UploadRefused as error:
        if isinstance(error.__cause__, Image.UnidentifiedImageError):
            raise UploadRefused(_("this is no document: PDF, JPEG, PNG and WebP are taken")) from None
        raise


def read_limited(file, limit: int) -> bytes:
    """What is in a file. Reads no further than the limit; raises UploadRefused beyond it."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise UploadRefused(_("this file is larger than %(limit)d MB") % {"limit": limit // (1024 * 1024)})
    return data


def clean_name(name: str, suffix: str) -> str:
    """A file's name as it may be shown and saved: without folders and control characters, with the right ending."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    stem = "".join(letter for letter in PurePosixPath(name).stem if unicodedata.category(letter)[0] != "C")
    stem = re.sub(r"[\s<>:\"/|?*]+", " ", stem).strip(" .")
    return (stem or "photo")[: 120 - len(suffix)] + suffix


def _upright(data: bytes) -> Image.Image:
    """The picture decoded; a large JPEG is decoded at a fraction of its size, which saves most of the memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        image.draft("RGB", (PHOTO_SIDE, PHOTO_SIDE))
        image.load()
        return _on_white(_turned(image))
    except Image.DecompressionBombError:
        raise UploadRefused(
            _("this photo has more than %(count)d million pixels") % {"count": MAX_PIXELS // 1_000_000}
        ) from None
    except Image.UnidentifiedImageError as error:
        raise UploadRefused(_("this is no photo: JPEG, PNG and WebP are taken")) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise UploadRefused(_("this photo is damaged: take or save it again")) from None


def _turned(image: Image.Image) -> Image.Image:
    """Upright, as the camera says; one that says nonsense leaves it lying, but the picture is still good.

    Not by ImageOps.exif_transpose, which writes the camera's other words anew and fails where it cannot.
    """
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # Pillow raises anything for a broken EXIF
        turn = None
    return image if turn is None else image.transpose(turn)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """Within a square of `side`; a sliver keeps at least one pixel."""
    longest = max(image.size)
    if longest <= side:
        return image
    return image.resize((max(1, round(image.width * side / longest)), max(1, round(image.height * side / longest))))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
