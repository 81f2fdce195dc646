"""Saved views: a list with its filter, order and columns under a name, for oneself or for everybody."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError
from sqlalchemy import delete, or_, select
from sqlalchemy.engine import RowMapping

from heyi.platform.access import MEMBER
from heyi.platform.errors import NotAllowed, NotFound, VersionChanged
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.permissions import SHARE_VIEW
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import SAVED_VIEW
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject, ShortText

router = Router("views")
_MOST_BYTES = 20_000
RecordName = Annotated[str, StringConstraints(max_length=60)]
Name = Annotated[ShortText, Field(max_length=60)]


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(orjson.dumps(value)) > _MOST_BYTES:
        raise PydanticCustomError("too_long", "too much for one view", {"max_length": str(_MOST_BYTES)})
    return value


# What the browser keeps of a list: its address. It is checked each time it is asked, with the reader's rights.
Query = Annotated[JsonObject, AfterValidator(_small), Field(json_schema_extra={"x-condition": True})]


class CreateViewBody(BaseModel):
    """A new view of a record's list."""

    model_config = ConfigDict(extra="forbid")

    record: RecordName
    name: Name
    query: Query
    shared: Literal["nobody", "everybody"] = "nobody"
    position: Annotated[int, Field(ge=0, le=1000)] = 0


class ChangeViewBody(BaseModel):
    """What changes of a view."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    query: Query | None = None
    shared: Literal["nobody", "everybody"] | None = None
    position: Annotated[int, Field(ge=0, le=1000)] | None = None


@dataclass(frozen=True)
class SavedView:
    """A view; `own` ones may be changed by who asks."""

    id: UUID
    version: int
    record: str
    name: str
    query: dict[str, Any]
    shared: str
    own: bool
    position: int


@router.get("/views", permission=MEMBER, answer=list[SavedView])
def get_views(uow: UnitOfWork, record: RecordName | None = None) -> Answer:
    """My views and those shared with everybody, of one record or of all that I may see."""
    view = SAVED_VIEW.c
    mine = or_(view.owner_id == uow.actor.user_id, view.shared == "everybody")
    query = select(SAVED_VIEW).where(view.tenant_id == uow.tenant_id, mine)
    if record is not None:
        query = query.where(view.record == record)
    rows = uow.rows(query.order_by(view.record, view.position, view.created_at))
    return Answer(200, to_json([_view(uow, row) for row in rows if _sees(uow, row["record"])]))


@router.post("/views", permission=MEMBER, answer=SavedView, status=201)
def post_view(uow: UnitOfWork, body: CreateViewBody) -> SavedView:
    """Save a list under a name; sharing it with everybody needs the permission for that."""
    if not _sees(uow, body.record):
        raise NotFound(what=body.record)
    _may_share(uow, body.shared)
    view_id = uow.new_id()
    row = {"id": view_id, "owner_id": uow.actor.user_id, **body.model_dump(exclude={"query"})}
    uow.insert(SAVED_VIEW, {**row, "query": orjson.dumps(body.query).decode()})
    return _view(uow, _row(uow, view_id))


@router.patch("/views/{view_id}", permission=MEMBER, answer=SavedView)
def patch_view(uow: UnitOfWork, view_id: UUID, body: ChangeViewBody, version: int) -> SavedView:
    """Change a view of mine; with the permission to share also one that is everybody's."""
    row = _held(uow, view_id, version)
    _may_share(uow, body.shared or row["shared"])
    changed = body.model_dump(exclude_unset=True, exclude_none=True)
    if "query" in changed:
        changed["query"] = orjson.dumps(changed["query"]).decode()
    if changed:
        uow.change(SAVED_VIEW, view_id, changed)
    return _view(uow, _row(uow, view_id))


@router.delete("/views/{view_id}", permission=MEMBER)
def delete_view(uow: UnitOfWork, view_id: UUID, version: int) -> None:
    """Forget a view of mine; with the permission to share also one that is everybody's."""
    row = _held(uow, view_id, version)
    _may_share(uow, row["shared"])
    uow.execute(delete(SAVED_VIEW).where(SAVED_VIEW.c.tenant_id == uow.tenant_id, SAVED_VIEW.c.id == view_id))


def _sees(uow: UnitOfWork, record: str) -> bool:
    try:
        return uow.actor.may(shape_of(uow, record).permissions.view)
    except KeyError:
        return False


def _may_share(uow: UnitOfWork, shared: str) -> None:
    if shared == "everybody" and not uow.actor.may(SHARE_VIEW):
        raise NotAllowed(permission=f"permission.{SHARE_VIEW}")


def _row(uow: UnitOfWork, view_id: UUID) -> RowMapping:
    view = SAVED_VIEW.c
    row = uow.first(
        select(SAVED_VIEW).where(view.tenant_id == uow.tenant_id, view.id == view_id).with_for_update()
    )
    if row is None or (row["owner_id"] != uow.actor.user_id and row["shared"] == "nobody"):
        raise NotFound(what="record.saved_view")
    return row


def _held(uow: UnitOfWork, view_id: UUID, version: int) -> RowMapping:
    row = _row(uow, view_id)
    if row["version"] != version:
        raise VersionChanged(what="record.saved_view", yours=version, now=row["version"])
    return row


def _view(uow: UnitOfWork, row: RowMapping) -> SavedView:
    return SavedView(
        id=row["id"],
        version=row["version"],
        record=row["record"],
        name=row["name"],
        query=row["query"],
        shared=row["shared"],
        own=row["owner_id"] == uow.actor.user_id,
        position=row["position"],
    )
