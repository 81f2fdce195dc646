"""Takes the pictures of READMEs and stories from a running Heyi with its demo company: `./dev screenshots [URL]`."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# The first click makes half a year of a company.
OPENING_MS = 120_000
UNFOLDING_MS = 800
CHROMIUM = os.environ.get("HEYI_CHROMIUM", "/usr/bin/chromium")
PAGES = {
    "workbench": "/",
    "customers": "/parties",
    "orders": "/sales-orders",
    "trial-balance": "/trial-balance",
    "stock": "/stock/on-hand",
    "verify": "/verify",
}
FLOWS = ROOT / "docs" / "flows" / "pictures"
TRANSFER = "transfer-and-leaver"
# Of each story the page it is about; a path with a star is the first record of that list.
STORIES = {
    "lead-to-won-deal": "/leads/*",
    "public-sea": "/sea",
    "follow-up-and-day": "/",
    "pipeline": "/pipeline",
    "targets-and-ranking": "/targets",
    TRANSFER: "/parties",
    "notices-and-calendar": "/calendar",
}


def main() -> None:
    """Open the demo company and take every picture in Chinese and English, on a desk and on a phone."""
    url = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in ("zh-CN", "en"):
            _take_all(browser, url, language)
        _take_stories(browser, url)
        browser.close()


def _take_all(browser: Browser, url: str, language: str) -> None:
    desk = browser.new_context(viewport=DESKTOP, locale=language, color_scheme="light")
    page = desk.new_page()
    _open_demo(page, url)
    for name, path in PAGES.items():
        _take(page, f"{url}{path}", TARGET / f"{name}.{language}.png")
    phone = browser.new_context(
        viewport=PHONE, locale=language, is_mobile=True, has_touch=True, storage_state=desk.storage_state()
    )
    _take(phone.new_page(), f"{url}/", TARGET / f"phone.{language}.png")
    desk.close()
    phone.close()


def _take_stories(browser: Browser, url: str) -> None:
    """A picture on a desk and one on a phone for each story, in Chinese."""
    FLOWS.mkdir(parents=True, exist_ok=True)
    desk = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme="light")
    page = desk.new_page()
    _open_demo(page, url)
    phone = browser.new_context(
        viewport=PHONE, locale="zh-CN", is_mobile=True, has_touch=True, storage_state=desk.storage_state()
    ).new_page()
    for name, path in STORIES.items():
        address = url + _first_of(page, url, path)
        _take(page, address, FLOWS / f"{name}.png", begin=_transfer if name == TRANSFER else None)
        _take(phone, address, FLOWS / f"{name}-phone.png")
    desk.close()


def _first_of(page: Page, url: str, path: str) -> str:
    if not path.endswith("/*"):
        return path
    answer = page.request.get(f"{url}/api{path[:-2]}?limit=1")
    return f"{path[:-1]}{answer.json()['items'][0]['id']}"


def _open_demo(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name=re.compile("演示公司|demo company", re.IGNORECASE)).click()
    page.wait_for_url(lambda address: "/log-in" not in address, timeout=OPENING_MS)


def _transfer(page: Page) -> None:
    for place in (1, 2):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_role("button", name="转移").click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(UNFOLDING_MS)


def _take(page: Page, address: str, target: Path, *, begin: Callable[[Page], None] | None = None) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if begin:
        begin(page)
    page.screenshot(path=target)
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
