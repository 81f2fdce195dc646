"""Quotations: each version is a document of its own; what was sent and what was answered is never changed."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
)

from heyi.modules.quoting import permissions as may
from heyi.modules.quoting.contracts import AcceptedHow, Verdict
from heyi.modules.quoting.states import QuotationState
from heyi.modules.sales import api as sales
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    QUANTITY,
    RATE,
    belongs_to,
    check,
    column,
    control_table,
    index,
    tenant_table,
    text_column,
    unique,
    unique_where,
    uuid_column,
)
from heyi.platform.messages import LANGUAGES
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare
from heyi.platform.records.handing import Handing

QUOTATION_SERIES = series("quotation", NumberRule("BJ"))
MOST_OF_TERMS = 1000

_OPEN = (QuotationState.DRAFT, QuotationState.SENT)

# The first version gives the quotation its number; those after it carry that number and which version they are.
QUOTATION: Record = declare(
    name="quotation",
    path="quotations",
    module="quoting",
    title="number",
    party_field="party_id",
    owner_field="owner_id",
    by_company=True,
    worked_on=("state", _OPEN),
    document=Document(
        occurred_on="quoted_on",
        total="gross",
        by_total=("update",),
        state="state",
        versions="version_no",
        keeps_files=(QuotationState.ACCEPTED,),
    ),
    handing=Handing(along="party_id", open=("state", _OPEN), value="gross"),
    permissions=Permissions(view=may.VIEW, take_out=may.EXPORT, transfer=may.TRANSFER, attach=may.ANSWER),
    fields=(
        Field(name="number", unique=True, in_list=True, series=QUOTATION_SERIES),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="state", kind=Kind.CHOICE, choices=tuple(QuotationState), required=True, in_list=True),
        Field(name="quoted_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="valid_until", kind=Kind.DATE, required=True, in_list=True),
        Field(name="gross", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="last_seen_at", kind=Kind.DATETIME, read_only=True, in_list=True),
        Field(name="opportunity_id", kind=Kind.REFERENCE, references="opportunity", in_list=True),
        Field(name="order_id", kind=Kind.REFERENCE, references="sales_order", read_only=True, in_list=True),
        Field(name="contact_id", kind=Kind.REFERENCE, references="contact"),
        Field(name="version_no", kind=Kind.NUMBER, required=True, adds_up=False),
        Field(name="net", kind=Kind.MONEY, required=True),
        Field(name="tax", kind=Kind.MONEY, required=True),
        Field(name="prices_include_tax", kind=Kind.BOOLEAN, required=True),
        Field(name="warehouse_id", kind=Kind.REFERENCE, references="warehouse", required=True),
        Field(name="language", kind=Kind.CHOICE, choices=LANGUAGES, required=True),
        Field(name="payment_terms", kind=Kind.LONG_TEXT),
        Field(name="delivery_terms", kind=Kind.LONG_TEXT),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        # All versions of a quotation name its first one.
        uuid_column("first_id"),
        column("shows_discount", Boolean, default="true"),
        *sales.whole_discount(),
        column("sent_at", INSTANT, nullable=True),
        column("first_seen_at", INSTANT, nullable=True),
        unique("first_id", "version_no"),
        # Of its versions one at most is written, one may be accepted, and one became an order.
        Index(
            "uq_quotation_draft",
            "tenant_id",
            "first_id",
            unique=True,
            postgresql_where="state = 'draft'",
        ),
        Index(
            "uq_quotation_standing",
            "tenant_id",
            "first_id",
            unique=True,
            postgresql_where="state IN ('sent', 'accepted')",
        ),
        unique_where("quotation", "first_id", where="order_id IS NOT NULL"),
        unique("order_id"),
        index("quotation", "party_id", "id"),
        index("quotation", "opportunity_id", "id"),
        index("quotation", "contact_id"),
        index("quotation", "created_at", "id"),
        index("quotation", "owner_id", "quoted_on"),
        Index("ix_quotation_lapses", "tenant_id", "valid_until", postgresql_where="state = 'sent'"),
        check("amounts", "net + tax = gross"),
        check("valid_until", "valid_until >= quoted_on"),
        check("version_no", "version_no > 0 AND (version_no = 1) = (first_id = id)"),
        check("sent", "state IN ('draft', 'withdrawn') OR sent_at IS NOT NULL"),
        check("seen", "(first_seen_at IS NULL) = (last_seen_at IS NULL)"),
        check("ordered", "order_id IS NULL OR state IN ('sent', 'accepted')"),
    ),
)

# As a line of an order; `list_price` is said anew when it is sent.
QUOTATION_LINE = tenant_table(
    "quotation_line",
    *belongs_to("quotation_id", "quotation", on_delete="CASCADE"),
    column("line_no", Integer),
    *belongs_to("product_id", "product"),
    text_column("product_name"),
    column("is_goods", Boolean),
    column("quantity", QUANTITY),
    *belongs_to("unit_id", "unit"),
    column("typed_quantity", QUANTITY),
    column("unit_numerator", BigInteger, default="1"),
    column("unit_denominator", BigInteger, default="1"),
    *sales.line_price(),
    text_column("tax_code"),
    column("tax_rate", RATE),
    column("net", MONEY),
    column("tax", MONEY),
    column("gross", MONEY),
    unique("quotation_id", "line_no"),
    index("quotation_line", "product_id"),
    check("amounts", "net + tax = gross"),
    check("typed", "typed_quantity > 0 AND quantity * unit_denominator = typed_quantity * unit_numerator"),
    versioned=False,
)

# What was sent, byte by byte as the customer is shown it, with the SHA-256 of these bytes.
QUOTATION_SENDING = tenant_table(
    "quotation_sending",
    *belongs_to("quotation_id", "quotation"),
    text_column("content"),
    text_column("sha256"),
    column("sent_at", INSTANT),
    uuid_column("sent_by", nullable=True),
    unique("quotation_id"),
    append_only=True,
)

# What the customer answered to a version, once: the certificate of an acceptance, or why he declined.
QUOTATION_ANSWER = tenant_table(
    "quotation_answer",
    *belongs_to("quotation_id", "quotation"),
    text_column("verdict"),
    text_column("how"),
    text_column("name"),
    column("answered_on", Date),
    column("answered_at", INSTANT),
    text_column("address"),
    text_column("user_agent"),
    text_column("sha256"),
    text_column("note", nullable=True),
    uuid_column("recorded_by", nullable=True),
    unique("quotation_id"),
    check("verdict", f"verdict IN {tuple(map(str, Verdict))}"),
    check("how", f"how IN {tuple(map(str, AcceptedHow))}"),
    check("certified", "how <> 'link' OR (name <> '' AND address <> '' AND recorded_by IS NULL)"),
    append_only=True,
)

# The address under which a customer opens a version. The token is sealed with the installation's secret, for whoever
# sent it to copy it again; who is asked for it knows only its hash.
QUOTATION_LINK = tenant_table(
    "quotation_link",
    *belongs_to("quotation_id", "quotation"),
    column("sealed", LargeBinary),
    column("ended_at", INSTANT, nullable=True),
    Index(
        "uq_quotation_link_open",
        "tenant_id",
        "quotation_id",
        unique=True,
        postgresql_where="ended_at IS NULL",
    ),
)

# Asked for by the token's hash alone, before anybody knows whose quotation it is.
PUBLIC_QUOTATION = control_table(
    "public_quotation",
    column("token_hash", LargeBinary),
    uuid_column("tenant_id"),
    uuid_column("company_id"),
    uuid_column("link_id"),
    PrimaryKeyConstraint("token_hash"),
    ForeignKeyConstraint(["tenant_id"], ["control.tenant.id"], ondelete="RESTRICT"),
    Index("ix_public_quotation_tenant_id", "tenant_id"),
)
