"""期末调汇: bring what is held in foreign currencies to what the month's last rate makes it."""

from dataclasses import replace

from heyi.kit.dates import Period
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.vouchers import post_voucher, write_voucher
from heyi.modules.ledger.contracts import REVALUATION, VoucherDraft, VoucherStatus
from heyi.modules.ledger.errors import NothingToRevalue, RateMissing
from heyi.modules.ledger.queries.chart import standard
from heyi.modules.ledger.queries.foreign import revaluation as proposal
from heyi.modules.ledger.queries.posting import accounts
from heyi.modules.ledger.rules.currencies import Held, revaluation
from heyi.modules.ledger.rules.roles import EXCHANGE_GAIN, EXCHANGE_LOSS
from heyi.modules.ledger.rules.statements import cash_rules
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def revalue(uow: UnitOfWork, period: Period) -> VoucherStatus:
    """Post the month's differences of exchange by one voucher of its last day; done again, what came since.

    Raises:
        RateMissing: no rate is known for a currency that is held.
        NothingToRevalue: everything is in the books at what it is worth.
        PeriodClosed: the month is closed.
    """
    hold_books(uow)
    found = proposal(uow, period)
    if found.missing:
        raise RateMissing(currency=", ".join(found.missing), day=period.last_day.isoformat())
    changes = [
        (Held(row.account_code, row.party_id, row.foreign_balance, row.balance), row.difference)
        for row in found.rows
        if row.difference
    ]
    if not changes:
        raise NothingToRevalue(period=str(period))
    rules, cash = accounts(uow), cash_rules(standard(uow))
    lines = revaluation(changes, cash, gain=rules.of(EXCHANGE_GAIN), loss=rules.of(EXCHANGE_LOSS))
    summary = translate("summary.revaluation", "zh-CN", {"period": str(period)})
    told = tuple(replace(line, summary=summary) for line in lines)
    written = write_voucher(uow, VoucherDraft(occurred_on=period.last_day, lines=told), kind=REVALUATION)
    return post_voucher(uow, written.id, by_rule=True)
