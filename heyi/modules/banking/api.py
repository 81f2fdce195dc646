"""Banking, for other modules."""

from heyi.modules.banking.actions.confirming import confirm
from heyi.modules.banking.actions.matching import match, unmatch
from heyi.modules.banking.actions.posting import post_line
from heyi.modules.banking.actions.printing import print_reconciliation, reconciliation_sheet
from heyi.modules.banking.actions.statements import set_start, take_back, take_in
from heyi.modules.banking.contracts import (
    AccountReconciled,
    BankStart,
    LinePosted,
    LinePosting,
    Making,
    MatchDraft,
    Matched,
    MatchPage,
    MatchReason,
    Reconciliation,
    StatementCheck,
    StatementStatus,
    StatementView,
    Unmatched,
    Upload,
)
from heyi.modules.banking.models import BANK_RULE, BANK_STATEMENT
from heyi.modules.banking.queries.matching import matches, unmatched
from heyi.modules.banking.queries.reconciliation import not_reconciled, reconciliation, summaries
from heyi.modules.banking.queries.statements import check_statement, get_statement

__all__ = [
    "BANK_RULE",
    "BANK_STATEMENT",
    "AccountReconciled",
    "BankStart",
    "LinePosted",
    "LinePosting",
    "Making",
    "MatchDraft",
    "MatchPage",
    "MatchReason",
    "Matched",
    "Reconciliation",
    "StatementCheck",
    "StatementStatus",
    "StatementView",
    "Unmatched",
    "Upload",
    "check_statement",
    "confirm",
    "get_statement",
    "match",
    "matches",
    "not_reconciled",
    "post_line",
    "print_reconciliation",
    "reconciliation",
    "reconciliation_sheet",
    "set_start",
    "summaries",
    "take_back",
    "take_in",
    "unmatch",
    "unmatched",
]
