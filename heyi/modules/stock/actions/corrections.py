"""What posted moves turn out to be worth: an adjustment of each on its day, and one entry a month beside them.

The difference goes to the account that takes what is found wrong in the move, but what of a delivery waits for its
invoice still stands on the account of goods under way, and so does its part.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from heyi.kit.dates import Period
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.pools import Correction, Source
from heyi.modules.stock.contracts.under_way import CostChange
from heyi.modules.stock.queries.under_way import note_changes, waiting_lines
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.under_way import Bearing, part_that_waits
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

# All but its value an adjustment has from the move it corrects, so very many go as two lists and no more.
_ADJUST = (
    "INSERT INTO stock_move (tenant_id, id, company_id, posted_at, occurred_on, kind, warehouse_id, product_id, "
    "quantity, value, source_type, source_number, source_id, line_id, adjusts_id, seq, cost_account) "
    "SELECT m.tenant_id, v.id, m.company_id, %s, m.occurred_on, 'adjustment', m.warehouse_id, m.product_id, 0, "
    "v.value, %s, %s, %s, v.id, m.id, m.seq, m.cost_account FROM unnest(%s::uuid[], %s::uuid[], %s::numeric[]) "
    "AS v(id, move_id, value) JOIN stock_move m ON m.tenant_id = %s AND m.id = v.move_id"
)


def post_corrections(uow: UnitOfWork, source: Source, corrections: Sequence[Correction]) -> None:
    """Write each correction as an adjustment of its move, on that move's day, and one entry a month for all of them."""
    if not corrections:
        return
    moves = [correction.move.move_id for correction in corrections]
    values = [correction.difference for correction in corrections]
    # What this verb posted before may be among them.
    uow.flush()
    ids = uow.new_ids(len(corrections))
    about = (uow.now, source.type, source.number, source.id)
    uow.driver_rows(_ADJUST, (*about, ids, moves, values, uow.tenant_id))
    waits = _that_waits(uow, source, corrections)
    months: dict[tuple[int, int], list[Correction]] = {}
    for correction in corrections:
        day = correction.move.occurred_on
        months.setdefault((day.year, day.month), []).append(correction)
    entries = [_entry(source, Period(*month), found, waits) for month, found in sorted(months.items())]
    ledger.post(uow, *(entry for entry in entries if entry.lines))


def _that_waits(uow: UnitOfWork, source: Source, corrections: Sequence[Correction]) -> Mapping[UUID, Bearing]:
    """By move, the part of its correction that waits with its goods, and on which account; it is noted there.

    What came back of a line bears its own part where it came back to, so only what is kept of the line waits.
    """
    left = {one.move.line_id: one for one in corrections if one.move.quantity < ZERO}
    changes: list[CostChange] = []
    found: dict[UUID, Bearing] = {}
    for line_id, line in waiting_lines(uow, left).items():
        one = left[line_id]
        waits = part_that_waits(-one.difference, line)
        if waits:
            found[one.move.move_id] = Bearing(line.account, waits)
            changes.append(
                CostChange(
                    line_id=line_id,
                    product_id=one.product_id,
                    occurred_on=one.move.occurred_on,
                    amount=waits,
                    of_move=True,
                )
            )
    note_changes(uow, (source.type, source.id, source.number), changes)
    return found


def _entry(
    source: Source, period: Period, corrections: Sequence[Correction], waits: Mapping[UUID, Bearing]
) -> ledger.EntryDraft:
    """What the goods of a month cost beside what was posted: by account, on the last day a corrected move has in it."""
    differences = summed(
        ((correction.account, correction.move.cost_account), correction.difference)
        for correction in corrections
    )
    costs = [(cost, -difference) for (_, cost), difference in differences.items()]
    goods = [(account, difference) for (account, _), difference in differences.items()]
    for one in corrections:
        bearing = waits.get(one.move.move_id)
        if bearing is not None:
            costs += [(one.move.cost_account, -bearing.amount), (bearing.account, bearing.amount)]
    return ledger.EntryDraft(
        occurred_on=max(correction.move.occurred_on for correction in corrections),
        source_type=source.type,
        source_id=source.id,
        kind=f"revaluation {period}",
        summary=translate("summary.stock.revaluation", "zh-CN", {"number": source.number}),
        lines=_sides(summed([*costs, *goods]).items()),
    )


def _sides(amounts: Iterable[tuple[str, Decimal]]) -> tuple[ledger.LineDraft, ...]:
    lines = [
        ledger.LineDraft(account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO))
        for account, amount in amounts
        if amount
    ]
    return tuple(sorted(lines, key=lambda line: not line.debit))
