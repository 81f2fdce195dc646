"""A choice of a company that is kept in one row of its own."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Table, select

from heyi.platform.unit_of_work import UnitOfWork


def choose(
    uow: UnitOfWork, table: Table, name: str, chosen: StrEnum | Decimal, *, until_now: StrEnum | Decimal
) -> None:
    """Let this be the company's choice; `until_now` is what holds where it never chose.

    Its history tells who changed it; who chooses at the same moment waits.
    """
    row = {"id": uow.new_id(), "company_id": uow.company_id, name: until_now}
    uow.insert_missing(table, [row], unique=("company_id",))
    own = table.c
    mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    before = uow.rows(select(own.id, own[name]).where(*mine).with_for_update())[0]
    if before[name] == chosen:
        return
    uow.change(table, before["id"], {name: chosen})
    uow.change_settings()
    changes = {name: [before[name], chosen]}
    uow.audit("changed", record="company", record_id=uow.company_id, changes=changes)
