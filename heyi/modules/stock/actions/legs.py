"""Goods that change how they are kept and stay in their warehouse: out of what they were, and in as what they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.stock.actions.details import write_details
from heyi.modules.stock.models import STOCK_MOVE
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.lots import Piece
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Legs:
    """A line that takes pieces of one quality or bin and puts them as pieces of another."""

    line_id: UUID
    quantity: Decimal
    taken: Sequence[Piece]
    put: Sequence[Piece]


def write_legs(uow: UnitOfWork, line: Legs, move: Mapping[str, Any]) -> None:
    """Two moves that together move nothing, so that every lot, quality and bin is the sum of its moves."""
    for line_id, sign, pieces in ((line.line_id, -1, line.taken), (uow.new_id(), 1, line.put)):
        move_id = uow.new_id()
        uow.insert(
            STOCK_MOVE.table,
            {
                "id": move_id,
                "company_id": uow.company_id,
                "posted_at": uow.now,
                "kind": "transfer",
                "quantity": sign * line.quantity,
                "value": ZERO,
                "line_id": line_id,
                "origin_line_id": None,
                "adjusts_id": None,
                "cost_account": "",
                **move,
            },
        )
        write_details(uow, move_id, pieces, sign=sign)
