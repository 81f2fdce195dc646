"""Logs for machines: one JSON object a line, with ids, codes and times, and never what a person wrote or was told.

Only the fields named here leave, whatever a call adds; an error leaves as its class and the places it passed, since its
words may quote a customer's data.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

import orjson

request_id: ContextVar[str] = ContextVar("request_id", default="")

FIELDS = frozenset(
    {
        "attempt",
        "error_kind",
        "event",
        "job",
        "job_id",
        "jobs",
        "laws",
        "message_id",
        "method",
        "ms",
        "outcome",
        "reference",
        "route",
        "state",
        "statements",
        "status",
        "tenant_id",
    }
)
_FRAMES = 20
_CAUSES = 4


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": self._process,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= {name: value for name, value in record.__dict__.items() if name in FIELDS}
        if record.exc_info and record.exc_info[1] is not None:
            line["errors"] = _errors(record.exc_info[1])
        return orjson.dumps(line, default=str).decode()


def configure_logging(process: str, stream: TextIO | None = None) -> None:
    """Have every logger of this process write such lines to `stream`, or to the standard output."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonFormatter(process))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # httpx tells every address it asks, with its query.
    logging.getLogger("httpx").setLevel(logging.WARNING)


def _errors(error: BaseException) -> list[dict[str, Any]]:
    """The error and what caused it: class, SQLSTATE, and the places it came through."""
    chain: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(chain) < _CAUSES:
        shown: dict[str, Any] = {"kind": type(current).__name__, "places": _places(current.__traceback__)}
        if state := getattr(current, "sqlstate", None):
            shown["sqlstate"] = state
        chain.append(shown)
        current = current.__cause__ or current.__context__
    return chain


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
