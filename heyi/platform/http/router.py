"""The platform's routes: each names its permission, opens the unit of work, and commits before the answer is sent.

A handler is a plain synchronous function `(uow, ...) -> contract`; the path, query and body parameters are
declared as in FastAPI. What the door does around it, in this order: recognise the caller, bind the tenant,
check the permission, claim the Idempotency-Key of a POST, call the handler, store the answer under the key,
commit, answer. Any error rolls back all of it. Deadlocks and serialization failures are tried again, the
whole transaction, at most five times.
"""

import hashlib
import inspect
import random
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from functools import wraps
from typing import Annotated, Any, Literal

import psycopg
from fastapi import APIRouter, Header, Request
from pydantic import BaseModel
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import UploadFile
from starlette.responses import Response

from heyi.platform import access, idempotency, limits
from heyi.platform.errors import IdempotencyKeyMissing, NotAllowed
from heyi.platform.http import problems, rates
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.services import Services, services_of
from heyi.platform.http.veils import veiled
from heyi.platform.http.versions import IfMatch, version_of
from heyi.platform.identity import seeing_as
from heyi.platform.identity.sessions import API_KEY_PREFIX, SESSION_LIFE, Caller, begin_work
from heyi.platform.messages import preferred_language
from heyi.platform.unit_of_work import UnitOfWork

Method = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
Handler = Callable[..., Any]
# What a request counts as before it is worked on: tries of a login, an address, a link.
PublicLimit = Callable[[Caller, Mapping[str, Any]], Sequence[limits.Attempt]]
MemberLimit = Callable[[UnitOfWork], Sequence[limits.Attempt]]
TRIES = 5
RETRYABLE = ("40001", "40P01")
COOKIE = "heyi_session"
SECURE_COOKIE = "__Host-heyi_session"


@dataclass(frozen=True)
class Door:
    """What a route requires; the tests walk these."""

    method: Method
    path: str
    permission: str
    handler: Handler


class Router:
    """Collects the routes of one module."""

    def __init__(self, tag: str) -> None:
        self.api = APIRouter(prefix="/api", tags=[tag])
        self.doors: list[Door] = []

    def get(
        self, path: str, *, permission: str, answer: Any = None, snapshot: bool = False
    ) -> Callable[[Handler], Handler]:
        """A read: changes nothing. With `snapshot` all its statements see the same moment."""
        return self._door("GET", path, answer, _Terms(permission, snapshot=snapshot))

    def ask(self, path: str, *, permission: str, answer: Any = None) -> Callable[[Handler], Handler]:
        """A read whose question does not belong into an address, where logs keep it; nothing of it is kept."""
        return self._door("POST", path, answer, _Terms(permission, reads=True))

    def post(
        self,
        path: str,
        *,
        permission: str,
        answer: Any = None,
        status: int = 200,
        limit: MemberLimit | None = None,
    ) -> Callable[[Handler], Handler]:
        """A verb or a creation, done once for each Idempotency-Key; `limit` says what the try counts as."""
        return self._door("POST", path, answer, _Terms(permission, status, limit))

    def patch(self, path: str, *, permission: str, answer: Any = None) -> Callable[[Handler], Handler]:
        """A change of what was read before; the handler takes `version`, from If-Match."""
        return self._door("PATCH", path, answer, _Terms(permission))

    def delete(self, path: str, *, permission: str) -> Callable[[Handler], Handler]:
        """A removal of what was read before; the handler takes `version`, from If-Match."""
        return self._door("DELETE", path, None, _Terms(permission, 204))

    def public(
        self,
        method: Method,
        path: str,
        *,
        answer: Any = None,
        status: int = 200,
        limit: PublicLimit | None = None,
    ) -> Callable[[Handler], Handler]:
        """A route for anybody: the handler takes a PublicDoor instead of a unit of work."""

        def register(handler: Handler) -> Handler:
            self.doors.append(Door(method, f"/api{path}", access.PUBLIC, handler))
            self.api.add_api_route(
                path,
                _public_doorway(handler, method, status, limit),
                methods=[method],
                status_code=status,
                response_model=answer,
                name=handler.__name__,
                operation_id=handler.__name__,
                description=inspect.getdoc(handler),
                openapi_extra={"x-permission": access.PUBLIC},
            )
            return handler

        return register

    def _door(self, method: Method, path: str, answer: Any, terms: "_Terms") -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.doors.append(Door(method, f"/api{path}", terms.permission, handler))
            self.api.add_api_route(
                path,
                _doorway(handler, method, terms),
                methods=[method],
                status_code=terms.status,
                response_model=answer,
                name=handler.__name__,
                operation_id=handler.__name__,
                description=inspect.getdoc(handler),
                openapi_extra={"x-permission": terms.permission},
            )
            return handler

        return register


@dataclass(frozen=True)
class _Terms:
    """On what terms a door opens: who may, what it answers with, what a try counts as, and whether it only reads."""

    permission: str
    status: int = 200
    limit: MemberLimit | None = None
    snapshot: bool = False
    reads: bool = False


@dataclass
class PublicDoor:
    """What a route for anybody works with: a transaction without a tenant, and the cookie it may set."""

    connection: Connection
    services: Services
    caller: Caller
    now: datetime
    token: str | None = None
    forget: bool = False
    claim: idempotency.Claim | None = None

    def once(self, uow: UnitOfWork, work: Callable[[], Any], status: int = 200) -> Answer:
        """What a POST answers, in the tenant whose it is: sent twice, it is done once and answered the same."""
        assert self.claim is not None, "only a POST has a key"
        if (stored := idempotency.take(uow, self.claim)) is not None:
            return stored
        answer = as_answer(work(), status)
        idempotency.keep(uow, self.claim, answer)
        return answer

    def remember(self, token: str) -> None:
        """Have the browser keep this session."""
        self.token = token

    def attach(self, response: Response) -> Response:
        """Put the session's cookie on the response, or take it off."""
        secure = self.services.secure_cookies
        name = SECURE_COOKIE if secure else COOKIE
        if self.token is not None:
            age = int(SESSION_LIFE.total_seconds())
            response.set_cookie(name, self.token, max_age=age, httponly=True, secure=secure, samesite="lax")
        if self.forget:
            response.delete_cookie(name, httponly=True, secure=secure, samesite="lax")
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def caller_of(request: Request) -> Caller:
    """What the request says of itself: key or cookie, language, browser, address."""
    authorization = request.headers.get("authorization", "")
    scheme, _, secret = authorization.partition(" ")
    is_key = scheme.lower() == "bearer" and secret.startswith(API_KEY_PREFIX)
    return Caller(
        session_token=request.cookies.get(SECURE_COOKIE) or request.cookies.get(COOKIE),
        api_key=secret if is_key else ("" if authorization else None),
        language=preferred_language(request.headers.get("accept-language")),
        user_agent=request.headers.get("user-agent", ""),
        address=request.client.host if request.client else "",
    )


def _doorway(handler: Handler, method: Method, terms: _Terms) -> Callable[..., Response]:
    hints = typing.get_type_hints(handler, include_extras=True)
    parameters = list(inspect.signature(handler).parameters.values())
    if parameters[0].name != "uow":
        raise TypeError(f"{handler.__name__}: the first parameter of a handler is its uow")
    wants_version = any(item.name == "version" for item in parameters)
    wants_request = any(hints.get(item.name) is Request for item in parameters)
    asked = [_keyword(item, hints) for item in parameters[1:] if item.name != "version"]
    own = [] if wants_request else [_parameter("request", Request)]
    if method == "POST":
        own.append(_parameter("idempotency_key", _KEY_HEADER, None))
    if wants_version:
        own.append(_parameter("if_match", IfMatch, None))

    @wraps(handler)
    def doorway(**given: Any) -> Response:
        key: str | None = given.pop("idempotency_key", None)
        arguments = dict(given)
        request: Request = given["request"] if wants_request else arguments.pop("request")
        if method == "POST" and not key:
            raise IdempotencyKeyMissing
        if wants_version:
            arguments["version"] = version_of(arguments.pop("if_match"))
        claim = (
            idempotency.claim_of(key, f"{method} {request.url.path}", _content(request, arguments))
            if key and not terms.reads
            else None
        )
        services = services_of(request)
        with problems.faults_told():
            if terms.limit is not None:
                _count_try(services, request, terms.limit)
            return _with_retries(services, lambda: _work(services, request, terms, claim, handler, arguments))

    doorway.__signature__ = inspect.Signature(own + asked)  # type: ignore[attr-defined]  # FastAPI reads it
    del doorway.__dict__["__wrapped__"]
    return doorway


def _public_doorway(
    handler: Handler, method: Method, status: int, limit: PublicLimit | None
) -> Callable[..., Response]:
    hints = typing.get_type_hints(handler, include_extras=True)
    parameters = list(inspect.signature(handler).parameters.values())
    if parameters[0].name != "door":
        raise TypeError(f"{handler.__name__}: the first parameter of a public handler is its door")
    asked = [_keyword(item, hints) for item in parameters[1:]]
    own = [_parameter("request", Request)]
    if method == "POST":
        own.append(_parameter("idempotency_key", _KEY_HEADER, None))

    @wraps(handler)
    def doorway(request: Request, **given: Any) -> Response:
        # The key is asked for here too: a header that no form of another site can send.
        key: str | None = given.pop("idempotency_key", None)
        if method == "POST" and not key:
            raise IdempotencyKeyMissing
        # Nobody knows yet whose key it is: apart from those of members, it cannot take one of theirs. The path may
        # hold what lets one in, which is kept nowhere but in the hash of the content.
        route = f"{method} {request.scope['route'].path}"
        claim = idempotency.claim_of(f"public {key}", route, _content(request, given)) if key else None
        services = services_of(request)
        caller, now = caller_of(request), services.clock.now()
        with problems.faults_told(), services.engine.connect() as connection:
            if limit is not None:
                with connection.begin():
                    limits.count(connection, limit(caller, given), now)
            with connection.begin():
                door = PublicDoor(connection, services, caller, now, claim=claim)
                answer = as_answer(handler(door, **given), status)
        return door.attach(answer.response())

    doorway.__signature__ = inspect.Signature(own + asked)  # type: ignore[attr-defined]  # FastAPI reads it
    del doorway.__dict__["__wrapped__"]
    return doorway


_KEY_HEADER = Annotated[
    str | None,
    Header(alias="Idempotency-Key", max_length=100, description="Chosen by the client, new for each intent"),
]


def _count_try(services: Services, request: Request, limit: MemberLimit) -> None:
    """Count in a transaction of its own, so that the refusal of the work does not take the count back."""
    now = services.clock.now()
    with services.engine.connect() as connection, connection.begin():
        limits.count(connection, limit(begin_work(connection, caller_of(request), now)), now)


def _work(
    services: Services,
    request: Request,
    terms: _Terms,
    claim: idempotency.Claim | None,
    handler: Handler,
    arguments: dict[str, Any],
) -> Response:
    with _connected(services, terms) as connection, connection.begin():
        uow = begin_work(connection, caller_of(request), services.clock.now())
        request.state.uow = uow
        _count_program(services, request, uow)
        if (seen := request.headers.get(seeing_as.HEADER)) is not None:
            seeing_as.see_as(uow, seen, "GET" if terms.reads else request.method)
        if terms.permission != access.MEMBER and not uow.actor.may(terms.permission):
            raise NotAllowed(permission=f"permission.{terms.permission}")
        if claim is not None and (stored := idempotency.take(uow, claim)) is not None:
            return stored.response()
        answer = as_answer(veiled(uow, request.url.path, handler(uow, **arguments)), terms.status)
        if claim is not None:
            idempotency.keep(uow, claim, answer)
        uow.flush()
    response = answer.response()
    response.headers["Server-Timing"] = f'db;desc="{uow.statements} statements"'
    return response


def _connected(services: Services, terms: _Terms) -> Connection:
    connection = services.engine.connect()
    return connection.execution_options(isolation_level="REPEATABLE READ") if terms.snapshot else connection


def _count_program(services: Services, request: Request, uow: UnitOfWork) -> None:
    """Count a request of an API key, once however often its transaction is tried."""
    if uow.actor.kind != "api_key" or getattr(request.state, "rate_headers", None) is not None:
        return
    assert uow.actor.session_id is not None
    left = rates.taken(
        services.rates,
        method=request.method,
        key_id=uow.actor.session_id,
        tenant_id=uow.tenant_id,
        now=uow.now,
    )
    request.state.rate_headers = rates.headers(left)


def as_answer(result: Any, status: int) -> Answer:
    """A handler's result as an answer; a contract with a `version` gets it as its ETag."""
    if isinstance(result, Answer):
        return result
    if result is None:
        return Answer(204 if status == 200 else status, b"")
    version = getattr(result, "version", None) if is_dataclass(result) else None
    return Answer(status, to_json(result), version)


def _with_retries(services: Services, work: Callable[[], Response]) -> Response:
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except DBAPIError as error:
            state = error.orig.sqlstate if isinstance(error.orig, psycopg.Error) else None
            if state not in RETRYABLE or attempt == TRIES:
                raise
            services.pause(random.uniform(0, 0.02 * attempt))  # noqa: S311 - spreads the tries, keeps no secret
    raise AssertionError("unreachable: the last try returns or raises")


def _content(request: Request, arguments: dict[str, Any]) -> object:
    plain = {name: _plain(value) for name, value in arguments.items() if not isinstance(value, Request)}
    return [str(request.url.query), plain]


def _plain(value: Any) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, UploadFile):
        value.file.seek(0)
        return [value.filename, hashlib.file_digest(value.file, "sha256").hexdigest()]  # type: ignore[arg-type]  # a spooled file reads as one
    return value


def _keyword(item: inspect.Parameter, hints: dict[str, Any]) -> inspect.Parameter:
    return item.replace(annotation=hints[item.name], kind=inspect.Parameter.KEYWORD_ONLY)


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
