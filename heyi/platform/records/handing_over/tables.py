"""What a leaver's hand-over keeps: its plan, how far it is, and a line for everything that moved or stayed."""

from heyi.platform.db.schema import (
    INSTANT,
    JSON_DATA,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)

HAND_OVER = tenant_table(
    "hand_over",
    *belongs_to("person_id", "app_user"),
    text_column("state"),
    uuid_column("job_id", nullable=True),
    column("plan", JSON_DATA),
    column("counts", JSON_DATA, default="{}"),
    column("finished_at", INSTANT, nullable=True),
    column("undone_at", INSTANT, nullable=True),
    index("hand_over", "created_at", "id"),
    index("hand_over", "person_id", "created_at"),
    check("state", "state IN ('running', 'done', 'undoing', 'undone')"),
)

# One line for each row that was to change hands: `over` to a colleague, and `back` if the hand-over was taken back.
# `held` says by what it belonged to him: as owner, on its team, or as the manager of a colleague.
HAND_OVER_LINE = tenant_table(
    "hand_over_line",
    *belongs_to("hand_over_id", "hand_over"),
    text_column("way"),
    text_column("held"),
    text_column("record"),
    uuid_column("record_id"),
    text_column("outcome"),
    uuid_column("old_id", nullable=True),
    uuid_column("new_id", nullable=True),
    column("reason", JSON_DATA, default="{}"),
    unique("hand_over_id", "way", "held", "record", "record_id"),
    index("hand_over_line", "hand_over_id", "id"),
    check("way", "way IN ('over', 'back')"),
    check("held", "held IN ('owner', 'team', 'manager')"),
    check("outcome", "outcome IN ('moved', 'stayed')"),
    append_only=True,
)
