"""Set the groups of stages; opportunities that stand in them follow at once."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import orjson
from sqlalchemy import func, select

from heyi.modules.crm.contracts import StageDraft, StageFacts, StageGroupDraft, StageGroupFacts
from heyi.modules.crm.errors import StageInUse
from heyi.modules.crm.models.opportunities import OPPORTUNITY
from heyi.modules.crm.models.stages import STAGE, STAGE_GROUP
from heyi.modules.crm.queries.stages import stage_group, stage_groups, stage_of
from heyi.modules.crm.states import OpportunityState
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.identity.tables import DEPARTMENT
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

_G, _S, _O = STAGE_GROUP.table, STAGE.table, OPPORTUNITY.table
# 直销, by crm_practice: rate of success, most days.
_USUAL = (
    ("contact", "0.1", 7),
    ("needs", "0.3", 14),
    ("proposal", "0.5", 21),
    ("negotiation", "0.7", 14),
    ("approval", "0.9", 7),
)


def prepare_stages(uow: UnitOfWork) -> None:
    """The usual way of direct sales, for a company's first day; one that has groups keeps them."""
    if uow.scalar(select(_G.c.id).where(_G.c.tenant_id == uow.tenant_id).limit(1)) is not None:
        return
    language = uow.actor.language
    stages = tuple(
        StageDraft(
            name=translate(f"crm.stage.{name}", language),
            win_rate=Decimal(rate),
            most_days=days,
            done_when=translate(f"crm.stage.{name}.done_when", language),
        )
        for name, rate, days in _USUAL
    )
    add_stage_group(uow, StageGroupDraft(name=translate("crm.stage_group.direct", language), stages=stages))


def add_stage_group(uow: UnitOfWork, draft: StageGroupDraft) -> UUID:
    """Add a group with its stages; gives back its id.

    Raises:
        AlreadyExists: another group has that name.
        InvalidInput: two stages have one name, or a department does not exist.
    """
    uow.change_settings()
    _check(uow, draft)
    group_id = uow.new_id()
    here = select(func.count()).select_from(_G).where(_G.c.tenant_id == uow.tenant_id)
    position = uow.scalar(here)
    uow.insert(_G, {"id": group_id, "position": position, **_head(draft)})
    search.add_words(uow, STAGE_GROUP, group_id, {"name": draft.name})
    for at, stage in enumerate(draft.stages, start=1):
        _add_stage(uow, group_id, at, stage)
    uow.audit("created", record="stage_group", record_id=group_id, title=draft.name)
    uow.flush()
    return group_id


def change_stage_group(
    uow: UnitOfWork, group_id: UUID, version: int, draft: StageGroupDraft
) -> StageGroupFacts:
    """Set a group anew. A stage keeps its opportunities, under its new name, rate and days; one that is left out goes.

    Raises:
        NotFound: there is no such group.
        VersionChanged: somebody changed it meanwhile.
        StageInUse: open opportunities stand in a stage that was left out.
        InvalidInput: two stages have one name, or a department does not exist.
        StageUnknown: a stage is none of this group's.
    """
    uow.change_settings()
    group = stage_group(uow, group_id)
    if group.version != version:
        raise VersionChanged(what="record.stage_group", yours=version, now=group.version)
    _check(uow, draft)
    uow.rows(
        select(_S.c.id).where(_S.c.tenant_id == uow.tenant_id, _S.c.group_id == group_id).with_for_update()
    )
    kept = {stage.id for stage in draft.stages if stage.id is not None}
    left = [stage for stage in group.stages if stage.active and stage.id not in kept]
    _refuse_used(uow, left)
    uow.change(_G, group_id, _head(draft))
    search.remove_words(uow, STAGE_GROUP, [group_id])
    search.add_words(uow, STAGE_GROUP, group_id, {"name": draft.name})
    for at, wanted in enumerate(draft.stages, start=1):
        if wanted.id is None:
            _add_stage(uow, group_id, at, wanted)
        else:
            _change_stage(uow, stage_of(group, wanted.id, also_unused=True), at, wanted)
    for at, stage in enumerate(left, start=len(draft.stages) + 1):
        uow.change(_S, stage.id, {"active": False, "position": at})
    _follow(uow, group_id)
    changes = {
        "stages": [[one.name for one in group.stages if one.active], [one.name for one in draft.stages]]
    }
    uow.audit("changed", record="stage_group", record_id=group_id, title=draft.name, changes=changes)
    uow.flush()
    return stage_groups(uow)[group_id]


def _check(uow: UnitOfWork, draft: StageGroupDraft) -> None:
    names = [stage.name for stage in draft.stages]
    problems = [
        FieldProblem(f"stages.{at}.name", "not_twice", {"value": name})
        for at, name in enumerate(names)
        if name in names[:at]
    ]
    place = DEPARTMENT.c
    found = {
        row["id"]
        for row in uow.rows(
            select(place.id).where(place.tenant_id == uow.tenant_id, place.id.in_(draft.departments))
        )
    }
    problems += [
        FieldProblem(f"departments.{at}", "no_such_record", {"value": str(one)})
        for at, one in enumerate(draft.departments)
        if one not in found
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _head(draft: StageGroupDraft) -> dict[str, object]:
    departments = orjson.dumps([str(one) for one in draft.departments]).decode()
    return {"name": draft.name, "active": draft.active, "departments": departments}


def _values(at: int, stage: StageDraft) -> dict[str, object]:
    return {
        "name": stage.name,
        "position": at,
        "win_rate": stage.win_rate,
        "most_days": stage.most_days,
        "done_when": stage.done_when,
        "active": True,
    }


def _add_stage(uow: UnitOfWork, group_id: UUID, at: int, stage: StageDraft) -> None:
    stage_id = uow.new_id()
    uow.insert(_S, {"id": stage_id, "group_id": group_id, **_values(at, stage)})
    search.add_words(uow, STAGE, stage_id, {"name": stage.name})


def _change_stage(uow: UnitOfWork, stage: StageFacts, at: int, wanted: StageDraft) -> None:
    uow.change(_S, stage.id, _values(at, wanted))
    if stage.name != wanted.name:
        search.remove_words(uow, STAGE, [stage.id])
        search.add_words(uow, STAGE, stage.id, {"name": wanted.name})


def _refuse_used(uow: UnitOfWork, stages: Sequence[StageFacts]) -> None:
    """Whoever moves a card into such a stage meanwhile waits for the stage, and then finds it gone."""
    query = (
        select(_O.c.stage_id, func.count().label("n"))
        .where(
            _O.c.tenant_id == uow.tenant_id,
            _O.c.stage_id.in_([stage.id for stage in stages]),
            _O.c.state == OpportunityState.OPEN,
        )
        .group_by(_O.c.stage_id)
    )
    used = {row["stage_id"]: row["n"] for row in uow.rows(query)} if stages else {}
    for stage in stages:
        if stage.id in used:
            raise StageInUse(stage=stage.name, count=used[stage.id])


def _follow(uow: UnitOfWork, group_id: UUID) -> None:
    """Open opportunities take over the rate and the days of their stage."""
    uow.flush()
    uow.driver_rows(
        """
        UPDATE opportunity o SET win_rate = s.win_rate,
               stale_on = (o.stage_since AT TIME ZONE %s)::date + s.most_days::int + 1
          FROM stage s
         WHERE o.tenant_id = %s AND o.group_id = %s AND o.state = 'open'
           AND s.tenant_id = o.tenant_id AND s.id = o.stage_id
           AND (o.win_rate, o.stale_on) IS DISTINCT FROM
               (s.win_rate, (o.stage_since AT TIME ZONE %s)::date + s.most_days::int + 1)
        """,
        (uow.facts.time_zone, uow.tenant_id, group_id, uow.facts.time_zone),
    )
