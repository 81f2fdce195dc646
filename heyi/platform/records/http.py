"""The routes that every declared record gets."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records import schemas
from heyi.platform.records.declaration import Field, Kind, Record, record_named
from heyi.platform.records.importing.http import add_import_routes
from heyi.platform.records.listing import ListQuery, get_record, list_records
from heyi.platform.records.saving import create_record, delete_record, update_record
from heyi.platform.unit_of_work import UnitOfWork


def add_list_route(router: Router, record: Record) -> None:
    """`GET /<path>`: the list."""
    page = schemas.page_schema(record.name, record.fields)

    def list_them(
        uow: UnitOfWork,
        condition: Annotated[str | None, Query(alias="filter", description="a condition as JSON")] = None,
        search: Annotated[str | None, Query(max_length=200)] = None,
        sort: Annotated[str | None, Query(description="a field, with - for descending")] = None,
        fields: Annotated[str | None, Query(description="fields to return, by comma")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: str | None = None,
    ) -> Answer:
        query = ListQuery(
            filter=condition, search=search, sort=sort, fields=fields, limit=limit, cursor=cursor
        )
        return Answer(200, to_json(list_records(uow, record, query)))

    _register(
        list_them, f"list_{record.path}", f"One page of {record.path} by condition, search words and order."
    )
    router.get(f"/{record.path}", permission=record.permissions.view, answer=page)(list_them)


def add_get_route(router: Router, record: Record) -> None:
    """`GET /<path>/{id}`: one record with all its fields."""
    view = schemas.view_schema(record.name, record.fields)

    def get_one(uow: UnitOfWork, record_id: UUID) -> Answer:
        found = get_record(uow, record, record_id)
        return Answer(200, to_json(found), found.get("version"))

    _register(get_one, f"get_{record.name}", "One record with all its fields.")
    router.get(f"/{record.path}/{{record_id}}", permission=record.permissions.view, answer=view)(get_one)


def add_record_routes(router: Router, record: Record) -> None:
    """List and get, and create, change, delete and import where the declaration names a permission for them."""
    add_list_route(router, record)
    add_get_route(router, record)
    create, update = schemas.schemas_of(record)
    view = schemas.view_schema(record.name, record.fields)
    allowed = record.permissions

    def create_one(uow: UnitOfWork, body: Any) -> Answer:
        record_id = create_record(uow, record, body.model_dump())
        return _shown(uow, record, record_id, 201)

    def update_one(uow: UnitOfWork, record_id: UUID, body: Any, version: int) -> Answer:
        update_record(uow, record, record_id, version, body.model_dump(exclude_unset=True))
        return _shown(uow, record, record_id, 200)

    def delete_one(uow: UnitOfWork, record_id: UUID, version: int) -> None:
        delete_record(uow, record, record_id, version)

    if allowed.create:
        _register(
            create_one, f"create_{record.name}", "Add a record; required fields must be given.", body=create
        )
        router.post(f"/{record.path}", permission=allowed.create, answer=view, status=201)(create_one)
    if allowed.update:
        _register(update_one, f"update_{record.name}", "Change the given fields.", body=update)
        router.patch(f"/{record.path}/{{record_id}}", permission=allowed.update, answer=view)(update_one)
    if allowed.bring_in:
        add_import_routes(router, record, allowed.bring_in)
    if allowed.delete:
        _register(delete_one, f"delete_{record.name}", "Remove a record that nothing refers to.")
        router.delete(f"/{record.path}/{{record_id}}", permission=allowed.delete)(delete_one)


def describe(record: Record, uow: UnitOfWork) -> dict[str, Any]:
    """What the browser must know to show lists and forms of the record to this actor."""
    asked = asdict(record.permissions)
    actions = {
        "list": "view",
        "create": "create",
        "update": "update",
        "delete": "delete",
        "import": "bring_in",
    }
    return {
        "name": record.name,
        "path": record.path,
        "label": f"record.{record.name}",
        "module": record.module,
        "title_field": record.title,
        "sort": record.sort,
        "party_field": record.party_field,
        "allowed": [
            word for word, action in actions.items() if asked[action] and uow.actor.may(asked[action])
        ],
        "fields": [_describe_field(record, item) for item in record.fields],
    }


def _describe_field(record: Record, item: Field) -> dict[str, Any]:
    refers = item.kind is Kind.REFERENCE
    return {
        "name": item.name,
        "kind": item.kind,
        "label": f"field.{record.name}.{item.name}",
        "required": item.required and item.default is None and not item.series,
        "read_only": item.read_only,
        "searchable": item.searchable,
        "in_list": item.in_list,
        "in_form": item.in_form and not item.read_only,
        "group": f"group.{item.group}",
        "default": item.default,
        "numbered": bool(item.series),
        "choices": [
            {"value": value, "label": f"choice.{record.name}.{item.name}.{value}"} for value in item.choices
        ],
        "reference": {"record": item.references, "path": record_named(item.references).path}
        if refers
        else None,
        "max_length": item.max_length if item.kind is Kind.TEXT else None,
    }


def _shown(uow: UnitOfWork, record: Record, record_id: UUID, status: int) -> Answer:
    found = get_record(uow, record, record_id)
    return Answer(status, to_json(found), found["version"])


def _register(handler: Any, name: str, doc: str, *, body: type[BaseModel] | None = None) -> None:
    handler.__name__ = name
    handler.__doc__ = doc
    if body is not None:
        handler.__annotations__["body"] = body
