"""Put postings into a pool one after the other: what each is worth follows from those before it. Pure.

Goods may leave before the paper by which they came in. Such a posting waits, and all that leave after it wait behind
it, until enough came in: then they take their turn, and cost what they would have cost had the papers come in the
order of the goods. What still waits in the end leaves with all that is there, and the rest at the last known cost.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import CostUnknown, Pool, PoolShort, Rate, Standard
from heyi.modules.stock.rules.postings import Posting


@dataclass(slots=True)
class _Left:
    """An issue of this replay: what of it came back."""

    quantity: Decimal
    value: Decimal
    is_as_recorded: bool
    back: Decimal = ZERO
    back_value: Decimal = ZERO


@dataclass(slots=True)
class _Waiting:
    """The issue at a place of the list that waits for its goods: how many it wants, and where what came back stands.

    What came back of it before any goods covered it are those very goods: they are not waited for any more.
    """

    at: int
    posting: Posting
    quantity: Decimal
    returns: list[tuple[int, Decimal]] = field(default_factory=list)


def replay(pool: Pool, postings: Iterable[Posting], *, guarded: bool = False) -> list[Decimal]:
    """Put the postings into the pool in their order; gives back the signed value of each.

    What comes back of an issue whose value turned out otherwise follows it, all parts together to the cent. With
    `guarded`, new postings that may not run short make no moment short that was not.

    Raises:
        PoolShort: one takes more than is there; it says which.
        CostUnknown: goods leave before any came in, and nothing says what one costs.
    """
    run = _Replay(pool, guarded=guarded)
    for posting in postings:
        run.add(posting)
    run.finish()
    return run.values


class _Replay:
    def __init__(self, pool: Pool, *, guarded: bool) -> None:
        self.pool, self.guarded = pool, guarded
        self.values: list[Decimal] = []
        self.left: dict[UUID, _Left] = {}
        self.waiting: deque[_Waiting] = deque()
        # How many there would be without the new postings, and with those alone that may not run short.
        self.before = self.strict = pool.on_hand

    def add(self, posting: Posting) -> None:
        """Put in the next posting."""
        if self.guarded:
            self._guard(posting)
        quantity, pool = posting.quantity, self.pool
        if posting.undone:
            self.values.append(_stands_at(posting))
        elif posting.recorded is not None and posting.seq <= pool.fixed_upto:
            self.values.append(pool.keep(quantity, posting.recorded))
        elif not quantity:
            # While something waits, all that is there by its papers has gone to it.
            gone = self.waiting and posting.share_of is not None
            self.values.append(ZERO if gone else _change(pool, posting))
        elif quantity > 0:
            self._come(posting)
        elif (self.waiting or -quantity > pool.on_hand) and not isinstance(pool, Standard):
            self.waiting.append(_Waiting(len(self.values), posting, -quantity))
            self.values.append(ZERO)
        else:
            taken = _take(pool, posting, -quantity)
            self.values.append(-taken)
            if not _is_valued(posting):
                self.left[posting.line_id] = _Left(-quantity, taken, -taken == posting.recorded)

    def finish(self) -> None:
        """Let what waits leave with all that is there, and the rest at the last known cost."""
        rate = self.pool.rate
        while self.waiting:
            one = self.waiting.popleft()
            covered = min(one.quantity, max(self.pool.on_hand, ZERO))
            taken = self.pool.take(covered) if covered else ZERO
            owed = _owed(one, covered, taken, rate)
            self.pool.owe(one.quantity - covered, owed)
            self._worth(one, taken + owed)

    def _guard(self, posting: Posting) -> None:
        quantity = posting.quantity
        if posting.undone:
            # Up to now it was there; what takes it back counts for nothing where it may not be refused.
            self.before += quantity if posting.recorded is not None else ZERO
            self.strict += max(quantity, ZERO) if posting.may_run_short else ZERO
            return
        if posting.recorded is not None:
            self.before += quantity
            self.strict += quantity
        elif quantity > 0 or not posting.may_run_short:
            self.strict += quantity
        if quantity < 0 and self.strict < 0 <= self.before:
            raise PoolShort(self.strict - quantity, posting)

    def _come(self, posting: Posting) -> None:
        origin = self._waiting_for(posting)
        if origin is not None:
            origin.quantity -= posting.quantity
            origin.returns.append((len(self.values), posting.quantity))
            self.values.append(ZERO)
        else:
            self.values.append(self.pool.put(posting, self._incoming_value(posting)))
        while self.waiting and self.waiting[0].quantity <= self.pool.on_hand:
            one = self.waiting.popleft()
            self._worth(one, _take(self.pool, one.posting, one.quantity) if one.quantity else ZERO)

    def _waiting_for(self, posting: Posting) -> _Waiting | None:
        if not self.waiting or posting.origin_line_id is None:
            return None
        return next((one for one in self.waiting if one.posting.line_id == posting.origin_line_id), None)

    def _worth(self, one: _Waiting, taken: Decimal) -> None:
        """Note what an issue is worth, of which so much was `taken` for what did not come back."""
        posting = one.posting
        whole, gross = taken, -posting.quantity
        if one.returns:
            # What came back whole before anything covered it stands as it was posted.
            stands = -posting.recorded if posting.recorded is not None else ZERO
            whole = round_amount(taken * gross / one.quantity) if one.quantity else stands
        self.values[one.at] = -whole
        if _is_valued(posting):
            return
        left = _Left(gross, whole, -whole == posting.recorded)
        self.left[posting.line_id] = left
        for at, quantity in one.returns:
            left.back += quantity
            upto = round_amount((whole - taken) * left.back / (gross - one.quantity))
            self.values[at], left.back_value = upto - left.back_value, upto

    def _incoming_value(self, posting: Posting) -> Decimal:
        if posting.value is None:
            return self._present_value(posting.quantity)
        origin = self.left.get(posting.origin_line_id) if posting.origin_line_id else None
        if origin is None or origin.is_as_recorded or posting.recorded is None:
            return posting.value
        origin.back += posting.quantity
        upto = round_amount(origin.value * origin.back / origin.quantity)
        value, origin.back_value = upto - origin.back_value, upto
        return value

    def _present_value(self, quantity: Decimal) -> Decimal:
        """What is found comes in at the present cost; while something waits for it, at the last known one."""
        rate = self.pool.rate
        if not self.waiting or rate is None:
            return self.pool.present_value(quantity)
        return round_amount(rate[0] * quantity / rate[1])


def _is_valued(posting: Posting) -> bool:
    """Whether what leaves takes back a receipt, and so is worth what that was."""
    return posting.origin_line_id is not None and posting.value is not None


def undone(known: Sequence[Posting], new: Sequence[Posting]) -> tuple[list[Posting], list[Posting]]:
    """The posted and the new moves, where new ones take posted ones back as if they had never been.

    Both of such a pair are marked, and the new one is worth what the posted one stands at.
    """
    lines = {posting.origin_line_id for posting in new if posting.undone}
    if not lines:
        return list(known), list(new)
    origins = {move.line_id: move for move in known if move.quantity and move.line_id in lines}
    marked = [move._replace(undone=True) if move.line_id in origins else move for move in known]
    worth = [
        posting._replace(value=abs(_stands_at(origins[posting.origin_line_id])))
        if posting.undone and posting.origin_line_id is not None
        else posting
        for posting in new
    ]
    return marked, worth


def _stands_at(posting: Posting) -> Decimal:
    """What a move is worth whose value nothing changes."""
    if posting.recorded is not None:
        return posting.recorded
    value = posting.value or ZERO
    return value if posting.quantity > 0 else -value


def _take(pool: Pool, posting: Posting, quantity: Decimal) -> Decimal:
    if posting.value is not None and _is_valued(posting):
        return pool.take_at(quantity, posting.value)
    return pool.take(quantity)


def _owed(one: _Waiting, covered: Decimal, taken: Decimal, rate: Rate | None) -> Decimal:
    """What the part costs that is not there: what the whole is known to cost, else as one costs by now."""
    uncovered, posting = one.quantity - covered, one.posting
    if not uncovered:
        return ZERO
    if posting.value is not None and _is_valued(posting):
        return max(posting.value - taken, ZERO)
    if rate is None:
        raise CostUnknown
    return round_amount(rate[0] * uncovered / rate[1])


def _change(pool: Pool, posting: Posting) -> Decimal:
    if posting.value is None:
        raise ValueError("a change of value has a value")
    if posting.share_of is None:
        return pool.change(posting.value, of=posting.of_move_id)
    return pool.revalue(
        posting.value, quantity=posting.share_of, younger=posting.younger, of=posting.of_move_id
    )
