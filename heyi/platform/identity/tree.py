"""Trees that a person draws (departments, reporting lines) stay trees."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, select

from heyi.platform.identity.errors import Circle
from heyi.platform.records.declaration import Record
from heyi.platform.records.hooks import Guard

if TYPE_CHECKING:
    from heyi.platform.unit_of_work import UnitOfWork


def no_circle(column: str) -> Guard:
    """Refuse a change of `column`, which names the thing above, to something that lies below the thing itself.

    The changes of one tenant's trees come one after the other, for each raises the tenant's settings version first: two
    changes that are harmless alone cannot close a circle together.
    """

    def guard(uow: "UnitOfWork", record: Record, record_id: UUID, changed: Mapping[str, Any]) -> None:
        above_id = changed.get(column)
        if above_id is None:
            return
        uow.change_settings()
        table = record.table
        start = select(bindparam("start", above_id, type_=table.c.id.type).label("id")).cte(
            "above", recursive=True
        )
        step = select(table.columns[column]).join(start, table.c.id == start.c.id)
        above = start.union(
            step.where(table.c.tenant_id == uow.tenant_id, table.columns[column].is_not(None))
        )
        if uow.scalar(select(above.c.id).where(above.c.id == record_id)) is not None:
            raise Circle(what=f"record.{record.name}")

    return guard
