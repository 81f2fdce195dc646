"""The money ledger, for other modules."""

from heyi.modules.ledger.actions.post import post, require_open
from heyi.modules.ledger.actions.prepare import prepare_chart
from heyi.modules.ledger.actions.reverse import reverse
from heyi.modules.ledger.contracts import (
    AccountLines,
    Entry,
    EntryDraft,
    LineDraft,
    PostedEntry,
    TrialBalance,
)
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_ENTRY, JOURNAL_LINE, PERIOD
from heyi.modules.ledger.queries import account_lines, entries_of, get_entry, trial_balance

__all__ = [
    "ACCOUNT",
    "JOURNAL_ENTRY",
    "JOURNAL_LINE",
    "PERIOD",
    "AccountLines",
    "Entry",
    "EntryDraft",
    "LineDraft",
    "PostedEntry",
    "TrialBalance",
    "account_lines",
    "entries_of",
    "get_entry",
    "post",
    "prepare_chart",
    "require_open",
    "reverse",
    "trial_balance",
]
