"""Move goods in and out: quantity and value change together, the entry follows from the moves and from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.money import round_amount
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.hold import refuse_shortage
from heyi.modules.stock.contracts import (
    DIFFERENCE_ACCOUNT,
    INVENTORY_ACCOUNT,
    GoodsDocument,
    Incoming,
    Moved,
    Outgoing,
    Shift,
    Wanted,
)
from heyi.modules.stock.errors import HoldMissing
from heyi.modules.stock.models import STOCK_BALANCE, STOCK_HOLD, STOCK_MOVE
from heyi.modules.stock.queries import Balance, Place, lock_balances, refuse_frozen
from heyi.modules.stock.rules import ZERO, issue_value
from heyi.platform import numbering
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_KEYS = ("warehouse_id", "product_id")


def issue(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Outgoing], *, held_for: str) -> Moved:
    """Let held goods leave at moving average cost; debits the document's contra account, credits inventory.

    Raises:
        HoldMissing: a line wants more than is held for it.
        PeriodClosed: the document's day lies in a closed period.
    """
    taken = summed(((line.warehouse_id, line.product_id), line.quantity) for line in lines)
    balances = lock_balances(uow, taken)
    _refuse_frozen(uow, balances)
    _consume_holds(uow, lines, held_for)
    values = _values(lines, balances)
    return _leave(uow, document, lines, values, (*_LESS, "held = t.held - v.on_hand"))


def issue_free(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Wanted]) -> Moved:
    """Let goods leave that are promised to nobody, at moving average cost.

    Raises:
        StockInsufficient: lines want more than is available; each is named with wanted and available.
        PeriodClosed: the document's day lies in a closed period.
    """
    balances = lock_balances(uow, {(line.warehouse_id, line.product_id) for line in lines})
    _refuse_frozen(uow, balances)
    refuse_shortage(lines, balances)
    return _leave(uow, document, lines, _values(lines, balances), _LESS)


_LESS = ("on_hand = t.on_hand - v.on_hand", "value = t.value - v.value")


def _values(
    lines: Sequence[Outgoing] | Sequence[Wanted], balances: Mapping[Place, Balance]
) -> dict[UUID, Decimal]:
    rest = {place: (balance.on_hand, balance.value) for place, balance in balances.items()}
    values: dict[UUID, Decimal] = {}
    for line in lines:
        place = (line.warehouse_id, line.product_id)
        on_hand, value = rest[place]
        if line.quantity > on_hand:
            raise HoldMissing(line=str(line.line_id))
        known = line.value if isinstance(line, Wanted) else None
        values[line.line_id] = (
            issue_value(on_hand=on_hand, value=value, quantity=line.quantity) if known is None else known
        )
        rest[place] = (on_hand - line.quantity, value - values[line.line_id])
    return values


def _leave(
    uow: UnitOfWork,
    document: GoodsDocument,
    lines: Sequence[Outgoing] | Sequence[Wanted],
    values: Mapping[UUID, Decimal],
    assignments: tuple[str, ...],
) -> Moved:
    taken = summed(((line.warehouse_id, line.product_id), line.quantity) for line in lines)
    worth = summed(((line.warehouse_id, line.product_id), values[line.line_id]) for line in lines)
    if taken:
        uow.update_rows(STOCK_BALANCE, _changes(taken, worth), keys=_KEYS, assignments=assignments)
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    moves = [
        _move(uow, document, number, "issue", line, -line.quantity, -values[line.line_id]) for line in lines
    ]
    uow.insert(STOCK_MOVE.table, *moves)
    _post(uow, document, number, inventory=-sum(values.values(), ZERO))
    return Moved(number, dict(values))


def receive(
    uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Incoming], *, kind: str = "receipt"
) -> Moved:
    """Let goods come in at a given value; debits inventory, credits the document's contra account.

    Raises:
        PeriodClosed: the document's day lies in a closed period.
    """
    added = summed(((line.warehouse_id, line.product_id), line.quantity) for line in lines)
    if added:
        _make_places(uow, added)
        balances = lock_balances(uow, added)
        _refuse_frozen(uow, balances)
        lines = [
            replace(line, value=_now(balances[line.warehouse_id, line.product_id], line)) for line in lines
        ]
        worth = summed(((line.warehouse_id, line.product_id), line.value) for line in lines)
        assignments = ("on_hand = t.on_hand + v.on_hand", "value = t.value + v.value")
        uow.update_rows(STOCK_BALANCE, _changes(added, worth), keys=_KEYS, assignments=assignments)
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    known = {line.line_id: line.value or ZERO for line in lines}
    uow.insert(
        STOCK_MOVE.table,
        *(_move(uow, document, number, kind, line, line.quantity, known[line.line_id]) for line in lines),
    )
    _post(uow, document, number, inventory=sum(known.values(), ZERO))
    return Moved(number, known)


def _now(balance: Balance, line: Incoming) -> Decimal:
    if line.value is not None:
        return line.value
    return round_amount(line.quantity * balance.value / balance.on_hand) if balance.on_hand else ZERO


def _refuse_frozen(uow: UnitOfWork, balances: Mapping[Place, Balance]) -> None:
    refuse_frozen(uow, {place: balance.frozen_by for place, balance in balances.items()})


def shift(uow: UnitOfWork, document: GoodsDocument, lines: Sequence[Shift]) -> Moved:
    """Let goods change their place; they are worth what they were, so nothing is posted."""
    leaving = [
        Wanted(
            line_id=line.line_id,
            line_no=line.line_no,
            product_id=line.product_id,
            product=line.product,
            warehouse_id=line.from_warehouse_id,
            quantity=line.quantity,
        )
        for line in lines
    ]
    goes = summed(((line.warehouse_id, line.product_id), line.quantity) for line in leaving)
    comes = summed(((line.to_warehouse_id, line.product_id), line.quantity) for line in lines)
    _make_places(uow, comes)
    balances = lock_balances(uow, {**goes, **comes})
    _refuse_frozen(uow, balances)
    refuse_shortage(leaving, balances)
    values = _values(leaving, balances)
    lost = summed(((line.warehouse_id, line.product_id), values[line.line_id]) for line in leaving)
    won = summed(((line.to_warehouse_id, line.product_id), values[line.line_id]) for line in lines)
    uow.update_rows(STOCK_BALANCE, _changes(goes, lost), keys=_KEYS, assignments=_LESS)
    more = ("on_hand = t.on_hand + v.on_hand", "value = t.value + v.value")
    uow.update_rows(STOCK_BALANCE, _changes(comes, won), keys=_KEYS, assignments=more)
    ledger.require_open(uow, document.occurred_on)
    number = numbering.take(uow, document.series, document.occurred_on)[0]
    for line in lines:
        there = Incoming(
            line_id=line.arrival_id,
            product_id=line.product_id,
            warehouse_id=line.to_warehouse_id,
            quantity=line.quantity,
            value=ZERO,
        )
        here = next(one for one in leaving if one.line_id == line.line_id)
        uow.insert(
            STOCK_MOVE.table,
            _move(uow, document, number, "transfer", here, -line.quantity, -values[line.line_id]),
            _move(uow, document, number, "transfer", there, line.quantity, values[line.line_id]),
        )
    return Moved(number, {line.line_id: ZERO for line in lines})


def _consume_holds(uow: UnitOfWork, lines: Sequence[Outgoing], held_for: str) -> None:
    wanted = summed((line.held_line_id, line.quantity) for line in lines)
    if not wanted:
        return
    consumed = uow.update_rows(
        STOCK_HOLD,
        [
            {"line_id": line_id, "source_type": held_for, "consumed": wanted[line_id]}
            for line_id in sorted(wanted)
        ],
        keys=("line_id", "source_type"),
        assignments=("consumed = t.consumed + v.consumed",),
        condition="t.quantity - t.consumed - t.released >= v.consumed",
        returning="t.line_id",
    )
    if len(consumed) != len(wanted):
        missing = wanted.keys() - {row[0] for row in consumed}
        raise HoldMissing(line=", ".join(sorted(map(str, missing))))


def _make_places(uow: UnitOfWork, added: Mapping[Place, Decimal]) -> None:
    """An empty balance for every place that has none: the first receipts of a product meet in the unique key."""
    nothing = {"company_id": uow.company_id, "on_hand": ZERO, "held": ZERO, "value": ZERO}
    rows = [
        {"id": uow.new_id(), "warehouse_id": warehouse_id, "product_id": product_id, **nothing}
        for warehouse_id, product_id in sorted(added)
    ]
    uow.insert_missing(STOCK_BALANCE, rows, unique=_KEYS)


def _changes(quantities: Mapping[Place, Decimal], values: Mapping[Place, Decimal]) -> list[dict[str, Any]]:
    return [
        {"warehouse_id": place[0], "product_id": place[1], "on_hand": quantity, "value": values[place]}
        for place, quantity in quantities.items()
    ]


def _move(
    uow: UnitOfWork,
    document: GoodsDocument,
    number: str,
    kind: str,
    line: Outgoing | Wanted | Incoming,
    quantity: Decimal,
    value: Decimal,
) -> dict[str, Any]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "posted_at": uow.now,
        "occurred_on": document.occurred_on,
        "kind": kind,
        "warehouse_id": line.warehouse_id,
        "product_id": line.product_id,
        "quantity": quantity,
        "value": value,
        "source_type": document.type,
        "source_number": number,
        "source_id": document.id,
        "line_id": line.line_id,
    }


def _post(uow: UnitOfWork, document: GoodsDocument, number: str, *, inventory: Decimal) -> None:
    """`inventory` is what the goods on hand become worth more (debit) or, when negative, less (credit)."""
    contra = -inventory if document.contra_value is None else document.contra_value
    amounts = (
        (INVENTORY_ACCOUNT, inventory),
        (document.contra_account, contra),
        (DIFFERENCE_ACCOUNT, -inventory - contra),
    )
    red = document.takes_back is not None
    lines = [_line(account, amount, document.party_id, red=red) for account, amount in amounts if amount]
    if not lines:
        ledger.require_open(uow, document.occurred_on)
        return
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=document.occurred_on,
            source_type=document.type,
            source_id=document.id,
            kind="goods",
            summary=translate(f"summary.{document.type}.goods", "zh-CN", {"number": number}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
            reverses_id=_entry_of(uow, document) if red else None,
        ),
    )


def _entry_of(uow: UnitOfWork, document: GoodsDocument) -> UUID | None:
    """The entry that is undone: that of the document which this one takes back."""
    entry = ledger.JOURNAL_ENTRY.table.c
    found: UUID | None = uow.scalar(
        select(entry.id).where(
            entry.tenant_id == uow.tenant_id,
            entry.company_id == uow.company_id,
            entry.source_type == document.type,
            entry.source_id == document.takes_back,
            entry.kind == "goods",
        )
    )
    return found


def _line(account: str, amount: Decimal, party_id: UUID | None, *, red: bool) -> ledger.LineDraft:
    """Debit when above zero, credit when below; in red the other way round, with a sign."""
    debit, credit = max(amount, ZERO), max(-amount, ZERO)
    if red:
        debit, credit = -credit, -debit
    return ledger.LineDraft(account=account, debit=debit, credit=credit, party_id=party_id)
