"""`./dev bench bins`: goods come, are put away, moved and picked in a warehouse with a thousand bins, by one person.

Two hundred products stand in five bins each; a paper has twenty of them. A pick takes from whatever bins come first on
the way, and says no bin. The baseline of each is the same paper in a warehouse without bins, in the same run; moving
has none, for without bins there is nothing to move.
"""

import statistics
from collections.abc import Callable
from typing import Any

from bench._figures import say_figure
from bench._server import Person, RunningHeyi, running_heyi

PRODUCTS, BINS, EACH, LINES, ROUNDS = 200, 1_000, 5, 20, 60


def main() -> None:
    """Fill the shelves, work among them, see that the laws hold."""
    with running_heyi() as heyi:
        person = Person(heyi.url)
        _, products = person.found_company(PRODUCTS, stock=10_000)
        plain = person.get("/warehouses")["items"][0]["id"]
        binned = person.post("/warehouses", {"name": "Shelves"})["id"]
        person.post("/warehouse-bins", {"warehouse_id": binned, "first": "A-0001", "last": f"A-{BINS:04}"})
        person.post(f"/warehouses/{binned}/bins-on", {"receiving": "REC"})
        _fill(person, binned, products)
        for verb, path, paper in PAPERS:
            with_bins = _measured(heyi, person, verb, path, paper, binned, products)
            without = None
            if verb != "bin_move":
                without = _measured(heyi, person, f"plain_{verb}", path, paper, plain, products)
            say_figure(
                name=f"bins.{verb}.p50",
                value=with_bins[0] * 1000,
                unit="ms",
                baseline=None if without is None else without[0] * 1000,
            )
            say_figure(
                name=f"bins.{verb}.cpu_a_line",
                value=with_bins[1] * 1000,
                unit="ms",
                baseline=None if without is None else without[1] * 1000,
            )
            say_figure(name=f"bins.{verb}.statements", value=person.statements[verb], unit="statements")
        broken = [item["name"] for item in person.get("/verify")["findings"] if not item["holds"]]
        say_figure(name="bins.broken_laws", value=len(broken), unit="laws", goal="<= 0")


def _fill(person: Person, warehouse: str, products: list[str]) -> None:
    """Each product stands in five bins next to one another."""
    for start in range(0, len(products), LINES):
        lines = []
        for at, product in enumerate(products[start : start + LINES], start=start):
            bins = [f"A-{at * EACH + number + 1:04}" for number in range(EACH)]
            parts = [{"bin": code, "quantity": "2000"} for code in bins]
            line = {"product_id": product, "quantity": str(2000 * EACH), "unit_cost": "60"}
            lines.append(line | {"lots": parts})
        person.post("/stock-receipts", {"warehouse_id": warehouse, "lines": lines})


def _receipt(warehouse: str, products: list[str], _: int) -> dict[str, Any]:
    lines = [{"product_id": product, "quantity": "3", "unit_cost": "60"} for product in products]
    return {"warehouse_id": warehouse, "lines": lines}


def _issue(warehouse: str, products: list[str], _: int) -> dict[str, Any]:
    lines = [{"product_id": product, "quantity": "3"} for product in products]
    return {"warehouse_id": warehouse, "reason": "use", "lines": lines}


def _move(warehouse: str, products: list[str], first: int) -> dict[str, Any]:
    """From the last of a product's bins into the one before it."""
    lines = []
    for at, product in enumerate(products, start=first):
        here, there = (f"A-{at * EACH + place:04}" for place in (EACH, EACH - 1))
        lines.append({"product_id": product, "from_bin": here, "to_bin": there, "quantity": "1"})
    return {"warehouse_id": warehouse, "lines": lines}


Paper = Callable[[str, list[str], int], dict[str, Any]]
PAPERS: tuple[tuple[str, str, Paper], ...] = (
    ("receive", "/stock-receipts", _receipt),
    ("bin_move", "/bin-moves", _move),
    ("pick", "/stock-issues", _issue),
)


def _measured(
    heyi: RunningHeyi,
    person: Person,
    verb: str,
    path: str,
    paper: Paper,
    warehouse: str,
    products: list[str],
) -> tuple[float, float]:
    """Median seconds of a paper of twenty lines, and CPU seconds of the whole tree a line."""
    for warm in range(0, PRODUCTS, LINES):
        person.post(path, paper(warehouse, products[warm : warm + LINES], warm))
    person.seconds.clear()
    used = heyi.cpu_seconds()
    for number in range(ROUNDS):
        first = number * LINES % PRODUCTS
        person.post(path, paper(warehouse, products[first : first + LINES], first), verb=verb)
    cpu = (heyi.cpu_seconds() - used) / ROUNDS / LINES
    return statistics.median(person.seconds), cpu


if __name__ == "__main__":
    main()
