"""Pass on at a month's end what of the variances beside standard costs belongs to what left (分摊成本差异)."""

from heyi.kit.dates import Period
from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.errors import NothingToShare, SharedInOrder
from heyi.modules.stock.models import VARIANCE_SHARE
from heyi.modules.stock.queries.variance_shares import due, waits_before
from heyi.modules.stock.rules import ZERO
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def share_variances(uow: UnitOfWork, period: Period) -> ledger.VoucherStatus:
    """Post by one voucher of the month's last day what of the variances belongs to what left; a gain in red.

    It is the rate of each category, of its variances by then to the standard cost of what lay there and came in, times
    the standard cost of what left. Done again, it posts what came since; the voucher taken back, all is due again.
    What is kept back lies with the goods that are left, so that each takes its part along into another category.

    Raises:
        SharedInOrder: those of an earlier month wait still, and would be passed on twice.
        NothingToShare: as much is passed on as is to be.
        PeriodClosed: the month is closed.
    """
    ledger.hold_books(uow)
    earlier = waits_before(uow, period)
    if earlier is not None:
        raise SharedInOrder(period=str(period), earlier=str(earlier))
    missing = due(uow, period).missing
    if not missing:
        raise NothingToShare(period=str(period))
    summary = translate("summary.variances", "zh-CN", {"period": str(period)})
    borne = summed((bearer, amount) for (_, _, bearer), amount in missing.items())
    passed_on = summed((account, amount) for (_, account, _), amount in missing.items())
    lines = [
        *(
            ledger.LineDraft(account=account, debit=amount, credit=ZERO, summary=summary)
            for account, amount in sorted(borne.items())
            if amount
        ),
        *(
            ledger.LineDraft(account=account, debit=ZERO, credit=amount, summary=summary)
            for account, amount in sorted(passed_on.items())
            if amount
        ),
    ]
    draft = ledger.VoucherDraft(occurred_on=period.last_day, lines=tuple(lines))
    written = ledger.write_voucher(uow, draft, kind=ledger.VARIANCES)
    posted = ledger.post_voucher(uow, written.id, by_rule=True)
    uow.insert(
        VARIANCE_SHARE,
        *(
            {
                "id": uow.new_id(),
                "company_id": uow.company_id,
                "voucher_id": written.id,
                "product_id": product_id,
                "period": str(period),
                "account": account,
                "cost_account": bearer,
                "amount": amount,
            }
            for (product_id, account, bearer), amount in sorted(missing.items())
        ),
    )
    return posted
