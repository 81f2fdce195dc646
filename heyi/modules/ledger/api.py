"""The money ledger, for other modules."""

from heyi.modules.ledger.actions.accounts import add_account, update_account
from heyi.modules.ledger.actions.books import set_book_rules
from heyi.modules.ledger.actions.carry import carry_vat, close_profit, close_year
from heyi.modules.ledger.actions.currencies import keep_currency, set_currency, set_rates
from heyi.modules.ledger.actions.divide import add_below, add_detail
from heyi.modules.ledger.actions.fold import fold_step
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.opening import enter_opening, take_back_opening
from heyi.modules.ledger.actions.periods import close_period, lock_period, reopen_period
from heyi.modules.ledger.actions.post import post, require_open
from heyi.modules.ledger.actions.posting import end_rule, set_rule
from heyi.modules.ledger.actions.prepare import prepare_chart
from heyi.modules.ledger.actions.preview import add_preview, preview
from heyi.modules.ledger.actions.printing import count_to_print, month_at_once, print_vouchers
from heyi.modules.ledger.actions.printing_books import (
    count_lines,
    on_paper,
    print_balance,
    print_book,
    print_statement,
    require_few,
    span_of,
)
from heyi.modules.ledger.actions.revalue import revalue
from heyi.modules.ledger.actions.reverse import reverse
from heyi.modules.ledger.actions.sheets import account_sheet, balance_sheet_of_accounts, statement_sheet
from heyi.modules.ledger.actions.standard import choose_standard
from heyi.modules.ledger.actions.templates import save_template, update_template, use_template, write_due
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
    VARIANCES,
    AccountDivision,
    AccountLines,
    AccountStatus,
    BookKind,
    BookRules,
    CashFlowEntries,
    CashFlowEntry,
    Currencies,
    DimensionBalances,
    Entry,
    EntryDraft,
    ExchangeRate,
    FlowSoFar,
    ForeignBalances,
    GeneralLedger,
    KeptBy,
    LineDraft,
    Opening,
    OpeningLine,
    PartyLine,
    PartyLines,
    PeriodChecks,
    PeriodFacts,
    PostedEntry,
    PreviewedEntry,
    RateOfDay,
    Revaluation,
    Reviewers,
    Role,
    RoleRules,
    RuleBy,
    RuleDraft,
    SheetRows,
    Standard,
    StandardVoucher,
    Statement,
    Template,
    TemplateDraft,
    TemplateLineDraft,
    TrialBalance,
    Voucher,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.models import (
    ACCOUNT,
    JOURNAL_ENTRY,
    JOURNAL_LINE,
    PERIOD,
    PROJECT,
    TEMPLATE,
    VOUCHER,
)
from heyi.modules.ledger.permissions import POST_VOUCHER, WRITE_VOUCHER
from heyi.modules.ledger.queries.books import general_ledger
from heyi.modules.ledger.queries.chart import (
    account_codes,
    detail_accounts,
    foreign_accounts,
    require_detail,
    standard,
)
from heyi.modules.ledger.queries.checks import Look, look_before_closing
from heyi.modules.ledger.queries.currencies import currencies, exchange_rates, voucher_rates
from heyi.modules.ledger.queries.dimensions import By, dimension_balances
from heyi.modules.ledger.queries.division import account_division, has_lines
from heyi.modules.ledger.queries.entries import account_lines, entries_of, get_entry
from heyi.modules.ledger.queries.foreign import foreign_balances, revaluation
from heyi.modules.ledger.queries.opening import day_before, opening, read_sheet
from heyi.modules.ledger.queries.paper import voucher_on_paper, vouchers_of_month
from heyi.modules.ledger.queries.parties import party_lines
from heyi.modules.ledger.queries.periods import latest_closed, list_periods, period_checks
from heyi.modules.ledger.queries.posting import accounts, kept_accounts, posting_rules
from heyi.modules.ledger.queries.standard import kept_by
from heyi.modules.ledger.queries.statements import Name as StatementName
from heyi.modules.ledger.queries.statements import Span, cash_flow_entries, statement
from heyi.modules.ledger.queries.templates import get_template, standard_vouchers
from heyi.modules.ledger.queries.totals import account_sums, count_unfolded
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.queries.vouchers import book_rules, get_voucher, reviewers
from heyi.modules.ledger.rules.balances import LINES, TOTALS_AND_WAITING
from heyi.modules.ledger.rules.closing import opening_lines
from heyi.modules.ledger.rules.posting import Accounts, declare_roles, ruled
from heyi.modules.ledger.rules.roles import OPENING_GOODS, OWN_ROLES

__all__ = [
    "ACCOUNT",
    "JOURNAL_ENTRY",
    "JOURNAL_LINE",
    "LINES",
    "OPENING",
    "OPENING_GOODS",
    "OWN_ROLES",
    "PERIOD",
    "POST_VOUCHER",
    "PROJECT",
    "TEMPLATE",
    "TOTALS_AND_WAITING",
    "VARIANCES",
    "VOUCHER",
    "WRITE_VOUCHER",
    "AccountDivision",
    "AccountLines",
    "AccountStatus",
    "Accounts",
    "BookKind",
    "BookRules",
    "By",
    "CashFlowEntries",
    "CashFlowEntry",
    "Currencies",
    "DimensionBalances",
    "Entry",
    "EntryDraft",
    "ExchangeRate",
    "FlowSoFar",
    "ForeignBalances",
    "GeneralLedger",
    "KeptBy",
    "LineDraft",
    "Look",
    "Opening",
    "OpeningLine",
    "PartyLine",
    "PartyLines",
    "PeriodChecks",
    "PeriodFacts",
    "PostedEntry",
    "PreviewedEntry",
    "RateOfDay",
    "Revaluation",
    "Reviewers",
    "Role",
    "RoleRules",
    "RuleBy",
    "RuleDraft",
    "SheetRows",
    "Span",
    "Standard",
    "StandardVoucher",
    "Statement",
    "StatementName",
    "Template",
    "TemplateDraft",
    "TemplateLineDraft",
    "TrialBalance",
    "Voucher",
    "VoucherDraft",
    "VoucherStatus",
    "account_codes",
    "account_division",
    "account_lines",
    "account_sheet",
    "account_sums",
    "accounts",
    "add_account",
    "add_below",
    "add_detail",
    "add_preview",
    "balance_sheet_of_accounts",
    "book_rules",
    "cancel_voucher",
    "carry_vat",
    "cash_flow_entries",
    "choose_standard",
    "close_period",
    "close_profit",
    "close_year",
    "count_lines",
    "count_to_print",
    "count_unfolded",
    "currencies",
    "day_before",
    "declare_roles",
    "detail_accounts",
    "dimension_balances",
    "end_rule",
    "enter_opening",
    "entries_of",
    "exchange_rates",
    "fold_step",
    "foreign_accounts",
    "foreign_balances",
    "general_ledger",
    "get_entry",
    "get_template",
    "get_voucher",
    "has_lines",
    "hold_books",
    "keep_currency",
    "kept_accounts",
    "kept_by",
    "latest_closed",
    "list_periods",
    "lock_period",
    "look_before_closing",
    "month_at_once",
    "on_paper",
    "opening",
    "opening_lines",
    "party_lines",
    "period_checks",
    "post",
    "post_voucher",
    "posting_rules",
    "prepare_chart",
    "preview",
    "print_balance",
    "print_book",
    "print_statement",
    "print_vouchers",
    "read_sheet",
    "reopen_period",
    "require_detail",
    "require_few",
    "require_open",
    "revaluation",
    "revalue",
    "reverse",
    "reverse_voucher",
    "review_voucher",
    "reviewers",
    "ruled",
    "save_template",
    "send_voucher_back",
    "set_book_rules",
    "set_currency",
    "set_rates",
    "set_rule",
    "span_of",
    "standard",
    "standard_vouchers",
    "statement",
    "statement_sheet",
    "take_back_opening",
    "trial_balance",
    "update_account",
    "update_template",
    "update_voucher",
    "use_template",
    "voucher_on_paper",
    "voucher_rates",
    "vouchers_of_month",
    "write_due",
    "write_voucher",
]
