"""Who took what out, and how much anybody reads."""

from sqlalchemy import BigInteger, Boolean, Date, Integer

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    check,
    column,
    index,
    tenant_table,
    text_column,
    uuid_column,
)

# A row stays as the log when its file is gone.
EXPORT_RUN = tenant_table(
    "export_run",
    text_column("record"),
    text_column("format"),
    column("question", JSON_DATA),
    uuid_column("job_id", nullable=True),
    text_column("name", default=""),
    column("rows", Integer, nullable=True),
    column("size", BigInteger, nullable=True),
    column("finished_at", INSTANT, nullable=True),
    column("kept", Boolean, default="false"),
    index("export_run", "created_by", "id"),
    check("format", "format IN ('xlsx', 'csv', 'pdf')"),
)

# How many rows a person read of a kind in a day by turning pages, by programs and by exports.
RECORD_READING = tenant_table(
    "record_reading",
    uuid_column("user_id"),
    text_column("record"),
    column("day", Date),
    text_column("way"),
    column("rows", BigInteger),
    column("times", Integer),
    check("way", "way IN ('pages', 'program', 'export')"),
    index("record_reading", "day"),
    versioned=False,
    keyed_by=("user_id", "record", "day", "way"),
)
