"""Routes by the first word of their path, so that a request is compared with a dozen of them and not with all.

A router asks its routes one after the other whether a path is theirs. With many hundreds of routes that took longer
than most answers.
"""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from starlette.routing import Match


class Room(APIRouter):
    """The routes whose paths begin with the same word; other paths are told apart at once."""

    def __init__(self, start: str) -> None:
        super().__init__()
        self._start = start

    def matches(self, scope: Any) -> tuple[Match, Any]:
        """Whether one of these routes is meant."""
        path: str = scope["path"]
        if not path.startswith(self._start):
            return Match.NONE, {}
        return super().matches(scope)


def rooms(routers: Iterable[APIRouter]) -> list[Room]:
    """The routes of all routers, those with the same first word together.

    Where a path may end in a word or in an id, the word is meant: /parties/aggregate is not a party.
    """
    found: dict[str, Room] = {}
    for router in routers:
        for route in router.routes:
            start = _start(route.path)  # type: ignore[attr-defined]  # FastAPI calls its routes only BaseRoute
            found.setdefault(start, Room(start)).routes.append(route)
    for room in found.values():
        room.routes.sort(key=_words_first)
    return list(found.values())


def _start(path: str) -> str:
    """What every path of a route begins with: /api and a word, or the beginning of one."""
    words = path.split("/")[:3]
    return "/".join(words).partition("{")[0]


def _words_first(route: Any) -> list[bool]:
    return [part.startswith("{") for part in route.path.split("/")]
