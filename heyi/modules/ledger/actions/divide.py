"""Put an account below one that may hold entries already: those stay together, in the first account below."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, func, select

from heyi.modules.ledger.actions.accounts import add_account, locked
from heyi.modules.ledger.contracts import AccountStatus
from heyi.modules.ledger.errors import AccountInUse, NoSuchAccount
from heyi.modules.ledger.models import ACCOUNT
from heyi.modules.ledger.queries.division import has_lines
from heyi.modules.ledger.queries.posting import rule_of_account
from heyi.modules.ledger.rules.accounts import check_place
from heyi.platform.errors import AlreadyExists
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

_A = ACCOUNT.table
_FIRST = "01"
_MOST = 99


def add_below(
    uow: UnitOfWork,
    *,
    parent: str,
    code: str,
    first_name: str | None = None,
    first_code: str | None = None,
    **said: Any,
) -> AccountStatus:
    """Put an account below another under a chosen code; what the parent holds gets an account called `first_name`, of
    the code `first_code` or the next that is free.

    Raises:
        NoSuchAccount: there is no such parent.
        AccountHoldsEntries: the parent holds entries, and nobody said what their account is to be called.
        AlreadyExists: below that parent there is an account of that code, or of that name.
        AccountInUse, CodeMisplaced, CurrencyUnknown: see adding an account.
    """
    above = locked(uow, _A.c.code == parent)
    if above is not None and above["is_detail"] and first_name and has_lines(uow, above["id"]):
        check_place(code, parent)
        if rule_of_account(uow, above["id"]) is not None:
            raise AccountInUse(account=f"{parent} {above['name']}")
        if first_code is not None:
            check_place(first_code, parent)
        if first_code == code:
            raise AlreadyExists(field="field.account.code", constraint=code)
        free = (f"{parent}{place:02}" for place in range(1, _MOST + 1))
        _divide(uow, above, first_name, first_code or next(one for one in free if one != code))
    _refuse_twin(uow, parent, said["name"])
    return add_account(uow, parent=parent, code=code, **said)


def _refuse_twin(uow: UnitOfWork, parent: str, name: str) -> None:
    """Two accounts of one name beside each other could not be told apart where accounts are chosen."""
    above = _A.alias("above")
    twins = (
        select(_A.c.id)
        .join(above, (above.c.tenant_id == _A.c.tenant_id) & (above.c.id == _A.c.parent_id))
        .where(
            _A.c.tenant_id == uow.tenant_id,
            _A.c.company_id == uow.company_id,
            above.c.code == parent,
            _A.c.name == name,
        )
    )
    if uow.scalar(twins.limit(1)) is not None:
        raise AlreadyExists(field="field.account.name", constraint=name)


def add_detail(
    uow: UnitOfWork, *, parent: str, name: str, first_name: str | None = None, currency: str | None = None
) -> AccountStatus:
    """Put an account below another under the next free code; the parent may hold entries.

    Such a parent is divided, and one that something stands for under `first_name`: what it holds lies from then on in
    the first account below it (1002 becomes 100201, called `first_name`), and a new account of the old code and name
    adds both up. No entry changes.

    Raises:
        NoSuchAccount: there is no such parent.
        CurrencyUnknown: the company does not have the currency that it is to keep.
        AccountInUse: a posting rule names the parent, or all codes below it are taken.
    """
    above = locked(uow, _A.c.code == parent)
    if above is None:
        raise NoSuchAccount(account=parent)
    if above["is_detail"] and (first_name is not None or has_lines(uow, above["id"])):
        if rule_of_account(uow, above["id"]) is not None:
            raise AccountInUse(account=f"{parent} {above['name']}")
        _divide(uow, above, first_name or above["name"], parent + _FIRST)
    last = uow.scalar(
        select(func.max(_A.c.code)).where(
            _A.c.tenant_id == uow.tenant_id,
            _A.c.company_id == uow.company_id,
            _A.c.code.like(f"{parent}__"),
        )
    )
    place = int(last[-2:]) + 1 if last and last[-2:].isdigit() else 1
    if place > _MOST:
        raise AccountInUse(account=f"{parent} {above['name']}")
    return add_account(uow, parent=parent, code=f"{parent}{place:02}", name=name, currency=currency)


def _divide(uow: UnitOfWork, divided: RowMapping, first_name: str, code: str) -> None:
    kept = (
        "company_id",
        "code",
        "name",
        "name_en",
        "class",
        "normal_balance",
        "parent_id",
        "level",
        "active",
    )
    above: Mapping[str, Any] = {
        "id": uow.new_id(),
        **{name: divided[name] for name in kept},
        "is_detail": False,
        "currency": None,
        "revalued": False,
        "dimensions": None,
    }
    # The English name is that of the whole, unless the part is called as the whole is.
    name_en = divided["name_en"] if first_name == divided["name"] else None
    uow.change(_A, divided["id"], {"code": code, "name": first_name, "name_en": name_en})
    uow.insert(_A, above)
    uow.flush()
    uow.change(_A, divided["id"], {"parent_id": above["id"], "level": divided["level"] + 1})
    search.add_words(uow, ACCOUNT, above["id"], {"code": above["code"], "name": above["name"]})
    search.replace_words(uow, ACCOUNT, divided["id"], {"code": code, "name": first_name})
    uow.change_settings()
    changes = {"code": [divided["code"], code]}
    uow.audit("divided", record="account", record_id=divided["id"], title=code, changes=changes)
