"""The tables of the ledger and the records declared over them."""

from heyi.modules.ledger.models.chart import ACCOUNT, PROJECT
from heyi.modules.ledger.models.journal import JOURNAL_ENTRY, JOURNAL_LINE, PERIOD
from heyi.modules.ledger.models.posting import POSTING_RULE
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
    "JOURNAL_ENTRY",
    "JOURNAL_LINE",
    "PARTY_TOTAL",
    "PERIOD",
    "POSTING_RULE",
    "PROJECT",
    "SEAL",
    "SEALED_ENTRY",
    "UNFOLDED",
    "VOUCHER",
    "VOUCHER_LINE",
]
