"""Once the last word is said the verb is done at once, in the same transaction, as whoever asked for it."""

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

import orjson
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from heyi.platform.approvals.errors import PersonUnusable
from heyi.platform.approvals.models import APPROVAL
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.verbs import verb_of
from heyi.platform.errors import AppError
from heyi.platform.http.answers import to_json
from heyi.platform.http.problems import from_database, problem_of
from heyi.platform.identity.sessions import acting_as
from heyi.platform.unit_of_work import UnitOfWork

_A = APPROVAL.table


def carry_out(uow: UnitOfWork, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Do the verb that was approved, as the applicant; gives back what of the approval changes by it.

    Where a rule of the business refuses it, all that it wrote is taken back; the approval stands and keeps the reason,
    and the applicant may do the verb later while nothing changed.
    """
    made: list[Any] = []
    try:
        uow.attempt(lambda: made.append(_do(uow, row)))
    except AppError as error:
        if _passes(error):
            raise
        return {"failure": _told(error)}
    except DBAPIError as error:
        refused = from_database(error)
        if refused is None:
            raise
        if _passes(refused):
            raise refused from error
        return {"failure": _told(refused)}
    return {"used_at": uow.now, "made_id": made[0], "failure": None}


def _do(uow: UnitOfWork, row: Mapping[Any, Any]) -> Any:
    verb = verb_of(uow, row["record"], row["verb"])
    record_id = None if row["record_id"] == row["id"] else row["record_id"]
    payload = row["payload"] if isinstance(row["payload"], Mapping) else orjson.loads(row["payload"])
    applicant = directory_of(uow).people[row["applicant_id"]]
    if not applicant.active:
        raise PersonUnusable(person=applicant.name)
    with acting_as(uow, applicant.id, door="approval"):
        uow.require(verb.permission)
        # Its gate finds the approval and uses it up; where the flow was switched off meanwhile nothing asks for it.
        made = verb.do(uow, record_id, payload)
    used = update(_A).where(_A.c.tenant_id == uow.tenant_id, _A.c.id == row["id"], _A.c.used_at.is_(None))
    uow.execute(used.values(used_at=uow.now))
    return made


def _passes(error: AppError) -> bool:
    """Whether it is no answer, but somebody else is at it or the house is in trouble: the word is to be said anew."""
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _told(error: AppError) -> str:
    """A refusal as it is kept: in both languages, for whoever reads it later."""
    said = {"zh": asdict(problem_of(error, "zh-CN")), "en": asdict(problem_of(error, "en"))}
    return to_json({"code": error.code, **said}).decode()
