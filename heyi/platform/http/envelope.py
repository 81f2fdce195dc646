"""What every answer wears: the headers that keep browsers out of trouble, an id, and one line in the log.

The log tells route, status, time and tenant; never an address with its query, a body, a header or a name.
"""

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from heyi.kit.ids import uuid7
from heyi.platform.clock import Clock
from heyi.platform.http import problems
from heyi.platform.logs import request_id

log = logging.getLogger("heyi.requests")

_API = "/api"
# The browser app: its own scripts only. Ant Design writes its styles into the page; pictures of QR codes are data. The
# decoder of barcodes is WebAssembly, which may be compiled and, unlike text, is never code of somebody else's.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# A file is shown, and nothing in it runs.
DOWNLOAD_POLICY = "default-src 'none'; sandbox"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(self), payment=()",
    # Nothing of a business is for those who look through the web, least of all what is sent under an address.
    "X-Robots-Tag": "noindex, nofollow",
}
STRICT_TRANSPORT = "max-age=31536000"


class Envelope:
    """Wraps the whole application; answers what nobody inside has answered."""

    def __init__(self, app: ASGIApp, *, clock: Clock, secure: bool) -> None:
        self._app = app
        self._clock = clock
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        own_id = str(uuid7(self._clock.now()))
        token = request_id.set(own_id)
        began = time.perf_counter()
        status = 0
        is_api = scope["path"].startswith(f"{_API}/")

        async def with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._put_on(MutableHeaders(scope=message), own_id, is_api=is_api)
                for name, value in scope.get("state", {}).get("rate_headers", {}).items():
                    message["headers"].append((name.lower().encode(), value.encode()))
            elif not message.get("more_body", False) and is_api:
                _tell(scope, status, began)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as fault:
            if status:
                raise
            await problems.refusal(problems.fault_of(fault), Request(scope))(scope, receive, with_headers)
        finally:
            request_id.reset(token)

    def _put_on(self, headers: MutableHeaders, own_id: str, *, is_api: bool) -> None:
        headers["X-Request-Id"] = own_id
        headers.setdefault("Content-Security-Policy", API_POLICY if is_api else PAGE_POLICY)
        if is_api:
            headers.setdefault("Cache-Control", "no-store")
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self._secure:
            headers["Strict-Transport-Security"] = STRICT_TRANSPORT


def _tell(scope: Scope, status: int, began: float) -> None:
    uow = scope.get("state", {}).get("uow")
    log.info(
        "request",
        extra={
            "method": scope["method"],
            "route": getattr(scope.get("route"), "path", "none"),
            "status": status,
            "ms": round((time.perf_counter() - began) * 1000),
            "statements": uow.statements if uow else None,
            "tenant_id": str(uow.tenant_id) if uow else None,
        },
    )
