"""Groups of stages, each with its rate of success and the days that an opportunity may stand in it."""

from sqlalchemy import Integer

from heyi.modules.crm import permissions as may
from heyi.platform.db.schema import JSON_DATA, check, column, index
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.tenancy.carried import carry_along

STAGE_GROUP: Record = declare(
    name="stage_group",
    path="stage-groups",
    module="crm",
    title="name",
    sort="name",
    is_setting=True,
    permissions=Permissions(view=may.VIEW_STAGE),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(column("position", Integer), column("departments", JSON_DATA, default="[]")),
)

STAGE: Record = declare(
    name="stage",
    path="stages",
    module="crm",
    title="name",
    sort="position",
    is_setting=True,
    permissions=Permissions(view=may.VIEW_STAGE),
    fields=(
        Field(name="group_id", kind=Kind.REFERENCE, references="stage_group", required=True, in_list=True),
        Field(name="name", required=True, searchable=True, in_list=True, max_length=60),
        Field(name="position", kind=Kind.NUMBER, required=True, in_list=True, adds_up=False),
        Field(name="win_rate", kind=Kind.PERCENT, required=True, in_list=True, minimum=0, maximum=1),
        Field(name="most_days", kind=Kind.NUMBER, in_list=True, minimum=1, adds_up=False),
        Field(name="done_when"),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(
        index("stage", "group_id", "position"),
        check("rate", "win_rate >= 0 AND win_rate <= 1"),
        check("days", "most_days > 0"),
    ),
)
carry_along(STAGE_GROUP.table, STAGE.table)
