"""Documents, reversals, days gone by and closed months in any order: goods are worth what a plain model says."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.builders.stock import issue_body

DAYS = ("2026-09-10", "2026-09-28", "2026-10-03", "2026-10-20", "2026-11-01", "2026-11-02")
MONTHS = ("2026-09", "2026-10")
VERBS = (
    *("receive", "buy", "receive", "issue", "sell", "sell", "bill", "come-back"),
    *("take-back", "take-back", "close"),
)
TODAY = DAYS[-1]
Step = tuple[str, int, int, int]


@dataclass
class Move:
    """Goods that came at a value, left, or came back from where they had left."""

    day: str
    quantity: int
    cents: int = 0
    back_from: "Move | None" = None
    paper: Json = field(default_factory=dict)
    # The order for which they left, and the delivery, as long as no invoice made them cost.
    waits_for: Json = field(default_factory=dict)
    delivery: Json = field(default_factory=dict)


@dataclass
class Model:
    """A list of moves, told again from the beginning whenever somebody asks, in whole cents.

    By the moving average, or by the oldest first: then each that lies there is a layer of how many and worth what.
    """

    method: str = "moving_average"
    moves: list[Move] = field(default_factory=list)
    closed: int = 0

    def told(self, moves: list[Move]) -> dict[int, int] | None:
        """What each move is worth, in cents, by its identity; None where a day would be left short."""
        layers, values = list[tuple[int, int]](), dict[int, int]()
        for move in sorted(moves, key=lambda move: move.day):
            if move.quantity < 0:
                if -move.quantity > sum(quantity for quantity, _ in layers):
                    return None
                values[id(move)] = -self.taken(layers, -move.quantity)
                continue
            value = -values[id(move.back_from)] if move.back_from else move.cents
            layers.append((move.quantity, value))
            values[id(move)] = value
        return values

    def taken(self, layers: list[tuple[int, int]], wanted: int) -> int:
        """Take so many out of the layers; what they are worth. An average knows one layer only."""
        if self.method == "moving_average":
            layers[:] = [(sum(quantity for quantity, _ in layers), sum(value for _, value in layers))]
        worth = 0
        while wanted:
            quantity, value = layers.pop(0)
            part = min(wanted, quantity)
            gone = int((Decimal(value * part) / quantity).quantize(Decimal(1), ROUND_HALF_UP))
            worth, wanted = worth + gone, wanted - part
            if part < quantity:
                layers.insert(0, (quantity - part, value - gone))
        return worth

    def is_closed(self, day: str) -> bool:
        """Whether the day's month takes nothing any more."""
        return day[:7] in MONTHS[: self.closed]


class Walk:
    """Does the same to the product and to the model, and compares them."""

    def __init__(self, company: Company, method: str) -> None:
        self.company, self.product, self.model = company, company.product(), Model(method)
        self.buying = Buying(company)
        self.supplier, self.customer = self.buying.supplier(), company.customer()
        self.under_way = self.shipped()
        # The company is that of the walks before.
        states = {one["code"]: one["state"] for one in company.get("/periods")}
        for month in reversed(MONTHS):
            if states.get(month) == "closed":
                company.post(f"/periods/{month}/reopen", {"reason": "another walk"})

    def does(self, step: Step) -> None:
        """One step: both do it, or both refuse it."""
        verb, place, quantity, cents = step
        if verb == "close":
            self.closes()
        elif verb == "take-back":
            self.takes_back(place)
        elif verb == "bill":
            self.bills(place)
        elif verb == "come-back":
            self.brings_back(place)
        elif verb == "sell":
            self.sells(DAYS[place], quantity)
        elif verb == "buy":
            self.buys(DAYS[place], quantity, cents + 1)
        else:
            self.moves(verb, DAYS[place], quantity, cents)
        self.agrees()

    def closes(self) -> None:
        if self.model.closed < len(MONTHS):
            self.company.post(f"/periods/{MONTHS[self.model.closed]}/close")
            self.model.closed += 1

    def moves(self, verb: str, day: str, quantity: int, cents: int) -> None:
        if verb == "receive":
            move = Move(day, quantity, quantity * cents)
            line = {"product_id": self.product, "quantity": str(quantity), "unit_cost": f"{cents / 100:.2f}"}
            self.posts("/stock-receipts", {"lines": [line], "received_on": day}, move)
        else:
            body = issue_body((self.product, str(quantity)), issued_on=day)
            self.posts("/stock-issues", body, Move(day, -quantity))

    def buys(self, day: str, quantity: int, cents: int) -> None:
        """Goods are bought at 7.00, and invoiced on the same day at what they cost in truth."""
        if self.model.is_closed(day):
            return
        order = self.buying.confirmed(self.supplier, (self.product, str(quantity), "7"))
        self.buying.receive(order, received_on=day)
        said = f"INV-{self.product[:8]}-{len(self.model.moves)}-{order['number']}"
        invoice = self.buying.entered(order, said, (f"{cents / 100:.2f}",), invoiced_on=day)
        self.buying.posted(invoice, reason="another price")
        self.model.moves.append(Move(day, quantity, quantity * cents))

    def sells(self, day: str, quantity: int) -> None:
        """Goods are promised and leave on a day; they wait for an invoice."""
        move = Move(day, -quantity)
        order = self.company.order(self.customer, (self.product, str(quantity), "113"))
        promised = self.company.send("POST", f"/sales-orders/{order['id']}/confirm", {})
        if promised.is_success:
            self.posts(f"/sales-orders/{order['id']}/deliver", {"delivered_on": day}, move)
        else:
            assert promised.json()["code"] == "stock.insufficient"
            assert self.model.told([*self.model.moves, move]) is None
        if move in self.model.moves:
            move.paper, move.waits_for, move.delivery = {}, order, move.paper
        elif promised.is_success:
            self.company.post(f"/sales-orders/{order['id']}/cancel")

    def bills(self, place: int) -> None:
        """What waits longest, or not so long, gets its invoice today."""
        waiting = [move for move in self.model.moves if move.waits_for]
        if waiting:
            move = waiting[place % len(waiting)]
            self.company.invoiced(move.waits_for)
            move.waits_for = {}

    def brings_back(self, place: int) -> None:
        """All of a sale that waits for its invoice comes back today, at what it cost."""
        waiting = [move for move in self.model.moves if move.waits_for]
        if waiting:
            move = waiting[place % len(waiting)]
            self.company.take_back(move.delivery, str(-move.quantity))
            self.model.moves.append(Move(TODAY, -move.quantity, back_from=move))
            move.waits_for = {}

    def shipped(self) -> Decimal:
        """What stands on 发出商品."""
        return Decimal(self.company.accounts().get("1406", "0"))

    def takes_back(self, place: int) -> None:
        """A mistaken paper is taken back: in an open month as if it never was, else an issue comes back today."""
        known = self.model.moves
        back = [id(move.back_from) for move in known]
        papers = [
            move
            for move in known
            if move.paper
            and not move.back_from
            and id(move) not in back
            and (move.quantity < 0 or not self.model.is_closed(move.day))
        ]
        if not papers:
            return
        wrong = papers[place % len(papers)]
        path = f"/stock-{'issues' if wrong.quantity < 0 else 'receipts'}/{wrong.paper['id']}/reverse"
        if self.model.is_closed(wrong.day):
            self.posts(path, {}, Move(TODAY, -wrong.quantity, back_from=wrong))
        elif self.sends(path, {}, [move for move in known if move is not wrong]):
            known.remove(wrong)

    def posts(self, path: str, body: Json, move: Move) -> None:
        paper = self.sends(path, body, [*self.model.moves, move], closed=self.model.is_closed(move.day))
        if paper is not None:
            move.paper = paper
            self.model.moves.append(move)

    def sends(self, path: str, body: Json, moves: list[Move], *, closed: bool = False) -> Json | None:
        """Post what would leave these moves; None where it is refused, as it must be."""
        answer = self.company.send("POST", path, body)
        refusals = {"ledger.period_closed"} if closed else set()
        if self.model.told(moves) is None:
            refusals |= {"stock.was_short", "stock.insufficient"}
        if refusals:
            assert answer.status_code == 409, answer.text
            assert answer.json()["code"] in refusals
            return None
        assert answer.is_success, answer.text
        paper: Json = answer.json()
        return paper

    def agrees(self) -> None:
        told = self.model.told(self.model.moves)
        assert told is not None
        seen = self.company.on_hand(self.product)
        on_hand = sum(move.quantity for move in self.model.moves)
        assert (int(Decimal(seen["on_hand"])), Decimal(seen["value"])) == (
            on_hand,
            Decimal(sum(told.values())) / 100,
        )
        waiting = sum(told[id(move)] for move in self.model.moves if move.waits_for)
        assert self.shipped() - self.under_way == Decimal(-waiting) / 100
        assert self.company.books.broken_laws(self.company.tenant_id) == []


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(VERBS), st.integers(0, 5), st.integers(1, 9), st.integers(0, 999)),
        min_size=10,
        max_size=24,
    )
)
def test_goods_are_worth_what_a_plain_model_says(company: Company, method: str, steps: list[Step]) -> None:
    assert company.post("/stock/costing", {"method": method})["method"] == method
    walk = Walk(company, method)
    walk.does(("receive", 0, 9, 700))
    for step in steps:
        walk.does(step)
