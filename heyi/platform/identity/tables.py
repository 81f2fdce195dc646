"""Who may come in (control plane) and who they are inside a tenant."""

from sqlalchemy import (
    Boolean,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    UniqueConstraint,
)

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    column,
    control_table,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)

LOGIN = control_table(
    "login",
    uuid_column("id"),
    text_column("identifier"),
    text_column("password_hash"),
    text_column("language", default="zh-CN"),
    column("totp_secret", LargeBinary, nullable=True),
    column("totp_confirmed_at", INSTANT, nullable=True),
    column("totp_last_step", Integer, nullable=True),
    column("created_at", INSTANT),
    column("password_changed_at", INSTANT),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("identifier"),
)

MEMBERSHIP = control_table(
    "membership",
    uuid_column("tenant_id"),
    uuid_column("login_id"),
    uuid_column("user_id"),
    column("active", Boolean, default="true"),
    column("created_at", INSTANT),
    PrimaryKeyConstraint("tenant_id", "login_id"),
    UniqueConstraint("tenant_id", "user_id"),
    ForeignKeyConstraint(["tenant_id"], ["control.tenant.id"], ondelete="RESTRICT"),
    ForeignKeyConstraint(["login_id"], ["control.login.id"], ondelete="RESTRICT"),
    Index("ix_membership_login_id", "login_id"),
)

SESSION = control_table(
    "session",
    uuid_column("id"),
    column("token_hash", LargeBinary),
    uuid_column("login_id"),
    uuid_column("tenant_id"),
    uuid_column("user_id"),
    uuid_column("company_id"),
    column("created_at", INSTANT),
    column("seen_at", INSTANT),
    column("expires_at", INSTANT),
    column("ended_at", INSTANT, nullable=True),
    text_column("user_agent"),
    text_column("address"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("token_hash"),
    Index("ix_session_login_id", "login_id"),
)

API_KEY = control_table(
    "api_key",
    uuid_column("id"),
    column("key_hash", LargeBinary),
    text_column("hint"),
    text_column("name"),
    uuid_column("tenant_id"),
    uuid_column("user_id"),
    uuid_column("company_id"),
    column("scopes", JSON_DATA),
    column("created_at", INSTANT),
    column("used_at", INSTANT, nullable=True),
    column("expires_at", INSTANT, nullable=True),
    column("ended_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("key_hash"),
    Index("ix_api_key_tenant_id", "tenant_id"),
)

DEPARTMENT = tenant_table(
    "department",
    text_column("name"),
    *belongs_to("parent_id", "department", nullable=True),
    unique("name"),
)

APP_USER = tenant_table(
    "app_user",
    text_column("name"),
    text_column("name_key"),
    text_column("login"),
    *belongs_to("department_id", "department", nullable=True),
    *belongs_to("manager_id", "app_user", nullable=True),
    column("active", Boolean, default="true"),
    unique("login"),
)

ROLE = tenant_table(
    "role",
    text_column("name"),
    text_column("builtin", nullable=True),
    column("permissions", JSON_DATA),
    unique("name"),
)

USER_ROLE = tenant_table(
    "user_role",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    *belongs_to("role_id", "role"),
    unique("user_id", "role_id"),
    versioned=False,
)
