"""Shape the chart: accounts below those of the standard, their names, and what lines must name."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.ledger.contracts import AccountStatus, Dimension
from heyi.modules.ledger.errors import AccountHoldsEntries, AccountInUse, CurrencyUnknown, NoSuchAccount
from heyi.modules.ledger.models import ACCOUNT
from heyi.modules.ledger.queries.currencies import active_currencies
from heyi.modules.ledger.queries.division import has_lines
from heyi.modules.ledger.queries.posting import rule_of_account
from heyi.modules.ledger.rules.accounts import check_place
from heyi.platform.errors import AlreadyExists, NotFound, VersionChanged
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

_A = ACCOUNT.table


def add_account(
    uow: UnitOfWork,
    *,
    parent: str,
    code: str,
    name: str,
    name_en: str | None = None,
    dimensions: Sequence[Dimension] = (),
    currency: str | None = None,
    revalued: bool = True,
) -> AccountStatus:
    """Put an account below another; from now on entries go to it, and the other adds up what lies below.

    Raises:
        NoSuchAccount: there is no such parent.
        CodeMisplaced: the code does not begin with the parent's.
        AccountHoldsEntries: the parent holds entries, which need an account of their own first.
        AccountInUse: documents post to the parent by its code.
        AlreadyExists: there is an account of that code.
        CurrencyUnknown: the company does not have the currency that it is to keep.
    """
    require_currency(uow, currency)
    above = locked(uow, _A.c.code == parent)
    if above is None:
        raise NoSuchAccount(account=parent)
    check_place(code, parent)
    if above["is_detail"]:
        known = f"{parent} {above['name']}"
        if rule_of_account(uow, above["id"]) is not None:
            raise AccountInUse(account=known)
        if has_lines(uow, above["id"]):
            raise AccountHoldsEntries(account=known)
    taken = select(_A.c.id).where(*_mine(uow), _A.c.code == code)
    if uow.scalar(taken) is not None:
        raise AlreadyExists(field="field.account.code", constraint=code)
    account_id = uow.new_id()
    uow.insert(
        _A,
        {
            "id": account_id,
            "company_id": uow.company_id,
            "code": code,
            "name": name,
            "name_en": name_en,
            "class": above["class"],
            "normal_balance": above["normal_balance"],
            "parent_id": above["id"],
            "level": above["level"] + 1,
            "is_detail": True,
            "dimensions": ",".join(dimensions) or None,
            "active": True,
            "currency": currency,
            "revalued": revalued and currency is not None,
        },
    )
    search.add_words(uow, ACCOUNT, account_id, {"code": code, "name": name})
    if above["is_detail"]:
        uow.change(_A, above["id"], {"is_detail": False})
    uow.change_settings()
    uow.audit("created", record="account", record_id=account_id, title=code)
    return AccountStatus(account_id, 1, code)


def update_account(
    uow: UnitOfWork, account_id: UUID, version: int, changed: Mapping[str, Any]
) -> AccountStatus:
    """Change an account's names, what lines must name, or whether it may be used; its code and place stay.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        AccountInUse: documents post to it, so it cannot be switched off.
    """
    row = locked(uow, _A.c.id == account_id)
    if row is None:
        raise NotFound(what="record.account")
    if row["version"] != version:
        raise VersionChanged(what="record.account", yours=version, now=row["version"])
    if changed.get("active") is False and rule_of_account(uow, account_id) is not None:
        raise AccountInUse(account=f"{row['code']} {row['name']}")
    values = dict(changed)
    if "dimensions" in values:
        values["dimensions"] = ",".join(values["dimensions"]) or None
    values = {name: value for name, value in values.items() if value != row[name]}
    if not values:
        return AccountStatus(account_id, version, row["code"])
    uow.change(_A, account_id, values)
    if "name" in values:
        search.replace_words(uow, ACCOUNT, account_id, {"code": row["code"], "name": values["name"]})
    uow.change_settings()
    changes = {name: [row[name], value] for name, value in values.items()}
    uow.audit("changed", record="account", record_id=account_id, title=row["code"], changes=changes)
    return AccountStatus(account_id, version + 1, row["code"])


def require_currency(uow: UnitOfWork, currency: str | None) -> None:
    """Refuse a currency that the company does not have.

    Raises:
        CurrencyUnknown: it does not.
    """
    if currency is not None and currency not in active_currencies(uow):
        raise CurrencyUnknown(currency=currency)


def locked(uow: UnitOfWork, which: Any) -> RowMapping | None:
    """The company's account of that kind, so that nobody else changes it meanwhile."""
    return uow.first(select(_A).where(*_mine(uow), which).with_for_update())


def _mine(uow: UnitOfWork) -> tuple[Any, ...]:
    return _A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id
