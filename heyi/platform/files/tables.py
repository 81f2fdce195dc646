"""Files: what hangs on which record; the bytes lie in the home folder."""

from sqlalchemy import BigInteger, LargeBinary

from heyi.platform.db.schema import check, column, index, tenant_table, text_column, uuid_column

# A file whose record is this waits, under the id of who uploaded it, for the record whose field will name it.
DRAFT = "draft"

FILE = tenant_table(
    "file",
    text_column("record"),
    uuid_column("record_id"),
    text_column("field", nullable=True),
    text_column("name"),
    text_column("media_type"),
    column("size", BigInteger),
    column("sha256", LargeBinary),
    check("size", "size > 0 AND size <= 50000000"),
    index("file", "record", "record_id", "id"),
)
