"""The routes that every record gets, declared in code or made by a tenant."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records import access, schemas
from heyi.platform.records.aggregating import Aggregate, AggregateQuery, aggregate_records
from heyi.platform.records.bulk import Bulk, BulkBody, IdsBody, change_many
from heyi.platform.records.declaration import Record
from heyi.platform.records.doors import Operation, add_operations, add_own_operations
from heyi.platform.records.duplicates.finding import (
    DuplicateGroups,
    DuplicatesBody,
    Matches,
    find_everywhere,
    refuse_duplicates,
    scan,
)
from heyi.platform.records.duplicates.merging import MergeBody, MergeView, merge
from heyi.platform.records.exporting.http import EXPORTS
from heyi.platform.records.exporting.reading import count_page
from heyi.platform.records.gates import ask_gates, offered_by_gates
from heyi.platform.records.handing_over.going import GoingAlong, going_along
from heyi.platform.records.handing_over.transfer import Handed, TransferBody, transfer_many
from heyi.platform.records.importing.http import IMPORTS
from heyi.platform.records.listing import ListQuery, allowed_actions, get_record, list_records
from heyi.platform.records.reasons import Reasons, why_seen
from heyi.platform.records.saving import create_record, delete_record, update_record
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.team import MemberBody, MemberView, add_member, list_members, remove_member
from heyi.platform.records.writing import allowed_values, refuse_for_another
from heyi.platform.timeline import Timeline, read_history
from heyi.platform.unit_of_work import UnitOfWork


def _list(
    uow: UnitOfWork,
    record: Record,
    condition: Annotated[str | None, Query(alias="filter", description="a condition as JSON")] = None,
    search: Annotated[str | None, Query(max_length=200)] = None,
    sort: Annotated[str | None, Query(max_length=100, description="a field, with - for descending")] = None,
    fields: Annotated[str | None, Query(description="fields to return, by comma")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: str | None = None,
) -> Answer:
    """One page of records by condition, search words and order."""
    query = ListQuery(filter=condition, search=search, sort=sort, fields=fields, limit=limit, cursor=cursor)
    page = list_records(uow, record, query)
    further = cursor is not None or limit > ListQuery.limit
    count_page(uow, record.name, len(page.items), further=further)
    return Answer(200, to_json(page))


def _aggregate(
    uow: UnitOfWork,
    record: Record,
    group: Annotated[
        str | None, Query(max_length=100, description="a field; of a day created_at:month")
    ] = None,
    measures: Annotated[str, Query(max_length=400, description="count, sum:gross, by comma")] = "count",
    condition: Annotated[str | None, Query(alias="filter", description="a condition as JSON")] = None,
    search: Annotated[str | None, Query(max_length=200)] = None,
) -> Answer:
    """Counts and sums over what the list with the same filter shows, whole and by group."""
    query = AggregateQuery(group=group, measures=measures, filter=condition, search=search)
    return Answer(200, to_json(aggregate_records(uow, record, query)))


def _get(uow: UnitOfWork, record: Record, record_id: UUID) -> Answer:
    """One record with all its fields."""
    return _shown(uow, record, record_id, 200)


def _create(uow: UnitOfWork, record: Record, body: Any) -> Answer:
    """Add a record; required fields must be given."""
    values = allowed_values(uow, record, body, creating=True)
    refuse_duplicates(uow, record, values)
    refuse_for_another(uow, record, values)
    ask_gates(uow, shape_of(uow, record.name), "create", None, values)
    record_id = create_record(uow, record, values)
    return _shown(uow, record, record_id, 201)


def _update(uow: UnitOfWork, record: Record, record_id: UUID, body: Any, version: int) -> Answer:
    """Change the given fields."""
    changed = allowed_values(uow, record, body, creating=False)
    refuse_duplicates(uow, record, changed, except_id=record_id)
    update_record(uow, record, record_id, version, changed, as_actor=True)
    return _shown(uow, record, record_id, 200)


def _delete(uow: UnitOfWork, record: Record, record_id: UUID, version: int) -> None:
    """Remove a record that nothing refers to; from the recycle bin it can be brought back."""
    delete_record(uow, record, record_id, version, as_actor=True)


def _bulk(uow: UnitOfWork, record: Record, body: BulkBody) -> Bulk:
    """Change, hand over, tag or delete many records at once; what is refused is told with its reason."""
    return change_many(uow, record, body)


def _history(uow: UnitOfWork, record: Record, record_id: UUID, before: UUID | None = None) -> Timeline:
    """Who changed what of a record, newest first, 50 at a time."""
    access.require_row(uow, record, record_id)
    return read_history(uow, [(record.name, record_id)], before=before)


def _members(uow: UnitOfWork, record: Record, record_id: UUID) -> Answer:
    """The team of a record: who sees or changes it beside its owner."""
    return Answer(200, to_json(list_members(uow, record, record_id)))


def _add_member(uow: UnitOfWork, record: Record, record_id: UUID, body: MemberBody) -> Answer:
    """Take somebody into the team of a record, or change what he may and until when."""
    return Answer(201, to_json(add_member(uow, record, record_id, body)))


def _remove_member(uow: UnitOfWork, record: Record, record_id: UUID, user_id: UUID, version: int) -> None:
    """Take somebody out of the team of a record."""
    remove_member(uow, record, record_id, user_id, version=version)


def _going_along(uow: UnitOfWork, record: Record, body: IdsBody) -> Answer:
    """What would go along if these records were handed over: open rows that belong to them, and to the same person."""
    return Answer(200, to_json(going_along(uow, record, body.ids)))


def _transfer(uow: UnitOfWork, record: Record, body: TransferBody) -> Handed:
    """Give records to a colleague, and with them what belongs to them; what stays is told with its reason."""
    return transfer_many(uow, record, body)


def _reasons(uow: UnitOfWork, record: Record, record_id: UUID, user_id: UUID | None = None) -> Reasons:
    """Why somebody (oneself, if nobody is named) sees this record: role by role, team, and what he sees of it."""
    return why_seen(uow, record, record_id, user_id)


def _find_duplicates(uow: UnitOfWork, record: Record, body: DuplicatesBody) -> Matches:
    """Records that are probably the same as what is typed; also of colleagues, as far as the rule tells of them."""
    if body.except_id is not None:
        access.require_row(uow, record, body.except_id)
    return Matches(find_everywhere(uow, record, body.values, except_id=body.except_id))


def _scan(
    uow: UnitOfWork, record: Record, field: Annotated[str | None, Query(max_length=60)] = None
) -> DuplicateGroups:
    """Groups of records that are probably one, the largest first."""
    return scan(uow, record, field=field)


def _merge(uow: UnitOfWork, record: Record, body: MergeBody) -> MergeView:
    """Make two records one: everything that pointed to the one points to the other; it can be taken back."""
    return merge(uow, record, body)


_LIST = Operation(
    method="GET",
    path="",
    action="view",
    name="list_{path}",
    handler=_list,
    answer=lambda record: schemas.page_schema(record.name, record.fields, about=record.strictly_about),
    own_answer=dict[str, Any],
)
_AGGREGATE = Operation(
    method="GET",
    path="/aggregate",
    action="view",
    name="aggregate_{path}",
    handler=_aggregate,
    own_answer=Aggregate,
)


def _view(record: Record) -> Any:
    return schemas.view_schema(record.name, record.fields, about=record.strictly_about)


_GET = Operation(
    method="GET",
    path="/{record_id}",
    action="view",
    name="get_{record}",
    handler=_get,
    answer=_view,
    own_answer=dict[str, Any],
)
_PLAIN = (
    Operation(
        method="POST",
        path="",
        action="create",
        name="create_{record}",
        handler=_create,
        status=201,
        answer=_view,
        own_answer=dict[str, Any],
        body=lambda record: schemas.schemas_of(record)[0],
    ),
    Operation(
        method="PATCH",
        path="/{record_id}",
        action="update",
        name="update_{record}",
        handler=_update,
        answer=_view,
        own_answer=dict[str, Any],
        body=lambda record: schemas.schemas_of(record)[1],
    ),
    Operation(method="DELETE", path="/{record_id}", action="delete", name="delete_{record}", handler=_delete),
    Operation(
        method="POST", path="/bulk", action="update", name="bulk_{path}", handler=_bulk, own_answer=Bulk
    ),
)
_REASONS = Operation(
    method="GET",
    path="/{record_id}/access",
    action="view",
    name="access_to_{record}",
    handler=_reasons,
    own_answer=Reasons,
)
_ABOUT_ONE = (
    Operation(
        method="GET",
        path="/{record_id}/history",
        action="view",
        name="history_of_{record}",
        handler=_history,
        own_answer=Timeline,
    ),
    _REASONS,
)
_DUPLICATES = (
    Operation(
        method="POST",
        path="/duplicates",
        action="view",
        name="duplicates_of_{path}",
        handler=_find_duplicates,
        own_answer=Matches,
    ),
    Operation(
        method="GET",
        path="/duplicates",
        action="update",
        name="scan_{path}",
        handler=_scan,
        own_answer=DuplicateGroups,
    ),
    Operation(
        method="POST",
        path="/merge",
        action="delete",
        name="merge_{path}",
        handler=_merge,
        own_answer=MergeView,
    ),
)
_TEAM = (
    Operation(
        method="POST",
        path="/going-along",
        action="view",
        name="going_along_{path}",
        handler=_going_along,
        own_answer=list[GoingAlong],
    ),
    Operation(
        method="POST",
        path="/transfer",
        action="transfer",
        name="transfer_{path}",
        handler=_transfer,
        own_answer=Handed,
    ),
    Operation(
        method="GET",
        path="/{record_id}/members",
        action="view",
        name="members_of_{record}",
        handler=_members,
        own_answer=list[MemberView],
    ),
    Operation(
        method="POST",
        path="/{record_id}/members",
        action="update",
        name="add_member_of_{record}",
        handler=_add_member,
        status=201,
        own_answer=MemberView,
    ),
    Operation(
        method="DELETE",
        path="/{record_id}/members/{user_id}",
        action="update",
        name="remove_member_of_{record}",
        handler=_remove_member,
    ),
)


def add_list_route(router: Router, record: Record) -> None:
    """`GET /<path>`: the list, and the sums over it."""
    add_operations(router, record, (_LIST, _AGGREGATE, *EXPORTS))


def add_get_route(router: Router, record: Record) -> None:
    """`GET /<path>/{id}`: one record with all its fields."""
    add_operations(router, record, (_GET,))


def add_reasons_route(router: Router, record: Record) -> None:
    """`GET /<path>/{id}/access`: why somebody sees a document."""
    add_operations(router, record, (_REASONS,))


def add_record_routes(router: Router, record: Record) -> None:
    """List and get, and create, change, delete and import where the declaration names a permission for them."""
    add_list_route(router, record)
    add_operations(router, record, (_GET, *_PLAIN, *_ABOUT_ONE))
    if record.custom:
        add_operations(router, record, _DUPLICATES)
    if record.owner_field:
        add_operations(router, record, _TEAM)
    add_operations(router, record, IMPORTS)


own_router = Router("own")
add_own_operations(
    own_router,
    (_LIST, _AGGREGATE, _GET, *_PLAIN, *_ABOUT_ONE, *_DUPLICATES, *_TEAM, *IMPORTS, *EXPORTS),
)


def _shown(uow: UnitOfWork, record: Record, record_id: UUID, status: int) -> Answer:
    found = get_record(uow, record, record_id)
    shape = shape_of(uow, record.name)
    if shape.permissions.update or shape.permissions.delete:
        actions = allowed_actions(uow, shape, record_id)
        found["allowed_actions"] = offered_by_gates(uow, shape, record_id, actions)
    return Answer(status, to_json(found), found.get("version"))
