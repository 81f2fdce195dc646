"""The money ledger, for other modules."""

from heyi.modules.ledger.actions.accounts import add_account, has_lines, update_account
from heyi.modules.ledger.actions.books import enter_opening, set_book_rules
from heyi.modules.ledger.actions.divide import add_detail
from heyi.modules.ledger.actions.fold import fold_step
from heyi.modules.ledger.actions.periods import (
    close_period,
    close_profit,
    close_year,
    lock_period,
    reopen_period,
)
from heyi.modules.ledger.actions.post import post, require_open
from heyi.modules.ledger.actions.prepare import prepare_chart
from heyi.modules.ledger.actions.reverse import reverse
from heyi.modules.ledger.actions.vouchers import (
    cancel_voucher,
    post_voucher,
    reverse_voucher,
    review_voucher,
    send_voucher_back,
    update_voucher,
    write_voucher,
)
from heyi.modules.ledger.contracts import (
    OPENING,
    AccountLines,
    AccountStatus,
    BookRules,
    CashFlowEntries,
    CashFlowEntry,
    DimensionBalances,
    Entry,
    EntryDraft,
    LineDraft,
    Opening,
    OpeningLine,
    PeriodChecks,
    PeriodFacts,
    PostedEntry,
    Statement,
    TrialBalance,
    Voucher,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_ENTRY, JOURNAL_LINE, PERIOD, PROJECT, VOUCHER
from heyi.modules.ledger.permissions import POST_VOUCHER, WRITE_VOUCHER
from heyi.modules.ledger.queries.chart import account_codes, detail_accounts, require_detail
from heyi.modules.ledger.queries.checks import Look, look_before_closing
from heyi.modules.ledger.queries.dimensions import By, dimension_balances
from heyi.modules.ledger.queries.entries import account_lines, entries_of, get_entry
from heyi.modules.ledger.queries.opening import opening
from heyi.modules.ledger.queries.periods import list_periods, period_checks
from heyi.modules.ledger.queries.statements import Name as StatementName
from heyi.modules.ledger.queries.statements import Span, cash_flow_entries, statement
from heyi.modules.ledger.queries.totals import count_unfolded
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.queries.vouchers import book_rules, get_voucher
from heyi.modules.ledger.rules.accounts import kept_by, relied_on

__all__ = [
    "ACCOUNT",
    "JOURNAL_ENTRY",
    "JOURNAL_LINE",
    "OPENING",
    "PERIOD",
    "POST_VOUCHER",
    "PROJECT",
    "VOUCHER",
    "WRITE_VOUCHER",
    "AccountLines",
    "AccountStatus",
    "BookRules",
    "By",
    "CashFlowEntries",
    "CashFlowEntry",
    "DimensionBalances",
    "Entry",
    "EntryDraft",
    "LineDraft",
    "Look",
    "Opening",
    "OpeningLine",
    "PeriodChecks",
    "PeriodFacts",
    "PostedEntry",
    "Span",
    "Statement",
    "StatementName",
    "TrialBalance",
    "Voucher",
    "VoucherDraft",
    "VoucherStatus",
    "account_codes",
    "account_lines",
    "add_account",
    "add_detail",
    "book_rules",
    "cancel_voucher",
    "cash_flow_entries",
    "close_period",
    "close_profit",
    "close_year",
    "count_unfolded",
    "detail_accounts",
    "dimension_balances",
    "enter_opening",
    "entries_of",
    "fold_step",
    "get_entry",
    "get_voucher",
    "has_lines",
    "kept_by",
    "list_periods",
    "lock_period",
    "look_before_closing",
    "opening",
    "period_checks",
    "post",
    "post_voucher",
    "prepare_chart",
    "relied_on",
    "reopen_period",
    "require_detail",
    "require_open",
    "reverse",
    "reverse_voucher",
    "review_voucher",
    "send_voucher_back",
    "set_book_rules",
    "statement",
    "trial_balance",
    "update_account",
    "update_voucher",
    "write_voucher",
]
