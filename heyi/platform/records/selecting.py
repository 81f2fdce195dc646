"""The question that a list, a sum and an export ask alike: which rows, of which fields, for this reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, any_, intersect, literal, select
from sqlalchemy.sql import FromClause

from heyi.kit.conditions import (
    All,
    Comparison,
    Condition,
    ConditionError,
    FieldType,
    Op,
    Surroundings,
    fields_used,
    parse,
)
from heyi.kit.identifiers import valid_ean
from heyi.kit.text import is_one_word, query_terms
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.rights import Level
from heyi.platform.records import access, keys
from heyi.platform.records.conditions import expression, to_sql
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import Kind
from heyi.platform.records.roll_ups import rolled_up
from heyi.platform.records.search import MOST_LISTED, Words
from heyi.platform.unit_of_work import UnitOfWork

META = ("id", "version", "created_at", "updated_at")
# What a row is about: it comes with every row that cannot be seen without it.
ABOUT = "about"
UNSEEN = (Level.HIDDEN, Level.MASKED)


@dataclass(frozen=True)
class Common:
    """Something that very many rows meet: how many, up to a number; and the ids of all, where an index holds them."""

    count: Callable[[int], int]
    rows: Select[Any] | None


@dataclass
class Selecting:
    """One reader's view of one record kind. A field that he does not see does not exist for him, by whatever door."""

    uow: UnitOfWork
    record: Record
    action: str = "view"
    _common: list[Common] = field(default_factory=list)
    _asked: int = 0

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """What he may do with the fields that are not simply his to edit."""
        return access.levels(self.uow, self.record)

    @cached_property
    def table(self) -> FromClause:
        """Where the rows are."""
        return self.record.table

    @cached_property
    def words(self) -> Words:
        """The words by which he may find rows."""
        return Words(self.uow, self.record, [name for name, level in self.levels.items() if level in UNSEEN])

    def sees(self, name: str) -> bool:
        """Whether the field exists for him."""
        return self.levels.get(name) is not Level.HIDDEN

    def visible(self) -> tuple[Field, ...]:
        """The fields that exist for him."""
        return tuple(item for item in self.record.fields if self.sees(item.name))

    def named(self, place: str, name: str) -> Field:
        """A field that exists for him.

        Raises:
            InvalidInput: there is none of that name.
        """
        item = self.record.by_name.get(name)
        if item is None or not self.sees(name):
            raise refused(place, "unknown_field", name)
        return item

    def compared(self, place: str, name: str) -> None:
        """Let a field be filtered, sorted or grouped by only if he sees its values: comparing tells them too.

        Raises:
            InvalidInput: he does not.
        """
        if name in META:
            return
        self.named(place, name)
        if self.levels.get(name) in UNSEEN:
            raise refused(place, "field_masked", name)

    def column(self, name: str) -> ColumnElement[Any]:
        """A field, or one of the columns every row has, as SQL."""
        item = self.record.by_name.get(name)
        if item is not None and item.kind is Kind.ROLL_UP:
            return rolled_up(self.uow, item, self.table)
        return expression(self.record, name, self.table)

    def rows(self) -> list[ColumnElement[bool]]:
        """The rows he reaches."""
        return access.rows(self.uow, self.record, self.action)

    def filtered(self, text: str | None) -> list[ColumnElement[bool]]:
        """The rows that his condition finds.

        Raises:
            InvalidInput: it is no condition on this record.
        """
        if not text:
            return []
        try:
            tree = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise refused("filter", "not_json", text) from None
        condition = self.condition(tree, "filter")
        self._asked += 1 if isinstance(condition, Comparison) else 2
        return [to_sql(condition, self.column), *self._narrowed(condition)]

    def condition(self, tree: object, place: str) -> Condition:
        """A condition of his, on fields whose values he sees.

        Raises:
            InvalidInput: it is no condition on this record.
        """
        around = Surroundings(
            today=self.uow.today, time_zone=self.uow.facts.time_zone, me=self.uow.actor.user_id
        )
        try:
            condition = parse(tree, fields=self._known(), surroundings=around)
        except ConditionError as error:
            raise refused(
                f"{place}{error.path}", f"condition_{error.reason_code}", str(error.value)
            ) from None
        for name in fields_used(condition):
            self.compared(place, name)
        return condition

    def _known(self) -> Mapping[str, FieldType]:
        """What he may speak of: a field that is hidden from him is refused like one that never was."""
        hidden = {name for name, level in self.levels.items() if level is Level.HIDDEN}
        types = self.record.condition_types
        return {name: type_ for name, type_ in types.items() if name not in hidden} if hidden else types

    def found(self, search: str | None) -> list[ColumnElement[bool]]:
        """The rows that his search words find; those that a barcode is kept for beside their fields, by it alone."""
        coded = self.coded(search or "")
        if coded:
            self._asked += 1
            return [self.among(coded)]
        named: list[set[UUID]] = []
        narrowed: list[ColumnElement[bool]] = []
        for term in query_terms(search or ""):
            self._asked += 1
            ids = self.words.named_by(term)
            if ids == []:
                ids = self.words.slips(term)
            if ids is None:
                some = self.words.listed(term)
                if some is None:
                    narrowed.append(self.words.in_row(term, self.table))
                    self._common.append(Common(partial(self.words.count, term), self.words.rows(term)))
                else:
                    narrowed.append(self.table.columns["id"].in_(some))
            else:
                named.append(set(ids))
        if named:
            narrowed.append(self.among(sorted(set.intersection(*named))))
        return narrowed

    def coded(self, search: str) -> Sequence[UUID]:
        """The rows known by this barcode beside their fields."""
        code, coded = search.strip(), self.record.coded
        return coded(self.uow, code) if coded is not None and valid_ean(code) else []

    def among(self, ids: Sequence[UUID]) -> ColumnElement[bool]:
        """Rows with one of these ids, handed over as one value."""
        return self.table.columns["id"] == any_(literal(list(ids), ARRAY(Uuid)))

    def _listed_or_common(self, text: str, item: Field) -> Iterator[ColumnElement[bool]]:
        # What is too long for each stretch of it to have a word is in no such list.
        some = None if self.words.has_long(item.name) else self.words.listed(text, field=item.name)
        if some is None:
            rows = None if self.words.has_long(item.name) else self.words.rows(text, field=item.name)
            self._common.append(Common(partial(self.words.count, text, field=item.name), rows))
        else:
            yield self.table.columns["id"].in_(some)

    @property
    def is_bare(self) -> bool:
        """Whether one word or comparison is all that narrows what he sees, and he sees all."""
        return self._asked == 1 and access.sees_all(self.uow, self.record, self.action)

    @property
    def common(self) -> list[Common]:
        """What too many rows meet to name them."""
        return self._common

    def together(self) -> list[ColumnElement[bool]]:
        """The rows that meet several things at once each of which very many meet, if those are few enough to name."""
        sets = [one.rows for one in self._common if one.rows is not None]
        if len(sets) < 2:
            return []
        met = intersect(*sets).subquery()
        rows = self.uow.rows(select(met.c.record_id).limit(MOST_LISTED + 1))
        return [] if len(rows) > MOST_LISTED else [self.among([row["record_id"] for row in rows])]

    def _narrowed(self, condition: Condition) -> Iterator[ColumnElement[bool]]:
        """What follows from a condition and has an index: few ids that hold the wanted characters."""
        for leaf in _always(condition):
            item = self.record.by_name.get(leaf.field)
            if item is None:
                continue
            ids: list[UUID] | None = None
            if item.indexed:
                met = keys.meeting(item, leaf)
                if met is not None:
                    ids = keys.named_by(self.uow, self.record, item, met)
                    # Only equal choices have equal keys and no others: of the rest, a key is a reason to look.
                    if ids is None and item.kind is Kind.CHOICE:
                        number_of = partial(keys.count, self.uow, self.record, item, met)
                        self._common.append(Common(number_of, keys.rows(self.uow, self.record, item, met)))
            elif item.searchable and _is_found_by_words(leaf):
                ids = self.words.perhaps_in(item.name, str(leaf.value))
                if ids is None:
                    yield from self._listed_or_common(str(leaf.value), item)
            if ids is not None:
                yield self.among(ids)


def _is_found_by_words(leaf: Comparison) -> bool:
    """Whether every value that holds the characters has a word that begins with them: Chinese without breaks."""
    if leaf.op not in (Op.CONTAINS, Op.STARTS, Op.EQ) or leaf.type is not FieldType.TEXT:
        return False
    return is_one_word(str(leaf.value))


def _always(condition: Condition) -> Iterator[Comparison]:
    """The comparisons that every row it finds must meet."""
    match condition:
        case Comparison():
            yield condition
        case All(parts):
            for part in parts:
                yield from _always(part)
        case _:
            pass


def refused(place: str, code: str, value: str) -> InvalidInput:
    """What is wrong with one part of the question."""
    return InvalidInput(problems=[FieldProblem(place, code, {"value": value[:80]})])
