"""What people do on a page, in a few words, so that the tests read as their story."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page, Response


def photo(name: str = "photo.jpg", colour: str = "#777777") -> dict:
    """A file for set_input_files()."""
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def send(page: Page, button: Locator) -> int:
    """Click a button that sends a form; the status of the answer, once the next page is there."""
    with page.expect_response(is_of_a_form) as answered, page.expect_navigation():
        button.click()
    return answered.value.status


def is_of_a_form(answer: Response) -> bool:
    """Not of a draft that the script saves meanwhile."""
    return answer.request.method == "POST" and answer.request.is_navigation_request()


def form_of(page: Page, act: str) -> Locator:
    """The form of an act on the page of a matter, unfolded."""
    folded = page.locator(f"details#act-{act}:not([open]) > summary")
    if folded.count():
        folded.click()
    return page.locator(f'form[data-act="{act}"]')


def do(page: Page, act: str, photos: list[dict] | None = None, **said: str) -> int:
    """Fill in the form of an act, field by field, and send it; the status of the answer."""
    form = form_of(page, act)
    for name, value in said.items():
        field = form.locator(f'[name="{name}"]')
        kind = field.first.evaluate("field => field.type || field.localName")
        if kind == "radio":
            form.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)
    if photos:
        form.locator('[name="photos"]').set_input_files(photos)
    buttons = page.locator(
        f'form[data-act="{act}"] .ll-next__foot button:visible, .ll-dock button[form="f-{act}"]:visible'
    )
    return send(page, buttons.first)


def report(page: Page, text: str, **said: str) -> str:
    """Report a matter with the first category offered; its number."""
    page.goto("/cases/new/")
    page.locator('[name="chip"]').first.check()
    page.fill('[name="text"]', text)
    for name, value in said.items():
        page.fill(f'[name="{name}"]', value)
    assert send(page, page.locator('form[data-act="report"] .ll-next__foot button')) == 302
    return number_of(page)


def number_of(page: Page) -> str:
    """The number of the matter whose page is open."""
    found = re.search(r"/cases/(\d{6}-\d{6}-\d{4,})/", page.url)
    assert found, f"{page.url} is no matter's page: {page.locator('main').inner_text()[:400]}"
    return found[1]
