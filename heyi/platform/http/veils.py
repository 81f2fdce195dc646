"""What is taken out of what a handler tells before it leaves, whoever wrote the handler."""

from collections.abc import Callable
from typing import Any

from heyi.platform.unit_of_work import UnitOfWork

# The path below /api, and what its handler gave: a contract, or several, as long as they are not JSON yet.
Veil = Callable[[UnitOfWork, str, Any], Any]
_veils: list[Veil] = []


def veil_answers(veil: Veil) -> None:
    """Have this look through whatever is told to a member of a company."""
    if veil not in _veils:
        _veils.append(veil)


def veiled(uow: UnitOfWork, path: str, told: Any) -> Any:
    """What a request of this path is told, as this actor may have it."""
    for veil in _veils:
        told = veil(uow, path.removeprefix("/api/"), told)
    return told
