import hashlib
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given, settings, strategies as st
from PIL import Image, ImageOps

from grids.uploads import MAX_BYTES, UploadRefused, clean_name, read_paper, read_photo

pytestmark = pytest.mark.usefixtures("english")


def picture(form="JPEG", size=(40, 20), mode="RGB", colour="red", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def taken(data: bytes):
    return read_photo(SimpleUploadedFile("photo.jpg", data))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        taken(data)
    return str(caught.value.message)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_are_known_by_their_content_and_become_jpeg(form):
    photo = taken(picture(form))
    assert opened(photo.data).format == opened(photo.thumb).format == "JPEG"
    assert (photo.width, photo.height) == opened(photo.data).size == (40, 20)
    assert photo.sha256 == hashlib.sha256(photo.data).hexdigest()


def test_large_photos_are_made_smaller_in_proportion():
    photo = taken(picture(size=(4000, 3000)))
    assert opened(photo.data).size == (1600, 1200)
    assert opened(photo.thumb).size == (photo.thumb_width, photo.thumb_height) == (320, 240)


def test_place_camera_and_comments_are_gone_and_the_photo_is_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    photo = taken(picture(size=(40, 20), exif=exif, comment=b"SECRETWORD"))
    assert opened(photo.data).size == (20, 40)
    assert not opened(photo.data).getexif()
    assert b"SECRET" not in photo.data
    assert b"Exif" not in photo.data + photo.thumb


@pytest.mark.parametrize("said", range(10))
def test_each_way_of_holding_a_camera_is_turned_upright(said):
    whole = Image.new("RGB", (40, 20), "white")
    whole.paste("black", (0, 0, 20, 10))  # one corner, so that each turn and each mirror looks different
    exif, out = Image.Exif(), BytesIO()
    exif[0x0112] = said
    whole.save(out, "JPEG", exif=exif)
    photo, wanted = opened(taken(out.getvalue()).data), ImageOps.exif_transpose(opened(out.getvalue()))
    assert photo.size == wanted.size
    corners = [(3, 3), (wanted.width - 4, 3), (3, wanted.height - 4), (wanted.width - 4, wanted.height - 4)]
    assert [photo.getpixel(at)[0] < 128 for at in corners] == [wanted.getpixel(at)[0] < 128 for at in corners]


@pytest.mark.parametrize("entry", [(0x11A, 2, 4, b"ab"), (0x100, 2, 4, b"ab"), (0x112, 2, 4, b"ab")])
def test_a_camera_that_writes_nonsense_does_not_spoil_its_photo(entry):
    upright = struct.pack("<HHI4s", 0x112, 3, 1, b"\6")
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHI4s", 2, *entry) + upright + bytes(4)
    assert taken(picture(exif=exif)).data


def test_what_hangs_behind_a_photo_is_cut_off():
    assert b"<script>" not in taken(picture() + b"<script>alert(1)</script>").data


def test_transparent_pictures_get_a_white_ground():
    photo = taken(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(photo.data).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16"])
def test_every_kind_of_png_is_taken(mode):
    assert taken(picture("PNG", mode=mode, colour=0)).width == 40


def test_cmyk_photos_are_taken():
    assert opened(taken(picture(mode="CMYK", colour=(0, 0, 0, 0))).data).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"hello", "no photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no photo"),
        (b"%PDF-1.7 ...", "no photo"),
        (picture("GIF", mode="P", colour=0), "no photo"),
        (picture("BMP"), "no photo"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (picture(size=(400, 400))[:700], "damaged"),
        (picture("PNG", size=(400, 400))[:80], "damaged"),
        (b"\xff\xd8\xff" + b"x" * MAX_BYTES, "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_with_its_reason(data, reason):
    assert reason in refusal(data)


def png_header(width: int, height: int) -> bytes:
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + head + zlib.crc32(head).to_bytes(4, "big") + b"\x00\x00\x00\x00IDAT"


@pytest.mark.parametrize("side", [8000, 12000, 60000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(side):
    assert "more than 50 million pixels" in refusal(png_header(side, side))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_read_but_never_crashes(place, value):
    data = bytearray(picture(size=(64, 64)))
    data[place % len(data)] = value
    with suppress(UploadRefused):
        assert taken(bytes(data)).data[:3] == b"\xff\xd8\xff"


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_crash(data):
    for head in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"):
        with pytest.raises(UploadRefused):
            taken(head + data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_1.HEIC", "IMG_1.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\fakepath\\井盖.png", "井盖.jpg"),
        ("\u202egpj.exe\n", "gpj.jpg"),
        ("..", "photo.jpg"),
        ("a" * 300 + ".png", "a" * 116 + ".jpg"),
    ],
)
def test_names_lose_folders_and_tricks(name, kept):
    assert clean_name(name, ".jpg") == kept


def test_a_sliver_of_a_picture_keeps_a_pixel_of_width():
    out = BytesIO()
    Image.new("RGB", (1, 4000), "white").save(out, "JPEG")
    photo = read_photo(SimpleUploadedFile("sliver.jpg", out.getvalue()))
    assert (photo.thumb_width, photo.thumb_height) == (1, 320)


# Papers

SHEET = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_paper_is_a_pdf_as_it_is_or_a_photo_made_anew():
    assert read_paper(BytesIO(SHEET)) == (SHEET, "application/pdf", ".pdf")
    paper = read_paper(BytesIO(picture()))
    assert (paper.content_type, paper.suffix) == ("image/jpeg", ".jpg")
    assert paper.data[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    "data",
    [
        SHEET.replace(b"%%EOF", b""),
        SHEET.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 2 0 R"),
        SHEET.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"),
        SHEET.replace(b"/Catalog", b"/Catalog/Launch 3 0 R"),
        SHEET.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFile 3 0 R>>"),
        SHEET + b"x" * MAX_BYTES,
        b"MZ" + SHEET,
        b"<html><script>",
        b"",
    ],
)
def test_a_paper_is_known_by_its_content_and_what_could_do_harm_is_refused(data):
    with pytest.raises(UploadRefused):
        read_paper(BytesIO(data))


def test_no_document_is_said_so():
    with pytest.raises(UploadRefused, match="PDF"):
        read_paper(BytesIO(b"<html><script>"))


@pytest.mark.parametrize(
    ("language", "message", "said"),
    [
        ("en", "this is no document", "This is no document."),
        ("zh-hans", "文件已损坏", "文件已损坏。"),
        ("zh-hans", "文件已损坏。", "文件已损坏。"),
    ],
)
def test_a_reason_that_stands_alone_is_a_whole_sentence(language, message, said):
    with translation.override(language):
        assert UploadRefused(message).sentence == said
