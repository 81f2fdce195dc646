"""The relationship ledger as a list: who did what to which record, through which door."""

from heyi.platform.access import permission
from heyi.platform.http.router import Router
from heyi.platform.journal import AUDIT_EVENT
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.records.http import add_list_route

VIEW_AUDIT = permission("platform.audit.view")

AUDIT: Record = declare(
    name="audit_event",
    path="audit-events",
    module="platform",
    title="title",
    sort="-id",
    table=AUDIT_EVENT,
    about=("record", "record_id"),
    permissions=Permissions(view=VIEW_AUDIT),
    fields=(
        Field(name="occurred_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="actor_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(
            name="actor_kind", kind=Kind.CHOICE, choices=("user", "api_key", "job", "system"), in_list=True
        ),
        Field(name="door", in_list=True),
        Field(name="action", in_list=True),
        Field(name="record", in_list=True),
        Field(name="record_id", in_list=True),
        Field(name="title", in_list=True),
    ),
)

router = Router("audit")
add_list_route(router, AUDIT)
