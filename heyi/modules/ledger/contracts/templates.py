"""Templates of vouchers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger.contracts.journal import LineDraft


@dataclass(frozen=True, kw_only=True)
class TemplateLineDraft:
    """A line of a template, as a voucher's; with a share its side takes so many per cent of what an account holds.

    The amount of such a line says only on which side it stands.
    """

    line: LineDraft
    share_of: str | None = None
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TemplateDraft:
    """A template as written: its name and lines, and when it is written again by itself."""

    name: str
    lines: tuple[TemplateLineDraft, ...]
    monthly_on: int | None = None
    until: date | None = None
    reverses: bool = False
    active: bool = True


@dataclass(frozen=True)
class TemplateLine:
    """A line of a template, with the names of its accounts."""

    line_no: int
    account_code: str
    account_name: str
    account_name_en: str
    summary: str
    debit: Decimal
    credit: Decimal
    share_of: str | None
    share: Decimal | None
    party_id: UUID | None
    department_id: UUID | None
    person_id: UUID | None
    product_id: UUID | None
    project_id: UUID | None
    cash_flow: int | None


@dataclass(frozen=True)
class Template:
    """A template with its lines, and the last months it was written in."""

    id: UUID
    version: int
    name: str
    monthly_on: int | None
    until: date | None
    reverses: bool
    active: bool
    refused: str | None
    months: list[str]
    lines: list[TemplateLine]


@dataclass(frozen=True)
class StandardVoucherLine:
    """A line of a standard template by the company's own account; amounts are typed, those of taxes proposed."""

    account_code: str
    account_name: str
    account_name_en: str
    dimensions: list[str]
    currency: str | None
    side: str
    summary: str
    summary_en: str
    amount: Decimal | None


@dataclass(frozen=True)
class StandardVoucher:
    """A standard template (标准模板) as it is offered to a company: whose accounts it has, and takes vouchers."""

    key: str
    group: str
    name: str
    name_en: str
    hint: str | None
    hint_en: str | None
    lines: list[StandardVoucherLine]
