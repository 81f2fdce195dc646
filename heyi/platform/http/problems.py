"""Every refusal leaves as problem+json (RFC 9457): a stable code, a sentence in the reader's language, a remedy."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from heyi.platform import errors
from heyi.platform.errors import AppError, FieldProblem
from heyi.platform.http.answers import to_json
from heyi.platform.messages import Language, has_message, preferred_language, translate

log = logging.getLogger("heyi.http")


@dataclass(frozen=True)
class ProblemField:
    """One wrong value of a request."""

    field: str
    code: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """The body of every refusal."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str
    params: dict[str, Any]
    errors: list[ProblemField]


def problem_of(error: AppError, language: Language) -> Problem:
    """The refusal in the reader's language."""
    key = f"error.{error.code}"
    fields = [field_in(problem, language) for problem in error.problems]
    params = {name: _readable(value, language) for name, value in error.params.items()}
    return Problem(
        type=f"/problems/{error.code}",
        title=translate(key, language, params),
        status=error.status,
        code=error.code,
        detail="; ".join(item.detail for item in fields) or translate(key, language, params),
        remedy=translate(f"{key}.remedy", language, params),
        params=error.params,
        errors=fields,
    )


def refusal(error: AppError, request: Request) -> Response:
    """The response for a refusal."""
    problem = problem_of(error, preferred_language(request.headers.get("accept-language")))
    headers = {"Cache-Control": "no-store"}
    if "retry_after" in error.params:
        headers["Retry-After"] = str(error.params["retry_after"])
    return Response(
        to_json(problem), status_code=error.status, media_type="application/problem+json", headers=headers
    )


def from_database(error: DBAPIError) -> AppError | None:
    """The refusal behind an error of the database, or None when it is a fault of ours.

    Guards of the database stand behind checks in the code; where both fail to meet, as in a race, the reader still gets
    a rule and not a stack.
    """
    cause = error.orig
    if error.connection_invalidated or not isinstance(cause, psycopg.Error) or cause.sqlstate is None:
        return errors.Unavailable() if isinstance(cause, psycopg.OperationalError) else None
    state, constraint = cause.sqlstate, cause.diag.constraint_name or ""
    match state:
        case "23505":
            return errors.AlreadyExists(constraint=_field_of(constraint, cause.diag.table_name or ""))
        case "23503":
            deleted = "still referenced" in str(cause)
            return (
                errors.StillUsed(constraint=constraint)
                if deleted
                else errors.RefersToNothing(constraint=constraint)
            )
        case "22003":
            return errors.NumberTooLarge()
        case "23001" if constraint:
            # From PostgreSQL 18 on, a key that forbids the removal of what it points to has a state of its own.
            return errors.StillUsed(constraint=constraint)
        case "23514" | "23P01" | "23001" | "HY001":
            return errors.RuleViolated(constraint=constraint or (cause.diag.message_primary or ""))
        case "53100":
            return errors.DiskFull()
        case _:
            return _wait_for(state)


def _field_of(constraint: str, table: str) -> str:
    """The field whose values are unique, by its label where it has one; of a company or of the tenant alike."""
    name = constraint.removeprefix(f"uq_{table}_tenant_id_").removeprefix("company_id_")
    label = f"field.{table}.{name}"
    return label if has_message(label) else constraint


def _wait_for(state: str) -> AppError | None:
    if state in ("55P03", "57014"):
        return errors.Busy(retry_after=2)
    return errors.Unavailable(retry_after=2) if state[:2] in ("08", "57", "53") else None


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn whatever is not a refusal yet into one: the database's own refusals, and faults of ours, which are logged.

    Raises:
        AppError: in place of any other exception.
    """
    try:
        yield
    except (AppError, HTTPException):
        raise
    except DBAPIError as error:
        raise from_database(error) or fault_of(error) from error
    except Exception as error:
        raise fault_of(error) from error


def fault_of(error: Exception) -> AppError:
    """The refusal for a fault of ours, which is logged under the reference that the reader is shown."""
    reference = secrets.token_hex(6)
    log.error("fault", extra={"reference": reference}, exc_info=error)
    return errors.InternalError(reference=reference)


def install(app: FastAPI) -> None:
    """Make the application answer every kind of error this way."""

    async def app_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, AppError)
        return refusal(error, request)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return refusal(
            errors.InvalidInput(problems=[from_pydantic(item) for item in error.errors()]), request
        )

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            answer = refusal(errors.MethodNotAllowed(method=request.method), request)
            answer.headers.update(error.headers or {})
            return answer
        return refusal(
            errors.NotFound(what=request.url.path) if error.status_code == 404 else errors.InvalidInput(),
            request,
        )

    app.add_exception_handler(AppError, app_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)


def field_in(problem: FieldProblem, language: Language) -> ProblemField:
    """What is wrong with one value, told in the reader's language."""
    params = {name: _readable(value, language) for name, value in problem.params.items()}
    return ProblemField(problem.field, problem.code, translate(f"problem.{problem.code}", language, params))


def from_pydantic(item: dict[str, Any]) -> FieldProblem:
    """A pydantic finding under one of our own codes where we have a sentence for it, else as `invalid`."""
    place = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
    code = str(item["type"])
    context: dict[str, object] = {
        name: str(value) for name, value in (item.get("ctx") or {}).items() if name != "error"
    }
    # Half a surrogate pair is a string to Python, but to no encoder: what is shown of it is a question mark.
    shown: dict[str, object] = {"value": _encodable(str(item.get("input"))[:80]), **context}
    return FieldProblem(
        _encodable(".".join(place)), code if has_message(f"problem.{code}") else "invalid", shown
    )


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _readable(value: object, language: Language) -> str:
    if isinstance(value, str) and has_message(value):
        return translate(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(_readable(item, language) for item in value)
    return str(value)
