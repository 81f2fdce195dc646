"""Say which currencies the company has and what they are worth, and which of them an account keeps."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, tuple_

from heyi.modules.ledger.actions.accounts import locked, require_currency
from heyi.modules.ledger.contracts import AccountStatus, RateDraft
from heyi.modules.ledger.errors import AccountHolds, CurrencyInUse, CurrencyUnknown
from heyi.modules.ledger.models import ACCOUNT, CURRENCY, EXCHANGE_RATE
from heyi.modules.ledger.queries.chart import foreign_accounts
from heyi.modules.ledger.queries.currencies import active_currencies
from heyi.modules.ledger.queries.division import has_lines
from heyi.modules.ledger.queries.posting import rule_of_account
from heyi.modules.ledger.rules.currencies import CODES
from heyi.platform.errors import NotFound, VersionChanged
from heyi.platform.unit_of_work import UnitOfWork

_A, _R = ACCOUNT.table, EXCHANGE_RATE.c


def set_currency(uow: UnitOfWork, code: str, *, active: bool) -> None:
    """Have a currency, or have it no more; its rates stay.

    Raises:
        CurrencyUnknown: there is no such currency, or it is the books' own.
        CurrencyInUse: an account keeps it.
    """
    if code not in CODES or code == uow.facts.currency:
        raise CurrencyUnknown(currency=code)
    keeping = [one for one in foreign_accounts(uow).values() if one.currency == code]
    if keeping and not active:
        raise CurrencyInUse(currency=code, account=f"{keeping[0].code} {keeping[0].name}")
    row = {"company_id": uow.company_id, "code": code, "active": active}
    uow.insert_missing(CURRENCY, [{"id": uow.new_id(), **row}], unique=("company_id", "code"))
    uow.update_rows(CURRENCY, [row], keys=("company_id", "code"), assignments=("active = v.active",))
    uow.change_settings()
    uow.audit(
        "changed", record="currency", record_id=uow.company_id, title=code, changes={"active": [None, active]}
    )


def set_rates(uow: UnitOfWork, drafts: Sequence[RateDraft]) -> None:
    """Say what currencies were worth on days; said again for a day, the last one holds. Vouchers keep their own rates.

    Raises:
        CurrencyUnknown: the company does not have one of them.
    """
    strange = {draft.currency for draft in drafts} - active_currencies(uow)
    if strange:
        raise CurrencyUnknown(currency=min(strange))
    latest = {(draft.currency, draft.day): draft.rate for draft in drafts}
    rows = [
        {"company_id": uow.company_id, "code": code, "day": day, "rate": rate}
        for (code, day), rate in sorted(latest.items())
        if rate is not None
    ]
    keys = ("company_id", "code", "day")
    if rows:
        uow.insert_missing(EXCHANGE_RATE, [{"id": uow.new_id(), **row} for row in rows], unique=keys)
        uow.update_rows(EXCHANGE_RATE, rows, keys=keys, assignments=("rate = v.rate",))
    gone = [place for place, rate in latest.items() if rate is None]
    if gone:
        mine = (_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id)
        uow.execute(delete(EXCHANGE_RATE).where(*mine, tuple_(_R.code, _R.day).in_(gone)))
    said = {
        f"{code} {day}": [None, None if rate is None else str(rate)] for (code, day), rate in latest.items()
    }
    uow.audit("changed", record="exchange_rate", record_id=uow.company_id, changes=said)


def keep_currency(
    uow: UnitOfWork, account_id: UUID, version: int, *, currency: str | None, revalued: bool
) -> AccountStatus:
    """Have an account keep a foreign currency: from now on each of its lines says an amount in it.

    What it holds is `revalued` at each month's end, as money, receivables and payables are; what was paid ahead is not.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        CurrencyUnknown: the company does not have that currency.
        AccountHolds: it holds lines in another currency, adds up others, or documents post to it.
    """
    row = locked(uow, _A.c.id == account_id)
    if row is None:
        raise NotFound(what="record.account")
    if row["version"] != version:
        raise VersionChanged(what="record.account", yours=version, now=row["version"])
    require_currency(uow, currency)
    if currency != row["currency"]:
        taken = rule_of_account(uow, account_id) is not None or has_lines(uow, account_id)
        if taken or not row["is_detail"]:
            raise AccountHolds(account=f"{row['code']} {row['name']}")
    values = {"currency": currency, "revalued": revalued and currency is not None}
    values = {name: value for name, value in values.items() if value != row[name]}
    if not values:
        return AccountStatus(account_id, version, row["code"])
    uow.change(_A, account_id, values)
    uow.change_settings()
    changes = {name: [row[name], value] for name, value in values.items()}
    uow.audit("changed", record="account", record_id=account_id, title=row["code"], changes=changes)
    return AccountStatus(account_id, version + 1, row["code"])
