"""Put postings into a pool one after the other: what each is worth follows from those before it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Pool, PoolShort
from heyi.modules.stock.rules.postings import Posting


@dataclass(slots=True)
class _Left:
    """An issue of this replay: what of it came back."""

    quantity: Decimal
    value: Decimal
    is_as_recorded: bool
    back: Decimal = ZERO
    back_value: Decimal = ZERO


def replay(pool: Pool, postings: Iterable[Posting]) -> list[Decimal]:
    """Put the postings into the pool in their order; gives back the signed value of each.

    What comes back of an issue whose value turned out otherwise follows it, all parts together to the cent.

    Raises:
        PoolShort: one takes more than is there; it says which.
    """
    left: dict[UUID, _Left] = {}
    values = []
    for posting in postings:
        try:
            values.append(_put(pool, posting, left))
        except PoolShort as short:
            raise PoolShort(short.available, posting) from None
    return values


def _put(pool: Pool, posting: Posting, left: dict[UUID, _Left]) -> Decimal:
    if posting.recorded is not None and posting.seq <= pool.fixed_upto:
        return pool.keep(posting.quantity, posting.recorded)
    if not posting.quantity:
        return _change(pool, posting)
    if posting.quantity > 0:
        return pool.put(posting, _incoming_value(pool, posting, left))
    if posting.origin_line_id is not None and posting.value is not None:
        return -pool.take_at(-posting.quantity, posting.value)
    value = -pool.take(-posting.quantity)
    left[posting.line_id] = _Left(-posting.quantity, -value, value == posting.recorded)
    return value


def _change(pool: Pool, posting: Posting) -> Decimal:
    if posting.value is None:
        raise ValueError("a change of value has a value")
    if posting.share_of is None:
        return pool.change(posting.value, of=posting.of_move_id)
    return pool.revalue(
        posting.value, quantity=posting.share_of, younger=posting.younger, of=posting.of_move_id
    )


def _incoming_value(pool: Pool, posting: Posting, left: dict[UUID, _Left]) -> Decimal:
    if posting.value is None:
        return pool.present_value(posting.quantity)
    origin = left.get(posting.origin_line_id) if posting.origin_line_id else None
    if origin is None or origin.is_as_recorded or posting.recorded is None:
        return posting.value
    origin.back += posting.quantity
    upto = round_amount(origin.value * origin.back / origin.quantity)
    value, origin.back_value = upto - origin.back_value, upto
    return value
