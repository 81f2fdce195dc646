"""Which rows of a file are like rows that are there, or like rows above: by the duplicate rules of the tenant.

Rows that are there are asked for part by part, by their keys; only the rows of the file are remembered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from heyi.kit.validation import Problem
from heyi.platform.records.declaration import DuplicateRule
from heyi.platform.records.duplicates.finding import Asked, Holder, blocking, guard, holders_of, keys_asked
from heyi.platform.records.importing.checking import Checked
from heyi.platform.unit_of_work import UnitOfWork

_TITLE = 60
Holders: TypeAlias = dict[tuple[str, str], list[Holder]]


@dataclass(frozen=True)
class Likeness:
    """What a row is like: by which rule, the other's title, and its row in the file where it stands there.

    Without a title it is a record of which the actor may learn nothing.
    """

    rule: DuplicateRule
    title: str | None
    row: int | None


@dataclass
class RowsAbove:
    """The keys of the rows of a file so far, each with the title and number of the first that has it."""

    _known: dict[int, tuple[str, int]] = field(default_factory=dict)

    def of(self, place: tuple[str, str], number: int) -> tuple[str, int] | None:
        """The row above with this key."""
        found = self._known.get(hash(place))
        return None if found is None or found[1] == number else found

    def remember(self, asked: Asked, title: str, number: int) -> None:
        """A row that is taken."""
        told = (title[:_TITLE], number)
        for place in asked:
            self._known.setdefault(hash(place), told)


def compare(
    uow: UnitOfWork, checked: Checked, above: RowsAbove, *, saving: bool, warn: bool = True
) -> dict[int, Likeness]:
    """Refuse the good rows that a rule which blocks lets in no more; of the other new ones, which look like others.

    One query for all rows; when they are about to be saved one statement before it, so that nobody else brings the same
    in meanwhile. Nobody looks alike unless it is to be told (`warn`).
    """
    shape = checked.layout.record
    strict = blocking(shape)
    if saving:
        guard(uow, shape, checked.good.values())
    all_keys = {
        number: keys_asked(shape.duplicates if warn and number not in checked.existing else strict, values)
        for number, values in checked.good.items()
    }
    asked = {place: rule for keys in all_keys.values() for place, rule in keys.items()}
    holders = holders_of(uow, shape, asked, set(checked.existing.values()))
    found: dict[int, Likeness] = {}
    for number, keys in all_keys.items():
        own = checked.existing.get(number)
        alike = list(_alike(keys, holders, above, number, own))
        refusing = next((one for one in alike if one.rule.blocks), None)
        if refusing is not None:
            checked.refuse(number, _refusal(checked, number, refusing))
            continue
        told = next((one for one in alike if one.title is not None), None)
        if told is not None and own is None:
            found[number] = told
        title = str(checked.good[number].get(shape.title) or "")
        above.remember(keys, title, number)
    return found


def warning(checked: Checked, number: int, like: Likeness) -> Problem:
    """What is told of a row that is taken though it looks like another."""
    return _told(checked, number, like, "import_alike")


def _alike(
    keys: Asked, holders: Holders, above: RowsAbove, number: int, own: UUID | None
) -> Iterator[Likeness]:
    for place, rule in keys.items():
        here = holders.get(place, [])
        # A row that has the value already changes nothing about it, whoever else has it.
        if any(one.record_id == own for one in here):
            continue
        if here:
            yield Likeness(rule, here[0].title, None)
        elif (other := above.of(place, number)) is not None:
            yield Likeness(rule, *other)


def _refusal(checked: Checked, number: int, like: Likeness) -> Problem:
    if like.title is None:
        return _told(checked, number, like, "import_duplicate_unseen")
    return _told(checked, number, like, "import_duplicate")


def _told(checked: Checked, number: int, like: Likeness, code: str) -> Problem:
    value = str(checked.good[number][like.rule.field])[:200]
    params = {"title": (like.title or "")[:_TITLE], "row": str(like.row or ""), "value": value}
    column = checked.layout.column_of(like.rule.field)
    return Problem(number, column, value, code if like.row is None else f"{code}_row", params)
