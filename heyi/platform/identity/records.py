"""The people of a tenant as a declared record, so that other records can refer to them."""

from heyi.platform.access import permission
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records.declaration import Field, Kind, Permissions, PersonalData, Record, declare

VIEW_USER = permission("identity.user.view", "sales", "warehouse", "accountant", "viewer")

USER: Record = declare(
    name="app_user",
    path="users",
    module="identity",
    title="name",
    sort="name",
    table=APP_USER,
    permissions=Permissions(view=VIEW_USER),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True, personal=PersonalData.NAME),
        Field(name="login", required=True, in_list=True, personal=PersonalData.EMAIL),
        Field(name="manager_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    derived_sort={"name": "name_key"},
)
