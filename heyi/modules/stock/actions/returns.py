"""What goods turned out to cost while they were under way comes back with them."""

from collections.abc import Sequence
from decimal import Decimal

from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.goods_entry import Goods, account_of
from heyi.modules.stock.actions.revalue import note_adjustments, revalue
from heyi.modules.stock.contracts import DIFFERENCE, GoodsDocument, Incoming, Revaluation
from heyi.modules.stock.contracts.under_way import CostChange
from heyi.modules.stock.queries.under_way import note_changes, waiting_lines
from heyi.modules.stock.rules.under_way import back_of
from heyi.platform.unit_of_work import UnitOfWork


def bring_back(
    uow: UnitOfWork, document: GoodsDocument, number: str, lines: Sequence[Goods]
) -> list[tuple[str, Decimal]]:
    """Take what goods that came back cost more off the goods under way; gives back the sides of the entry for it.

    They came back at what their own moves are worth by now. What was found of them beside that is put on them here.
    """
    origins = {
        line.origin_line_id: line
        for line in lines
        if isinstance(line, Incoming) and line.origin_line_id is not None
    }
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    sides: list[tuple[str, Decimal]] = []
    changes: list[CostChange] = []
    found: list[Revaluation] = []
    for origin_line_id, waits in waiting_lines(uow, origins).items():
        line = origins[origin_line_id]
        back = back_of(waits, line.quantity)
        sides += [
            (account_of(rules, DIFFERENCE, line), back.by_moves),
            (waits.account, -back.by_moves - back.shares),
        ]
        for amount, of_move in ((back.by_moves, True), (back.shares, False)):
            if amount:
                change = CostChange(
                    line_id=origin_line_id,
                    product_id=line.product_id,
                    occurred_on=document.occurred_on,
                    amount=-amount,
                    of_move=of_move,
                )
                changes.append(change)
        if back.shares:
            revaluation = Revaluation(
                line_id=uow.new_id(),
                product_id=line.product_id,
                warehouse_id=line.warehouse_id,
                quantity=line.quantity,
                difference=back.shares,
            )
            found.append(revaluation)
    source = (document.type, document.id, number)
    note_changes(uow, source, changes)
    if not found:
        return sides
    revalued = revalue(uow, found, occurred_on=document.occurred_on)
    note_adjustments(uow, revalued, source)
    return [*sides, *revalued.amounts.items(), *revalued.gone.values()]
