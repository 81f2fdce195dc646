"""How one handler serves both a record that code declares and every type that a tenant made himself.

A handler is written once as `(uow, record, ...)`. Bound to a declared record it stands at that record's path behind its
permission; for tenants' own types it stands at `/x-{own}`, and which type and permission that is, is looked up.
"""

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from heyi.platform.access import MEMBER
from heyi.platform.errors import NotAllowed, NotFound
from heyi.platform.http.router import Method, Router
from heyi.platform.records.declaration import Record
from heyi.platform.records.schemas import OwnRecordBody
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

Handler = Callable[..., Any]
OWN = "/x-{own}"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing that may be done with records of any kind: where, with which of their permissions, by which handler.

    `body` and `answer` give the schemas for a declared record where they depend on it; the handler's `body` is then
    what that schema made of the request.
    """

    method: Method
    path: str
    action: str
    name: str
    handler: Handler
    status: int = 200
    answer: Callable[[Record], Any] | None = None
    own_answer: Any = None
    body: Callable[[Record], type[BaseModel]] | None = None


def add_operations(router: Router, record: Record, operations: typing.Iterable[Operation]) -> None:
    """Serve a declared record, by those operations whose permission it names."""
    for operation in operations:
        permission = getattr(record.permissions, operation.action)
        if permission is None:
            continue
        handler = _bound(operation, record)
        answer = operation.answer(record) if operation.answer else operation.own_answer
        _register(router, operation, f"/{record.path}{operation.path}", permission, answer, handler)


def add_own_operations(router: Router, operations: typing.Iterable[Operation]) -> None:
    """Serve every type that a tenant made himself."""
    for operation in operations:
        handler = _looked_up(operation)
        _register(router, operation, f"{OWN}{operation.path}", MEMBER, operation.own_answer, handler)


def _register(
    router: Router, operation: Operation, path: str, permission: str, answer: Any, handler: Handler
) -> None:
    match operation.method:
        case "GET":
            router.get(path, permission=permission, answer=answer)(handler)
        case "POST":
            router.post(path, permission=permission, answer=answer, status=operation.status)(handler)
        case "PATCH":
            router.patch(path, permission=permission, answer=answer)(handler)
        case _:
            router.delete(path, permission=permission)(handler)


def _bound(operation: Operation, record: Record) -> Handler:
    def handler(uow: UnitOfWork, **given: Any) -> Any:
        if isinstance(given.get("body"), BaseModel) and operation.body is not None:
            given["body"] = given["body"].model_dump(exclude_unset=operation.method == "PATCH")
        return operation.handler(uow, record, **given)

    body = operation.body(record) if operation.body else None
    name = operation.name.format(record=record.name, path=record.path.replace("-", "_"))
    return _dressed(handler, operation, name, body=body)


def _looked_up(operation: Operation) -> Handler:
    def handler(uow: UnitOfWork, own: str, **given: Any) -> Any:
        if isinstance(given.get("body"), OwnRecordBody):
            given["body"] = given["body"].model_dump(exclude_unset=True)
        return operation.handler(uow, own_shape(uow, own, operation.action), **given)

    name = operation.name.format(record="own_record", path="own_records")
    body = OwnRecordBody if operation.body is not None else None
    return _dressed(handler, operation, name, body=body, extra={"own": str})


def own_shape(uow: UnitOfWork, own: str, action: str) -> Record:
    """The type that a tenant serves under `x-<own>`, for an actor who may do this with it.

    Raises:
        NotFound: there is none, or none that he may see.
        NotAllowed: his roles do not hold the permission.
    """
    try:
        shape = shape_of(uow, f"x_{own.replace('-', '_')}")
    except KeyError:
        raise NotFound(what=f"x-{own}"[:80]) from None
    if not uow.actor.may(shape.permissions.view):
        raise NotFound(what=f"x-{own}"[:80])
    permission = getattr(shape.permissions, action)
    if permission is None or not uow.actor.may(permission):
        raise NotAllowed(permission=f"permission.own.{action}")
    return shape


def _dressed(
    handler: Handler, operation: Operation, name: str, *, body: Any, extra: dict[str, Any] | None = None
) -> Handler:
    """Give the handler the parameters of the one it calls, less the record, so that the router reads them."""
    hints = typing.get_type_hints(operation.handler, include_extras=True)
    if body is not None:
        hints["body"] = body
    asked = [
        item.replace(annotation=hints.get(item.name, Any))
        for item in inspect.signature(operation.handler).parameters.values()
        if item.name != "record"
    ]
    added = [
        inspect.Parameter(key, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind)
        for key, kind in (extra or {}).items()
    ]
    parameters = [asked[0], *added, *asked[1:]]
    handler.__name__ = name
    handler.__doc__ = operation.handler.__doc__
    handler.__annotations__ = {item.name: item.annotation for item in parameters}
    handler.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # the router reads it
    return handler
