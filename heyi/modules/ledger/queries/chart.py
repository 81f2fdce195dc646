"""The company's chart of accounts, kept until somebody changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.ledger.contracts import ChartAccount, Standard
from heyi.modules.ledger.errors import AccountUnusable
from heyi.modules.ledger.models import ACCOUNT
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork

_A = ACCOUNT.table.c


@dataclass(frozen=True)
class _Known:
    standard: Standard
    accounts: Mapping[UUID, ChartAccount]


def standard(uow: UnitOfWork) -> Standard:
    """By which standard the company keeps its books."""
    return _known(uow).standard


def chart(uow: UnitOfWork) -> Sequence[ChartAccount]:
    """The accounts of the company by code."""
    return list(_known(uow).accounts.values())


def account_codes(uow: UnitOfWork) -> Mapping[UUID, str]:
    """The code of every account of the company."""
    return {account_id: account.code for account_id, account in _known(uow).accounts.items()}


def detail_accounts(uow: UnitOfWork) -> Mapping[str, UUID]:
    """The ids of the accounts that entries go to, by code."""

    def load() -> Mapping[str, UUID]:
        return {
            account.code: account_id
            for account_id, account in _known(uow).accounts.items()
            if account.is_detail
        }

    return uow.settled("ledger.detail_accounts", load)


def foreign_accounts(uow: UnitOfWork) -> Mapping[str, ChartAccount]:
    """The accounts that keep a foreign currency, by code."""

    def load() -> Mapping[str, ChartAccount]:
        return {account.code: account for account in chart(uow) if account.currency}

    return uow.settled("ledger.foreign_accounts", load)


def require_detail(uow: UnitOfWork, code: str) -> ChartAccount:
    """The account of that code, which entries may go to.

    Raises:
        AccountUnusable: there is none in this company, it has others below it, or it is switched off.
    """
    for account in _known(uow).accounts.values():
        if account.code == code and account.is_detail and account.active:
            return account
    raise AccountUnusable(account=code)


def _known(uow: UnitOfWork) -> _Known:
    def load() -> _Known:
        parent = ACCOUNT.table.alias("parent").c
        query = (
            select(ACCOUNT.table, parent.code.label("parent_code"), COMPANY.c.chart)
            .join(COMPANY, and_(COMPANY.c.tenant_id == _A.tenant_id, COMPANY.c.id == _A.company_id))
            .outerjoin(parent.code.table, and_(parent.tenant_id == _A.tenant_id, parent.id == _A.parent_id))
            .where(_A.tenant_id == uow.tenant_id, _A.company_id == uow.company_id)
            .order_by(_A.code)
        )
        rows = uow.rows(query)
        accounts = {
            row["id"]: ChartAccount(
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"] or row["name"],
                account_class=row["class"],
                normal_balance=row["normal_balance"],
                parent_code=row["parent_code"],
                level=row["level"],
                is_detail=row["is_detail"],
                dimensions=tuple(row["dimensions"].split(",")) if row["dimensions"] else (),
                active=row["active"],
                currency=row["currency"],
                revalued=row["revalued"],
            )
            for row in rows
        }
        return _Known(Standard(rows[0]["chart"]) if rows else Standard.SMALL_ENTERPRISE, accounts)

    return uow.settled("ledger.chart", load)
