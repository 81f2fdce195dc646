"""Invoices and credit notes, to customers and from suppliers, their lines, and what settled them."""

from sqlalchemy import Boolean, Date, Integer

from heyi.modules.invoicing import permissions as may
from heyi.modules.invoicing.contracts import Estimates
from heyi.modules.invoicing.states import InvoiceState, LandedState
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    QUANTITY,
    RATE,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    unique_where,
    uuid_column,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

INVOICE_SERIES = series("sales_invoice", NumberRule("XSFP"))
SUPPLIER_SERIES = series("supplier_invoice", NumberRule("CGFP"))
LANDED_SERIES = series("landed_cost", NumberRule("CGFY"))

INVOICE_KINDS = ("invoice", "credit_note", "opening", "bill")
_WITHOUT_LINES = "kind IN ('opening', 'bill')"
# What stood open before, or is owed for an unpaid bill, is posted at once and keeps its number when taken back.
NUMBERED = f"(number IS NOT NULL) = (state = 'posted' OR {_WITHOUT_LINES})"

SALES_INVOICE: Record = declare(
    name="sales_invoice",
    path="sales-invoices",
    module="invoicing",
    title="number",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(occurred_on="invoiced_on", total="gross", state="state"),
    permissions=Permissions(view=may.VIEW_INVOICE, take_out=may.EXPORT_INVOICE),
    fields=(
        Field(name="number", unique=True, in_list=True, read_only=True),
        # What a customer owed before Heyi kept the books (opening), or owes since a bill of then was not paid (bill),
        # is for no order and has no lines.
        Field(name="kind", kind=Kind.CHOICE, choices=INVOICE_KINDS, required=True, in_list=True),
        Field(name="paper_number", searchable=True, max_length=40),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="order_id", kind=Kind.REFERENCE, references="sales_order", in_list=True),
        Field(name="return_id", kind=Kind.REFERENCE, references="sales_return"),
        Field(name="invoiced_on", kind=Kind.DATE, required=True, in_list=True),
        # By the customer's terms on the day it was written.
        Field(name="due_on", kind=Kind.DATE, required=True, in_list=True, read_only=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(InvoiceState), required=True, in_list=True),
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="settled", kind=Kind.MONEY, required=True),
        Field(name="open", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        check("due", "due_on >= invoiced_on"),
        check("for_what", f"({_WITHOUT_LINES}) = (order_id IS NULL)"),
        check("paper_number", f"({_WITHOUT_LINES}) = (paper_number IS NOT NULL)"),
        # Parts of one bill may come back one by one.
        unique_where(
            "sales_invoice",
            "company_id",
            "party_id",
            "paper_number",
            where="state <> 'cancelled' AND kind <> 'bill'",
        ),
        index("sales_invoice", "party_id", "state", "id"),
        index("sales_invoice", "order_id"),
        index("sales_invoice", "created_at", "id"),
        check("amounts", f"net + tax = gross AND gross >= 0 AND (NOT {_WITHOUT_LINES} OR tax = 0)"),
        check(
            "open",
            "settled >= 0 AND settled <= gross AND open = CASE WHEN state = 'posted' THEN gross - settled ELSE 0 END",
        ),
        check("number", NUMBERED),
    ),
)

SALES_INVOICE_LINE = tenant_table(
    "sales_invoice_line",
    *belongs_to("invoice_id", "sales_invoice"),
    column("line_no", Integer),
    uuid_column("source_line_id"),
    uuid_column("order_line_id"),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("is_goods", Boolean),
    # Revenue and cost since its goods left.
    column("recognised", Boolean),
    column("quantity", QUANTITY),
    column("unit_price", QUANTITY),
    text_column("tax_code"),
    column("tax_rate", RATE),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("cost", MONEY),
    index("sales_invoice_line", "invoice_id"),
    index("sales_invoice_line", "source_line_id"),
    check("amounts", "net + tax = gross AND quantity > 0"),
    append_only=True,
)

# What goods of a delivery turned out to cost beside what they left at, while they wait for their invoice (发出商品):
# by a correction of their own move (`of_move`), or by their share of a difference. What comes back takes its part off,
# and the invoice all the rest, as cost of sales. Rows are written under the lock of their product's pool.
SHIPPED_CHANGE = tenant_table(
    "shipped_change",
    *belongs_to("company_id", "company"),
    *belongs_to("delivery_line_id", "delivery_line"),
    *belongs_to("product_id", "product"),
    column("occurred_on", Date),
    column("amount", MONEY),
    column("of_move", Boolean),
    text_column("source_type"),
    uuid_column("source_id"),
    text_column("source_number"),
    index("shipped_change", "delivery_line_id"),
    index("shipped_change", "product_id", "occurred_on"),
    index("shipped_change", "source_type", "source_id"),
    check("amount", "amount <> 0"),
    append_only=True,
)

# What settled an invoice, one row for each receipt, credit note or reversal; negative takes a settlement back.
SETTLEMENT = tenant_table(
    "settlement",
    *belongs_to("company_id", "company"),
    *belongs_to("invoice_id", "sales_invoice"),
    column("amount", MONEY),
    text_column("source_type"),
    uuid_column("source_id"),
    column("occurred_on", Date),
    column("settled_at", INSTANT),
    index("settlement", "invoice_id"),
    index("settlement", "source_type", "source_id"),
    check("amount", "amount <> 0"),
    append_only=True,
)

SUPPLIER_INVOICE: Record = declare(
    name="supplier_invoice",
    path="supplier-invoices",
    module="invoicing",
    title="number",
    party_field="party_id",
    visible_through="party_id",
    by_company=True,
    document=Document(occurred_on="invoiced_on", total="gross", state="state"),
    permissions=Permissions(view=may.VIEW_SUPPLIER_INVOICE, take_out=may.EXPORT_SUPPLIER_INVOICE),
    fields=(
        Field(name="number", unique=True, in_list=True, read_only=True),
        Field(name="supplier_number", required=True, searchable=True, in_list=True, max_length=40),
        Field(name="kind", kind=Kind.CHOICE, choices=INVOICE_KINDS, required=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="order_id", kind=Kind.REFERENCE, references="purchase_order", in_list=True),
        # What goods cost on their way is owed for no order.
        Field(name="landed_cost_id", kind=Kind.REFERENCE, references="landed_cost"),
        Field(name="invoiced_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(InvoiceState), required=True, in_list=True),
        Field(
            name="match_state",
            kind=Kind.CHOICE,
            choices=("matched", "deviates", "overridden"),
            required=True,
            in_list=True,
        ),
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="settled", kind=Kind.MONEY, required=True),
        Field(name="open", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="override_reason"),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        *belongs_to("warehouse_id", "warehouse", nullable=True),
        unique("landed_cost_id"),
        check(
            "for_what",
            f"num_nonnulls(order_id, landed_cost_id) = CASE WHEN {_WITHOUT_LINES} THEN 0 ELSE 1 END",
        ),
        check("where", "(order_id IS NULL) = (warehouse_id IS NULL)"),
        index("supplier_invoice", "party_id", "state", "id"),
        index("supplier_invoice", "order_id"),
        index("supplier_invoice", "created_at", "id"),
        unique_where(
            "supplier_invoice",
            "company_id",
            "party_id",
            "supplier_number",
            where="state <> 'cancelled' AND kind <> 'bill'",
        ),
        check("amounts", f"net + tax = gross AND gross >= 0 AND (NOT {_WITHOUT_LINES} OR tax = 0)"),
        check(
            "open",
            "settled >= 0 AND settled <= gross AND open = CASE WHEN state = 'posted' THEN gross - settled ELSE 0 END",
        ),
        check("number", NUMBERED),
        check("overridden", "(match_state = 'overridden') = (override_reason IS NOT NULL)"),
    ),
)

# Beside what the supplier asks stands what the order said of the same quantity, and the estimate that the line clears.
SUPPLIER_INVOICE_LINE = tenant_table(
    "supplier_invoice_line",
    *belongs_to("invoice_id", "supplier_invoice"),
    column("line_no", Integer),
    *belongs_to("order_line_id", "purchase_order_line"),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("quantity", QUANTITY),
    column("unit_price", QUANTITY),
    text_column("tax_code"),
    column("tax_rate", RATE),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    column("estimate", MONEY),
    column("ordered_net", MONEY),
    column("ordered_gross", MONEY),
    column("ordered_tax_rate", RATE),
    index("supplier_invoice_line", "invoice_id"),
    index("supplier_invoice_line", "order_line_id"),
    check("amounts", "net + tax = gross AND quantity > 0"),
    append_only=True,
)

SUPPLIER_SETTLEMENT = tenant_table(
    "supplier_settlement",
    *belongs_to("company_id", "company"),
    *belongs_to("invoice_id", "supplier_invoice"),
    column("amount", MONEY),
    text_column("source_type"),
    uuid_column("source_id"),
    column("occurred_on", Date),
    column("settled_at", INSTANT),
    index("supplier_settlement", "invoice_id"),
    index("supplier_settlement", "source_type", "source_id"),
    check("amount", "amount <> 0"),
    append_only=True,
)

# How a company books what leaves a choice; one row a company, once it chose.
BILLING_RULES = tenant_table(
    "billing_rules",
    *belongs_to("company_id", "company"),
    text_column("estimates"),
    unique("company_id"),
    check("estimates", f"estimates IN {tuple(map(str, Estimates))}"),
)

LANDED_COST: Record = declare(
    name="landed_cost",
    path="landed-costs",
    module="invoicing",
    title="number",
    sort="-created_at",
    by_company=True,
    document=Document(occurred_on="occurred_on", total="gross", state="state"),
    permissions=Permissions(view=may.VIEW_LANDED_COST),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=LANDED_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(name="supplier_number", searchable=True, in_list=True, max_length=40),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(
            name="basis",
            kind=Kind.CHOICE,
            choices=("amount", "quantity", "weight", "manual"),
            required=True,
            in_list=True,
        ),
        # The numbers of the receipts whose goods bear it, as many as fit.
        Field(name="receipts", required=True, in_list=True),
        Field(name="tax_code"),
        Field(name="net", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="tax", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(LandedState), required=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        # What the goods bear together: with the VAT, where it cannot be deducted.
        column("cost", MONEY),
        # The other side of it in the books, for whoever takes it back.
        text_column("account"),
        text_column("tax_account", nullable=True),
        *belongs_to("reverses_id", "landed_cost", nullable=True),
        unique("reverses_id"),
        index("landed_cost", "created_at", "id"),
        check("amounts", "net + tax = gross AND cost IN (net, gross)"),
        check(
            "reversal",
            "(state = 'reversal') = (reverses_id IS NOT NULL) AND (gross < 0) = (state = 'reversal')",
        ),
        check("number", "(party_id IS NULL) = (supplier_number IS NULL)"),
    ),
)

# What lay there took `on_hand` of the amount; the rest went to the account of what had left.
LANDED_COST_LINE = tenant_table(
    "landed_cost_line",
    *belongs_to("landed_cost_id", "landed_cost"),
    column("line_no", Integer),
    *belongs_to("receipt_line_id", "purchase_receipt_line"),
    *belongs_to("product_id", "product"),
    *belongs_to("warehouse_id", "warehouse"),
    column("quantity", QUANTITY),
    column("base", QUANTITY),
    column("amount", MONEY),
    column("on_hand", MONEY),
    text_column("gone_account"),
    unique("landed_cost_id", "line_no"),
    index("landed_cost_line", "receipt_line_id"),
    index("landed_cost_line", "product_id"),
    check("quantity", "quantity > 0 AND amount * on_hand >= 0"),
    append_only=True,
)
