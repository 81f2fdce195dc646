"""Follow-ups, tasks and stock phrases."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Index, Numeric, text

from heyi.modules.activities import permissions as may
from heyi.modules.activities.states import TaskState
from heyi.platform.db.schema import INSTANT, check, column, index, uuid_column
from heyi.platform.notify.tables import moments_in
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare
from heyi.platform.records.handing import Handing

WAYS = (
    "call",
    "visit",
    "wechat",
    "meeting",
    "email",
    "sms",
    "online_meeting",
    "wecom",
    "reception",
    "demo",
    "bid",
    "other",
)

FOLLOW_UP: Record = declare(
    name="follow_up",
    path="follow-ups",
    module="activities",
    title="content",
    sort="-happened_at",
    party_field="party_id",
    about=("record", "record_id"),
    strictly_about=True,
    permissions=Permissions(view=may.VIEW_FOLLOW_UP, take_out=may.EXPORT_FOLLOW_UP),
    fields=(
        Field(name="content", kind=Kind.LONG_TEXT, required=True, searchable=True, in_list=True),
        Field(name="way", kind=Kind.CHOICE, choices=WAYS, open_choices=True, required=True, in_list=True),
        Field(name="happened_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(name="next_contact_at", kind=Kind.DATETIME, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(name="contact_id", kind=Kind.REFERENCE, references="contact", in_list=True),
        Field(name="author_id", kind=Kind.REFERENCE, references="app_user", in_list=True),
        Field(name="record", required=True),
        Field(name="place", max_length=200),
    ),
    extra=(
        uuid_column("record_id"),
        column("latitude", Numeric(9, 6), nullable=True),
        column("longitude", Numeric(9, 6), nullable=True),
        index("follow_up", "record_id", "happened_at", "id"),
        index("follow_up", "party_id", "happened_at", "id"),
        index("follow_up", "author_id", "happened_at", "id"),
        index("follow_up", "happened_at", "id"),
        check("place", "(latitude IS NULL) = (longitude IS NULL)"),
    ),
)

# How long before a task is due its owner is reminded; with `own` at the moment that he says.
REMINDED_BEFORE: Mapping[str, timedelta] = {
    "on_time": timedelta(0),
    "minutes_15": timedelta(minutes=15),
    "hour_1": timedelta(hours=1),
    "day_1": timedelta(days=1),
}


def _reminding(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """When to remind follows from when the task is due, so it moves along with it."""
    remind, due_at = values.get("remind") or "none", values.get("due_at")
    if remind in REMINDED_BEFORE and due_at is not None:
        return {"remind": remind, "remind_at": due_at - REMINDED_BEFORE[remind]}
    return {"remind": remind, "remind_at": values.get("remind_at") if remind == "own" else None}


TASK: Record = declare(
    name="task",
    path="tasks",
    module="activities",
    title="title",
    sort="due_at",
    party_field="party_id",
    owner_field="owner_id",
    handing=Handing(along="party_id", open=("state", (TaskState.OPEN,))),
    permissions=Permissions(
        view=may.VIEW_TASK,
        create=may.WRITE_TASK,
        update=may.WRITE_TASK,
        delete=may.WRITE_TASK,
        transfer=may.WRITE_TASK,
    ),
    fields=(
        Field(name="title", required=True, searchable=True, in_list=True),
        Field(name="due_at", kind=Kind.DATETIME, required=True, in_list=True),
        Field(
            name="remind",
            kind=Kind.CHOICE,
            choices=("none", *REMINDED_BEFORE, "own"),
            default="none",
        ),
        Field(
            name="remind_at",
            kind=Kind.DATETIME,
            show_if={"field": "remind", "op": "eq", "value": "own"},
        ),
        Field(
            name="priority",
            kind=Kind.CHOICE,
            choices=("high", "normal", "low"),
            default="normal",
            in_list=True,
        ),
        Field(
            name="owner_id", kind=Kind.REFERENCE, references="app_user", in_list=True, actor_by_default=True
        ),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(TaskState),
            default=TaskState.OPEN,
            in_list=True,
            read_only=True,
        ),
        Field(name="done_at", kind=Kind.DATETIME, read_only=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        column("reminded_for", INSTANT, nullable=True),
        Index(
            "ix_task_reminding",
            "tenant_id",
            "remind_at",
            postgresql_where=text("remind_at IS DISTINCT FROM reminded_for"),
        ),
        index("task", "owner_id", "state", "due_at"),
        index("task", "party_id", "due_at"),
        check("done", "(state = 'done') = (done_at IS NOT NULL)"),
    ),
    derive=_reminding,
)

moments_in("task", "remind_at")

PHRASE: Record = declare(
    name="phrase",
    path="phrases",
    module="activities",
    title="words",
    sort="position",
    permissions=Permissions(
        view=may.VIEW_PHRASE, create=may.MANAGE_PHRASE, update=may.MANAGE_PHRASE, delete=may.MANAGE_PHRASE
    ),
    fields=(
        Field(name="words", required=True, unique=True, in_list=True, max_length=200),
        Field(name="position", kind=Kind.NUMBER, default=0, in_list=True, adds_up=False),
    ),
)
