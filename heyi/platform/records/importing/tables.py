"""What an import keeps: the run, what each of its steps wrote, what was wrong, and which columns meant what before."""

from sqlalchemy import Integer

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.tenancy.carried import carry_along

IMPORT_RUN = tenant_table(
    "import_run",
    text_column("record"),
    text_column("filename"),
    uuid_column("file_id"),
    text_column("state"),
    uuid_column("job_id", nullable=True),
    # Of the file: encoding, sheet, header, header_row, rows.
    column("source", JSON_DATA, default="{}"),
    column("options", JSON_DATA, default="{}"),
    column("counts", JSON_DATA, default="{}"),
    column("diff", JSON_DATA, default="[]"),
    column("report", JSON_DATA, default="{}"),
    column("finished_at", INSTANT, nullable=True),
    column("undone_at", INSTANT, nullable=True),
    index("import_run", "created_at", "id"),
    check(
        "state",
        "state IN ('reading', 'ready', 'refused', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')",
    ),
)

# What one step wrote, so that it can be taken back: the ids it made, and the old and new values of what it changed.
IMPORT_STEP = tenant_table(
    "import_step",
    uuid_column("run_id"),
    column("number", Integer),
    column("created", JSON_DATA),
    column("changed", JSON_DATA),
    versioned=False,
    keyed_by=("run_id", "number"),
)

IMPORT_FINDING = tenant_table(
    "import_finding",
    uuid_column("run_id"),
    column("row", Integer),
    text_column("weight"),
    column("cells", JSON_DATA),
    column("problems", JSON_DATA),
    check("weight", "weight IN ('bad', 'warned')"),
    versioned=False,
    keyed_by=("run_id", "row"),
)

IMPORT_MAPPING = tenant_table(
    "import_mapping",
    text_column("record"),
    text_column("header"),
    column("mapping", JSON_DATA),
    unique("record", "header"),
)
carry_along(IMPORT_MAPPING)
