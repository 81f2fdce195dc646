"""What quoting takes and gives."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from heyi.kit.quantity import Unpriced
from heyi.modules.sales.contracts import NO_DISCOUNT, Named, OrderLineDraft, WholeDiscount
from heyi.platform.messages import Language
from heyi.platform.notify.kinds import Channel, notice_kind

QUOTATION_SEEN = notice_kind("quotation_seen", group="deals")
QUOTATION_ACCEPTED = notice_kind("quotation_accepted", group="deals", channel=Channel.MAIL)
QUOTATION_DECLINED = notice_kind("quotation_declined", group="deals", channel=Channel.MAIL)
QUOTATION_EXPIRED = notice_kind("quotation_expired", group="deals")


class Verdict(StrEnum):
    """What a customer says to a quotation."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class AcceptedHow(StrEnum):
    """By which way he says so: himself under the link, or to us by phone, on paper, or in a message."""

    LINK = "link"
    PHONE = "phone"
    PAPER = "paper"
    MESSAGE = "message"


@dataclass(frozen=True, kw_only=True)
class QuotationDraft:
    """A quotation as it is entered; its lines are those of an order, and are wanted by no day of their own."""

    party_id: UUID
    valid_until: date
    lines: tuple[OrderLineDraft, ...]
    quoted_on: date | None = None
    warehouse_id: UUID | None = None
    prices_include_tax: bool = True
    owner_id: UUID | None = None
    contact_id: UUID | None = None
    opportunity_id: UUID | None = None
    language: Language | None = None
    payment_terms: str | None = None
    delivery_terms: str | None = None
    note: str | None = None
    shows_discount: bool = True
    discount: WholeDiscount = NO_DISCOUNT


@dataclass(frozen=True, kw_only=True)
class QuotationStatus:
    """Where a version of a quotation stands after a verb."""

    id: UUID
    version: int
    number: str
    version_no: int
    state: str
    valid_until: date
    net: Decimal
    tax: Decimal
    gross: Decimal
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class QuotationLine:
    """A line of a quotation; `discount` is how much the price lies below that of the customer's lists, in percent, and
    `head_discount` its part of what is taken off the whole, which its amounts no longer hold."""

    id: UUID
    line_no: int
    product_id: UUID
    product: str
    product_code: str
    unit: str
    is_goods: bool
    quantity: Unpriced
    typed_quantity: Unpriced
    typed_unit_id: UUID
    typed_unit: str
    list_price: Decimal | None
    unit_price: Decimal
    discount: Decimal | None
    head_discount: Decimal
    tax_code: str
    tax_rate: Unpriced
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class QuotationAnswer:
    """What the customer answered, how, and what was shown to him (`sha256`)."""

    verdict: str
    how: str
    name: str
    answered_on: date
    answered_at: datetime
    address: str
    user_agent: str
    sha256: str
    note: str | None
    recorded_by: str | None


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A version of a quotation with its lines, and what may be done next.

    `lapsed`: it was sent, and the last day on which it could be accepted is over. `latest`: no newer version was sent.
    """

    id: UUID
    version: int
    number: str
    version_no: int
    state: str
    lapsed: bool
    latest: bool
    party: Named
    contact: Named | None
    opportunity: Named | None
    order: Named | None
    owner: Named | None
    warehouse: Named
    quoted_on: date
    valid_until: date
    language: Language
    prices_include_tax: bool
    shows_discount: bool
    whole_discount_share: Decimal | None
    whole_discount: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    payment_terms: str | None
    delivery_terms: str | None
    note: str | None
    sent_at: datetime | None
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    sha256: str | None
    answer: QuotationAnswer | None
    allowed_actions: list[str]
    lines: list[QuotationLine]


@dataclass(frozen=True, kw_only=True)
class VersionChange:
    """What a version says otherwise than the one before: a line that came, went or changed, or a fact of the head.

    `field` is what changed of it; amounts stand as amounts, everything else as text.
    """

    kind: str
    field: str
    product: str = ""
    old: str | None = None
    new: str | None = None
    old_amount: Decimal | None = None
    new_amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class QuotationVersion:
    """One version of a quotation beside the others."""

    id: UUID
    number: str
    version_no: int
    state: str
    quoted_on: date
    valid_until: date
    sent_at: datetime | None
    gross: Decimal
    changes: list[VersionChange]


@dataclass(frozen=True, kw_only=True)
class QuotationLink:
    """The address under which the customer opens a version, and its QR picture."""

    address: str
    qr_svg: str
    first_seen_at: datetime | None
    last_seen_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Who answers by which way: under the link himself, or told to us by somebody."""

    how: AcceptedHow
    name: str
    answered_on: date | None = None
    address: str = ""
    user_agent: str = ""
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublicLine:
    """A line as the customer is shown it: texts and numbers as they were sent; `before` is what it came to before its
    part of what is taken off the whole."""

    line_no: int
    product: str
    code: str
    specification: str
    quantity: Decimal
    unit: str
    list_price: Decimal | None
    discount: Decimal | None
    unit_price: Decimal
    tax_rate: Decimal
    before: Decimal
    gross: Decimal


@dataclass(frozen=True, kw_only=True)
class PublicAnswer:
    """What the customer answered, as he is told it."""

    verdict: str
    name: str
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class PublicQuotation:
    """A quotation as whoever has its address sees it; of one that counts no more only that it does not.
    Where something is taken off the whole, `before` is what all lines came to before, and `off` what that takes off.

    `state` is open, accepted, declined, expired, superseded or withdrawn.
    """

    state: str
    number: str
    version_no: int
    language: Language
    company: str
    lines: list[PublicLine]
    customer: str = ""
    salesperson: str = ""
    quoted_on: date | None = None
    valid_until: date | None = None
    currency: str = ""
    prices_include_tax: bool = True
    before: Decimal | None = None
    off: Decimal | None = None
    net: Decimal | None = None
    tax: Decimal | None = None
    gross: Decimal | None = None
    payment_terms: str = ""
    delivery_terms: str = ""
    note: str = ""
    sha256: str = ""
    answer: PublicAnswer | None = None
