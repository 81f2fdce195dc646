"""Discounts, what was sent as it is sealed, and how two versions differ: pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from heyi.modules.quoting.contracts import VersionChange
from heyi.modules.quoting.states import QuotationState
from heyi.platform.http.answers import number_text

Row = Mapping[Any, Any]
# What of the head two versions are compared by.
_HEAD = ("valid_until", "payment_terms", "delivery_terms", "note", "prices_include_tax", "language")
_MONEY_OF_LINE = ("unit_price", "gross")


def lapsed(state: str, valid_until: date, today: date) -> bool:
    """Whether what was sent can be accepted no more: its last day is over, whether or not the night has marked it."""
    return state == QuotationState.EXPIRED or (state == QuotationState.SENT and valid_until < today)


def version_number(first: str, version_no: int) -> str:
    """What a later version is called: the number of the first one, and which version it is."""
    return f"{first}-V{version_no}"


def sealed(content: Mapping[str, Any]) -> tuple[str, str]:
    """What is sent as one text, the same for the same content, and the SHA-256 of its bytes in UTF-8."""
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS, default=_plain)
    return text.decode(), hashlib.sha256(text).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    raise TypeError(f"{type(value).__name__} is not sent")


def changes_between(
    old: Row, old_lines: Sequence[Row], new: Row, new_lines: Sequence[Row]
) -> list[VersionChange]:
    """What a version says otherwise than the one before it, the head first, then line by line."""
    changes = [
        VersionChange(kind="head", field=name, old=_text(old[name]), new=_text(new[name]))
        for name in _HEAD
        if old[name] != new[name]
    ]
    before, after = _by_place(old_lines), _by_place(new_lines)
    for place, line in after.items():
        if (was := before.get(place)) is None:
            changes.append(_whole("added", line))
        else:
            changes += _of_line(was, line)
    changes += [_whole("removed", line) for place, line in before.items() if place not in after]
    changes += [
        VersionChange(kind="head", field=name, old_amount=old[name], new_amount=new[name])
        for name in ("whole_discount", "gross")
        if old[name] != new[name]
    ]
    return changes


def _by_place(lines: Iterable[Row]) -> dict[tuple[Any, int], Row]:
    """Lines by their product and which line of that product it is: who moves a line changes nothing."""
    found: dict[tuple[Any, int], Row] = {}
    seen: dict[Any, int] = {}
    for line in lines:
        nth = seen[line["product_id"]] = seen.get(line["product_id"], 0) + 1
        found[line["product_id"], nth] = line
    return found


def _whole(kind: str, line: Row) -> VersionChange:
    quantity = _quantity(line)
    told = {"new": quantity, "new_amount": line["gross"]}
    if kind == "removed":
        told = {"old": quantity, "old_amount": line["gross"]}
    return VersionChange(kind=kind, field="line", product=line["product"], **told)


def _of_line(old: Row, new: Row) -> list[VersionChange]:
    changes = []
    if _quantity(old) != _quantity(new):
        changes.append(
            VersionChange(
                kind="changed",
                field="quantity",
                product=new["product"],
                old=_quantity(old),
                new=_quantity(new),
            )
        )
    if old["tax_code"] != new["tax_code"]:
        changes.append(
            VersionChange(
                kind="changed",
                field="tax_code",
                product=new["product"],
                old=old["tax_code"],
                new=new["tax_code"],
            )
        )
    changes += [
        VersionChange(
            kind="changed", field=name, product=new["product"], old_amount=old[name], new_amount=new[name]
        )
        for name in _MONEY_OF_LINE
        if old[name] != new[name]
    ]
    return changes


def _quantity(line: Row) -> str:
    return f"{number_text(line['typed_quantity'])} {line['typed_unit']}"


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
