"""The company's own facts, as they stand on its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from heyi.platform.errors import NotFound, VersionChanged
from heyi.platform.tenancy.tables import COMPANY, TENANT
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class CompanyView:
    """A company: its names and numbers, and what was chosen when it was founded."""

    id: UUID
    version: int
    name: str
    uscc: str | None
    address: str | None
    phone: str | None
    bank_name: str | None
    bank_account: str | None
    taxpayer: str
    chart: str
    currency: str
    time_zone: str


def get_company(uow: UnitOfWork) -> CompanyView:
    """The company in whose books the actor works.

    Raises:
        NotFound: it is gone.
    """
    row = uow.first(
        select(COMPANY).where(COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id)
    )
    if row is None:
        raise NotFound(what="record.company")
    return CompanyView(**{name: row[name] for name in CompanyView.__annotations__})


def change_company(uow: UnitOfWork, *, version: int, changed: Mapping[str, Any]) -> None:
    """Change the company's facts; papers that were posted keep what they say.

    Raises:
        NotFound: it is gone.
        VersionChanged: somebody changed it meanwhile.
    """
    place = (COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id)
    old = uow.first(select(COMPANY).where(*place).with_for_update())
    if old is None:
        raise NotFound(what="record.company")
    if old["version"] != version:
        raise VersionChanged(what="record.company", yours=version, now=old["version"])
    different = {name: value for name, value in changed.items() if old[name] != value}
    if not different:
        return
    uow.change_settings()
    uow.change(COMPANY, uow.company_id, different)
    if "name" in different and _is_first(uow):
        # The name under which people choose where to work is that of the first company.
        uow.execute(update(TENANT).where(TENANT.c.id == uow.tenant_id).values(name=different["name"]))
    changes = {name: [old[name], value] for name, value in different.items()}
    title = different.get("name", old["name"])
    uow.audit("changed", record="company", record_id=uow.company_id, title=title, changes=changes)


def _is_first(uow: UnitOfWork) -> bool:
    first = select(COMPANY.c.id).where(COMPANY.c.tenant_id == uow.tenant_id).order_by(COMPANY.c.id).limit(1)
    return bool(uow.scalar(first) == uow.company_id)
