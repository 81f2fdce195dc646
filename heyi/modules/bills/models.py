"""Acceptance bills (承兑汇票) that we hold or must pay, and what became of them."""

from sqlalchemy import Date, Index, Integer, text

from heyi.modules.bills import permissions as may
from heyi.modules.bills.contracts import BillKind, BillSide
from heyi.modules.bills.states import BillState
from heyi.platform.db.schema import MONEY, belongs_to, check, column, index, tenant_table, text_column, unique
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

BILL: Record = declare(
    name="bill",
    path="bills",
    module="bills",
    title="number",
    sort="due_on",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(
        occurred_on="entered_on",
        total="amount",
        by_total=("endorse", "discount", "collect", "dishonour", "honour"),
        state="state",
    ),
    permissions=Permissions(view=may.VIEW_BILL),
    fields=(
        Field(name="number", required=True, searchable=True, in_list=True, max_length=30),
        Field(name="sub_range", max_length=40),
        Field(name="side", kind=Kind.CHOICE, choices=tuple(BillSide), required=True, in_list=True),
        Field(name="kind", kind=Kind.CHOICE, choices=tuple(BillKind), required=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="drawer", max_length=100),
        Field(name="issued_on", kind=Kind.DATE, required=True),
        Field(name="due_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="entered_on", kind=Kind.DATE, required=True),
        Field(name="amount", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="remaining", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(BillState), required=True, in_list=True),
        Field(name="acceptor", required=True, in_list=True, max_length=100),
        # Where it came from: a receipt, a payment, or the time before these books.
        Field(name="receipt_id", kind=Kind.REFERENCE, references="receipt"),
        Field(name="payment_id", kind=Kind.REFERENCE, references="payment"),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        column("uses", Integer, default="0"),
        # A bill that was passed on may come back later; held it is once.
        Index(
            "uq_bill_held",
            "tenant_id",
            "company_id",
            "side",
            "number",
            text("COALESCE(sub_range, '')"),
            unique=True,
            postgresql_where=text("state = 'held'"),
        ),
        index("bill", "due_on", "id"),
        index("bill", "party_id", "id"),
        index("bill", "receipt_id"),
        index("bill", "payment_id"),
        check("amounts", "amount > 0 AND remaining BETWEEN 0 AND amount"),
        check("state", "(state = 'held') = (remaining > 0)"),
        check("days", "issued_on <= due_on AND issued_on <= entered_on"),
        check("origin", "receipt_id IS NULL OR (payment_id IS NULL AND side = 'received')"),
    ),
)

# Each use is a row; what takes it back is a row below zero that names it.
BILL_USE = tenant_table(
    "bill_use",
    *belongs_to("bill_id", "bill"),
    column("line_no", Integer),
    text_column("kind"),
    column("occurred_on", Date),
    column("amount", MONEY),
    column("interest", MONEY),
    *belongs_to("money_account_id", "money_account", nullable=True),
    *belongs_to("payment_id", "payment", nullable=True),
    *belongs_to("undoes_id", "bill_use", nullable=True),
    # Which use came back to us unpaid. It is off the bill already, so it counts no more.
    *belongs_to("of_id", "bill_use", nullable=True),
    # What is owed since a bill from before was not paid: to us, or by us.
    *belongs_to("invoice_id", "sales_invoice", nullable=True),
    *belongs_to("owed_id", "supplier_invoice", nullable=True),
    unique("bill_id", "line_no"),
    unique("undoes_id"),
    index("bill_use", "payment_id"),
    index("bill_use", "of_id"),
    index("bill_use", "invoice_id"),
    index("bill_use", "owed_id"),
    check("amount", "amount <> 0 AND (amount < 0) = (undoes_id IS NOT NULL) AND interest >= 0"),
    check("sent_back", "(kind = 'recourse') = (of_id IS NOT NULL)"),
    append_only=True,
)
