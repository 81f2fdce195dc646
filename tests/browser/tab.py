"""One tab of a browser, in the words of the person before it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from re import Pattern
from urllib.parse import quote

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.watch import Watch
from tests.builders.http import PASSWORD

Words = str | Pattern[str]
# No question without its answer, nothing that moves and no shape of what is coming, for some frames on end.
_CALM = """() => {
  const moving = document.getAnimations().some(
    (one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity);
  const busy = moving || window.__asking > 0 || document.querySelector('[class*=skeleton]')
    || !document.querySelector('h1');
  window.__calm = busy ? 0 : (window.__calm ?? 0) + 1;
  return window.__calm > 4;
}"""
COUNT_QUESTIONS = """
  const ask = window.fetch;
  window.__asking = 0;
  window.fetch = (...asked) => {
    window.__asking += 1;
    return ask(...asked).finally(() => { window.__asking -= 1; });
  };
"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Tab:
    """A page of the app and what a person does on it; every step waits until the app is ready for it."""

    def __init__(self, page: Page, origin: str, watch: Watch) -> None:
        self.page = page
        self.watch = watch
        self.origin = origin

    def open(self, path: str) -> None:
        """Go to a page: inside the app once it runs here, as who works in it does, else by its address.

        What was told last would be told there still: then the app begins anew, so that the next word is a new one.
        """
        elsewhere = self.page.url not in ("about:blank", self.origin + path) and not path.startswith("/q/")
        if elsewhere and self.page.get_by_role("heading", level=1).count() and not self._is_telling():
            self.rest()
            self._push(path)
        else:
            self.load(path)

    def load(self, path: str) -> None:
        """Type an address: the app begins anew and remembers nothing that it has read."""
        self.page.goto(self.origin + path)

    def sign_in(self, login: str) -> None:
        """Fill in the door's form."""
        self.title("登录")
        self.fill("邮箱或手机号", login)
        self.fill("密码", PASSWORD)
        self.press("登录")

    def press(self, name: Words) -> None:
        """Press the button with this name."""
        self.button(name).click()

    def follow(self, name: Words) -> None:
        """Click the link with this name."""
        self.page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()

    def button(self, name: Words) -> Locator:
        """The button with this name."""
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def fill(self, label: Words, text: str) -> None:
        """Write into the field with this label."""
        self.field(label).fill(text)

    def field(self, label: Words) -> Locator:
        """The field with this label."""
        return self.page.get_by_label(label, exact=isinstance(label, str))

    def pick(self, label: str, words: str, offered: Words) -> None:
        """Search in a field that offers records, and take the one that is offered by the list that is open.

        Lists of other fields stay on the page after they were closed.
        """
        field = self.page.get_by_role("combobox", name=label, exact=True)
        field.click()
        field.fill(words)
        offers = self.page.locator(".ant-select-item-option", has_text=offered)
        offers.filter(visible=True).first.click()

    def search(self, words: str, path: str) -> None:
        """Type where the cursor is, and wait until what the server knows by these words is shown."""
        with self.page.expect_response(
            re.compile(rf"/api/{path}\?.*search={re.escape(quote(words, safe='*'))}(&|$)")
        ):
            self.page.keyboard.type(words)
        self.rest()

    def search_all(self, words: str) -> None:
        """The same in the box that finds everything."""
        with self.page.expect_response(re.compile(rf"/api/search\?(.*&)?q={re.escape(quote(words))}(&|$)")):
            self.page.keyboard.type(words)

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def cell(self, line: int, what: str) -> Locator:
        """A cell of the grid of lines."""
        return self.page.get_by_label(f"第 {line} 行 {what}", exact=True)

    def title(self, words: Words) -> None:
        """Wait until the page has this title."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def told(self, words: Words) -> None:
        """Wait until the app says what was done."""
        expect(self.page.get_by_role("status").get_by_text(words).first).to_be_visible()

    def shows(self, words: Words) -> None:
        """Wait until the page itself shows these words."""
        expect(self.page.get_by_role("main").get_by_text(words).first).to_be_visible()

    def table(self, label: Words) -> Locator:
        """The table with this name."""
        return self.page.get_by_role("table", name=label, exact=isinstance(label, str))

    def rows(self, label: Words) -> Locator:
        """The rows of a table, without its head and foot."""
        return self.table(label).locator("tbody tr")

    def row(self, table: Words, words: Words) -> Locator:
        """The row of a table that holds these words."""
        return self.table(table).get_by_role("row").filter(has_text=words)

    def at(self, path: Words) -> None:
        """Wait until the address is this one."""
        pattern = path if isinstance(path, Pattern) else re.compile(re.escape(self.origin + path) + "$")
        expect(self.page).to_have_url(pattern)

    def fits(self) -> None:
        """Nothing of the page lies beside the screen."""
        assert self.page.evaluate(_SIDEWAYS) <= 0, f"{self.page.url} can be pushed sideways"

    def go(self, path: str) -> None:
        """Go to another page inside the app, and wait until all of it is there."""
        self._push(path)
        self.rest()

    def _is_telling(self) -> bool:
        return any(words.strip() for words in self.page.get_by_role("status").all_inner_texts())

    def _push(self, path: str) -> None:
        self.page.evaluate("path => history.pushState(null, '', path)", path)

    @contextmanager
    def held_back(self, question: str) -> Iterator[None]:
        """Let the server's answers to such a question, asked in between, wait until the end."""

        def wait(_: Route) -> None:
            """The question goes on to the server once nobody holds it."""

        self.page.route(question, wait)
        with self.page.expect_request(question):
            yield
        self.page.unroute(question, wait)

    def rest(self) -> None:
        """Wait until the page has asked and been told everything, and shows it."""
        self.page.evaluate("window.__calm = 0")
        self.page.wait_for_function(_CALM)
