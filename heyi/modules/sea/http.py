"""Routes of public seas."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, UploadFile

from heyi.modules.sea import api
from heyi.modules.sea.jobs import move_all, reckon_anew, undo_night
from heyi.modules.sea.permissions import CLAIM, LOCK, MANAGE_POOL, PUT_BACK, VIEW_POOL
from heyi.modules.sea.schemas import (
    AssignBody,
    CapacityBody,
    MoveAllBody,
    MoveBody,
    PutBackBody,
    RecordsBody,
    RecycleRuleBody,
    SettingsBody,
    SimulateBody,
)
from heyi.platform.access import MEMBER
from heyi.platform.errors import InvalidInput
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.bulk import Bulk
from heyi.platform.records.exporting.running import Asked, ExportBody
from heyi.platform.records.http import add_record_routes
from heyi.platform.records.importing.contracts import ImportReport, Mode
from heyi.platform.records.importing.http import (
    BadRows,
    ColumnMapping,
    ImportMode,
    SkipBad,
    import_file,
)
from heyi.platform.records.listing import ListQuery
from heyi.platform.unit_of_work import UnitOfWork

router = Router("sea")


@router.get("/my-pools", permission=VIEW_POOL, answer=list[api.MyPool])
def list_my_pools(
    uow: UnitOfWork, holds: Annotated[str | None, Query(max_length=60)] = None
) -> list[api.MyPool]:
    """The seas that one may look into, and what is left of one's quota today."""
    return api.my_pools(uow, holds)


@router.get("/pools/{pool_id}/records", permission=VIEW_POOL, answer=dict[str, Any])
def list_pool_records(
    uow: UnitOfWork,
    pool_id: UUID,
    condition: Annotated[str | None, Query(alias="filter", description="a condition as JSON")] = None,
    search: Annotated[str | None, Query(max_length=200)] = None,
    sort: Annotated[str | None, Query(max_length=100, description="a field, with - for descending")] = None,
    fields: Annotated[str | None, Query(description="fields to return, by comma")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: str | None = None,
) -> Answer:
    """One page of what lies in a sea, without what is hidden in it from its members."""
    query = ListQuery(filter=condition, search=search, sort=sort, fields=fields, limit=limit, cursor=cursor)
    return Answer(200, to_json(api.list_in_pool(uow, pool_id, query)))


@router.get("/pools/{pool_id}/records/{record_id}", permission=VIEW_POOL, answer=dict[str, Any])
def get_pool_record(uow: UnitOfWork, pool_id: UUID, record_id: UUID) -> Answer:
    """One record of a sea; opening it counts once a day for each record."""
    return Answer(200, to_json(api.peek(uow, pool_id, record_id)))


@router.post("/pools/{pool_id}/export", permission=VIEW_POOL, answer=Asked, status=202)
def export_pool_records(uow: UnitOfWork, pool_id: UUID, body: ExportBody) -> Asked:
    """Have what lies in a sea written to a file by a job, without what is hidden in it; kept in the log of exports."""
    return api.export_pool(uow, pool_id, body)


@router.post("/pools/{pool_id}/claim", permission=CLAIM, answer=Bulk)
def claim_records(uow: UnitOfWork, pool_id: UUID, body: RecordsBody) -> Bulk:
    """Take records out of a sea for oneself (领取); each that is not to be had is told with its reason."""
    return api.claim(uow, pool_id, body.ids)


@router.post("/pools/{pool_id}/assign", permission=VIEW_POOL, answer=Bulk)
def assign_records(uow: UnitOfWork, pool_id: UUID, body: AssignBody) -> Bulk:
    """Give records of a sea to a person (分配); for its administrators."""
    return api.assign(uow, pool_id, body.ids, body.user_id)


@router.post("/pools/{pool_id}/put-back", permission=PUT_BACK, answer=Bulk)
def put_records_back(uow: UnitOfWork, pool_id: UUID, body: PutBackBody) -> Bulk:
    """Put records into a sea (退回公海), saying why; locked ones stay."""
    return api.put_back(uow, pool_id, body.ids, body.reason)


@router.post("/pools/{pool_id}/import", permission=VIEW_POOL, answer=ImportReport)
def import_into_pool(
    uow: UnitOfWork,
    pool_id: UUID,
    file: UploadFile,
    mode: ImportMode = Mode.CHECK,
    skip_bad: SkipBad = False,  # noqa: FBT002 - a form field
    bad_rows: BadRows = False,  # noqa: FBT002 - a form field
    mapping: ColumnMapping = None,
) -> ImportReport:
    """Check a file of records, or bring its good rows straight into a sea; for its administrators."""
    shape = api.bring_into(uow, pool_id)
    return import_file(uow, shape, file, mode, skip_bad, bad_rows, mapping)


@router.post("/pools/{pool_id}/move", permission=VIEW_POOL, answer=Bulk)
def move_records(uow: UnitOfWork, pool_id: UUID, body: MoveBody) -> Bulk:
    """Move chosen records into another sea; for administrators of the one they lie in."""
    return api.move(uow, pool_id, body.target_id, body.ids)


@router.post("/pools/{pool_id}/move-all", permission=VIEW_POOL, answer=api.Started, status=202)
def move_all_records(uow: UnitOfWork, pool_id: UUID, body: MoveAllBody) -> api.Started:
    """Have a job move everything that lies in a sea into another; for administrators of the one it lies in."""
    return move_all(uow, pool_id, body.target_id)


@router.get("/pools/{pool_id}/settings", permission=MANAGE_POOL, answer=api.PoolSettings)
def get_pool_settings(uow: UnitOfWork, pool_id: UUID) -> Answer:
    """Who is of a sea, what its members do not see in it, and its rules."""
    found = api.get_settings(uow, pool_id)
    return Answer(200, to_json(found), found.version)


@router.patch("/pools/{pool_id}/settings", permission=MANAGE_POOL, answer=api.PoolSettings)
def patch_pool_settings(uow: UnitOfWork, pool_id: UUID, body: SettingsBody, version: int) -> Answer:
    """Change who is of a sea, what is hidden in it, or its rules, which count from the next night."""
    found = api.change_settings(uow, pool_id, version, body.given())
    reckon_anew(uow, found.holds)
    return Answer(200, to_json(found), found.version)


@router.get("/standing/{record}/{record_id}", permission=VIEW_POOL, answer=api.Standing)
def get_standing(uow: UnitOfWork, record: str, record_id: UUID) -> api.Standing:
    """Where a record lies, when it falls and by which rule, and what one may do about it."""
    return api.standing_of(uow, api.shape_with_standing(uow, record), record_id)


@router.post("/standing/{record}/lock", permission=LOCK, answer=Bulk)
def lock_records(uow: UnitOfWork, record: str, body: RecordsBody) -> Bulk:
    """Lock records (锁定): they do not fall and are not put back."""
    return api.lock(uow, record, body.ids, locked=True)


@router.post("/standing/{record}/unlock", permission=LOCK, answer=Bulk)
def unlock_records(uow: UnitOfWork, record: str, body: RecordsBody) -> Bulk:
    """Unlock records."""
    return api.lock(uow, record, body.ids, locked=False)


@router.post("/recycle/simulate", permission=MANAGE_POOL, answer=api.Simulation)
def simulate_night(uow: UnitOfWork, body: SimulateBody) -> api.Simulation:
    """What falls in the coming night and why, with the rules as they are or as they might be; nothing is written."""
    shape = api.shape_with_standing(uow, body.record)
    if body.pool_id is None or body.rules is None:
        return api.simulate(uow, shape)
    rules = [_kept(rule, number) for number, rule in enumerate(body.rules)]
    problems = api.rule_problems(uow, shape, rules)
    if problems:
        raise InvalidInput(problems=problems)
    return api.simulate(uow, shape, (body.pool_id, [api.rule_of(rule) for rule in rules]))


@router.get("/recycle/nights", permission=MANAGE_POOL, answer=list[api.NightView])
def list_recycle_nights(uow: UnitOfWork) -> list[api.NightView]:
    """The nights in which something fell, newest first."""
    return api.list_nights(uow)


@router.get("/recycle/nights/{night_id}", permission=MANAGE_POOL, answer=api.NightPage)
def get_recycle_night(uow: UnitOfWork, night_id: UUID, after: UUID | None = None) -> api.NightPage:
    """What fell in a night: whose it was, into which sea, by which rule."""
    return api.lines_of(uow, night_id, after)


@router.get("/recycle/nights/{night_id}/mine", permission=MEMBER, answer=api.NightPage)
def get_my_recycle_night(uow: UnitOfWork, night_id: UUID, after: UUID | None = None) -> api.NightPage:
    """What fell in a night and was mine."""
    return api.my_lines_of(uow, night_id, after)


@router.post("/recycle/nights/{night_id}/undo", permission=MANAGE_POOL, answer=api.Started, status=202)
def undo_recycle_night(uow: UnitOfWork, night_id: UUID) -> api.Started:
    """Have a job give back what fell in a night and still lies in a sea; its result tells the rest with its reason."""
    return undo_night(uow, night_id)


@router.get("/capacity-rules", permission=MANAGE_POOL, answer=list[api.CapacityView])
def list_capacity_rules(uow: UnitOfWork) -> list[api.CapacityView]:
    """How many whoever may own, or lock."""
    return api.list_capacity(uow)


@router.post("/capacity-rules", permission=MANAGE_POOL, answer=api.CapacityView, status=201)
def create_capacity_rule(uow: UnitOfWork, body: CapacityBody) -> Answer:
    """Say how many each of some people may own, or lock; of several rules the strictest counts."""
    return _capacity(uow, api.save_capacity(uow, None, 0, body.values()), 201)


@router.patch("/capacity-rules/{capacity_id}", permission=MANAGE_POOL, answer=api.CapacityView)
def update_capacity_rule(uow: UnitOfWork, capacity_id: UUID, body: CapacityBody, version: int) -> Answer:
    """Say it otherwise."""
    return _capacity(uow, api.save_capacity(uow, capacity_id, version, body.values()), 200)


@router.delete("/capacity-rules/{capacity_id}", permission=MANAGE_POOL)
def delete_capacity_rule(uow: UnitOfWork, capacity_id: UUID, version: int) -> None:
    """Take a rule away."""
    api.delete_capacity(uow, capacity_id, version)


add_record_routes(router, api.POOL)


def _capacity(uow: UnitOfWork, rule_id: UUID, status: int) -> Answer:
    found = api.get_capacity(uow, rule_id)
    return Answer(status, to_json(found), found.version)


def _kept(rule: RecycleRuleBody, number: int) -> dict[str, Any]:
    kept = rule.model_dump(mode="json")
    return {**kept, "id": kept["id"] or f"draft-{number}"}
