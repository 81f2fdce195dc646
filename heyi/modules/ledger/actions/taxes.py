"""Carry the VAT that is due out of the columns of 应交增值税 (财会〔2016〕22号)."""

from datetime import timedelta

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.vouchers import post_voucher, write_voucher
from heyi.modules.ledger.contracts import VAT_CARRIED, ZERO, LineDraft, VoucherDraft, VoucherStatus
from heyi.modules.ledger.errors import NothingToCarry, VatCarriedLater
from heyi.modules.ledger.models import VOUCHER
from heyi.modules.ledger.queries.chart import chart
from heyi.modules.ledger.queries.posting import kept_accounts
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.rules.standard_vouchers import usable
from heyi.modules.ledger.states import VoucherState
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

# 应交增值税, of it 转出未交增值税, and 未交增值税; both standards have them under these codes.
VAT, CARRIED_OUT, UNPAID = "222101", "22210104", "222102"


def carry_vat(uow: UnitOfWork, period: Period) -> VoucherStatus:
    """Carry what 应交增值税 owes at the month's end to 未交增值税 (documents.json, `vat_month_end`), and post it.

    A balance of input VAT stays, to be deducted later. Done again, it carries what came since.

    Raises:
        NothingToCarry: nothing is owed there, or no account takes it.
        VatCarriedLater: a later month's is carried already.
        PeriodClosed: the month is closed.
    """
    hold_books(uow)
    _refuse_later(uow, period)
    after = period.last_day + timedelta(days=1)
    rows = trial_balance(uow, first_day=after, last_day=period.last_day).rows
    owed = sum((row.opening_credit - row.opening_debit for row in rows if row.code == VAT), ZERO)
    accounts, kept = chart(uow), kept_accounts(uow)
    out, unpaid = (usable(code, accounts, kept) for code in (CARRIED_OUT, UNPAID))
    if owed <= 0 or out is None or unpaid is None:
        raise NothingToCarry(period=str(period))
    said = translate("summary.vat_carried", "zh-CN", {"period": str(period)})
    lines = (
        LineDraft(account=out.code, debit=owed, summary=said),
        LineDraft(account=unpaid.code, credit=owed, summary=said),
    )
    written = write_voucher(uow, VoucherDraft(occurred_on=period.last_day, lines=lines), kind=VAT_CARRIED)
    return post_voucher(uow, written.id, by_rule=True)


def _refuse_later(uow: UnitOfWork, period: Period) -> None:
    voucher = VOUCHER.table.c
    query = select(func.max(voucher.occurred_on)).where(
        voucher.tenant_id == uow.tenant_id,
        voucher.company_id == uow.company_id,
        voucher.kind == VAT_CARRIED,
        voucher.state == VoucherState.POSTED,
        voucher.occurred_on > period.last_day,
    )
    last = uow.scalar(query)
    if last is not None:
        raise VatCarriedLater(period=str(period), other=str(Period.from_date(last)))
