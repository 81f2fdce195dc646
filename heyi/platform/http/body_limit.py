"""No request is larger than what a route could use: it is refused before it fills the memory or the disk."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from heyi.platform.errors import RequestTooLarge
from heyi.platform.http import problems

MOST_BYTES = 12_000_000
_LONGEST_LENGTH = 18


class BodyLimit:
    """Counts what arrives, whatever the request says of its length, and answers 413 when it is too much."""

    def __init__(
        self, app: ASGIApp, *, most_bytes: int = MOST_BYTES, larger: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through as long as it stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = scope["path"]
        # A path, or the last word of a path: `*/imports`.
        last = f"*/{path.rpartition('/')[2]}"
        most_bytes = self._larger.get(path, self._larger.get(last, self._most_bytes))
        announced = request.headers.get("content-length", "")
        is_too_large = announced.isdecimal() and int(announced[:_LONGEST_LENGTH]) > most_bytes
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived, is_too_large
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most_bytes:
                is_too_large = True
                # To the application it looks as if the caller had gone away, so it stops reading.
                return {"type": "http.disconnect"}
            return message

        async def unless_refused(message: Message) -> None:
            if not is_too_large:
                await send(message)

        if not is_too_large:
            await self._app(scope, counted, unless_refused)
        if is_too_large:
            refusal = problems.refusal(RequestTooLarge(limit=most_bytes), request)
            await refusal(scope, receive, send)
