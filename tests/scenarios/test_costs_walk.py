"""Documents, reversals, days gone by and closed months in any order: goods are worth what a plain model says."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.stock import issue_body

DAYS = ("2026-09-10", "2026-09-28", "2026-10-03", "2026-10-20", "2026-11-01", "2026-11-02")
MONTHS = ("2026-09", "2026-10")
VERBS = ("receive", "receive", "issue", "issue", "take-back", "close")
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


@dataclass
class Model:
    """A list of moves, told again from the beginning whenever somebody asks: the moving average in whole cents."""

    moves: list[Move] = field(default_factory=list)
    closed: int = 0

    def told(self, more: Move | None = None) -> dict[int, int] | None:
        """What each move is worth, in cents, by its identity; None where a day would be left short."""
        moves = sorted([*self.moves, *([more] if more else [])], key=lambda move: move.day)
        on_hand, worth, values = 0, 0, dict[int, int]()
        for move in moves:
            if move.quantity < 0:
                if -move.quantity > on_hand:
                    return None
                part = Decimal(worth * -move.quantity) / on_hand
                value = -int(part.quantize(Decimal(1), ROUND_HALF_UP))
            else:
                value = -values[id(move.back_from)] if move.back_from else move.cents
            on_hand, worth = on_hand + move.quantity, worth + value
            values[id(move)] = value
        return values

    def is_closed(self, day: str) -> bool:
        """Whether the day's month takes nothing any more."""
        return day[:7] in MONTHS[: self.closed]


class Walk:
    """Does the same to the product and to the model, and compares them."""

    def __init__(self, company: Company) -> None:
        self.company, self.product, self.model = company, company.product(), Model()
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

    def takes_back(self, place: int) -> None:
        """A wrong issue is reversed today, whatever has happened to its cost since."""
        taken_back = [id(move.back_from) for move in self.model.moves]
        issues = [move for move in self.model.moves if move.quantity < 0 and id(move) not in taken_back]
        if issues:
            wrong = issues[place % len(issues)]
            path = f"/stock-issues/{wrong.paper['id']}/reverse"
            self.posts(path, {}, Move(TODAY, -wrong.quantity, back_from=wrong))

    def posts(self, path: str, body: Json, move: Move) -> None:
        answer = self.company.send("POST", path, body)
        refusals = {"ledger.period_closed"} if self.model.is_closed(move.day) else set()
        if self.model.told(move) is None:
            refusals |= {"stock.was_short", "stock.insufficient"}
        if refusals:
            assert answer.status_code == 409, answer.text
            assert answer.json()["code"] in refusals
            return
        assert answer.is_success, answer.text
        move.paper = answer.json()
        self.model.moves.append(move)

    def agrees(self) -> None:
        told = self.model.told()
        assert told is not None
        seen = self.company.on_hand(self.product) if self.model.moves else {"on_hand": "0", "value": "0"}
        on_hand = sum(move.quantity for move in self.model.moves)
        assert (int(Decimal(seen["on_hand"])), Decimal(seen["value"])) == (
            on_hand,
            Decimal(sum(told.values())) / 100,
        )
        assert self.company.books.broken_laws(self.company.tenant_id) == []


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
def test_goods_are_worth_what_a_plain_model_says(company: Company, steps: list[Step]) -> None:
    walk = Walk(company)
    walk.does(("receive", 0, 9, 700))
    for step in steps:
        walk.does(step)
