"""The ledger of achievements, and the targets they are held against."""

from sqlalchemy import Date

from heyi.modules.targets import permissions as may
from heyi.modules.targets.contracts import Achieved
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

ACHIEVEMENT: Record = declare(
    name="achievement",
    path="achievements",
    module="targets",
    title="number",
    sort="-occurred_on",
    owner_field="person_id",
    by_company=True,
    append_only=True,
    permissions=Permissions(view=may.VIEW_ACHIEVEMENT),
    fields=(
        Field(name="number", in_list=True),
        Field(name="kind", kind=Kind.CHOICE, choices=tuple(Achieved), required=True, in_list=True),
        Field(name="amount", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="person_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="department_id", kind=Kind.REFERENCE, references="department", in_list=True),
        Field(name="source_type", required=True),
    ),
    extra=(
        uuid_column("source_id"),
        column("booked_at", INSTANT),
        index("achievement", "source_type", "source_id"),
        index("achievement", "kind", "occurred_on", "id"),
        index("achievement", "person_id", "kind", "occurred_on"),
        check("amount", "amount <> 0"),
    ),
)

# One row for each month of a year that somebody entered: of the company, a department or a person.
TARGET = tenant_table(
    "achievement_target",
    *belongs_to("company_id", "company"),
    text_column("kind"),
    text_column("level"),
    uuid_column("subject_id"),
    column("month", Date),
    column("amount", MONEY),
    unique("company_id", "kind", "level", "subject_id", "month"),
    check("kind", "kind IN ('contract', 'receipt')"),
    check("level", "level IN ('company', 'department', 'person')"),
    check("month", "extract(day FROM month) = 1"),
    check("amount", "amount >= 0"),
)
