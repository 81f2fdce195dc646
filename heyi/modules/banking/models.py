"""Statements of the bank, their lines, which entries they are, and what was reconciled."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Date, ForeignKeyConstraint, Integer

from heyi.modules.banking import permissions as may
from heyi.platform.db.schema import (
    JSON_DATA,
    MONEY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.errors import FieldProblem
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

LAYOUTS = (
    "icbc",
    "ccb",
    "abc",
    "boc",
    "cmb",
    "alipay",
    "wechat",
    "table",
    "own",
    "mt940",
    "camt053",
)

BANK_STATEMENT: Record = declare(
    name="bank_statement",
    path="bank-statements",
    module="banking",
    title="file_name",
    by_company=True,
    permissions=Permissions(view=may.VIEW_STATEMENT),
    fields=(
        Field(name="file_name", required=True, in_list=True),
        Field(
            name="money_account_id",
            kind=Kind.REFERENCE,
            references="money_account",
            required=True,
            in_list=True,
        ),
        Field(name="layout", kind=Kind.CHOICE, choices=LAYOUTS, required=True, in_list=True),
        Field(name="first_day", kind=Kind.DATE, required=True, in_list=True),
        Field(name="last_day", kind=Kind.DATE, required=True, in_list=True),
        Field(name="line_count", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="income", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="expense", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="opening", kind=Kind.MONEY, adds_up=False),
        Field(name="closing", kind=Kind.MONEY, adds_up=False),
        Field(name="state", kind=Kind.CHOICE, choices=("counted", "undone"), required=True, in_list=True),
    ),
    extra=(
        index("bank_statement", "money_account_id", "id"),
        check("days", "first_day <= last_day"),
    ),
)

# What the bank said, never changed.
BANK_LINE = tenant_table(
    "bank_line",
    uuid_column("company_id"),
    *belongs_to("statement_id", "bank_statement"),
    *belongs_to("money_account_id", "money_account"),
    column("place", Integer),
    column("occurred_on", Date),
    column("amount", MONEY),
    column("balance", MONEY, nullable=True),
    text_column("counterparty"),
    text_column("counterparty_account"),
    text_column("reference"),
    text_column("summary"),
    index("bank_line", "statement_id", "place"),
    index("bank_line", "money_account_id", "occurred_on"),
    check("amount", "amount <> 0"),
    append_only=True,
)

# The lines that count, each once, known again by their key; those of a statement that is taken back leave here.
COUNTED_LINE = tenant_table(
    "counted_line",
    uuid_column("company_id"),
    *belongs_to("money_account_id", "money_account"),
    text_column("key"),
    ForeignKeyConstraint(["tenant_id", "id"], ["bank_line.tenant_id", "bank_line.id"], ondelete="RESTRICT"),
    unique("money_account_id", "key"),
    versioned=False,
)

BANK_START = tenant_table(
    "bank_start",
    uuid_column("company_id"),
    *belongs_to("money_account_id", "money_account"),
    column("begins_on", Date),
    column("opening", MONEY, nullable=True),
    keyed_by=("money_account_id",),
)

BANK_LAYOUT = tenant_table(
    "bank_layout",
    text_column("signature"),
    column("mapping", JSON_DATA),
    unique("signature"),
)

BANK_MATCH = tenant_table(
    "bank_match",
    uuid_column("company_id"),
    *belongs_to("money_account_id", "money_account"),
    text_column("reason"),
    column("amount", MONEY),
    index("bank_match", "money_account_id", "id"),
)

# One row a line: what the keys hold is that none is matched twice.
BANK_MATCH_LINE = tenant_table(
    "bank_match_line",
    *belongs_to("line_id", "counted_line"),
    *belongs_to("match_id", "bank_match", on_delete="CASCADE"),
    index("bank_match_line", "match_id"),
    keyed_by=("line_id",),
    versioned=False,
)

BANK_MATCH_ENTRY = tenant_table(
    "bank_match_entry",
    *belongs_to("entry_line_id", "journal_line"),
    *belongs_to("match_id", "bank_match", on_delete="CASCADE"),
    index("bank_match_entry", "match_id"),
    keyed_by=("entry_line_id",),
    versioned=False,
)

BANK_RECONCILIATION = tenant_table(
    "bank_reconciliation",
    uuid_column("company_id"),
    *belongs_to("money_account_id", "money_account"),
    text_column("period"),
    column("book_balance", MONEY),
    column("bank_balance", MONEY),
    column("adjusted", MONEY),
    unique("money_account_id", "period"),
)


def rule_problems(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A rule names an account or a party, and not both."""
    if bool(values.get("account_id")) == bool(values.get("party_id")):
        return [FieldProblem("account_id", "account_or_party")]
    return ()


BANK_RULE: Record = declare(
    name="bank_rule",
    path="bank-rules",
    module="banking",
    title="name",
    sort="position",
    by_company=True,
    wrong=rule_problems,
    permissions=Permissions(
        view=may.VIEW_STATEMENT, create=may.MANAGE_RULE, update=may.MANAGE_RULE, delete=may.MANAGE_RULE
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        # Any of these words, apart by blanks, in what the bank says of a line.
        Field(name="words", required=True, in_list=True),
        Field(
            name="direction",
            kind=Kind.CHOICE,
            choices=("any", "income", "expense"),
            default="any",
            required=True,
            in_list=True,
        ),
        Field(name="account_id", kind=Kind.REFERENCE, references="account", in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(name="summary", in_list=True, max_length=100),
        Field(name="position", kind=Kind.NUMBER, default=0, in_list=True, adds_up=False),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
)
