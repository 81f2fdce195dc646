"""Reads of the groups of stages; all of them are kept until somebody changes settings."""

from collections.abc import Collection, Mapping
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from heyi.modules.crm.contracts import StageFacts, StageGroupFacts
from heyi.modules.crm.errors import NoStageGroup, StageUnknown
from heyi.modules.crm.models.stages import STAGE, STAGE_GROUP
from heyi.platform.errors import NotFound
from heyi.platform.identity.reach import department_of_person, departments_above
from heyi.platform.unit_of_work import UnitOfWork

_G, _S = STAGE_GROUP.table, STAGE.table


def stage_groups(uow: UnitOfWork) -> Mapping[UUID, StageGroupFacts]:
    """Every group with its stages, in the order they are offered."""

    def load() -> Mapping[UUID, StageGroupFacts]:
        stages = uow.rows(
            select(_S).where(_S.c.tenant_id == uow.tenant_id).order_by(_S.c.group_id, _S.c.position, _S.c.id)
        )
        names = tuple(StageFacts.__dataclass_fields__)
        of = {
            group: [StageFacts(**{name: row[name] for name in names}) for row in rows]
            for group, rows in groupby(stages, key=lambda row: row["group_id"])
        }
        groups = uow.rows(
            select(_G).where(_G.c.tenant_id == uow.tenant_id).order_by(_G.c.position, _G.c.name)
        )
        return {
            row["id"]: StageGroupFacts(
                id=row["id"],
                version=row["version"],
                name=row["name"],
                active=row["active"],
                departments=[UUID(one) for one in row["departments"]],
                stages=of.get(row["id"], []),
            )
            for row in groups
        }

    return uow.settled("crm.stage_groups", load)


def stage_group(uow: UnitOfWork, group_id: UUID) -> StageGroupFacts:
    """The group of that id.

    Raises:
        NotFound: there is none.
    """
    group = stage_groups(uow).get(group_id)
    if group is None:
        raise NotFound(what="record.stage_group")
    return group


def group_for(uow: UnitOfWork, owner_id: UUID | None) -> StageGroupFacts:
    """The group by which a person works: the first one of his department or the nearest above it, else one for all.

    Raises:
        NoStageGroup: there is none for him.
    """
    groups = [group for group in stage_groups(uow).values() if group.active and usable(group)]
    department = department_of_person(uow, owner_id) if owner_id else None
    places = departments_above(uow, department) if department else []
    own = [group for place in places for group in groups if place in group.departments]
    general = [group for group in groups if not group.departments]
    found: list[StageGroupFacts] = [*own, *general, *(groups if owner_id is None else ())]
    if not found:
        raise NoStageGroup
    return found[0]


def usable(group: StageGroupFacts) -> list[StageFacts]:
    """The stages an opportunity may come to."""
    return [stage for stage in group.stages if stage.active]


def stage_of(group: StageGroupFacts, stage_id: UUID, *, also_unused: bool = False) -> StageFacts:
    """The stage of that id in a group.

    Raises:
        StageUnknown: it is none of the group's, or is not used any more.
    """
    for stage in group.stages:
        if stage.id == stage_id and (stage.active or also_unused):
            return stage
    raise StageUnknown(group=group.name, stages=[stage.name for stage in usable(group)])


def hold_stages(uow: UnitOfWork, stage_ids: Collection[UUID]) -> None:
    """Keep stages from going while opportunities come to them.

    Raises:
        StageUnknown: one is not used any more.
    """
    wanted = sorted(set(stage_ids))
    query = select(_S.c.id, _S.c.active).where(_S.c.tenant_id == uow.tenant_id, _S.c.id.in_(wanted))
    rows = uow.rows(query.order_by(_S.c.id).with_for_update(read=True))
    if len([row for row in rows if row["active"]]) < len(wanted):
        raise StageUnknown(group="", stages=[])
