"""Who may come in (control plane) and who they are inside a tenant."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    UniqueConstraint,
    select,
)

from heyi.kit.text import pinyin_key
from heyi.platform.access import BUILTIN_ROLES
from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    check,
    column,
    control_table,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.identity import permissions as may
from heyi.platform.identity.tree import no_circle
from heyi.platform.records.declaration import Field, Kind, Permissions, PersonalData, Record, declare

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

RECOVERY_CODE = control_table(
    "recovery_code",
    uuid_column("login_id"),
    column("code_hash", LargeBinary),
    column("used_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("login_id", "code_hash"),
    ForeignKeyConstraint(["login_id"], ["control.login.id"], ondelete="CASCADE"),
)

# What a link in a mail carries: only its hash is kept, it works once and not for long.
ONE_TIME_TOKEN = control_table(
    "one_time_token",
    column("token_hash", LargeBinary),
    text_column("purpose"),
    uuid_column("login_id", nullable=True),
    uuid_column("tenant_id", nullable=True),
    uuid_column("invitation_id", nullable=True),
    column("created_at", INSTANT),
    column("expires_at", INSTANT),
    column("used_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("token_hash"),
    Index("ix_one_time_token_login_id", "login_id"),
    Index("ix_one_time_token_expires_at", "expires_at"),
)

DEPARTMENT_RECORD: Record = declare(
    name="department",
    path="departments",
    module="identity",
    title="name",
    sort="name",
    permissions=Permissions(
        view=may.VIEW_USER,
        create=may.MANAGE_DEPARTMENT,
        update=may.MANAGE_DEPARTMENT,
        delete=may.MANAGE_DEPARTMENT,
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="parent_id", kind=Kind.REFERENCE, references="department", in_list=True),
    ),
    extra=(index("department", "parent_id"), check("not_its_own_parent", "parent_id <> id")),
    custom=True,
    guard=no_circle("parent_id"),
    is_setting=True,
)
DEPARTMENT = DEPARTMENT_RECORD.table


def _sorting(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name_key": pinyin_key(values["name"], as_name=True)}


USER_RECORD: Record = declare(
    name="app_user",
    path="users",
    module="identity",
    title="name",
    sort="name",
    permissions=Permissions(view=may.VIEW_USER, update=may.MANAGE_USER),
    fields=(
        Field(
            name="name",
            required=True,
            searchable=True,
            in_list=True,
            personal=PersonalData.NAME,
            max_length=60,
        ),
        Field(
            name="login",
            required=True,
            unique=True,
            searchable=True,
            in_list=True,
            read_only=True,
            personal=PersonalData.EMAIL,
        ),
        Field(name="position", in_list=True, max_length=60),
        Field(name="department_id", kind=Kind.REFERENCE, references="department", in_list=True),
        Field(name="manager_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, required=True, default=True, in_list=True, read_only=True),
        Field(name="away_until", kind=Kind.DATE),
    ),
    extra=(
        text_column("name_key"),
        index("app_user", "department_id"),
        index("app_user", "manager_id"),
        check("not_ones_own_manager", "manager_id <> id"),
    ),
    custom=True,
    derive=_sorting,
    derived_sort={"name": "name_key"},
    guard=no_circle("manager_id"),
    is_setting=True,
)
APP_USER = USER_RECORD.table


def department_of(tenant_id: ColumnElement[Any], user_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """In which department the person of a row sits now, asked for beside the row."""
    person = APP_USER.alias("sits")
    place = (person.c.tenant_id == tenant_id, person.c.id == user_id)
    return select(person.c.department_id).where(*place).scalar_subquery()


ROLE_RECORD: Record = declare(
    name="role",
    path="roles",
    module="identity",
    title="name",
    sort="name",
    permissions=Permissions(
        view=may.VIEW_ROLE, create=may.MANAGE_ROLE, update=may.MANAGE_ROLE, delete=may.MANAGE_ROLE
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="builtin", kind=Kind.CHOICE, choices=BUILTIN_ROLES, in_list=True, read_only=True),
    ),
    extra=(
        column("permissions", JSON_DATA),
        column("scopes", JSON_DATA, default="{}"),
        column("fields", JSON_DATA, default="{}"),
    ),
    is_setting=True,
)
ROLE = ROLE_RECORD.table

USER_ROLE = tenant_table(
    "user_role",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    *belongs_to("role_id", "role"),
    unique("user_id", "role_id"),
    index("user_role", "role_id"),
    versioned=False,
)

# Only while it is open: accepted or withdrawn, the row goes, and the audit tells.
INVITATION = tenant_table(
    "invitation",
    text_column("login"),
    text_column("name"),
    *belongs_to("role_id", "role"),
    *belongs_to("department_id", "department", nullable=True),
    column("expires_at", INSTANT),
    unique("login"),
    index("invitation", "role_id"),
)
