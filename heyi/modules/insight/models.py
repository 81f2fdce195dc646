"""Who takes his days along into another calendar."""

from sqlalchemy import LargeBinary

from heyi.platform.db.schema import INSTANT, belongs_to, column, tenant_table

# By which secret a person's calendar is read elsewhere; kept as a hash, one a person.
CALENDAR_FEED = tenant_table(
    "calendar_feed",
    *belongs_to("user_id", "app_user", on_delete="CASCADE"),
    column("token_hash", LargeBinary),
    column("created_at", INSTANT),
    versioned=False,
    keyed_by=("user_id",),
)
