"""Tenants (control plane) and their companies."""

from sqlalchemy import Boolean, Index, Integer, PrimaryKeyConstraint, text

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    column,
    control_table,
    tenant_table,
    text_column,
    uuid_column,
)

TENANT = control_table(
    "tenant",
    uuid_column("id"),
    text_column("name"),
    column("demo", Boolean, default="false"),
    column("active", Boolean, default="true"),
    column("settings_version", Integer, default="1"),
    text_column("time_zone", default="Asia/Shanghai"),
    text_column("currency", default="CNY"),
    column("profile", JSON_DATA, default="{}"),
    column("created_at", INSTANT),
    PrimaryKeyConstraint("id"),
    Index("ix_tenant_demo", "demo", unique=True, postgresql_where=text("demo")),
)

COMPANY = tenant_table(
    "company",
    text_column("name"),
    text_column("chart"),
    text_column("currency", default="CNY"),
    text_column("time_zone", default="Asia/Shanghai"),
    text_column("taxpayer", default="general"),
    text_column("uscc", nullable=True),
    text_column("address", nullable=True),
    text_column("phone", nullable=True),
    text_column("bank_name", nullable=True),
    text_column("bank_account", nullable=True),
)
