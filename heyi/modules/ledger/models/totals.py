"""What the lines add up to, kept ready: every line is in the totals or its entry waits to be folded into them.

A line stands in three totals: of its day, its month and its year. What happened until a day is then the years before,
the months of its year before, and the days of its month, however many lines there are. `is_closing` keeps apart what
closes profit and loss, which statements of income leave out.
"""

from sqlalchemy import Boolean, Date, Index, Integer, SmallInteger

from heyi.modules.ledger.contracts import Grain
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    belongs_to,
    check,
    column,
    tenant_table,
    text_column,
    unique,
)

_GRAINS = f"grain IN {tuple(map(str, Grain))}"

UNFOLDED = tenant_table(
    "ledger_unfolded",
    *belongs_to("company_id", "company"),
    *belongs_to("entry_id", "journal_entry"),
    unique("entry_id"),
    Index("ix_ledger_unfolded_company_id", "tenant_id", "company_id", "id"),
    versioned=False,
)

ACCOUNT_TOTAL = tenant_table(
    "account_total",
    *belongs_to("company_id", "company"),
    text_column("grain"),
    column("first_day", Date),
    *belongs_to("account_id", "account"),
    column("is_closing", Boolean),
    column("debit", MONEY),
    column("credit", MONEY),
    unique("company_id", "grain", "first_day", "account_id", "is_closing"),
    check("grain", _GRAINS),
    versioned=False,
)

# On which row of 现金流量表 an entry's money stands; written with the entry, so the rows add up to the change of cash.
CASH_FLOW = tenant_table(
    "cash_flow",
    *belongs_to("company_id", "company"),
    *belongs_to("entry_id", "journal_entry"),
    column("occurred_on", Date),
    column("row", SmallInteger),
    column("amount", MONEY),
    Index(
        "ix_cash_flow_occurred_on",
        "tenant_id",
        "company_id",
        "occurred_on",
        "row",
        postgresql_include=["amount"],
    ),
    Index("ix_cash_flow_entry_id", "tenant_id", "entry_id"),
    append_only=True,
)

# Tamper evidence: what is folded is sealed too. A seal's hash is made of the one before and of the digests of its
# entries, so that nobody changes, removes or slips in an entry, not even in the database itself, without showing it.
SEAL = tenant_table(
    "ledger_seal",
    *belongs_to("company_id", "company"),
    column("number", Integer),
    column("sealed_at", INSTANT),
    column("entries", Integer),
    text_column("previous"),
    text_column("hash"),
    unique("company_id", "number"),
    append_only=True,
)

SEALED_ENTRY = tenant_table(
    "sealed_entry",
    *belongs_to("seal_id", "ledger_seal"),
    *belongs_to("entry_id", "journal_entry"),
    text_column("digest"),
    unique("entry_id"),
    Index("ix_sealed_entry_seal_id", "tenant_id", "seal_id", "entry_id"),
    append_only=True,
)

PARTY_TOTAL = tenant_table(
    "party_total",
    *belongs_to("company_id", "company"),
    text_column("grain"),
    column("first_day", Date),
    *belongs_to("account_id", "account"),
    *belongs_to("party_id", "party"),
    column("debit", MONEY),
    column("credit", MONEY),
    unique("company_id", "account_id", "grain", "first_day", "party_id"),
    check("grain", _GRAINS),
    versioned=False,
)
