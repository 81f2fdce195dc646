"""How the instalments of an order move along when it changes."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from heyi.modules.collecting.contracts import MovedInstalment
from heyi.modules.collecting.queries.money import Planned, planned
from heyi.modules.collecting.queries.plans import refuse_hidden
from heyi.modules.collecting.rules import Moved, moved
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork


def moved_plan(uow: UnitOfWork, order_id: UUID, more: Decimal) -> tuple[Sequence[Planned], Sequence[Moved]]:
    """The instalments of an order, and as they are once it comes to so much more; none where none are agreed."""
    lines = planned(uow, [order_id]).get(order_id, [])
    if not lines or not more:
        return lines, []
    agreed = [(line.due_on, line.amount, line.filled) for line in lines]
    return lines, moved(agreed, more, uow.today)


def plan_after(uow: UnitOfWork, change_id: UUID) -> list[MovedInstalment]:
    """The instalments of an order as a change of it, applied now, would leave them; none where none move.

    Raises:
        NotFound: the change does not exist in this company.
        NotAllowed: what is to be collected is hidden from the reader.
    """
    refuse_hidden(uow)
    change = sales.get_change(uow, change_id)
    lines, after = moved_plan(uow, change.order.id, change.gross_change)
    if not after:
        return []
    new = {one.place: one.amount for one in after if one.place is not None}
    told = [
        MovedInstalment(due_on=line.due_on, note=line.note, old=line.amount, new=new.get(at))
        for at, line in enumerate(lines)
    ]
    added = (one for one in after if one.place is None)
    return [
        *told,
        *(MovedInstalment(due_on=one.due_on, note=None, old=None, new=one.amount) for one in added),
    ]
