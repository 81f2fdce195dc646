"""A file of retail lines as baskets: what one customer bought, or brought back, at one moment."""

import csv
import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

COLUMNS = ("Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
# A basket longer than this becomes several orders: the API takes at most 1,000 lines.
LONGEST_ORDER = 500
SERVICES = frozenset(
    ("POSTAGE", "DOTCOM POSTAGE", "CARRIAGE", "MANUAL", "DISCOUNT", "BANK CHARGES", "SAMPLES", "AMAZON FEE")
)


class NotRetail(Exception):
    """The file does not have the columns of the retail form."""


@dataclass(frozen=True)
class Line:
    """One line of the file; `number` counts from 1 below the header."""

    number: int
    product: str
    quantity: Decimal
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price, exact."""
        return self.quantity * self.unit_price

    @property
    def refusal(self) -> str | None:
        """Why the line can be no document, or None."""
        if not self.product:
            return "no_product"
        if self.unit_price <= 0:
            return "price_not_positive"
        return "quantity_zero" if self.quantity == 0 else None


@dataclass
class Basket:
    """The lines of one customer ("" at the counter) at one moment, in a stable order."""

    key: str
    customer: str
    moment: datetime
    lines: list[Line] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The business day."""
        return self.moment.date()

    @property
    def sold(self) -> list[Line]:
        """What was bought."""
        return [line for line in self.lines if line.refusal is None and line.quantity > 0]

    @property
    def returned(self) -> list[Line]:
        """What came back."""
        return [line for line in self.lines if line.refusal is None and line.quantity < 0]


@dataclass(frozen=True)
class RetailFile:
    """The whole file: its fingerprint, its baskets by time, and what its goods must have cost."""

    fingerprint: str
    baskets: list[Basket]
    lines: int

    def products(self) -> dict[str, Decimal]:
        """Every product that is sold or comes back, with the quantity of it that is sold."""
        sold: dict[str, Decimal] = {}
        for basket in self.baskets:
            for line in (*basket.sold, *basket.returned):
                sold[line.product] = sold.get(line.product, Decimal(0)) + max(line.quantity, Decimal(0))
        return sold

    def customers(self) -> dict[str, str]:
        """Every customer with something to post, with the key of his first basket's country."""
        return {
            basket.customer: basket.key for basket in reversed(self.baskets) if basket.sold or basket.returned
        }


def read_retail(path: Path) -> RetailFile:
    """Read a retail file, plain or gzipped.

    Raises:
        NotRetail: its columns are not those of the form, or a value cannot be read; the line is named.
    """
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise NotRetail(f"{path.name} has the columns {rows.fieldnames}; needed are {list(COLUMNS)}")
    baskets = _baskets(path.name, rows)
    ordered = sorted(baskets.values(), key=lambda basket: (basket.moment, basket.key))
    fingerprint = hashlib.sha256(data).hexdigest()[:24]
    return RetailFile(fingerprint, ordered, sum(len(basket.lines) for basket in ordered))


def _baskets(name: str, rows: Iterable[dict[str, str]]) -> dict[str, Basket]:
    baskets: dict[str, Basket] = {}
    for number, row in enumerate(rows, start=1):
        key = f"{row['CustomerID']}|{row['InvoiceDate']}"
        try:
            if key not in baskets:
                baskets[key] = Basket(key, row["CustomerID"], datetime.fromisoformat(row["InvoiceDate"]))
            line = Line(
                number, row["Description"].strip(), Decimal(row["Quantity"]), Decimal(row["UnitPrice"])
            )
        except (ValueError, ArithmeticError) as error:
            raise NotRetail(f"{name}, line {number}: {error}") from error
        baskets[key].lines.append(line)
    return baskets
