"""What is put into a pool."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID


class Posting(NamedTuple):
    """One move of a pool, new or posted already.

    `value` is given where it is known beforehand: what came in cost that. What leaves is valued by the pool, unless it
    takes back a receipt (`origin_line_id`) and so has a value too. A change of value moves no quantity; a new one names
    the quantity its difference is for (`share_of`), a posted one is the share that was found then. One for the goods of
    a certain receipt names the move by which they came in (`of_move_id`), and how many came in after them (`younger`).
    What leaves a warehouse whose papers follow its goods `may_run_short`. A move and the one that takes it back on its
    own day are both `undone`: they are worth the same, and nothing else is worth anything by them.
    `recorded` is what a posted move stands at, with its corrections so far. A hundred thousand of these are made at a
    time, so it is a tuple.
    """

    move_id: UUID
    line_id: UUID
    occurred_on: date
    seq: int
    quantity: Decimal
    value: Decimal | None = None
    share_of: Decimal | None = None
    of_move_id: UUID | None = None
    younger: Decimal = Decimal(0)
    origin_line_id: UUID | None = None
    recorded: Decimal | None = None
    cost_account: str = ""
    may_run_short: bool = False
    undone: bool = False
