"""The built app in Chromium, on the real web application over the test run's own database."""

import os
import re
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

import heyi
from heyi.platform.clock import SystemClock
from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.engine import create_app_engine
from heyi.platform.installation import Installation, installation_secret
from tests.browser.tab import COUNT_QUESTIONS, Tab
from tests.browser.watch import Watch
from tests.builders.books import Books
from tests.builders.camera import film_of
from tests.builders.http import Person
from tests.builders.server import Served, serving
from tools.browser import find_chromium

DESK = (1440, 900)
PHONE = (390, 844)
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
BEFORE_THE_CAMERA = "6901234567892"
_PATIENCE_MS = 30_000
_VISITS = pytest.StashKey[list[BrowserContext]]()
_HERE = Path(__file__).parent


class Visit(Protocol):
    """Open a browser; nothing that goes wrong in it may pass unnoticed."""

    def __call__(
        self,
        person: Person | None = ...,
        *,
        language: str = ...,
        size: tuple[int, int] = ...,
        dark: bool = ...,
    ) -> Tab: ...


class SecondTab(Protocol):
    """Open another tab in the same browser."""

    def __call__(self, tab: Tab) -> Tab: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story here needs a browser."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Nobody looks any more when the story's company closes: what its pages still ask would be refused."""
    for context in item.stash.get(_VISITS, []):
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that failed leaves a picture of every page it had open."""
    report = yield
    if report.when == "call" and report.failed:
        report.sections += [("pictures", str(path)) for path in _pictures(item)]
    return report


def _pictures(item: pytest.Item) -> Iterator[Path]:
    folder = Path(tempfile.gettempdir()) / f"heyi-browser-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    pages = [page for context in item.stash.get(_VISITS, []) for page in context.pages]
    for number, page in enumerate(pages):
        path = folder / f"{re.sub(r'[^a-z0-9_]+', '-', item.nodeid.lower())}-{number}.png"
        page.screenshot(path=path)
        yield path


@pytest.fixture(scope="session")
def served(urls: DatabaseUrls, place: Installation, books: Books) -> Iterator[Served]:
    """The application as it is installed: the machine's clock, the built app, a demo company on offer."""
    books.close_demo()
    built = Path(heyi.__file__).parent / "static" / "index.html"
    assert built.exists(), "the browser app is not built; ./dev test builds it"
    secret = installation_secret(place.home)
    engine = create_app_engine(urls.app)
    with serving(engine, secret=secret, home=place.home, clock=SystemClock(), demo=True) as served:
        yield served


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all stories; each opens windows of its own in it. Its camera sees `BEFORE_THE_CAMERA`."""
    expect.set_options(timeout=_PATIENCE_MS)
    film = film_of(BEFORE_THE_CAMERA, tmp_path_factory.mktemp("camera") / "film.y4m")
    flags = [*_FLAGS, f"--use-file-for-fake-video-capture={film}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open browsers; at the end each must have seen nothing that the story did not expect."""
    contexts = request.node.stash.setdefault(_VISITS, [])
    watches: list[Watch] = []

    def visiting(
        person: Person | None = None,
        *,
        language: str = "zh-CN",
        size: tuple[int, int] = DESK,
        dark: bool = False,
    ) -> Tab:
        width, height = size
        context = chromium.new_context(
            locale=language,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
        )
        context.set_default_timeout(_PATIENCE_MS)
        context.add_init_script(COUNT_QUESTIONS)
        contexts.append(context)
        watches.append(Watch(context, served.url))
        if person is not None:
            sign_in(context, person, served.url)
        return Tab(context.new_page(), served.url, watches[-1])

    yield visiting
    assert [list(watch.unexpected()) for watch in watches] == [[] for _ in watches]


def sign_in(context: BrowserContext, person: Person, url: str) -> None:
    """Give a browser the session that somebody has."""
    for cookie in person.client.cookies.jar:
        context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": url}])


@pytest.fixture
def second_tab(served: Served) -> SecondTab:
    """Open another tab beside one."""

    def opening(tab: Tab) -> Tab:
        return Tab(tab.page.context.new_page(), served.url, tab.watch)

    return opening
