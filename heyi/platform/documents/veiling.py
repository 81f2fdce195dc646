"""A field of a document that is hidden from a person is in no answer of that document's doors, whoever wrote them.

Documents are read by hand, with their lines and amounts, where records are read field by field: so what their roles
hide is taken out here, once for all of them.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import Any, Final

import orjson

from heyi.platform.documents.chain import documents
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.unit_of_work import UnitOfWork

_JSON: Final = "application/json"
# Who must not see what a document comes to would reckon it from these.
_AMOUNTS: Final = frozenset(
    {
        "amount",
        "discount",
        "gross",
        "net",
        "open",
        "price",
        "tax",
        "total",
        "unbilled",
        "unbilled_tax",
        "unit_cost",
        "unit_price",
        "value",
    }
)


def veil_document(uow: UnitOfWork, path: str, answer: Answer) -> Answer:
    """Empty the fields of a document, and of its lines, that this actor's roles hide or mask."""
    record = _by_path().get(path.split("/", 1)[0])
    if record is None or not answer.body or answer.media_type != _JSON:
        return answer
    hidden = _hidden(record, {name for name, level in access.levels(uow, record).items() if level in UNSEEN})
    if not hidden:
        return answer
    return replace(answer, body=to_json(_without(orjson.loads(answer.body), hidden)))


@cache
def _by_path() -> dict[str, Record]:
    return {record.path: record for record in documents()}


def _hidden(record: Record, unseen: Collection[str]) -> frozenset[str]:
    """The names under which answers tell what is not seen: a reference by what it names, a cost also as it is now."""
    told = {name for field in unseen for name in (field, field.removesuffix("_id"), f"{field}_now")}
    assert record.document is not None
    if record.document.total and record.document.total in unseen:
        told |= _AMOUNTS
    return frozenset(told)


def _without(told: Any, hidden: Collection[str]) -> Any:
    if isinstance(told, list):
        return [_without(one, hidden) for one in told]
    if isinstance(told, dict):
        return {name: None if name in hidden else _without(one, hidden) for name, one in told.items()}
    return told
