"""Listens to a browser: whatever goes wrong behind a page fails the test, unless the story expects it."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# The browser says each refused request a second time in its console; the answer itself is judged.
_SAID_TWICE = "Failed to load resource"
# A page that is left takes its unanswered questions with it.
_LEFT_BEHIND = "net::ERR_ABORTED"


class Watch:
    """Everything unexpected that one browser did: errors, refusals, and words to strangers."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.findings: list[str] = []
        self.answers: list[str] = []
        self._origin = urlsplit(origin).netloc
        self._expected: list[re.Pattern[str]] = []
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("requestfailed", self._unanswered)

    def expect(self, *answers: str) -> None:
        """Let refusals pass that a story is about, each written as "409 POST /api/sales-orders/.*/confirm"."""
        self._expected += [re.compile(answer) for answer in answers]

    def count(self, answer: str) -> int:
        """How many answers there were of a kind, written as "200 POST /api/.*/confirm"."""
        return sum(1 for given in self.answers if re.fullmatch(answer, given))

    def unexpected(self) -> Sequence[str]:
        """What no story expected."""
        return [
            finding
            for finding in self.findings
            if not any(known.fullmatch(finding) for known in self._expected)
        ]

    def _broke(self, error: WebError) -> None:
        self.findings.append(f"error on the page: {error.error}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and _SAID_TWICE not in message.text:
            self.findings.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self._origin:
            self.findings.append(f"a stranger was asked: {request.url}")

    def _answered(self, response: Response) -> None:
        answer = f"{response.status} {response.request.method} {urlsplit(response.url).path}"
        self.answers.append(answer)
        if response.status >= 400:
            self.findings.append(answer)

    def _unanswered(self, request: Request) -> None:
        if request.failure and request.failure != _LEFT_BEHIND:
            self.findings.append(f"no answer: {request.method} {request.url}: {request.failure}")
