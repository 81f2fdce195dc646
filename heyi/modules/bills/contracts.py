"""What goes in and out of acceptance bills (承兑汇票)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class BillSide(StrEnum):
    """Whether we may ask for its money (应收票据), or must pay it (应付票据)."""

    RECEIVED = "received"
    ISSUED = "issued"


class BillKind(StrEnum):
    """Who promises to pay: a bank (银行承兑汇票), or the one who trades (商业承兑汇票)."""

    BANK = "bank"
    TRADE = "trade"


class UseKind(StrEnum):
    """What became of a bill: passed on (背书), sold to a bank (贴现), paid to us (托收), not paid (退票), paid.

    What was passed on or sold may be sent back to us (追索).
    """

    ENDORSED = "endorsed"
    DISCOUNTED = "discounted"
    COLLECTED = "collected"
    DISHONOURED = "dishonoured"
    HONOURED = "honoured"
    SENT_BACK = "recourse"


@dataclass(frozen=True, kw_only=True)
class BillPaper:
    """What stands on a bill; a divisible one may be a part (`sub_range`, 子票区间)."""

    number: str
    kind: BillKind
    acceptor: str
    issued_on: date
    due_on: date
    sub_range: str | None = None
    drawer: str | None = None


@dataclass(frozen=True, kw_only=True)
class BillDraft:
    """A bill that a customer gives, or that we give a supplier, and which invoices it settles; the rest is ahead."""

    paper: BillPaper
    party_id: UUID
    amount: Decimal
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    entered_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpeningBill:
    """A bill that was held, or owed, when Heyi began to keep the books."""

    side: BillSide
    paper: BillPaper
    party_id: UUID
    amount: Decimal
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Endorsement:
    """Passing a bill on to a supplier, wholly or in part, and which of his invoices it settles."""

    bill_id: UUID
    party_id: UUID
    amount: Decimal
    allocations: tuple[tuple[UUID, Decimal], ...] = ()
    occurred_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class BillUse:
    """A verb that moves money for a bill, or says that none comes; all that is left where no amount is said."""

    kind: UseKind
    amount: Decimal | None = None
    interest: Decimal = Decimal(0)
    money_account_id: UUID | None = None
    occurred_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SendingBack:
    """What was sold or passed on comes back unpaid: when, and from which account a bank took its money."""

    money_account_id: UUID | None = None
    occurred_on: date | None = None


@dataclass(frozen=True)
class Paper:
    """A receipt or payment, or what is owed since a bill was not paid: its record, id and number."""

    record: str
    id: UUID
    number: str


@dataclass(frozen=True, kw_only=True)
class BillStatus:
    """Where a bill stands after a verb, and the receipt or payment that the verb made."""

    id: UUID
    version: int
    number: str
    state: str
    amount: Decimal
    remaining: Decimal
    paper: Paper | None


@dataclass(frozen=True)
class BillNamed:
    """Another record: its id and its title."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class BillUsed:
    """A use of a bill: what for, how much, and where; `undone` is one that was taken back.

    One that `came_back` was sent back to us unpaid; `debt` is what is owed since, where no receipt or payment was.
    """

    id: UUID
    kind: str
    occurred_on: date
    amount: Decimal
    interest: Decimal
    money_account: str | None
    payment: BillNamed | None
    debt: Paper | None
    undone: bool
    came_back: bool
    may_undo: bool
    may_send_back: bool


@dataclass(frozen=True, kw_only=True)
class Bill:
    """A bill with what stands on it, where it came from, what became of it and what may be done next."""

    id: UUID
    version: int
    number: str
    sub_range: str | None
    side: str
    kind: str
    party: BillNamed
    drawer: str | None
    acceptor: str
    issued_on: date
    due_on: date
    entered_on: date
    amount: Decimal
    remaining: Decimal
    state: str
    receipt: BillNamed | None
    payment: BillNamed | None
    note: str | None
    allowed_actions: list[str]
    uses: list[BillUsed]


@dataclass(frozen=True)
class BillTotal:
    """How many bills of a side are held, what is left of them, and what of that falls due soon or should have."""

    side: BillSide
    count: int
    remaining: Decimal
    soon: Decimal
    overdue: Decimal


@dataclass(frozen=True)
class BillOfPaper:
    """The bill by which a receipt or payment was made."""

    id: UUID
    number: str
    side: str
    due_on: date
