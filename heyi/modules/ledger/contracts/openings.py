"""What stood in the books before Heyi kept them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger.contracts.vouchers import Named

# What lines are kept apart by, as far as an account wants it.
KEPT_APART = ("party_id", "department_id", "person_id", "product_id", "project_id")


@dataclass(frozen=True, kw_only=True)
class OpeningLine:
    """What an account held when Heyi began to keep the books, for one of those it is kept apart by.

    Where the books begin inside a year: what moved in it until then on both sides (本年累计借方, 本年累计贷方), and
    what of it was really earned or spent (实际损益发生额), on the side of the account's nature.
    """

    account: str
    debit: Decimal = Decimal(0)
    credit: Decimal = Decimal(0)
    party_id: UUID | None = None
    department_id: UUID | None = None
    person_id: UUID | None = None
    product_id: UUID | None = None
    project_id: UUID | None = None
    foreign_amount: Decimal | None = None
    year_debit: Decimal | None = None
    year_credit: Decimal | None = None
    year_actual: Decimal | None = None
    year_foreign_debit: Decimal | None = None
    year_foreign_credit: Decimal | None = None

    @property
    def says_year(self) -> bool:
        """Whether it says what moved in the year."""
        return any(one is not None for one in (self.year_debit, self.year_credit, self.year_actual))


@dataclass(frozen=True)
class FlowSoFar:
    """What stood on a row of 现金流量表 in the year until Heyi began to keep the books."""

    row: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class OpeningEntered:
    """A line of the opening balances as it was entered; what moved in the year where that was said."""

    account_code: str
    account_name: str
    account_name_en: str
    party: Named | None
    department: Named | None
    person: Named | None
    product: Named | None
    project: Named | None
    currency: str | None
    debit: Decimal
    credit: Decimal
    foreign_amount: Decimal | None
    year_debit: Decimal | None
    year_credit: Decimal | None
    year_actual: Decimal | None
    year_foreign_debit: Decimal | None
    year_foreign_credit: Decimal | None


@dataclass(frozen=True)
class KeptOpening:
    """An account that documents keep: what was entered as its opening balance, and what they brought in."""

    account: str
    record: str
    entered: Decimal
    brought_in: Decimal


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The opening balances as entered, and where documents must still bring them in.

    With the `year_so_far` they say what moved in the year before, and perhaps how its money flowed. The accounts
    `by_documents` need not say here what they are kept apart by.
    """

    started_on: date | None
    voucher_id: UUID | None
    year_so_far: bool
    lines: list[OpeningEntered]
    flows: list[FlowSoFar]
    kept: list[KeptOpening]
    by_documents: list[str]


@dataclass(frozen=True)
class BooksFrom:
    """Until which day what stood in the books is opening, once that is entered.

    Where the year until then was entered too, the last day of the year before.
    """

    day_before: date | None
    year_end: date | None

    def until(self, before: date, last_day: date) -> date:
        """The day until which all is opening in a span that follows `before`.

        Days before the books began are no business days of them, so in a span that has some, what stood when they
        began is opening; one that has the whole of a year whose part before was entered tells that part as movement.
        """
        begun = self.day_before
        if self.year_end is not None and before <= self.year_end:
            begun = self.year_end
        return begun if begun is not None and before < begun <= last_day else before

    def tell_from(self, first: date, last: date) -> date | None:
        """From which day on the books tell what moved in a span, where that is after its first day; None where all."""
        if self.day_before is None or first > self.day_before:
            return None
        if last < self.day_before:
            return self.day_before + timedelta(days=1)
        told_from = self.until(first - timedelta(days=1), last) + timedelta(days=1)
        return told_from if told_from > first else None

    def year(self, new_year: date) -> date:
        """The last day before a year's movements."""
        return self.until(new_year - timedelta(days=1), date.max)

    def tell_year(self, year: int) -> bool:
        """Whether the books tell what moved in a year: it is not wholly before them, or was entered with them."""
        if self.day_before is None or self.day_before < date(year, 12, 31):
            return True
        return self.year_end == date(year - 1, 12, 31)
