"""The pictures of the README, taken from the demo: python docs/shots.py [address], while `make run` runs.

Needs what the tests need: Chromium, and a font for Chinese.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent / "shots"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LARGEST = 150_000  # bytes
# file: (account, size of the window, how to get there)
SHOTS = {
    "report-phone": ("unit", PHONE, "/cases/new/"),
    "desk": ("community", DESKTOP, "/"),
    "list": ("street", DESKTOP, "/cases/"),
    "case": ("community", DESKTOP, "first matter"),
    "area": ("street", DESKTOP, "own area"),
}


def sign_in(page: Page, site: str, account: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", "linli-demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/")


def go(page: Page, site: str, where: str) -> None:
    match where:
        case "first matter":
            page.goto(f"{site}/cases/")
            page.goto(site + page.locator("main a[href^='/cases/3']").first.get_attribute("href"))
        case "own area":
            page.goto(f"{site}/areas/350304001/")
        case address:
            page.goto(site + address)


def small(png: bytes) -> bytes:
    """As few colours as it takes to stay below the largest size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def take(browser: Browser, site: str, name: str) -> None:
    account, size, where = SHOTS[name]
    context = browser.new_context(viewport=size, device_scale_factor=1, locale="zh-CN", color_scheme="light")
    page = context.new_page()
    sign_in(page, site, account)
    go(page, site, where)
    page.wait_for_load_state("networkidle")
    picture = small(page.screenshot())
    (HERE / f"{name}.png").write_bytes(picture)
    print(f"{name}.png {len(picture) // 1000} kB")
    context.close()


def main() -> str | int:
    site = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        return "The pictures need Chromium: apt-get install -y chromium fonts-noto-cjk"
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in SHOTS:
            take(browser, site, name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
