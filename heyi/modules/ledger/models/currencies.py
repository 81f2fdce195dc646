"""Foreign currencies: which the company has, what they were worth on each day, and what lines in them add up to."""

from sqlalchemy import Boolean, Date, Numeric

from heyi.modules.ledger.contracts import Grain
from heyi.platform.db.schema import (
    MONEY,
    belongs_to,
    check,
    column,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)

# What one unit of a foreign currency is worth in the currency of the books.
EXCHANGE = Numeric(20, 8)

CURRENCY = tenant_table(
    "currency",
    *belongs_to("company_id", "company"),
    text_column("code"),
    column("active", Boolean),
    unique("company_id", "code"),
)

EXCHANGE_RATE = tenant_table(
    "exchange_rate",
    *belongs_to("company_id", "company"),
    text_column("code"),
    column("day", Date),
    column("rate", EXCHANGE),
    unique("company_id", "code", "day"),
    check("rate", "rate > 0"),
)

# As account_total, of lines in a foreign currency alone: what they add up to in the books' currency and in their own,
# by whom they name. Where they name nobody, `party_id` is all zeros, so that it can be part of the key.
FOREIGN_TOTAL = tenant_table(
    "foreign_total",
    *belongs_to("company_id", "company"),
    text_column("grain"),
    column("first_day", Date),
    *belongs_to("account_id", "account"),
    uuid_column("party_id"),
    column("debit", MONEY),
    column("credit", MONEY),
    column("foreign_debit", MONEY),
    column("foreign_credit", MONEY),
    unique("company_id", "account_id", "grain", "first_day", "party_id"),
    check("grain", f"grain IN {tuple(map(str, Grain))}"),
    versioned=False,
)
