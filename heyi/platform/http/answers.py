"""How answers leave: JSON bytes straight from frozen contracts, amounts and quantities as strings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson
from pydantic import BaseModel
from starlette.responses import Response


@dataclass(frozen=True)
class Answer:
    """A finished answer: status, body bytes, version (becomes the ETag) and further headers.

    The body of a `secret` answer is not kept under its Idempotency-Key: what is shown once is shown once.
    """

    status: int
    body: bytes
    version: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"
    secret: bool = False

    def response(self) -> Response:
        """The answer as the web server sends it."""
        headers = dict(self.headers)
        headers.setdefault("Cache-Control", "no-store")
        if self.version is not None:
            headers["ETag"] = f'"{self.version}"'
        return Response(self.body, status_code=self.status, headers=headers, media_type=self.media_type)


def to_json(value: object) -> bytes:
    """JSON of a contract, a mapping or a list; Decimals as plain strings without idle zeros, instants in ISO 8601."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z)


def number_text(value: Decimal) -> str:
    """A Decimal in plain notation without idle zeros: 12.5, 100, 0.000001."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Any) -> object:
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, BaseModel):
        return value.model_dump()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
