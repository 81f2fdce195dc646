"""What is taken out of an answer before it leaves, whoever put it together."""

from collections.abc import Callable

from heyi.platform.http.answers import Answer
from heyi.platform.unit_of_work import UnitOfWork

# The path below /api, and the answer as its handler gave it.
Veil = Callable[[UnitOfWork, str, Answer], Answer]
_veils: list[Veil] = []


def veil_answers(veil: Veil) -> None:
    """Have this look through every answer to a member of a company."""
    if veil not in _veils:
        _veils.append(veil)


def veiled(uow: UnitOfWork, path: str, answer: Answer) -> Answer:
    """The answer to a request of this path, as this actor may have it."""
    for veil in _veils:
        answer = veil(uow, path.removeprefix("/api/"), answer)
    return answer
