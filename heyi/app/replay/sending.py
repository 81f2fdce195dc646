"""Requests to a running Heyi: each with its key, tried again while the server is away."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

import httpx

_NAMESPACE = UUID("6f1a7c0e-7b4f-5c1e-9d57-2b1f0e5a9c11")
PATIENCE_SECONDS = 120.0
_AWAY = frozenset((429, 502, 503, 504))


class Refused(Exception):
    """The server refused; the problem says why."""

    def __init__(self, path: str, problem: dict[str, Any]) -> None:
        super().__init__(f"{path}: {problem.get('code')}: {problem.get('detail')}")
        self.problem = problem


class Sender:
    """Talks to the public API as one signed-in person; may be used by several threads."""

    def __init__(self, url: str, fingerprint: str, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = httpx.Client(
            base_url=f"{url.rstrip('/')}/api", timeout=60, headers={"Accept-Language": "en"}
        )
        self._fingerprint = fingerprint
        self._pause = pause

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def post(self, path: str, body: dict[str, Any], *, key: str) -> dict[str, Any]:
        """Post once: the key is made from the file and `key`, so sending again has no second effect.

        Raises:
            Refused: the server's answer is a refusal.
            httpx.TransportError: the server stayed away for two minutes.
        """
        idempotency_key = str(uuid5(_NAMESPACE, f"{self._fingerprint}:{key}"))
        return self._send("POST", path, json=body, headers={"Idempotency-Key": idempotency_key})

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """Read.

        Raises:
            Refused: the server's answer is a refusal.
            httpx.TransportError: the server stayed away for two minutes.
        """
        return self._send("GET", path, params=query)

    def _send(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_SECONDS
        wait = 0.05
        while True:
            try:
                response = self._client.request(method, path, **request)
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
            else:
                if response.status_code not in _AWAY or time.monotonic() > until:
                    return _body(path, response)
            self._pause(wait)
            wait = min(wait * 2, 2.0)


def _body(path: str, response: httpx.Response) -> dict[str, Any]:
    body: dict[str, Any] = response.json() if response.content else {}
    if response.is_error:
        raise Refused(path, body)
    return body
