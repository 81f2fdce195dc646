"""What an administrator sets: who is given leads, what a lead becomes, and public forms; with who got what."""

from sqlalchemy import Boolean, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    column,
    control_table,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.tenancy.carried import carry_along

ASSIGNMENT_RULE = tenant_table(
    "assignment_rule",
    text_column("name"),
    column("position", Integer),
    column("active", Boolean, default="true"),
    column("condition", JSON_DATA, nullable=True),
    text_column("way"),
    column("users", JSON_DATA, default="[]"),
    column("departments", JSON_DATA, default="[]"),
    uuid_column("last_user", nullable=True),
    unique("name"),
)

# Who got what by which rule; it outlives the rule and the lead and names them.
LEAD_ASSIGNMENT = tenant_table(
    "lead_assignment",
    uuid_column("lead"),
    text_column("lead_name"),
    uuid_column("rule"),
    text_column("rule_name"),
    text_column("way"),
    uuid_column("receiver"),
    text_column("receiver_name"),
    text_column("door"),
    column("occurred_at", INSTANT),
    index("lead_assignment", "lead"),
    append_only=True,
)

# Which field of a lead becomes which of the customer, the contact and the opportunity; without a row, the usual.
LEAD_MAPPING = tenant_table("lead_mapping", column("pairs", JSON_DATA))
carry_along(ASSIGNMENT_RULE, LEAD_MAPPING)

WEB_FORM = tenant_table(
    "web_form",
    text_column("name"),
    text_column("token"),
    column("active", Boolean, default="true"),
    text_column("title"),
    text_column("intro"),
    text_column("consent"),
    text_column("thanks"),
    text_column("source"),
    column("fields", JSON_DATA),
    column("received", Integer, default="0"),
    unique("name"),
)

# A form is asked for by its address alone, before anybody knows whose it is.
PUBLIC_FORM = control_table(
    "public_form",
    text_column("token"),
    uuid_column("tenant_id"),
    uuid_column("form_id"),
    PrimaryKeyConstraint("token"),
    ForeignKeyConstraint(["tenant_id"], ["control.tenant.id"], ondelete="RESTRICT"),
    Index("ix_public_form_tenant_id", "tenant_id"),
)
