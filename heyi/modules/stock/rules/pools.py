"""What goods are worth when they leave (小企业会计准则 art. 13): pure, exact, no session.

All goods of one product in one company are one pool, wherever they lie. A pool knows how many there are and what they
are worth together; how much of it a leaving part takes, its method says. The last unit takes the exact rest, so a pool
that is empty is worth nothing, and all that left is worth what came in, to the cent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.kit.money import proportional_part, round_amount
from heyi.modules.stock.rules import ZERO, share_on_hand
from heyi.modules.stock.rules.postings import Posting


class Method(StrEnum):
    """How what leaves is valued: each time, by the oldest first, once a month, or at a price said beforehand."""

    MOVING_AVERAGE = "moving_average"
    FIFO = "fifo"
    MONTH_AVERAGE = "month_average"
    STANDARD = "standard"


# So many are worth so much: what one costs, without rounding it.
Rate = tuple[Decimal, Decimal]


class PoolShort(Exception):
    """More leaves than is there at that moment; `posting` is what would."""

    def __init__(self, available: Decimal, posting: Posting | None = None) -> None:
        super().__init__(f"only {available} are there")
        self.available = available
        self.posting = posting


class CostUnknown(Exception):
    """Goods leave before any came in, and nothing says what one costs."""


@dataclass(slots=True)
class Layer:
    """What is left of one receipt: how many, and what they are worth; its day and place in the pool."""

    move_id: UUID
    quantity: Decimal
    value: Decimal
    occurred_on: date
    seq: int


@dataclass(slots=True)
class Pool:
    """All goods of a product: they leave at the moving weighted average (移动加权平均法).

    A month's average (全月一次加权平均法) is reckoned when the month is over (`month_values`); until then its goods
    leave at the moving average too.
    """

    on_hand: Decimal = ZERO
    value: Decimal = ZERO
    # What is posted up to this place in the pool stands as it was posted.
    fixed_upto: int = 0
    # What goods cost when the last of them left; asked for only while none are there.
    last: Rate | None = None

    @property
    def rate(self) -> Rate | None:
        """What goods cost by now, or cost when there were any; None if nobody can say."""
        return (self.value, self.on_hand) if self.on_hand > 0 else self.last

    def owe(self, quantity: Decimal, value: Decimal) -> None:
        """Let goods leave that have not come in yet, at a value that what comes in next will correct."""
        self.on_hand -= quantity
        self.value -= value

    def keep(self, quantity: Decimal, value: Decimal) -> Decimal:
        """Let a move stand as it was posted; gives back its value."""
        self.on_hand += quantity
        self.value += value
        return value

    def take(self, quantity: Decimal) -> Decimal:
        """Let goods leave; gives back what they are worth.

        Raises:
            PoolShort: more leaves than is there.
        """
        if quantity > self.on_hand:
            raise PoolShort(self.on_hand)
        if quantity == self.on_hand:
            self.last = self.rate
        value = proportional_part(self.value, quantity, self.on_hand)
        self.on_hand -= quantity
        self.value -= value
        return value

    def take_at(self, quantity: Decimal, value: Decimal) -> Decimal:
        """Let goods leave at a value known beforehand, as far as the pool is worth it; gives back what they took.

        Raises:
            PoolShort: more leaves than is there.
        """
        if quantity > self.on_hand:
            raise PoolShort(self.on_hand)
        if quantity == self.on_hand:
            self.last = self.rate
        taken = self.value if quantity == self.on_hand else min(value, self.value)
        self.on_hand -= quantity
        self.value -= taken
        return taken

    def put(self, posting: Posting, value: Decimal) -> Decimal:
        """Let goods come in at a value; gives back what they are worth here."""
        quantity = posting.quantity
        self.on_hand += quantity
        self.value += value
        return value

    def present_value(self, quantity: Decimal) -> Decimal:
        """What `quantity` more would be worth at the pool's present cost; nothing where nothing lies there."""
        return round_amount(self.value * quantity / self.on_hand) if self.on_hand else ZERO

    def revalue(
        self, difference: Decimal, *, quantity: Decimal, younger: Decimal = ZERO, of: UUID | None = None
    ) -> Decimal:
        """Put a difference in the cost of `quantity` on what of it still lies there; gives back that share.

        Of what lies there, `younger` goods came in after these, and the oldest are taken to have left first.
        """
        lying = min(max(self.on_hand - younger, ZERO), quantity)
        return self.change(share_on_hand(difference, lying=lying, quantity=quantity, value=self.value), of=of)

    def change(self, value: Decimal, *, of: UUID | None = None) -> Decimal:
        """Put a change of value on the pool as it was posted, never below nothing; gives back what it took."""
        del of  # Only layers tell receipts apart.
        taken = max(value, -self.value) if self.on_hand else ZERO
        self.value += taken
        return taken


@dataclass(slots=True)
class Layers(Pool):
    """All goods of a product, receipt by receipt: the oldest leave first (先进先出法)."""

    layers: list[Layer] = field(default_factory=list)

    def take(self, quantity: Decimal) -> Decimal:
        """Let the oldest goods leave; gives back what they are worth.

        Raises:
            PoolShort: more leaves than is there.
        """
        if quantity > self.on_hand:
            raise PoolShort(self.on_hand)
        wanted, value, emptied = quantity, ZERO, 0
        for layer in self.layers:
            part = min(wanted, layer.quantity)
            worth = proportional_part(layer.value, part, layer.quantity)
            layer.quantity -= part
            layer.value -= worth
            value += worth
            wanted -= part
            emptied += not layer.quantity
            if not wanted:
                break
        del self.layers[:emptied]
        if quantity == self.on_hand:
            self.last = self.rate
        self.on_hand -= quantity
        self.value -= value
        return value

    def take_at(self, quantity: Decimal, value: Decimal) -> Decimal:
        """Let goods leave at a value known beforehand; the difference to the oldest layers' stays with what is left."""
        before = self.value
        by_age = self.take(quantity)
        taken = before if not self.on_hand else min(value, before)
        self.value += by_age - taken
        self._spread(by_age - taken)
        return taken

    def put(self, posting: Posting, value: Decimal) -> Decimal:
        """Let goods come in as the youngest layer."""
        self.layers.append(Layer(posting.move_id, posting.quantity, value, posting.occurred_on, posting.seq))
        self.on_hand += posting.quantity
        self.value += value
        return value

    def revalue(
        self, difference: Decimal, *, quantity: Decimal, younger: Decimal = ZERO, of: UUID | None = None
    ) -> Decimal:
        """Put a difference in cost on what is left of its receipt; where none is named, as in any pool."""
        if of is None:
            return Pool.revalue(self, difference, quantity=quantity, younger=younger)
        layer = self._layer(of)
        if layer is None:
            return ZERO
        lying = min(layer.quantity, quantity)
        share = share_on_hand(difference, lying=lying, quantity=quantity, value=layer.value)
        return self.change(share, of=of)

    def change(self, value: Decimal, *, of: UUID | None = None) -> Decimal:
        """Put a change of value on all that lies there, or on what is left of one receipt, never below nothing.

        Gives back what it took.
        """
        if of is not None:
            return self._change_layer(value, self._layer(of))
        taken = max(value, -self.value) if self.on_hand else ZERO
        self.value += taken
        self._spread(taken)
        return taken

    def _layer(self, move_id: UUID) -> Layer | None:
        return next((layer for layer in self.layers if layer.move_id == move_id), None)

    def _change_layer(self, value: Decimal, layer: Layer | None) -> Decimal:
        if layer is None:
            return ZERO
        taken = max(value, -layer.value)
        layer.value += taken
        self.value += taken
        return taken

    def _spread(self, value: Decimal) -> None:
        """Share a change of value among the layers by how many each holds; the youngest takes the rest."""
        open_value, open_quantity = value, sum((layer.quantity for layer in self.layers), ZERO)
        for layer in self.layers:
            part = proportional_part(open_value, layer.quantity, open_quantity)
            part = max(part, -layer.value)
            layer.value += part
            open_value -= part
            open_quantity -= layer.quantity


@dataclass(slots=True)
class Standard(Pool):
    """All goods of a product at the price said beforehand (标准成本法): what is paid beside it is a variance.

    The price is known before anything came in, so there may be less than nothing, and it is worth that.
    """

    price: Decimal = ZERO

    def take(self, quantity: Decimal) -> Decimal:
        """Let goods leave at the standard."""
        return -self._move(-quantity)

    def take_at(self, quantity: Decimal, value: Decimal) -> Decimal:
        """Let goods leave at the standard too, whatever they came in at."""
        del value
        return self.take(quantity)

    def put(self, posting: Posting, value: Decimal) -> Decimal:
        """Let goods come in at the standard, whatever was paid for them."""
        del value
        return self._move(posting.quantity)

    def present_value(self, quantity: Decimal) -> Decimal:
        """What `quantity` more is worth."""
        return round_amount((self.on_hand + quantity) * self.price) - self.value

    def revalue(
        self, difference: Decimal, *, quantity: Decimal, younger: Decimal = ZERO, of: UUID | None = None
    ) -> Decimal:
        """No difference in cost changes what goods are worth at the standard."""
        del difference, quantity, younger, of
        return ZERO

    def change(self, value: Decimal, *, of: UUID | None = None) -> Decimal:
        """What changed the value otherwise stands before the standard came into force."""
        del value, of
        return ZERO

    def _move(self, quantity: Decimal) -> Decimal:
        """Together they are always worth what so many are at the standard, to the cent."""
        worth = round_amount((self.on_hand + quantity) * self.price)
        moved = worth - self.value
        self.on_hand += quantity
        self.value = worth
        return moved


def month_values(opening: Pool, received: Pool, leaving: Iterable[Decimal]) -> tuple[list[Decimal], int]:
    """What each leaving quantity of a month is worth at the month's average (全月一次加权平均法), and how many of them
    are covered by what was there.

    The average is of what lay there when the month began and all that came in. Each takes its part of the running
    total, so together they are the average of the sum to the cent, and the last goods of an empty pool take the rest.
    What leaves beyond that leaves at the same average, until the goods of another month cover it.

    Raises:
        CostUnknown: nothing was there, and nothing says what one costs.
    """
    quantity, value = opening.on_hand + received.on_hand, opening.value + received.value
    values, gone, taken, covered = [], ZERO, ZERO, 0
    for part in leaving:
        gone += part
        if gone < quantity:
            upto = round_amount(value * gone / quantity)
        elif gone == quantity:
            upto = value
        else:
            worth, of = (value, quantity) if quantity > 0 else opening.last or _unknown()
            upto = value + round_amount(worth * (gone - quantity) / of)
        covered += gone <= quantity
        values.append(upto - taken)
        taken = upto
    return values, covered


def _unknown() -> Rate:
    raise CostUnknown
