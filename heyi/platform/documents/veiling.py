"""A field of a document that is hidden from a person is in no answer of that document's doors, whoever wrote them.

Documents are read by hand, with their lines and amounts, where records are read field by field: so what their roles
hide is taken out of their contracts here, once for all of them. What the platform itself reads field by field (a list,
its sums, an export) has left out what is hidden, and passes as it is.
"""

import typing
from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from heyi.kit.quantity import NoMoney
from heyi.platform.documents.chain import documents
from heyi.platform.http.answers import Answer
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.unit_of_work import UnitOfWork


def veil_document(uow: UnitOfWork, path: str, told: Any) -> Any:
    """Empty the fields of a document, and of its lines, that this actor's roles hide or mask.

    Of a document whose total is one of them, every amount goes: whoever reads one of them reckons the total. With them
    go the verbs by which he would say anew what he does not see.
    """
    record = _by_path().get(path.split("/", 1)[0])
    if record is None or isinstance(told, Answer):
        return told
    unseen = {name for name, level in access.levels(uow, record).items() if level in UNSEEN}
    if not unseen:
        return told
    assert record.document is not None
    amounts = record.document.total in unseen
    left = _without(told, _names(unseen), amounts=amounts)
    if amounts and isinstance(offered := getattr(left, "allowed_actions", None), list):
        return replace(left, allowed_actions=[one for one in offered if one not in record.document.by_total])
    return left


@cache
def _by_path() -> dict[str, Record]:
    return {record.path: record for record in documents()}


def _names(unseen: Collection[str]) -> frozenset[str]:
    """The names under which contracts tell what is not seen: a reference by what it names, a cost also as it is now."""
    return frozenset(name for field in unseen for name in (field, field.removesuffix("_id"), f"{field}_now"))


def _without(told: Any, hidden: Collection[str], *, amounts: bool) -> Any:
    if isinstance(told, list | tuple):
        return [_without(one, hidden, amounts=amounts) for one in told]
    if isinstance(told, dict):
        return {name: _without(one, hidden, amounts=amounts) for name, one in told.items()}
    if not is_dataclass(told) or isinstance(told, type):
        return told
    emptied = _amounts(type(told)) if amounts else frozenset()
    left = {
        item.name: None
        if item.name in hidden or item.name in emptied
        else _without(getattr(told, item.name), hidden, amounts=amounts)
        for item in fields(told)
    }
    return replace(told, **left)


@cache
def _amounts(contract: type) -> frozenset[str]:
    """The fields of a contract that hold money: all that are decimal, but for those marked as something else."""
    hints = typing.get_type_hints(contract, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_money(hint))


def _is_money(hint: Any) -> bool:
    if typing.get_origin(hint) is typing.Annotated:
        decimal, *marks = typing.get_args(hint)
        return not any(isinstance(mark, NoMoney) for mark in marks) and _is_money(decimal)
    return hint is Decimal or any(_is_money(part) for part in typing.get_args(hint))
