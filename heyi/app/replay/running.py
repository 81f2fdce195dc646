"""Replay a retail file: customers, products, opening stock, then every basket through the whole line."""

import secrets
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from threading import Event, Lock
from typing import Any

from heyi.app.replay.baskets import BasketReplay
from heyi.app.replay.reading import SERVICES, Basket, RetailFile, read_retail
from heyi.app.replay.sending import Refused, Sender
from heyi.app.replay.state import ReplayState

CLIENTS = 4
COUNTER = "Counter sales"
COST_SHARE = Decimal("0.6")
_RECEIPT_LINES = 500


@dataclass
class Progress:
    """How far it is, said at most once in `every_seconds`, with the time that is left."""

    total: int
    say: Callable[[str], None]
    every_seconds: float
    done: int = 0
    lines: int = 0
    began: float = field(default_factory=time.monotonic)
    _said: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def step(self, lines: int) -> None:
        """One more basket with so many lines."""
        with self._lock:
            self.done += 1
            self.lines += lines
            now = time.monotonic()
            if now - self._said < self.every_seconds and self.done < self.total:
                return
            self._said = now
            spent = now - self.began
            left = spent / self.done * (self.total - self.done)
            share, rate = 100 * self.done // self.total, self.lines / spent
            self.say(
                f"[{share:3d} %] {self.done:,}/{self.total:,} baskets, {self.lines:,} lines, "
                f"{rate:,.0f} lines/s, {left:,.0f} s left"
            )


def replay(
    path: Path,
    *,
    url: str,
    home: Path,
    clients: int = CLIENTS,
    say: Callable[[str], None] = print,
    every_seconds: float = 1,
) -> bool:
    """Replay the file into a company of its own; resumes where an earlier run of the same file stopped.

    Gives back whether every line is accounted for and every law of the books holds.

    Raises:
        NotRetail: the file does not have the retail form.
        Refused: the server refused what must not be refused.
    """
    retail = read_retail(path)
    say(f"{path.name}: {retail.lines:,} lines in {len(retail.baskets):,} baskets")
    memory = home / "replay" / f"{retail.fingerprint}.sqlite"
    with closing(ReplayState(memory)) as state, closing(Sender(url, retail.fingerprint)) as sender:
        _come_in(sender, state, retail)
        _make_products(sender, state, retail, say)
        _make_customers(sender, state, retail, say)
        _send_baskets(sender, state, retail, clients=clients, say=say, every_seconds=every_seconds)
        return _account(sender, state, retail, say)


def _come_in(sender: Sender, state: ReplayState, retail: RetailFile) -> None:
    known = state.fact("login")
    if known is None:
        known = {
            "login": f"replay-{retail.fingerprint}-{secrets.token_hex(4)}@example.com",
            "password": secrets.token_urlsafe(18),
        }
        state.remember("login", known)
    founding = {
        **known,
        "company": "Online Retail",
        "name": "Replay",
        "language": "en",
        "taxpayer": "general",
    }
    try:
        sender.post("/auth/log-in", known, key="log-in")
    except Refused:
        sender.post("/auth/sign-up", founding, key="sign-up")


def _make_products(
    sender: Sender, state: ReplayState, retail: RetailFile, say: Callable[[str], None]
) -> None:
    made = state.things("product")
    wanted = retail.products()
    unit = next(item["id"] for item in sender.get("/units")["items"])
    rates = {item["code"]: item["id"] for item in sender.get("/tax-rates")["items"]}
    for number, name in enumerate(sorted(wanted), start=1):
        if name in made:
            continue
        body = {
            "name": name,
            "code": f"R{number:06d}",
            "unit_id": unit,
            "kind": "service" if name.upper() in SERVICES else "goods",
            "tax_rate_id": rates["13"],
        }
        made[name] = sender.post("/products", body, key=f"product:{name}")["id"]
        state.add_thing("product", name, made[name])
    say(f"{len(made):,} products")
    _open_stock(sender, retail, made, wanted)


def _open_stock(sender: Sender, retail: RetailFile, made: dict[str, str], wanted: dict[str, Decimal]) -> None:
    prices = _average_prices(retail.baskets)
    goods = [name for name in sorted(wanted) if wanted[name] > 0 and name.upper() not in SERVICES]
    day = (retail.baskets[0].day - timedelta(days=1)).isoformat() if retail.baskets else ""
    for start in range(0, len(goods), _RECEIPT_LINES):
        lines = [
            {
                "product_id": made[name],
                "quantity": str(wanted[name]),
                "unit_cost": str((prices[name] * COST_SHARE).quantize(Decimal("0.0001"), ROUND_HALF_UP)),
            }
            for name in goods[start : start + _RECEIPT_LINES]
        ]
        body = {"reason": "opening", "received_on": day, "lines": lines}
        sender.post("/stock-receipts", body, key=f"opening:{start}")


def _average_prices(baskets: Iterable[Basket]) -> dict[str, Decimal]:
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for basket in baskets:
        for line in basket.sold:
            amount, quantity = sums.get(line.product, (Decimal(0), Decimal(0)))
            sums[line.product] = (amount + line.amount, quantity + line.quantity)
    return {name: amount / quantity for name, (amount, quantity) in sums.items()}


def _make_customers(
    sender: Sender, state: ReplayState, retail: RetailFile, say: Callable[[str], None]
) -> None:
    made = state.things("customer")
    for customer in sorted(retail.customers()):
        if customer in made:
            continue
        body: dict[str, Any] = {"name": f"Customer {customer}" if customer else COUNTER}
        made[customer] = sender.post("/parties", body, key=f"customer:{customer}")["id"]
        state.add_thing("customer", customer, made[customer])
    say(f"{len(made):,} customers")


def _send_baskets(
    sender: Sender,
    state: ReplayState,
    retail: RetailFile,
    *,
    clients: int,
    say: Callable[[str], None],
    every_seconds: float,
) -> None:
    done = state.done()
    left = [basket for basket in retail.baskets if basket.key not in done]
    if done:
        say(f"resumed: {len(done):,} baskets are done already")
    if not left:
        return
    replayed = BasketReplay(sender, state, state.things("product"), state.things("customer"))
    progress, stop = Progress(len(left), say, every_seconds), Event()

    def run(queue: list[Basket]) -> None:
        for basket in queue:
            if stop.is_set():
                return
            try:
                replayed.send(basket)
            except BaseException:
                stop.set()
                raise
            progress.step(len(basket.lines))

    with ThreadPoolExecutor(clients) as pool:
        for future in [pool.submit(run, queue) for queue in _queues(left, clients)]:
            future.result()


def _queues(baskets: list[Basket], clients: int) -> list[list[Basket]]:
    """A customer's baskets stay in one queue, in their order; the longest customers are spread first."""
    by_customer: dict[str, list[Basket]] = {}
    for basket in baskets:
        by_customer.setdefault(basket.customer, []).append(basket)
    queues: list[list[Basket]] = [[] for _ in range(clients)]
    weights = [0] * clients
    for own in sorted(by_customer.values(), key=lambda own: -sum(len(basket.lines) for basket in own)):
        lightest = weights.index(min(weights))
        queues[lightest] += own
        weights[lightest] += sum(len(basket.lines) for basket in own)
    return [sorted(queue, key=lambda basket: (basket.moment, basket.key)) for queue in queues]


def _account(sender: Sender, state: ReplayState, retail: RetailFile, say: Callable[[str], None]) -> bool:
    totals = state.totals()
    say("outcome                       lines        quantity            amount")
    for outcome, (count, quantity, amount) in sorted(totals.items()):
        say(f"{outcome:24s} {count:10,d} {quantity:15,f} {amount:17,.2f}")
    in_file = [line for basket in retail.baskets for line in basket.lines]
    quantity = sum((line.quantity for line in in_file), Decimal(0))
    amount = sum((line.amount for line in in_file), Decimal(0))
    say(f"{'the file':24s} {len(in_file):10,d} {quantity:15,f} {amount:17,.2f}")
    ties = quantity == sum(item[1] for item in totals.values()) and amount == sum(
        item[2] for item in totals.values()
    )
    say("every line is accounted for" if ties else "NOT every line is accounted for")
    verification = sender.get("/verify")
    for finding in verification["findings"]:
        say(f"{'green' if finding['holds'] else 'RED  '} {finding['name']}")
        for item in finding["breaks"]:
            say(f"      {item['record']} {item['title']}: expected {item['expected']}, is {item['actual']}")
    sys.stdout.flush()
    return ties and bool(verification["green"])
