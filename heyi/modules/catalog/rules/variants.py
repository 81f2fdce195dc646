"""Which variants a family gets, and what they are called: pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from uuid import UUID

NAME_PATTERN = "{name} {values}"
CODE_PATTERN = "{code}-{codes}"
_PLACE = re.compile(r"\{(name|code|values|codes)\}")


@dataclass(frozen=True)
class Value:
    """A value of an attribute: what it is called, and its short form for codes."""

    id: UUID
    name: str
    code: str


def combinations(
    chosen: Sequence[Sequence[Value]], there: Collection[frozenset[UUID]]
) -> list[tuple[Value, ...]]:
    """Every way of taking one value of each attribute that no variant has yet, in the order of the values."""
    return [values for values in product(*chosen) if frozenset(value.id for value in values) not in there]


def filled(pattern: str, *, name: str, code: str, values: Sequence[Value]) -> str:
    """A pattern with the template's name and code, and the values' names and codes, put in."""
    said = {
        "name": name,
        "code": code,
        "values": " ".join(value.name for value in values),
        "codes": "-".join(value.code or value.name for value in values),
    }
    return _PLACE.sub(lambda found: said[found.group(1)], pattern).strip()
