"""Flows with their versions, approvals, what they ask of people, their log, and who stands in for whom."""

from sqlalchemy import Boolean, Date, Index, Integer, text

from heyi.platform.approvals import permissions as may
from heyi.platform.approvals.contracts import Place, StepKind
from heyi.platform.approvals.states import ApprovalState, TaskState
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
    unique_where,
    uuid_column,
)
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.records.handing import Handing

APPROVAL_SERIES = series("approval", NumberRule("SPD"))

APPROVAL_FLOW = tenant_table(
    "approval_flow",
    text_column("name"),
    text_column("record"),
    text_column("verb"),
    # None: in every company of the tenant.
    *belongs_to("company_id", "company", nullable=True),
    column("position", Integer),
    column("active", Boolean, default="true"),
    # Which of its versions counts for what is submitted from now on.
    column("number", Integer),
    index("approval_flow", "record", "verb"),
)

# What was submitted keeps the version by which it was: they are never changed.
APPROVAL_FLOW_VERSION = tenant_table(
    "approval_flow_version",
    *belongs_to("flow_id", "approval_flow"),
    column("number", Integer),
    column("definition", JSON_DATA),
    column("made_at", INSTANT),
    *belongs_to("made_by", "app_user", nullable=True),
    unique("flow_id", "number"),
    append_only=True,
)

APPROVAL: Record = declare(
    name="approval",
    path="approvals",
    module="approvals",
    title="number",
    owner_field="applicant_id",
    by_company=True,
    permissions=Permissions(view=may.VIEW_APPROVAL, take_out=may.EXPORT_APPROVAL),
    fields=(
        Field(name="number", unique=True, in_list=True, series=APPROVAL_SERIES, read_only=True),
        Field(name="record", required=True, read_only=True),
        Field(name="subject", required=True, in_list=True, read_only=True),
        Field(name="verb", required=True, read_only=True),
        Field(name="flow_name", required=True, in_list=True, read_only=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(ApprovalState),
            required=True,
            in_list=True,
            read_only=True,
        ),
        Field(
            name="applicant_id",
            kind=Kind.REFERENCE,
            references="app_user",
            required=True,
            in_list=True,
            read_only=True,
        ),
        Field(name="submitted_at", kind=Kind.DATETIME, required=True, in_list=True, read_only=True),
        Field(name="ended_at", kind=Kind.DATETIME, in_list=True, read_only=True),
    ),
    extra=(
        # Of what is not there yet it is the approval's own id.
        uuid_column("record_id"),
        *belongs_to("flow_version_id", "approval_flow_version"),
        uuid_column("flow_id"),
        text_column("comment", nullable=True),
        # What was seen, what is to be written, and what both come to.
        column("seen", JSON_DATA),
        column("payload", JSON_DATA),
        text_column("hash"),
        # The fields that a change is about, so that others may change meanwhile.
        column("pinned", JSON_DATA, default="[]"),
        # The steps that are taken, and where it stands in them.
        column("way", JSON_DATA),
        column("step_no", Integer),
        column("round", Integer),
        column("returned_from", Integer, nullable=True),
        # When the verb was done that was approved, what came of it, or why it was refused.
        column("used_at", INSTANT, nullable=True),
        uuid_column("made_id", nullable=True),
        column("failure", JSON_DATA, nullable=True),
        column("urged_at", INSTANT, nullable=True),
        index("approval", "record", "record_id", "id"),
        index("approval", "applicant_id", "id"),
        index("approval", "flow_version_id"),
        unique_where("approval", "record", "record_id", where="state IN ('running', 'returned')"),
        check("ends", "(state IN ('running', 'returned')) = (ended_at IS NULL)"),
        check("used", "used_at IS NULL OR state = 'approved'"),
    ),
)

APPROVAL_TASK: Record = declare(
    name="approval_task",
    path="approval-tasks",
    module="approvals",
    title="number",
    owner_field="user_id",
    by_company=True,
    handing=Handing(open=("state", (TaskState.WAITING, TaskState.HELD))),
    permissions=Permissions(view=may.VIEW_TASK, transfer=may.OVERSEE),
    fields=(
        Field(name="number", required=True, in_list=True, read_only=True),
        Field(name="approval_id", kind=Kind.REFERENCE, references="approval", required=True, read_only=True),
        Field(name="user_id", kind=Kind.REFERENCE, references="app_user", required=True, in_list=True),
        Field(name="kind", kind=Kind.CHOICE, choices=tuple(StepKind), required=True, read_only=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(TaskState),
            required=True,
            in_list=True,
            read_only=True,
        ),
        Field(name="arrived_at", kind=Kind.DATETIME, in_list=True, read_only=True),
        Field(name="due_at", kind=Kind.DATETIME, in_list=True, read_only=True),
        Field(name="decided_at", kind=Kind.DATETIME, in_list=True, read_only=True),
    ),
    extra=(
        column("step_no", Integer),
        column("round", Integer),
        column("seat", Integer),
        text_column("place", default=Place.SEAT),
        # It is held until that one is decided.
        *belongs_to("behind_id", "approval_task", nullable=True),
        *belongs_to("added_by", "app_user", nullable=True),
        *belongs_to("decided_by", "app_user", nullable=True),
        text_column("comment", nullable=True),
        # What exactly was approved.
        text_column("hash", nullable=True),
        column("timeout_at", INSTANT, nullable=True),
        index("approval_task", "approval_id", "round", "step_no"),
        index("approval_task", "user_id", "state", "id"),
        Index(
            "ix_approval_task_timeout_at",
            "tenant_id",
            "timeout_at",
            postgresql_where=text("state = 'waiting' AND timeout_at IS NOT NULL"),
        ),
        check("decided", "(state = 'waiting' OR state = 'held') = (decided_at IS NULL)"),
    ),
)

APPROVAL_LOG = tenant_table(
    "approval_log",
    *belongs_to("approval_id", "approval"),
    column("at", INSTANT),
    *belongs_to("actor_id", "app_user", nullable=True),
    *belongs_to("for_user_id", "app_user", nullable=True),
    text_column("action"),
    column("step_no", Integer, nullable=True),
    column("round", Integer),
    text_column("comment", nullable=True),
    column("people", JSON_DATA, default="[]"),
    index("approval_log", "approval_id", "id"),
    append_only=True,
)

APPROVAL_STAND_IN = tenant_table(
    "approval_stand_in",
    *belongs_to("user_id", "app_user"),
    *belongs_to("stand_in_id", "app_user"),
    *belongs_to("flow_id", "approval_flow", nullable=True),
    column("from_on", Date),
    column("to_on", Date),
    text_column("note", nullable=True),
    index("approval_stand_in", "user_id", "to_on"),
    index("approval_stand_in", "stand_in_id", "to_on"),
    check("days", "from_on <= to_on"),
    check("somebody_else", "user_id <> stand_in_id"),
)
