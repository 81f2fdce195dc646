"""Posting rules (入账规则): which account each line of a document's entry goes to."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class RuleBy(StrEnum):
    """What a rule may look at beside the role of the line."""

    CATEGORY = "category"
    WAREHOUSE = "warehouse"
    TAX = "tax"


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a line of an entry is: cost of goods, output VAT ...; declared by the module whose documents post it.

    `account` is what it goes to until somebody says otherwise, by the chart of 小企业会计准则; another chart has
    its own for it (`rules/charts.py`), which is `enterprise` where 企业会计准则 books it otherwise.
    Where the documents of `kept_by` keep the account, it is what they say and takes nothing else. One that `clears`
    is debited by one document and credited by a later one, so it has one account in the company, which is changed
    only while it holds nothing.
    """

    name: str
    account: str
    documents: tuple[str, ...]
    enterprise: str = ""
    by: tuple[RuleBy, ...] = ()
    kept_by: str = ""
    clears: bool = False


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """A rule to keep from now on; the nearest category wins over one above it, and over none."""

    role: str
    account: str
    category_id: UUID | None = None
    warehouse_id: UUID | None = None
    tax_code: str | None = None


@dataclass(frozen=True)
class PostingRule:
    """A rule as it stands: the account, for which goods, place and tax, since when and by whom."""

    id: UUID
    account_code: str
    account_name: str
    account_name_en: str
    category_id: UUID | None
    category: str | None
    warehouse_id: UUID | None
    warehouse: str | None
    tax_code: str | None
    since: datetime
    set_by: str | None


@dataclass(frozen=True)
class RoleRules:
    """A role with its rules: the one for all first, then those for some goods, places or taxes."""

    role: str
    documents: list[str]
    by: list[RuleBy]
    kept_by: str | None
    clears: bool
    rules: list[PostingRule]


@dataclass(frozen=True)
class PreviewedLine:
    """A line of an entry that would be posted; of an account that keeps a foreign currency with what it is there."""

    account_code: str
    account_name: str
    account_name_en: str
    summary: str
    debit: Decimal
    credit: Decimal
    party: str | None
    currency: str | None
    foreign_amount: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True)
class PreviewedEntry:
    """An entry that a document would post; nothing of it is kept, and no number is used."""

    occurred_on: date
    kind: str
    summary: str
    total: Decimal
    lines: list[PreviewedLine]
