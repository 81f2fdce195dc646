"""Put a difference in cost, found after goods came in, on what still lies there of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import proportional_part
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.corrections import post_corrections
from heyi.modules.stock.actions.goods_entry import variance_row
from heyi.modules.stock.actions.pools import Correction, Locked, Source, value_postings
from heyi.modules.stock.actions.under_way import NOTHING_WAITS, Left, borne_under_way
from heyi.modules.stock.contracts import DIFFERENCE, VARIANCE, Revaluation
from heyi.modules.stock.contracts.under_way import CostChange
from heyi.modules.stock.models import COST_VARIANCE, STOCK_MOVE
from heyi.modules.stock.queries.leaving import brought_back
from heyi.modules.stock.queries.pools import came_in, lock_places
from heyi.modules.stock.queries.under_way import note_changes
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.modules.stock.rules.postings import Posting
from heyi.platform.unit_of_work import UnitOfWork

# By line, the lines of the receipts that it is for, and how many of each.
Receipts = Callable[[Collection[UUID]], Mapping[UUID, Sequence[tuple[UUID, Decimal]]]]


@dataclass(frozen=True)
class Revalued:
    """How much of each line's difference the goods that lay there took, and what is left of it for what was cost.

    Beside both, by account, what the document has to post for what lay there and for goods under way; and the moves,
    and what goods under way cost more, to be noted.
    """

    values: dict[UUID, Decimal]
    gone: dict[UUID, tuple[str, Decimal]]
    amounts: dict[str, Decimal]
    moves: Sequence[tuple[Revaluation, Posting, Decimal]]
    corrections: Sequence[Correction]
    at_standard: frozenset[UUID]
    under_way: Sequence[CostChange] = ()

    @property
    def differences(self) -> dict[UUID, Decimal]:
        """The whole difference of each line that was shared."""
        return summed((line.line_id, line.difference) for line, _, _ in self.moves)


def revalue(
    uow: UnitOfWork,
    lines: Sequence[Revaluation],
    *,
    occurred_on: date,
    receipts: Receipts | None = None,
) -> Revalued:
    """Change what the goods are worth that lay there on that day.

    Of lines where the oldest leave first, `receipts` is asked by which lines so many of their goods came in. The rest
    belongs to goods that had left: where they wait for their invoice, it waits with them. Whoever calls posts all of
    it, and notes the moves by `note_adjustments` once his document has its number.

    Raises:
        MethodChangedSince: a product was valued otherwise on that day.
        PeriodClosed: what left since is worth something else, and its month is closed.
    """
    _, pools = lock_places(uow, {(line.warehouse_id, line.product_id) for line in lines})
    postings: list[tuple[Revaluation, Posting]] = []
    by_product: dict[UUID, list[Posting]] = {}
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    layered = {line.line_id for line in lines if pools[line.product_id].method is Method.FIFO}
    known = receipts(layered) if receipts is not None and layered else {}
    parts = [part for line in lines for part in _parts(line, known.get(line.line_id, ()))]
    parts = _with_those_back(uow, parts, occurred_on)
    origins = [part for part in parts if part.origin_line_id is not None]
    came = came_in(uow, *_keys(origins), occurred_on) if origins else {}
    at_standard = {line.line_id for line in lines if pools[line.product_id].method is Method.STANDARD}
    for line in parts:
        of_move_id, younger = came.get(line.origin_line_id or line.line_id, (None, ZERO))
        new = by_product.setdefault(line.product_id, [])
        role = VARIANCE if line.line_id in at_standard else DIFFERENCE
        posting = Posting(
            move_id=uow.new_id(),
            line_id=line.line_id,
            occurred_on=occurred_on,
            seq=pools[line.product_id].seq + len(new) + 1,
            quantity=ZERO,
            value=line.difference,
            share_of=line.quantity,
            origin_line_id=line.origin_line_id,
            of_move_id=of_move_id,
            younger=younger,
            cost_account=rules.of(role, product_id=line.product_id, warehouse_id=line.warehouse_id),
        )
        new.append(posting)
        postings.append((line, posting))
    valued = value_postings(uow, occurred_on, by_product, pools)
    if valued.change is not None:
        uow.update_together(valued.change)
    moves = [(line, posting, valued.values[posting.move_id]) for line, posting in postings]
    return _shared(uow, lines, moves, (pools, frozenset(at_standard)), valued.corrections)


def _shared(
    uow: UnitOfWork,
    lines: Sequence[Revaluation],
    moves: Sequence[tuple[Revaluation, Posting, Decimal]],
    goods: tuple[Locked, frozenset[UUID]],
    corrections: Sequence[Correction],
) -> Revalued:
    """Say who bears the differences: what lay there, what waits for its invoice, and what is cost by now."""
    pools, at_standard = goods
    values = summed((line.line_id, value) for line, _, value in moves)
    accounts = {line.line_id: posting.cost_account for line, posting, _ in moves}
    left = [
        Left(line.line_id, posting, line.product_id, line.difference - value)
        for line, posting, value in moves
        if line.difference != value and line.line_id not in at_standard
    ]
    waits = borne_under_way(uow, left, pools) if left else NOTHING_WAITS
    gone = {
        line.line_id: (
            accounts[line.line_id],
            line.difference - values[line.line_id] - waits.of_lines.get(line.line_id, ZERO),
        )
        for line in lines
    }
    lying = [(pools[line.product_id].account, values[line.line_id]) for line in lines]
    amounts = summed([*lying, *waits.of_accounts.items()])
    return Revalued(values, gone, amounts, moves, corrections, at_standard, waits.changes)


def _parts(line: Revaluation, receipts: Sequence[tuple[UUID, Decimal]]) -> list[Revaluation]:
    """Where the oldest leave first, a line's part for each receipt it is for; what none is known for comes last."""
    parts, open_quantity, difference = [], line.quantity, line.difference
    for origin_line_id, quantity in receipts:
        part = proportional_part(difference, quantity, open_quantity)
        parts.append(replace(line, quantity=quantity, difference=part, origin_line_id=origin_line_id))
        open_quantity, difference = open_quantity - quantity, difference - part
    if open_quantity or not receipts:
        parts.append(replace(line, quantity=open_quantity, difference=difference))
    return parts


def _with_those_back(uow: UnitOfWork, parts: list[Revaluation], until: date) -> list[Revaluation]:
    """What left of a receipt and came back lies where it came back: a part of its own, as often as it did so."""
    origins = [part for part in parts if part.origin_line_id is not None]
    back = brought_back(uow, *_keys(origins), until) if origins else {}
    if not back:
        return parts
    found: list[Revaluation] = []
    returned: list[Revaluation] = []
    for part in parts:
        own = part.origin_line_id
        pieces = back.get(own, ()) if own is not None else ()
        for piece in _parts(part, _at_most(part.quantity, pieces)):
            (found if piece.origin_line_id == own else returned).append(piece)
    return [*found, *_with_those_back(uow, returned, until)]


def _at_most(quantity: Decimal, pieces: Sequence[tuple[UUID, Decimal]]) -> list[tuple[UUID, Decimal]]:
    found = []
    for line_id, piece in pieces:
        part = min(piece, quantity)
        quantity -= part
        if part:
            found.append((line_id, part))
    return found


def _keys(lines: Sequence[Revaluation]) -> tuple[set[UUID], set[UUID]]:
    return (
        {line.product_id for line in lines},
        {line.origin_line_id for line in lines if line.origin_line_id is not None},
    )


def note_adjustments(uow: UnitOfWork, revalued: Revalued, source: tuple[str, UUID, str]) -> None:
    """Write the moves without quantity that stand for changed values; `source` is the document: type, id, number."""
    source_type, source_id, number = source
    noted: set[UUID] = set()
    for line, posting, value in revalued.moves:
        account, gone = revalued.gone[line.line_id]
        if gone and line.line_id in revalued.at_standard:
            about = variance_row(uow, Source(*source), posting.occurred_on, line.line_id, line.product_id)
            uow.insert(COST_VARIANCE, about | {"amount": gone, "account": account})
        if not value:
            continue
        # A line that is for several receipts has a move for each, and a line has one move.
        line_id = posting.move_id if line.line_id in noted else line.line_id
        noted.add(line.line_id)
        uow.insert(
            STOCK_MOVE.table,
            {
                "id": posting.move_id,
                "company_id": uow.company_id,
                "posted_at": uow.now,
                "occurred_on": posting.occurred_on,
                "kind": "adjustment",
                "warehouse_id": line.warehouse_id,
                "product_id": line.product_id,
                "quantity": ZERO,
                "value": value,
                "source_type": source_type,
                "source_number": number,
                "source_id": source_id,
                "line_id": line_id,
                "origin_line_id": line.origin_line_id,
                "adjusts_id": None,
                "seq": posting.seq,
                "cost_account": posting.cost_account,
            },
        )
    note_changes(uow, source, revalued.under_way)
    post_corrections(uow, Source(source_type, source_id, number), revalued.corrections)
