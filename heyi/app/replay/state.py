"""What a replay has done, kept beside the installation so that it can be killed and resumed.

Every request carries an idempotency key made from the file and the basket, so this memory may be older
than the server's:
a basket that was answered but not noted is sent again and gets the same answers.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import Lock

_TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS thing (kind TEXT, name TEXT, id TEXT NOT NULL, PRIMARY KEY (kind, name));
CREATE TABLE IF NOT EXISTS basket (key TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS outcome (line INTEGER, outcome TEXT, quantity TEXT, amount TEXT, PRIMARY KEY
(line, outcome));
CREATE TABLE IF NOT EXISTS delivered (
  line_id TEXT PRIMARY KEY, delivery_id TEXT, return_key TEXT, position INTEGER, quantity TEXT, open TEXT);
CREATE INDEX IF NOT EXISTS delivered_key ON delivered (return_key, position);
"""


@dataclass(frozen=True)
class DeliveredLine:
    """A delivered line that can still come back."""

    line_id: str
    delivery_id: str
    open: Decimal


@dataclass(frozen=True)
class Outcome:
    """What became of a line or a part of it: `sold`, `returned`, or the reason of its refusal."""

    line: int
    outcome: str
    quantity: Decimal
    amount: Decimal


class ReplayState:
    """The memory of one replay, in one SQLite file; safe among the threads of one process."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = Lock()
        self._db = sqlite3.connect(path, check_same_thread=False)
        path.chmod(0o600)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Put the file away."""
        self._db.close()

    def fact(self, name: str) -> dict[str, str] | None:
        """A remembered fact, such as the login."""
        row = self._one("SELECT value FROM fact WHERE name = ?", (name,))
        return json.loads(row[0]) if row else None

    def remember(self, name: str, value: dict[str, str]) -> None:
        """Remember a fact."""
        with self._lock, self._db:
            self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(value)))

    def things(self, kind: str) -> dict[str, str]:
        """The ids of products or customers made so far, by name."""
        with self._lock:
            return dict(self._db.execute("SELECT name, id FROM thing WHERE kind = ?", (kind,)).fetchall())

    def add_thing(self, kind: str, name: str, thing_id: str) -> None:
        """Remember a product or customer."""
        with self._lock, self._db:
            self._db.execute("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", (kind, name, thing_id))

    def done(self) -> set[str]:
        """The keys of the baskets that are done."""
        with self._lock:
            return {row[0] for row in self._db.execute("SELECT key FROM basket")}

    def returnable(self, return_key: str) -> list[DeliveredLine]:
        """The delivered lines of this customer, product and price with something left, oldest first."""
        query = "SELECT line_id, delivery_id, open FROM delivered WHERE return_key = ? ORDER BY position"
        with self._lock:
            rows = self._db.execute(query, (return_key,)).fetchall()
        lines = [DeliveredLine(line_id, delivery_id, Decimal(left)) for line_id, delivery_id, left in rows]
        return [line for line in lines if line.open > 0]

    def finish(
        self,
        key: str,
        outcomes: Iterable[Outcome],
        delivered: Iterable[tuple[str, str, str, int, Decimal]],
        taken_back: dict[str, Decimal],
    ) -> None:
        """Note a basket as done with all that came of it, at once."""
        with self._lock, self._db:
            self._db.execute("INSERT INTO basket VALUES (?)", (key,))
            self._db.executemany(
                "INSERT INTO outcome VALUES (?, ?, ?, ?)",
                [(item.line, item.outcome, str(item.quantity), str(item.amount)) for item in outcomes],
            )
            self._db.executemany(
                "INSERT INTO delivered VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (line, delivery, way, place, str(quantity), str(quantity))
                    for line, delivery, way, place, quantity in delivered
                ],
            )
            for line_id, quantity in taken_back.items():
                (left,) = self._db.execute(
                    "SELECT open FROM delivered WHERE line_id = ?", (line_id,)
                ).fetchone()
                values = (str(Decimal(left) - quantity), line_id)
                self._db.execute("UPDATE delivered SET open = ? WHERE line_id = ?", values)

    def totals(self) -> dict[str, tuple[int, Decimal, Decimal]]:
        """For each outcome: how many lines, which quantity, which amount."""
        with self._lock:
            rows = self._db.execute("SELECT outcome, quantity, amount FROM outcome").fetchall()
        totals: dict[str, tuple[int, Decimal, Decimal]] = {}
        for outcome, quantity, amount in rows:
            count, quantities, amounts = totals.get(outcome, (0, Decimal(0), Decimal(0)))
            totals[outcome] = (count + 1, quantities + Decimal(quantity), amounts + Decimal(amount))
        return totals

    def _one(self, query: str, values: tuple[str, ...]) -> tuple[str, ...] | None:
        with self._lock:
            row: tuple[str, ...] | None = self._db.execute(query, values).fetchone()
        return row
