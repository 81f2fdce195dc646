"""Set aside at a month's end for what customers may not pay (计提坏账准备), and say how much of what age."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import delete

from heyi.kit.dates import Period
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.errors import NoAllowance, NothingToSetAside
from heyi.modules.payments.models import ALLOWANCE_RATE
from heyi.modules.payments.queries.allowance import allowance, rates_of
from heyi.modules.payments.rules import ALLOWANCE, BAD_DEBT, CREDIT_LOSS
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def set_aside(uow: UnitOfWork, period: Period) -> ledger.VoucherStatus:
    """Post what is missing of the allowance by one voucher of the month's last day, or in red what is too much of it.

    Raises:
        NoAllowance: the books are kept by a standard that sets nothing aside.
        NothingToSetAside: as much is set aside as is to be.
        PeriodClosed: the month is closed.
    """
    ledger.hold_books(uow)
    found = allowance(uow, period)
    if not found.applies:
        raise NoAllowance
    if not found.difference:
        raise NothingToSetAside(period=str(period))
    rules = ledger.accounts(uow)
    summary = translate("summary.allowance", "zh-CN", {"period": str(period)})
    lines = (
        ledger.LineDraft(account=rules.of(CREDIT_LOSS), debit=found.difference, summary=summary),
        ledger.LineDraft(account=rules.of(BAD_DEBT), credit=found.difference, summary=summary),
    )
    draft = ledger.VoucherDraft(occurred_on=period.last_day, lines=lines)
    written = ledger.write_voucher(uow, draft, kind=ALLOWANCE)
    return ledger.post_voucher(uow, written.id, by_rule=True)


def set_rates(uow: UnitOfWork, rates: Mapping[int, Decimal]) -> None:
    """Say what part is to be set aside of receivables of each age, from now on."""
    ledger.hold_books(uow)
    before, own = rates_of(uow), ALLOWANCE_RATE.c
    mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    uow.execute(delete(ALLOWANCE_RATE).where(*mine))
    rows = [
        {"id": uow.new_id(), "company_id": uow.company_id, "years": years, "rate": rate}
        for years, rate in rates.items()
    ]
    uow.insert(ALLOWANCE_RATE, *rows)
    told = {
        f"{years}": [f"{before[years]:f}", f"{rate:f}"]
        for years, rate in rates.items()
        if rate != before[years]
    }
    uow.audit("changed", record="company", record_id=uow.company_id, title="allowance_rates", changes=told)
