"""Posting rules: which account a line of an entry goes to. One that ended stays, for its account holds something."""

from sqlalchemy import Boolean, Index

from heyi.platform.db.schema import (
    INSTANT,
    belongs_to,
    check,
    column,
    tenant_table,
    text_column,
    uuid_column,
)

POSTING_RULE = tenant_table(
    "posting_rule",
    *belongs_to("company_id", "company"),
    text_column("role"),
    *belongs_to("account_id", "account"),
    *belongs_to("category_id", "product_category", nullable=True),
    # Warehouses are a matter of stock, which stands above; that there is one is looked up when the rule is made.
    uuid_column("warehouse_id", nullable=True),
    text_column("tax_code", nullable=True),
    # Documents keep the account: it is what they say, also after the rule ended.
    column("kept", Boolean),
    column("ended_at", INSTANT, nullable=True),
    Index(
        "uq_posting_rule_current",
        "tenant_id",
        "company_id",
        "role",
        "category_id",
        "warehouse_id",
        "tax_code",
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where="ended_at IS NULL",
    ),
    Index("ix_posting_rule_account_id", "tenant_id", "account_id"),
    check("ended", "ended_at >= created_at"),
)
