"""Where money lies; receipts, payments and refunds, which invoices they settle, and what is written off."""

from sqlalchemy import Index, Integer, text

from heyi.modules.payments import permissions as may
from heyi.modules.payments.contracts import LossReason
from heyi.modules.payments.states import WriteOffState
from heyi.platform.db.schema import (
    MONEY,
    RATE,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    unique,
    unique_where,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

RECEIPT_SERIES = series("receipt", NumberRule("SK"))
PAYMENT_SERIES = series("payment", NumberRule("FK"))
WRITE_OFF_SERIES = series("write_off", NumberRule("HX"))

MONEY_KINDS = ("bank", "cash", "alipay", "wechat", "other")

MONEY_ACCOUNT: Record = declare(
    name="money_account",
    path="money-accounts",
    module="payments",
    title="name",
    sort="created_at",
    by_company=True,
    permissions=Permissions(view=may.VIEW_MONEY),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="kind", kind=Kind.CHOICE, choices=MONEY_KINDS, required=True, in_list=True),
        # One account of the books for each, so that its journal is the account's.
        Field(
            name="account_id",
            kind=Kind.REFERENCE,
            references="account",
            required=True,
            unique=True,
            in_list=True,
        ),
        Field(name="number", in_list=True, max_length=40),
        Field(name="bank_name", in_list=True, max_length=100),
        Field(name="currency", required=True, max_length=3),
        Field(name="is_default", kind=Kind.BOOLEAN, required=True, in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        Index(
            "uq_money_account_default",
            "tenant_id",
            "company_id",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        check("default_is_active", "active OR NOT is_default"),
    ),
)
RECEIPT_KINDS = ("receipt", "refund", "recovery", "opening")
PAYMENT_KINDS = ("payment", "refund", "opening")
# What was paid ahead before Heyi kept the books moved no money here, and has the number it had on paper.
_OPENING = "(kind = 'opening') = (paper_number IS NOT NULL) AND (kind = 'opening') = (account_code IS NULL)"

WRITE_OFF: Record = declare(
    name="write_off",
    path="write-offs",
    module="payments",
    title="number",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(
        occurred_on="occurred_on", total="amount", by_total=("recover",), state="state", kind="reason"
    ),
    permissions=Permissions(view=may.VIEW_WRITE_OFF),
    fields=(
        Field(name="number", unique=True, in_list=True, series=WRITE_OFF_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="reason", kind=Kind.CHOICE, choices=tuple(LossReason), required=True, in_list=True),
        Field(name="amount", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="recovered", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(WriteOffState), required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        index("write_off", "party_id", "id"),
        index("write_off", "created_at", "id"),
        check("amounts", "amount > 0 AND recovered >= 0 AND recovered <= amount"),
        check("reversed", "state = 'posted' OR recovered = 0"),
    ),
)

WRITE_OFF_LINE = tenant_table(
    "write_off_line",
    *belongs_to("write_off_id", "write_off"),
    column("line_no", Integer),
    *belongs_to("invoice_id", "sales_invoice"),
    column("amount", MONEY),
    unique("write_off_id", "line_no"),
    index("write_off_line", "invoice_id"),
    check("amount", "amount > 0"),
    append_only=True,
)

# What part of receivables of an age, in full years, is set aside for those that will not be paid.
ALLOWANCE_RATE = tenant_table(
    "allowance_rate",
    *belongs_to("company_id", "company"),
    column("years", Integer),
    column("rate", RATE),
    unique("company_id", "years"),
    check("rate", "rate BETWEEN 0 AND 1 AND years BETWEEN 0 AND 5"),
)

# What the company chose about money.
PAYMENT_RULES = tenant_table(
    "payment_rules",
    *belongs_to("company_id", "company"),
    column("rounding_limit", MONEY),
    unique("company_id"),
    check("rounding_limit", "rounding_limit BETWEEN 0 AND 1000"),
)

RECEIPT: Record = declare(
    name="receipt",
    path="receipts",
    module="payments",
    title="number",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(occurred_on="received_on", total="amount", by_total=("apply",), state="state"),
    permissions=Permissions(view=may.VIEW_RECEIPT, take_out=may.EXPORT_RECEIPT),
    fields=(
        Field(name="number", unique=True, in_list=True, series=RECEIPT_SERIES),
        Field(name="kind", kind=Kind.CHOICE, choices=RECEIPT_KINDS, required=True, in_list=True),
        Field(name="paper_number", searchable=True, max_length=40),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="received_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="account_code", in_list=True),
        Field(name="amount", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="allocated", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="advance", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=("posted", "reversed"), required=True, in_list=True),
        # What had been written off, and came after all.
        Field(name="write_off_id", kind=Kind.REFERENCE, references="write_off"),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        index("receipt", "write_off_id"),
        check("opening", _OPENING),
        unique_where("receipt", "company_id", "party_id", "paper_number", where="state = 'posted'"),
        check(
            "recovery",
            "(kind = 'recovery') = (write_off_id IS NOT NULL) AND (kind <> 'recovery' OR advance = 0)",
        ),
        index("receipt", "party_id", "id"),
        index("receipt", "created_at", "id"),
        index("receipt", "received_on"),
        column("applications", Integer, default="0"),
        # What a bill that was taken did not bring after all.
        column("dishonoured", MONEY, default="0"),
        check(
            "amounts",
            "amount > 0 AND allocated >= 0 AND advance >= 0 AND dishonoured >= 0 "
            "AND allocated + advance + dishonoured = amount",
        ),
    ),
)

# Remainders that were let go as money came: they are taken back with it.
RECEIPT_TAIL = tenant_table(
    "receipt_tail",
    *belongs_to("write_off_id", "write_off"),
    *belongs_to("receipt_id", "receipt"),
    index("receipt_tail", "receipt_id"),
    keyed_by=("write_off_id",),
    append_only=True,
)

ALLOCATION = tenant_table(
    "allocation",
    *belongs_to("receipt_id", "receipt"),
    *belongs_to("invoice_id", "sales_invoice"),
    column("amount", MONEY),
    # Which time a bill was not honoured that reopened so much of the invoice (below zero), or was after all.
    column("dishonour", Integer, nullable=True),
    index("allocation", "receipt_id"),
    index("allocation", "invoice_id"),
    check("amount", "amount > 0 OR (dishonour IS NOT NULL AND amount <> 0)"),
    append_only=True,
)

PAYMENT: Record = declare(
    name="payment",
    path="payments",
    module="payments",
    title="number",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(occurred_on="paid_on", total="amount", by_total=("apply",), state="state"),
    permissions=Permissions(view=may.VIEW_PAYMENT, take_out=may.EXPORT_PAYMENT),
    fields=(
        Field(name="number", unique=True, in_list=True, series=PAYMENT_SERIES),
        Field(name="kind", kind=Kind.CHOICE, choices=PAYMENT_KINDS, required=True, in_list=True),
        Field(name="paper_number", searchable=True, max_length=40),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="paid_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="account_code", in_list=True),
        Field(name="amount", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="allocated", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="prepaid", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=("posted", "reversed"), required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        column("applications", Integer, default="0"),
        # What a bill by which it was paid did not bring the supplier after all.
        column("dishonoured", MONEY, default="0"),
        check("opening", _OPENING),
        unique_where("payment", "company_id", "party_id", "paper_number", where="state = 'posted'"),
        index("payment", "party_id", "id"),
        index("payment", "created_at", "id"),
        check(
            "amounts",
            "amount > 0 AND allocated >= 0 AND prepaid >= 0 AND dishonoured >= 0 "
            "AND allocated + prepaid + dishonoured = amount",
        ),
    ),
)

PAYMENT_ALLOCATION = tenant_table(
    "payment_allocation",
    *belongs_to("payment_id", "payment"),
    *belongs_to("invoice_id", "supplier_invoice"),
    column("amount", MONEY),
    # As for receipts: which time a bill was not honoured, or was after all.
    column("dishonour", Integer, nullable=True),
    index("payment_allocation", "payment_id"),
    index("payment_allocation", "invoice_id"),
    check("amount", "amount > 0 OR (dishonour IS NOT NULL AND amount <> 0)"),
    append_only=True,
)
