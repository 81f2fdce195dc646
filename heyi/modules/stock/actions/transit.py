"""The place of goods that are on their way between two warehouses of a company."""

from uuid import UUID

from sqlalchemy import select

from heyi.modules.stock.models import WAREHOUSE, WAREHOUSE_SERIES
from heyi.modules.stock.rules.houses import TRANSIT
from heyi.platform import numbering
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def transit_warehouse(uow: UnitOfWork) -> UUID:
    """Where goods in transit lie; made when the company's first ones leave, even where two leave at once."""
    found = _find(uow)
    if found is None:
        row = {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "name": _free_name(uow),
            "code": numbering.take(uow, WAREHOUSE_SERIES, uow.today)[0],
            "address": None,
            "kind": TRANSIT,
            "goods_owner_id": None,
            "may_run_short": False,
            "active": True,
            "transit_of": uow.company_id,
        }
        uow.insert_missing(WAREHOUSE.table, [row], unique=("transit_of",))
        uow.change_settings()
        found = _find(uow)
    assert found is not None
    return found


def _find(uow: UnitOfWork) -> UUID | None:
    own = WAREHOUSE.table.c
    found: UUID | None = uow.scalar(
        select(own.id).where(own.tenant_id == uow.tenant_id, own.transit_of == uow.company_id)
    )
    return found


def _free_name(uow: UnitOfWork) -> str:
    """What it is called, unless somebody calls another so."""
    own = WAREHOUSE.table.c
    name = translate("stock.transit_warehouse", uow.actor.language)
    place = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    taken = {row["name"] for row in uow.rows(select(own.name).where(*place, own.name.startswith(name)))}
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free
