"""Open money accounts, change them, and say which one is meant where nobody chooses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, update

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import MoneyAccountDraft, MoneyAccountStatus, MoneyKind
from heyi.modules.payments.errors import (
    AccountNotMoney,
    DefaultStays,
    MoneyAccountOff,
    MoneyAccountTaken,
    MoneyAccountUsed,
)
from heyi.modules.payments.models import MONEY_ACCOUNT
from heyi.modules.payments.queries.money import MONEY_ACCOUNTS
from heyi.platform.errors import AlreadyExists, NotFound, VersionChanged
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.records.writing import allowed_values
from heyi.platform.unit_of_work import UnitOfWork

_M = MONEY_ACCOUNT.table
_A = ledger.ACCOUNT.table
# What a company has on its first day.
_FIRST = ((MoneyKind.BANK, "1002"), (MoneyKind.CASH, "1001"))


def prepare_money(uow: UnitOfWork) -> None:
    """A new company keeps its money in the bank and in the till."""
    for kind, code in _FIRST:
        name = translate(f"payments.first_{kind}", uow.actor.language)
        draft = MoneyAccountDraft(name=name, kind=kind, account=code)
        _insert(uow, draft, ledger.detail_accounts(uow)[code], is_default=kind is MoneyKind.BANK)
    uow.change_settings()


def add_money_account(uow: UnitOfWork, draft: MoneyAccountDraft) -> MoneyAccountStatus:
    """Open a money account for an account of the books, or for a new one below another.

    Raises:
        AccountNotMoney: the account is not one where money lies, or none is named.
        AccountUnusable: it is no detail account in use.
        MoneyAccountTaken: another money account stands for it.
        AlreadyExists: there is a money account of that name.
        NoSuchAccount, AccountInUse, CodeMisplaced, CurrencyUnknown: none can be put below `below`.
    """
    _lock_all(uow)
    code = draft.account
    if code is None and draft.below is not None:
        _require_money(draft.below)
        held = select(_M.c.name).join(_A, (_A.c.tenant_id == _M.c.tenant_id) & (_A.c.id == _M.c.account_id))
        first = uow.scalar(held.where(*_mine(uow), _A.c.code == draft.below))
        code = ledger.add_detail(
            uow, parent=draft.below, name=draft.name, first_name=first, currency=draft.currency
        ).code
    account_id = _free_account(uow, code or "")
    _require_new_name(uow, draft.name)
    row = _insert(uow, draft, account_id, is_default=False)
    uow.change_settings()
    uow.audit("created", record="money_account", record_id=row["id"], title=draft.name)
    return _status(uow, row, 1)


def change_money_account(
    uow: UnitOfWork, account_id: UUID, version: int, changed: Mapping[str, Any]
) -> MoneyAccountStatus:
    """Change what a money account is called, where it is kept, which account stands for it, and whether it is used.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        InvalidInput: a field is not the actor's to see or change.
        MoneyAccountUsed: its account of the books holds entries, so it stays bound to that one.
        AccountNotMoney, AccountUnusable, MoneyAccountTaken, AlreadyExists: see opening one.
        DefaultStays: it is the default, which cannot be switched off.
    """
    row = _locked(uow, account_id)
    if row["version"] != version:
        raise VersionChanged(what="record.money_account", yours=version, now=row["version"])
    values = dict(changed)
    said = {name: value for name, value in values.items() if name in MONEY_ACCOUNT.by_name}
    allowed_values(uow, MONEY_ACCOUNT, said, creating=False)
    if (code := values.pop("account", None)) is not None:
        values["account_id"] = ledger.detail_accounts(uow).get(code)
    values = {name: value for name, value in values.items() if value != row[name]}
    if "account_id" in values:
        if ledger.has_lines(uow, row["account_id"]):
            raise MoneyAccountUsed(name=row["name"])
        values["account_id"] = _free_account(uow, str(code))
    if "name" in values:
        _require_new_name(uow, values["name"])
    if values.get("active") is False and row["is_default"]:
        raise DefaultStays(name=row["name"])
    if not values:
        return _status(uow, row, version)
    uow.change(_M, account_id, values)
    if "name" in values:
        search.replace_words(uow, MONEY_ACCOUNT, account_id, {"name": values["name"]})
    uow.change_settings()
    changes = {name: [row[name], value] for name, value in values.items()}
    uow.audit("changed", record="money_account", record_id=account_id, title=row["name"], changes=changes)
    return _status(uow, {**row, **values}, version + 1)


def make_default(uow: UnitOfWork, account_id: UUID) -> MoneyAccountStatus:
    """From now on this money account is meant where nobody chooses.

    Raises:
        NotFound: it does not exist in this company.
        MoneyAccountOff: it is switched off.
    """
    row = _locked(uow, account_id)
    if not row["active"]:
        raise MoneyAccountOff(name=row["name"])
    if row["is_default"]:
        return _status(uow, row, row["version"])
    others = update(_M).where(*_mine(uow), _M.c.is_default)
    uow.execute(others.values(is_default=False, version=_M.c.version + 1))
    uow.change(_M, account_id, {"is_default": True})
    uow.change_settings()
    uow.audit("made_default", record="money_account", record_id=account_id, title=row["name"])
    return _status(uow, {**row, "is_default": True}, row["version"] + 1)


def _insert(
    uow: UnitOfWork, draft: MoneyAccountDraft, account_id: UUID, *, is_default: bool
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "name": draft.name,
        "kind": draft.kind,
        "account_id": account_id,
        "number": draft.number,
        "bank_name": draft.bank_name,
        "currency": _currency(uow, account_id),
        "is_default": is_default,
        "active": True,
        "note": draft.note,
    }
    uow.insert(_M, row)
    search.add_words(uow, MONEY_ACCOUNT, row["id"], row)
    return row


def _currency(uow: UnitOfWork, account_id: UUID) -> str:
    """What the account keeps: a foreign currency or the books' own."""
    kept = ledger.foreign_accounts(uow).get(ledger.account_codes(uow)[account_id])
    return (kept.currency if kept else None) or uow.facts.currency


def _require_money(code: str) -> None:
    if not code.startswith(MONEY_ACCOUNTS):
        raise AccountNotMoney(account=code)


def _free_account(uow: UnitOfWork, code: str) -> UUID:
    _require_money(code)
    ledger.require_detail(uow, code)
    account_id = ledger.detail_accounts(uow)[code]
    other = uow.scalar(select(_M.c.name).where(*_mine(uow), _M.c.account_id == account_id))
    if other is not None:
        raise MoneyAccountTaken(account=code, name=other)
    return account_id


def _require_new_name(uow: UnitOfWork, name: str) -> None:
    if uow.scalar(select(_M.c.id).where(*_mine(uow), _M.c.name == name)) is not None:
        raise AlreadyExists(field="field.money_account.name", constraint=name)


def _lock_all(uow: UnitOfWork) -> None:
    """Two that open or change money accounts at once do so one after the other."""
    uow.rows(select(_M.c.id).where(*_mine(uow)).order_by(_M.c.id).with_for_update(key_share=True))


def _locked(uow: UnitOfWork, account_id: UUID) -> RowMapping:
    _lock_all(uow)
    row = uow.first(select(_M).where(*_mine(uow), _M.c.id == account_id))
    if row is None:
        raise NotFound(what="record.money_account")
    return row


def _mine(uow: UnitOfWork) -> tuple[Any, ...]:
    return _M.c.tenant_id == uow.tenant_id, _M.c.company_id == uow.company_id


def _status(uow: UnitOfWork, row: Mapping[Any, Any], version: int) -> MoneyAccountStatus:
    code = ledger.account_codes(uow)[row["account_id"]]
    return MoneyAccountStatus(row["id"], version, row["name"], code, row["is_default"], row["active"])
