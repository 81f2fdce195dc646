"""Put what a count found or missed, or a transfer lost, to its cause (待处理财产损溢转销)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger import api as ledger
from heyi.modules.stock.contracts import Cause
from heyi.modules.stock.contracts.documents import PENDING
from heyi.modules.stock.errors import CauseTooGreat
from heyi.modules.stock.models import (
    FOUND,
    MISSED,
    STOCK_ISSUE,
    STOCK_ISSUE_LINE,
    STOCK_RECEIPT,
    STOCK_RECEIPT_LINE,
)
from heyi.modules.stock.queries.documents import lock_document
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.states import MISC, MiscState, step
from heyi.platform.errors import WrongState
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

# What is found is income; what is missing, less what somebody makes good, a loss. Input VAT on goods lost by
# mismanagement is paid back (进项税额转出), and is lost with them.
GAIN, LOSS = "count_gain", "count_loss"
COMPENSATION, VAT_OUT = "loss_compensation", "loss_vat"


def settle_gain(uow: UnitOfWork, receipt_id: UUID, *, settled_on: date | None) -> None:
    """Approve what a count found: it is income now.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is approved already, or no count found it.
        PeriodClosed: the day lies in a closed period.
    """
    found = lock_document(uow, STOCK_RECEIPT, STOCK_RECEIPT_LINE, "receipt_id", receipt_id)
    head = found.head
    _require_pending("stock_receipt", head["reason"], FOUND)
    state = step("stock_receipt", MISC, MiscState(head["state"]), "settle")
    amounts = {PENDING: head["total"], GAIN: -head["total"]}
    _post(uow, "stock_receipt", receipt_id, head["number"], settled_on or uow.today, amounts)
    uow.change(STOCK_RECEIPT.table, receipt_id, {"state": state})
    uow.audit("settled", record="stock_receipt", record_id=receipt_id, title=head["number"])


def settle_loss(uow: UnitOfWork, issue_id: UUID, cause: Cause, *, settled_on: date | None) -> None:
    """Approve what is missing: somebody makes a part of it good, the rest is a loss, with the input VAT paid back.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is approved already, or neither a count nor a transfer missed it.
        CauseTooGreat: more is to be made good than was lost.
        PeriodClosed: the day lies in a closed period.
    """
    found = lock_document(uow, STOCK_ISSUE, STOCK_ISSUE_LINE, "issue_id", issue_id)
    head = found.head
    _require_pending("stock_issue", head["reason"], MISSED)
    state = step("stock_issue", MISC, MiscState(head["state"]), "settle")
    lost = head["total"] + cause.vat_out
    if cause.compensation > lost:
        raise CauseTooGreat(compensation=number_text(cause.compensation), lost=number_text(lost))
    amounts = {
        COMPENSATION: cause.compensation,
        LOSS: lost - cause.compensation,
        PENDING: -head["total"],
        VAT_OUT: -cause.vat_out,
    }
    _post(uow, "stock_issue", issue_id, head["number"], settled_on or uow.today, amounts)
    uow.change(STOCK_ISSUE.table, issue_id, {"state": state})
    uow.audit("settled", record="stock_issue", record_id=issue_id, title=head["number"])


def _require_pending(record: str, reason: str, pending: tuple[str, ...]) -> None:
    if reason not in pending:
        raise WrongState(state=f"choice.{record}.reason.{reason}", verb="verb.settle")


def _post(
    uow: UnitOfWork, source_type: str, source_id: UUID, number: str, day: date, amounts: dict[str, Decimal]
) -> None:
    rules = ledger.accounts(uow)
    lines = tuple(
        ledger.LineDraft(account=rules.of(role), debit=max(amount, ZERO), credit=max(-amount, ZERO))
        for role, amount in amounts.items()
        if amount
    )
    if not lines:
        ledger.require_open(uow, day)
        return
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type=source_type,
            source_id=source_id,
            kind="cause",
            summary=translate(f"summary.{source_type}.cause", "zh-CN", {"number": number}),
            lines=lines,
        ),
    )
