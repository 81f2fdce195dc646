"""Whatever is done with goods, in whatever order: they lie where a child would say, and every law holds."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.lots import LotKeeper
from tests.builders.stock import Store, issue_body

HERE, THERE, UNDER_WAY = "here", "there", "under_way"
STEPS = ("receive", "issue", "send", "move", "arrive", "come-back", "write-off", "count", "reverse")
Step = tuple[str, int, int]


class Child:
    """Knows how many lie where, of one product, by counting on its fingers; refuses what there is not enough of."""

    def __init__(self, store: Store, product: str) -> None:
        self.store, self.product = store, product
        self.lying: defaultdict[str, int] = defaultdict(int)
        self.sent: list[tuple[Json, int]] = []
        self.papers: list[tuple[str, Json, int]] = []

    def does(self, step: Step) -> None:
        """One step; where there is not enough the product must refuse it, and nothing changes."""
        verb, place, amount = step
        if verb in ("arrive", "come-back", "write-off"):
            self.ends(verb, place, amount)
        elif verb == "reverse":
            self.takes_back(place)
        else:
            getattr(self, verb)(place, amount)
        assert self.seen() == {name: number for name, number in self.lying.items() if number}

    def seen(self) -> dict[str, int]:
        """What the product says lies where."""
        names = {"main": HERE, "In transit": UNDER_WAY}
        found = self.store.lying(self.product)
        return {names.get(name, THERE): int(Decimal(number)) for name, number in found.items()}

    def receive(self, _: int, amount: int) -> None:
        paper = self.store.company.receive_goods((self.product, str(amount), "7"))
        self.papers.append(("stock-receipts", paper, amount))
        self.lying[HERE] += amount

    def issue(self, _: int, amount: int) -> None:
        if self.posts("/stock-issues", issue_body((self.product, str(amount))), amount, HERE) is not None:
            self.lying[HERE] -= amount

    def send(self, _: int, amount: int) -> None:
        self.leave(amount, UNDER_WAY)

    def move(self, _: int, amount: int) -> None:
        self.leave(amount, THERE)

    def leave(self, amount: int, where: str) -> None:
        draft = self.store.transfer((self.product, str(amount)))
        body = {"directly": where == THERE}
        sent = self.posts(f"/stock-transfers/{draft['id']}/send", body, amount, HERE)
        if sent is None:
            return
        self.lying[HERE] -= amount
        self.lying[where] += amount
        if where == UNDER_WAY:
            self.sent.append((sent, amount))

    def ends(self, verb: str, place: int, amount: int) -> None:
        if not self.sent:
            return
        transfer, left = self.sent.pop(place % len(self.sent))
        part = min(left, amount)
        reason = {"reason": "x"} if verb == "write-off" else {}
        self.store.do(transfer, verb, str(part), **reason)
        if left > part:
            self.sent.append((transfer, left - part))
        self.lying[UNDER_WAY] -= part
        if verb != "write-off":
            self.lying[HERE if verb == "come-back" else THERE] += part

    def count(self, place: int, amount: int) -> None:
        where = HERE if place % 2 else THERE
        house = self.store.main if where == HERE else self.store.branch
        count = self.store.count(
            warehouse_id=house, scope="products", product_ids=[self.product], frozen=place % 3 == 0
        )
        self.store.noted(count, (self.product, str(amount)))
        self.store.posted(count)
        self.lying[where] = amount

    def takes_back(self, place: int) -> None:
        if not self.papers:
            return
        path, paper, amount = self.papers.pop(place % len(self.papers))
        if self.posts(f"/{path}/{paper['id']}/reverse", {}, amount, HERE) is not None:
            self.lying[HERE] -= amount

    def posts(self, path: str, body: Json, amount: int, where: str) -> Json | None:
        answer = self.store.company.send("POST", path, body)
        if amount > self.lying[where]:
            assert (answer.status_code, answer.json()["code"]) == (409, "stock.insufficient"), answer.text
            return None
        assert answer.is_success, answer.text
        return answer.json()


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(1, 9)), min_size=8, max_size=20
    )
)
def test_goods_lie_where_a_child_would_say(company: Company, steps: list[Step]) -> None:
    child = Child(Store(company), company.product())
    child.does(("receive", 0, 9))
    for step in steps:
        child.does(step)
        assert company.books.broken_laws(company.tenant_id) == []


LOTS = ("A", "B", "C")
LAST_DAYS = {"A": "2026-12-01", "B": "2027-01-01", "C": "2027-02-01"}
LOT_STEPS = ("receive", "issue", "named", "move", "block", "release")


class LotChild:
    """Knows how many of each lot lie here, free and blocked; takes what expires first unless told otherwise."""

    def __init__(self, store: Store, keeper: LotKeeper) -> None:
        self.store, self.keeper = store, keeper
        self.free = dict.fromkeys(LOTS, 0)
        self.blocked = dict.fromkeys(LOTS, 0)

    def does(self, step: Step) -> None:
        """One step; where there is not enough the product must refuse it, and nothing changes."""
        verb, place, amount = step
        getattr(self, verb)(LOTS[place % 3], amount)
        told = [(lot, "blocked", str(self.blocked[lot])) for lot in LOTS]
        told += [(lot, "free", str(self.free[lot])) for lot in LOTS]
        seen = self.keeper.lying(warehouse_id=self.store.main)
        assert sorted(seen) == sorted(row for row in told if row[2] != "0")

    def receive(self, lot: str, amount: int) -> None:
        self.keeper.receive((lot, str(amount), LAST_DAYS[lot]))
        self.free[lot] += amount

    def issue(self, _: str, amount: int) -> None:
        body = {"lines": [self.keeper.line(str(amount))]}
        if self.posts("/stock-issues", body, fits=amount <= sum(self.free.values())):
            self.first_go(amount)

    def named(self, lot: str, amount: int) -> None:
        body = {"lines": [self.keeper.line(str(amount), (lot, str(amount)))]}
        if self.posts("/stock-issues", body, fits=amount <= self.free[lot]):
            self.free[lot] -= amount

    def move(self, _: str, amount: int) -> None:
        draft = self.store.transfer((self.keeper.product, str(amount)))
        path = f"/stock-transfers/{draft['id']}/send"
        if self.posts(path, {"directly": True}, fits=amount <= sum(self.free.values())):
            self.first_go(amount)

    def block(self, lot: str, amount: int) -> None:
        self.judge("block", lot, amount, self.free, self.blocked)

    def release(self, lot: str, amount: int) -> None:
        self.judge("release", lot, amount, self.blocked, self.free)

    def judge(
        self, verdict: str, lot: str, amount: int, out_of: dict[str, int], into: dict[str, int]
    ) -> None:
        before = "free" if verdict == "block" else "blocked"
        line = {"product_id": self.keeper.product, "lot": lot, "before": before, "quantity": str(amount)}
        body = {"verdict": verdict, "reason": "x", "lines": [line]}
        if self.posts("/stock-verdicts", body, fits=amount <= out_of[lot]):
            out_of[lot] -= amount
            into[lot] += amount

    def first_go(self, amount: int) -> None:
        for lot in LOTS:
            gone = min(amount, self.free[lot])
            self.free[lot] -= gone
            amount -= gone

    def posts(self, path: str, body: Json, *, fits: bool) -> bool:
        answer = self.store.company.send("POST", path, body)
        assert answer.is_success is fits, answer.text
        assert fits or answer.status_code == 409, answer.text
        return fits


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(LOT_STEPS), st.integers(0, 5), st.integers(1, 6)), min_size=8, max_size=18
    )
)
def test_lots_lie_where_a_child_would_say(company: Company, steps: list[Step]) -> None:
    child = LotChild(Store(company), LotKeeper(company))
    for step in [("receive", 0, 5), ("receive", 1, 5), *steps]:
        child.does(step)
        assert company.books.broken_laws(company.tenant_id) == []
