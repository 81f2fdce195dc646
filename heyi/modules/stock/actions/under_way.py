"""What goods that left and are no cost yet bear of a difference found later, and what comes back with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple
from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.stock.actions.pools import Locked
from heyi.modules.stock.contracts.under_way import CostChange
from heyi.modules.stock.queries.leaving import latest_issues
from heyi.modules.stock.queries.pools import opening_sums
from heyi.modules.stock.queries.under_way import waiting_lines
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.postings import Posting
from heyi.modules.stock.rules.under_way import left_last, shares_under_way
from heyi.platform.unit_of_work import UnitOfWork


class Left(NamedTuple):
    """What of a line's difference the goods that lay there did not take; of how many, and when, the posting says."""

    line_id: UUID
    posting: Posting
    product_id: UUID
    amount: Decimal


@dataclass(frozen=True)
class Waits:
    """What goods under way bear: by the line of the difference, by account, and by the line for which they left."""

    of_lines: Mapping[UUID, Decimal]
    of_accounts: Mapping[str, Decimal]
    changes: Sequence[CostChange]


NOTHING_WAITS: Final = Waits({}, {}, ())


def borne_under_way(uow: UnitOfWork, left: Sequence[Left], pools: Locked) -> Waits:
    """Share what was left of differences among the goods for which they were; what is cost by now bears nothing here.

    Which goods left follows from the moves, whatever values them: the oldest are taken to have left first.
    """
    day = left[0].posting.occurred_on
    on_hand = _on_hand(uow, {one.product_id for one in left}, day, pools)
    wanted = {one: _gone(one.posting, on_hand[one.product_id]) for one in left}
    reach: dict[UUID, Decimal] = {}
    for one, (younger, quantity) in wanted.items():
        reach[one.product_id] = max(reach.get(one.product_id, ZERO), younger + quantity)
    issues = latest_issues(uow, reach, day)
    parts = {
        one: left_last(issues.get(one.product_id, ()), younger=younger, quantity=quantity)
        for one, (younger, quantity) in wanted.items()
    }
    lines = waiting_lines(uow, {issue.line_id for found in parts.values() for issue, _ in found})
    if not lines:
        return NOTHING_WAITS
    of_lines: list[tuple[UUID, Decimal]] = []
    of_accounts: list[tuple[str, Decimal]] = []
    changes = []
    for one, (_, quantity) in wanted.items():
        for line_id, amount in shares_under_way(one.amount, quantity, parts[one], lines).items():
            of_lines.append((one.line_id, amount))
            of_accounts.append((lines[line_id].account, amount))
            change = CostChange(
                line_id=line_id, product_id=one.product_id, occurred_on=day, amount=amount, of_move=False
            )
            changes.append(change)
    return Waits(summed(of_lines), summed(of_accounts), changes)


def _on_hand(uow: UnitOfWork, products: set[UUID], day: date, pools: Locked) -> Mapping[UUID, Decimal]:
    """How many there were at the end of the day."""
    back = {one for one in products if (pools[one].last_on or day) > day}
    then = opening_sums(uow, dict.fromkeys(back, day + timedelta(days=1))) if back else {}
    return {one: then[one][0] if one in back else pools[one].on_hand for one in products}


def _gone(posting: Posting, on_hand: Decimal) -> tuple[Decimal, Decimal]:
    """How many that came in after these had left, and how many of these; all of what is short left last."""
    there = max(on_hand, ZERO)
    lying = max(there - posting.younger, ZERO)
    quantity = posting.share_of or ZERO
    return max(posting.younger - there, ZERO), max(quantity - lying, ZERO)
