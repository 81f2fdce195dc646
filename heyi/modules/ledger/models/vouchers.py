"""Vouchers written by hand, and how a company keeps its books."""

from sqlalchemy import Boolean, Date, Integer, SmallInteger

from heyi.modules.ledger import permissions as may
from heyi.modules.ledger.contracts import OPENINGS
from heyi.modules.ledger.models.currencies import EXCHANGE
from heyi.modules.ledger.states import VoucherState
from heyi.platform.db.schema import (
    INSTANT,
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
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

KINDS = (
    "manual",
    *OPENINGS,
    "revaluation",
    "allowance",
    "variances",
    "vat_carried",
    "profit_closing",
    "year_closing",
)

# A draft has no number: the entry gets it when it is posted, without gaps in its period.
VOUCHER: Record = declare(
    name="voucher",
    path="vouchers",
    module="ledger",
    title="summary",
    sort="-occurred_on",
    by_company=True,
    document=Document(
        occurred_on="occurred_on",
        total="total",
        by_total=("update",),
        state="state",
        # Whoever reviewed or posted it looked at them.
        keeps_files=(VoucherState.REVIEWED, VoucherState.POSTED, VoucherState.REVERSED),
    ),
    permissions=Permissions(view=may.VIEW_VOUCHER),
    fields=(
        Field(name="number", searchable=True, in_list=True, read_only=True),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="summary", searchable=True, in_list=True),
        Field(name="kind", kind=Kind.CHOICE, choices=KINDS, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(VoucherState), required=True, in_list=True),
        Field(name="total", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="attachments", kind=Kind.NUMBER, required=True, in_list=True),
        Field(name="reviewed_by", kind=Kind.REFERENCE, references="app_user", in_list=True),
        # On that day the voucher is taken back by a red-letter one, as accruals are.
        Field(name="reverses_on", kind=Kind.DATE),
    ),
    extra=(
        column("reviewed_at", INSTANT, nullable=True),
        # Who said last what the draft says; he does not review it.
        uuid_column("written_by", nullable=True),
        uuid_column("entry_id", nullable=True),
        index("voucher", "company_id", "occurred_on", "id"),
        index("voucher", "created_at", "id"),
        check("posted", "(entry_id IS NOT NULL) = (state IN ('posted', 'reversed'))"),
    ),
)

VOUCHER_LINE = tenant_table(
    "voucher_line",
    *belongs_to("voucher_id", "voucher", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("account_id", "account"),
    text_column("summary"),
    column("debit", MONEY),
    column("credit", MONEY),
    *belongs_to("party_id", "party", nullable=True),
    *belongs_to("department_id", "department", nullable=True),
    *belongs_to("person_id", "app_user", nullable=True),
    *belongs_to("product_id", "product", nullable=True),
    *belongs_to("project_id", "project", nullable=True),
    column("cash_flow", SmallInteger, nullable=True),
    column("foreign_amount", MONEY, nullable=True),
    column("rate", EXCHANGE, nullable=True),
    index("voucher_line", "voucher_id", "line_no"),
    index("voucher_line", "account_id"),
    versioned=False,
)

BOOK_RULES = tenant_table(
    "book_rules",
    *belongs_to("company_id", "company"),
    # Somebody else than its maker looks at a voucher before it is posted.
    column("review_required", Boolean),
    # Money in, money out and the rest are numbered apart (收, 付, 转) instead of all together (记).
    column("by_money", Boolean),
    # From this day on Heyi keeps the books; what stood before is the opening balance.
    column("started_on", Date, nullable=True),
    # A voucher takes the rate of its day, otherwise that of the first day of its month.
    column("daily_rates", Boolean),
    unique("company_id"),
)
