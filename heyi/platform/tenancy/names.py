"""What a company calls itself on its papers."""

from sqlalchemy import select

from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork


def company_name(uow: UnitOfWork) -> str:
    """The name of the company that is worked in."""
    name: str = uow.scalar(
        select(COMPANY.c.name).where(COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id)
    )
    return name
