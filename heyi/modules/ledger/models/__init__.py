"""The tables of the ledger and the records declared over them."""

from heyi.modules.ledger.models.chart import ACCOUNT, PROJECT
from heyi.modules.ledger.models.currencies import CURRENCY, EXCHANGE_RATE, FOREIGN_TOTAL
from heyi.modules.ledger.models.journal import JOURNAL_ENTRY, JOURNAL_LINE, PERIOD
from heyi.modules.ledger.models.posting import POSTING_RULE
from heyi.modules.ledger.models.templates import TEMPLATE, TEMPLATE_LINE, TEMPLATE_RUN
from heyi.modules.ledger.models.totals import (
    ACCOUNT_TOTAL,
    CASH_FLOW,
    PARTY_TOTAL,
    SEAL,
    SEALED_ENTRY,
    UNFOLDED,
)
from heyi.modules.ledger.models.vouchers import BOOK_RULES, VOUCHER, VOUCHER_LINE

__all__ = [
    "ACCOUNT",
    "ACCOUNT_TOTAL",
    "BOOK_RULES",
    "CASH_FLOW",
    "CURRENCY",
    "EXCHANGE_RATE",
    "FOREIGN_TOTAL",
    "JOURNAL_ENTRY",
    "JOURNAL_LINE",
    "PARTY_TOTAL",
    "PERIOD",
    "POSTING_RULE",
    "PROJECT",
    "SEAL",
    "SEALED_ENTRY",
    "TEMPLATE",
    "TEMPLATE_LINE",
    "TEMPLATE_RUN",
    "UNFOLDED",
    "VOUCHER",
    "VOUCHER_LINE",
]
