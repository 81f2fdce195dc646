"""Routes of merges, and of what a tenant takes for duplicates."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Select, select

from heyi.kit.duplicates import KeyMethod
from heyi.platform.access import MEMBER
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.jobs.queue import enqueue
from heyi.platform.records.duplicates.merging import MergeView, list_merges, undo_merge
from heyi.platform.records.permissions import MANAGE_SHAPE
from heyi.platform.records.shaping.fields import customisable
from heyi.platform.records.shaping.refit import Refit, has_rows, refit
from heyi.platform.records.tables import DUPLICATE_RULES
from heyi.platform.unit_of_work import UnitOfWork

router = Router("duplicates")


class RuleBody(BaseModel):
    """One rule: the records are probably one when this field is the same by this method."""

    model_config = ConfigDict(extra="forbid")

    field: Annotated[str, StringConstraints(max_length=60)]
    method: KeyMethod
    blocks: bool = False
    shows_owner: bool = True


class RulesBody(BaseModel):
    """All rules of a record."""

    model_config = ConfigDict(extra="forbid")

    rules: Annotated[list[RuleBody], Field(max_length=10)]


class RulesView(BaseModel):
    """The rules of a record, and the version to change them at."""

    version: int
    rules: list[RuleBody]


@router.get("/merges", permission=MEMBER, answer=list[MergeView])
def get_merges(uow: UnitOfWork) -> Answer:
    """The latest merges of records that I may change and delete."""
    return Answer(200, to_json(list_merges(uow)))


@router.post("/merges/{merge_id}/undo", permission=MEMBER, answer=MergeView)
def post_undo_merge(uow: UnitOfWork, merge_id: UUID) -> MergeView:
    """Take a merge back: two records again, each with what was its own."""
    return undo_merge(uow, merge_id)


@router.get("/record-types/{record}/duplicate-rules", permission=MANAGE_SHAPE, answer=RulesView)
def get_duplicate_rules(uow: UnitOfWork, record: str) -> Answer:
    """When two records of a kind are probably one."""
    return _rules(uow, record)


@router.patch("/record-types/{record}/duplicate-rules", permission=MANAGE_SHAPE, answer=RulesView)
def patch_duplicate_rules(uow: UnitOfWork, record: str, body: RulesBody, version: int) -> Answer:
    """Put rules in the place of those that were; a job compares the records that are there."""
    uow.change_settings()
    shape = customisable(uow, record)
    row = uow.first(_query(uow, shape.name).with_for_update())
    now = row["version"] if row else 0
    if now != version:
        raise VersionChanged(what="record.duplicate_rules", yours=version, now=now)
    problems = [
        FieldProblem(f"rules.{at}.field", "unknown_field", {"value": rule.field})
        for at, rule in enumerate(body.rules)
        if rule.field not in shape.by_name or shape.by_name[rule.field].read_only
    ]
    if problems:
        raise InvalidInput(problems=problems)
    said = orjson.dumps([rule.model_dump(mode="json") for rule in body.rules]).decode()
    if row is None:
        row_id = uow.new_id()
        uow.insert(DUPLICATE_RULES, {"id": row_id, "record": shape.name, "rules": said})
    else:
        row_id = row["id"]
        uow.change(DUPLICATE_RULES, row_id, {"rules": said})
    uow.audit("changed", record="duplicate_rules", record_id=row_id, title=shape.name)
    if has_rows(uow, shape):
        enqueue(uow, refit, Refit(shape.name))
    return _rules(uow, record)


def _query(uow: UnitOfWork, record: str) -> Select[Any]:
    rules = DUPLICATE_RULES.c
    return select(DUPLICATE_RULES).where(rules.tenant_id == uow.tenant_id, rules.record == record)


def _rules(uow: UnitOfWork, record: str) -> Answer:
    shape = customisable(uow, record)
    row = uow.first(_query(uow, shape.name))
    shown = [
        RuleBody(field=rule.field, method=rule.method, blocks=rule.blocks, shows_owner=rule.shows_owner)
        for rule in shape.duplicates
    ]
    version = row["version"] if row else 0
    view = RulesView(version=version, rules=shown)
    return Answer(200, to_json(view.model_dump(mode="json")), version)
