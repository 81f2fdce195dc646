"""Writes versions/0001_house.sql: every declared table with its keys, guards and grants, as plain SQL."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import heyi.modules
import heyi.platform
from heyi.platform.db.connect import APP, BACKUP, LOGIN_ROLES, READ
from heyi.platform.db.schema import metadata

TARGET = Path(__file__).parent / "versions" / "0001_house.sql"
TENANT_CONDITION = "tenant_id = NULLIF(current_setting('app.tenant_id', true), '')::uuid"
POLICY = "tenant_isolation"
GUARD = "append_only_guard"

_ALL = "SELECT, INSERT, UPDATE, DELETE"
_GRANTS_TO_APP = {"tenant": _ALL, "local": _ALL, "control": _ALL, "reference": "SELECT"}
_HEAD = """\
-- Written by ./dev migration from the declared tables; change those, not this file.
SET LOCAL lock_timeout = '2s';

CREATE SCHEMA control;
GRANT USAGE ON SCHEMA control TO {app}, {backup};

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed; a correction is a further row', TG_ARGV[0]
        USING ERRCODE = 'restrict_violation';
END
$$;

GRANT SELECT ON public.alembic_version TO {logins};
"""


def declared_tables() -> MetaData:
    """Every table that any module declares."""
    names = [found.name for found in pkgutil.walk_packages(heyi.platform.__path__, "heyi.platform.")]
    for module in pkgutil.iter_modules(heyi.modules.__path__, "heyi.modules."):
        models = f"{module.name}.models"  # the one file of a module that declares tables
        if importlib.util.find_spec(models):
            names.append(models)
    for name in names:
        importlib.import_module(name)
    return metadata


def render(declared: MetaData) -> str:
    """The whole schema as one SQL text, in an order that PostgreSQL accepts."""
    parts = [_HEAD.format(app=APP, backup=BACKUP, logins=", ".join(LOGIN_ROLES))]
    parts += ["\n".join(_table(table)) + "\n" for table in declared.sorted_tables]
    parts += sorted(fragment.strip() + "\n" for fragment in declared.info.get("extra_sql", []))
    return "\n".join(parts)


def _table(table: Table) -> Iterator[str]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves the constructor untyped
    name, kind = table.fullname, table.info["class"]
    yield (
        str(CreateTable(table).compile(dialect=dialect)).strip().replace("\t", "    ").replace(" \n", "\n")
        + ";"
    )
    for index in sorted(table.indexes, key=lambda each: each.name or ""):
        yield f"{CreateIndex(index).compile(dialect=dialect)};"
    yield f"COMMENT ON TABLE {name} IS '{kind}';"
    if kind == "tenant":
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
        yield f"CREATE POLICY {POLICY} ON {name} USING ({TENANT_CONDITION}) WITH CHECK ({TENANT_CONDITION});"
    append_only = bool(table.info.get("append_only"))
    yield f"GRANT {'SELECT, INSERT' if append_only else _GRANTS_TO_APP[kind]} ON {name} TO {APP};"
    # Reports never read the control plane: it holds password hashes and sessions.
    yield f"GRANT SELECT ON {name} TO {BACKUP if kind == 'control' else f'{READ}, {BACKUP}'};"
    if append_only:
        yield (
            f"CREATE TRIGGER {GUARD} BEFORE UPDATE OR DELETE OR TRUNCATE ON {name}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{table.name}');"
        )
        yield f"ALTER TABLE {name} ENABLE ALWAYS TRIGGER {GUARD};"


if __name__ == "__main__":
    TARGET.write_text(render(declared_tables()), encoding="utf-8")
    print(f"wrote {TARGET} ({len(metadata.tables)} tables)")
