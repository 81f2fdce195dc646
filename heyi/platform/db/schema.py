"""How a table of Heyi is declared: its class, keys and guards follow from a few helpers, so that none can be forgotten.

Classes: `tenant` (rows of one tenant, under row-level security), `reference` (the same for all), `local` (jobs and the
like, never distributed) and `control` (tenants, logins, memberships; schema `control`).
"""

from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
metadata.info["extra_sql"] = []

MONEY = Numeric(20, 4)
QUANTITY = Numeric(20, 6)
RATE = Numeric(9, 6)
INSTANT = DateTime(timezone=True)
JSON_DATA = JSONB
CODE_TEXT = Text(collation="C")

OnDelete = Literal["RESTRICT", "CASCADE"]


def uuid_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """A column that holds an id."""
    return Column(name, Uuid, nullable=nullable)


def tenant_table(
    name: str,
    *items: SchemaItem,
    append_only: bool = False,
    versioned: bool = True,
    keyed_by: tuple[str, ...] = ("id",),
) -> Table:
    """A table whose rows belong to one tenant: `tenant_id` first in its key, forced row-level security.

    `append_only` rows refuse UPDATE, DELETE and TRUNCATE for every role. `versioned` rows carry the
    version, the instants and the persons of creation and last change. `keyed_by` names the rest of the
    primary key where it is not an `id`.
    """
    columns: list[SchemaItem] = [uuid_column("tenant_id")]
    if keyed_by == ("id",):
        columns.append(uuid_column("id"))
    columns.extend(items)
    if versioned and not append_only:
        columns += [
            Column("version", Integer, nullable=False, server_default="1"),
            Column("created_at", INSTANT, nullable=False),
            uuid_column("created_by", nullable=True),
            Column("updated_at", INSTANT, nullable=False),
            uuid_column("updated_by", nullable=True),
        ]
    columns.append(PrimaryKeyConstraint("tenant_id", *keyed_by))
    # Keys and indexes name columns, so every column comes before them.
    columns.sort(key=lambda item: not isinstance(item, Column))
    return Table(
        name, metadata, *columns, info={"class": "tenant", "append_only": append_only, "versioned": versioned}
    )


def control_table(name: str, *items: SchemaItem) -> Table:
    """A table of the control plane: known before the tenant is."""
    return Table(name, metadata, *items, schema="control", info={"class": "control"})


def local_table(name: str, *items: SchemaItem) -> Table:
    """A table that stays on one server whatever is distributed: the job queue and its like."""
    return Table(name, metadata, *items, info={"class": "local"})


def belongs_to(
    column: str, table: str, *, nullable: bool = False, on_delete: OnDelete = "RESTRICT"
) -> tuple[SchemaItem, SchemaItem]:
    """A column with the id of a row of `table` of the same tenant, and the foreign key behind it."""
    return (
        uuid_column(column, nullable=nullable),
        ForeignKeyConstraint(
            ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=on_delete
        ),
    )


def unique(*columns: str) -> UniqueConstraint:
    """No two rows of one tenant with the same values in these columns."""
    return UniqueConstraint("tenant_id", *columns)


def unique_where(table: str, *columns: str, where: str) -> Index:
    """No two rows of one tenant that meet the condition with the same values in these columns."""
    name = f"uq_{table}_{columns[-1]}"
    return Index(name, "tenant_id", *columns, unique=True, postgresql_where=text(where))


def index(table: str, *columns: str) -> Index:
    """An index within the tenant."""
    return Index(f"ix_{table}_{'_'.join(columns)}", "tenant_id", *columns)


def check(name: str, condition: str) -> CheckConstraint:
    """A condition that every row keeps."""
    return CheckConstraint(condition, name=name)


def text_column(name: str, *, nullable: bool = False, default: str | None = None) -> Column[Any]:
    """A column of text compared byte by byte, so that its B-tree serves prefixes under row-level security."""
    return Column(name, CODE_TEXT, nullable=nullable, server_default=default)


def column(
    name: str,
    type_: TypeEngine[Any] | type[TypeEngine[Any]],
    *,
    nullable: bool = False,
    default: str | None = None,
) -> Column[Any]:
    """A column of any other type; not null unless told."""
    return Column(name, type_, nullable=nullable, server_default=default)
