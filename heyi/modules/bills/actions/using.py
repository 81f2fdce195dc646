"""What becomes of a bill: passed on, sold to a bank, paid, or not honoured; and the same taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.bills.contracts import (
    BillSide,
    BillStatus,
    BillUse,
    Endorsement,
    Paper,
    UseKind,
)
from heyi.modules.bills.errors import (
    BillKnown,
    BillOtherSide,
    BillTooSmall,
    BillUndoneTooEarly,
    InterestTooHigh,
    OpeningBillStays,
    UseUndone,
)
from heyi.modules.bills.models import BILL, BILL_USE
from heyi.modules.bills.rules import BILL_DISCOUNT, ROLE_OF, USES_OF, VERBS, ZERO, check_day
from heyi.modules.bills.states import BillState, require_held
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_B, _U = BILL.table, BILL_USE.c


@dataclass(frozen=True, kw_only=True)
class _Spent:
    """A use as it is written down."""

    kind: UseKind
    amount: Decimal
    day: date
    interest: Decimal = ZERO
    money_account_id: UUID | None = None
    payment_id: UUID | None = None


def endorse_bill(uow: UnitOfWork, draft: Endorsement) -> BillStatus:
    """Pass a bill on to a supplier, wholly or in part (背书): a payment settles his invoices, the rest is ahead.

    Raises:
        NotFound: the bill or the supplier does not exist.
        BillOtherSide, WrongState, BillTooSmall: so much of it is not in our hands.
        BillNotThereYet, BillPastDue: it cannot be passed on that day.
        AllocatesTooMuch, SettlesTooMuch: the allocations do not fit.
        PeriodClosed: the day lies in a closed period.
    """
    bill, day = lock_bill(uow, draft.bill_id), draft.occurred_on or uow.today
    amount = _check(bill, UseKind.ENDORSED, draft.amount, day)
    account = ledger.accounts(uow).of(ROLE_OF[BillSide.RECEIVED])
    payment = payments.post_payment(
        uow,
        payments.PaymentDraft(
            kind="payment",
            party_id=draft.party_id,
            amount=amount,
            allocations=draft.allocations,
            paid_on=day,
            note=draft.note,
            kept=payments.Kept(account, bill["party_id"]),
        ),
    )
    spent = _Spent(kind=UseKind.ENDORSED, amount=amount, day=day, payment_id=payment.id)
    after = _spend(uow, bill, spent)
    return status_of(after, version=after["version"], paper=Paper("payment", payment.id, payment.number))


def use_bill(uow: UnitOfWork, bill_id: UUID, use: BillUse) -> BillStatus:
    """Sell a bill to a bank before it is due (贴现), have its money come when it is (托收), pay our own, or learn that
    nobody pays it (退票): then the customer owes again what its receipt had settled.

    Raises:
        NotFound: the bill or the money account does not exist.
        BillOtherSide, WrongState, BillTooSmall: so much of it is not there for that.
        BillNotThereYet, BillPastDue, BillNotDue: it cannot be on that day.
        InterestTooHigh: the bank would keep all of it.
        OpeningBillStays: it came before these books, so no receipt can be undone.
        DishonouredTooEarly: its receipt was used for an invoice, or settled one again, after that day.
        MoneyAccountOff: the money account is switched off.
        PeriodClosed: the day lies in a closed period.
    """
    bill, day = lock_bill(uow, bill_id), use.occurred_on or uow.today
    amount = _check(bill, use.kind, use.amount, day)
    if use.interest >= amount:
        raise InterestTooHigh(amount=number_text(amount), interest=number_text(use.interest))
    if use.kind is UseKind.DISHONOURED:
        spent = _Spent(kind=use.kind, amount=amount, day=day)
        after = _spend(uow, bill, spent)
        _dishonour(uow, bill, after, spent)
    else:
        money = payments.usable_account(uow, use.money_account_id)
        spent = _Spent(
            kind=use.kind, amount=amount, day=day, interest=use.interest, money_account_id=money.id
        )
        after = _spend(uow, bill, spent)
        _post(uow, bill, after, spent, money=money.account_code)
    return status_of(after, version=after["version"], paper=None)


def undo_use(uow: UnitOfWork, bill_id: UUID, use_id: UUID, *, occurred_on: date | None = None) -> BillStatus:
    """Take a use back: so much of the bill is in our hands, or owed, again; today where nobody says when.

    Raises:
        NotFound: the bill has no such use.
        UseUndone: it was taken back before, or is one that its payment takes back.
        SettlesTooMuch: what was open again since it was not honoured is settled otherwise.
        BillKnown: it came again meanwhile, so it is held already.
        BillUndoneTooEarly: it was used only after that day.
        PeriodClosed: the day lies in a closed period.
    """
    bill = lock_bill(uow, bill_id)
    use = _use(uow, bill_id, use_id)
    if use["undone"] or use["payment_id"] is not None:
        raise UseUndone(number=bill["number"])
    if occurred_on is not None and occurred_on < use["occurred_on"]:
        raise BillUndoneTooEarly(
            number=bill["number"], day=use["occurred_on"].isoformat(), value=occurred_on.isoformat()
        )
    # What is to come is not taken back before it comes.
    day = occurred_on or max(uow.today, use["occurred_on"])
    after = _give_back(uow, bill, use, day)
    if use["kind"] == UseKind.DISHONOURED:
        payments.honour_receipt(uow, bill["receipt_id"], use["amount"], time=use["line_no"], occurred_on=day)
    else:
        kind = _entry_kind(use["line_no"])
        ledger.reverse(uow, source_type="bill", source_id=bill_id, kind=kind, occurred_on=day)
    return status_of(after, version=after["version"], paper=None)


def give_back_endorsed(uow: UnitOfWork, payment_id: UUID) -> None:
    """A payment by a bill is taken back: so much of the bill is in our hands again.

    Raises:
        BillKnown: it came again meanwhile, so it is held already.
    """
    own = (_U.tenant_id == uow.tenant_id, _U.payment_id == payment_id, _U.amount > 0)
    found = uow.first(select(_U.id, _U.bill_id).where(*own))
    if found is not None:
        bill = lock_bill(uow, found["bill_id"])
        use = _use(uow, found["bill_id"], found["id"])
        if not use["undone"]:
            _give_back(uow, bill, use, uow.today)


def lock_bill(uow: UnitOfWork, bill_id: UUID) -> RowMapping:
    """The bill, held until this is done.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = (_B.c.tenant_id == uow.tenant_id, _B.c.company_id == uow.company_id, _B.c.id == bill_id)
    head = uow.first(select(_B).where(*place).with_for_update())
    if head is None:
        raise NotFound(what="record.bill")
    return head


def refuse_known(uow: UnitOfWork, side: BillSide, number: str, sub_range: str | None) -> None:
    """Refuse a bill that is held already; one that two take at once the database refuses.

    Raises:
        BillKnown: one of this number, and this part of it, is held.
    """
    query = select(_B.c.id).where(
        _B.c.tenant_id == uow.tenant_id,
        _B.c.company_id == uow.company_id,
        _B.c.side == side,
        _B.c.number == number,
        _B.c.sub_range.is_not_distinct_from(sub_range),
        _B.c.state == BillState.HELD,
    )
    if uow.first(query) is not None:
        raise BillKnown(number=number)


def status_of(head: Mapping[Any, Any], *, version: int, paper: Paper | None) -> BillStatus:
    """Where the bill stands."""
    names = ("id", "number", "state", "amount", "remaining")
    return BillStatus(version=version, paper=paper, **{name: head[name] for name in names})


def _check(bill: RowMapping, kind: UseKind, wanted: Decimal | None, day: date) -> Decimal:
    """How much is used, all that is left if nobody says; refused where it cannot be."""
    verb = f"bill.{VERBS[kind]}"
    if kind not in USES_OF[BillSide(bill["side"])]:
        raise BillOtherSide(number=bill["number"], verb=f"verb.{verb}")
    require_held(BillState(bill["state"]), verb)
    amount: Decimal = bill["remaining"] if wanted is None else wanted
    if amount > bill["remaining"]:
        raise _too_small(bill, amount)
    days = {name: bill[name] for name in ("number", "entered_on", "due_on")}
    check_day(kind, day, **days)
    if kind is UseKind.DISHONOURED and bill["receipt_id"] is None:
        raise OpeningBillStays(number=bill["number"])
    return amount


def _spend(uow: UnitOfWork, bill: RowMapping, spent: _Spent) -> dict[str, Any]:
    """Take it off what is left, never below nothing; gives back the bill as it is then."""
    changed = uow.update_rows(
        _B,
        [{"id": bill["id"], "remaining": spent.amount}],
        assignments=(
            "remaining = t.remaining - v.remaining",
            "uses = t.uses + 1",
            "state = CASE WHEN t.remaining = v.remaining THEN 'used' ELSE 'held' END",
        ),
        condition="t.state = 'held' AND t.remaining >= v.remaining",
        returning="t.uses, t.remaining, t.state, t.version",
    )
    if not changed:
        raise _too_small(bill, spent.amount)
    after = dict(zip(("uses", "remaining", "state", "version"), changed[0], strict=True))
    _write_use(uow, bill["id"], after["uses"], spent, amount=spent.amount, undoes_id=None)
    _audit(uow, spent.kind, bill, spent.amount)
    return {**bill, **after}


def _give_back(uow: UnitOfWork, bill: RowMapping, use: RowMapping, day: date) -> dict[str, Any]:
    """Put it on what is left again, by a further row."""
    if bill["state"] != BillState.HELD:
        refuse_known(uow, BillSide(bill["side"]), bill["number"], bill["sub_range"])
    after = {
        "remaining": bill["remaining"] + use["amount"],
        "uses": bill["uses"] + 1,
        "state": BillState.HELD,
    }
    uow.change(_B, bill["id"], after)
    spent = _Spent(
        kind=UseKind(use["kind"]),
        amount=use["amount"],
        day=day,
        interest=use["interest"],
        money_account_id=use["money_account_id"],
        payment_id=use["payment_id"],
    )
    _write_use(uow, bill["id"], after["uses"], spent, amount=-use["amount"], undoes_id=use["id"])
    _audit(uow, "use_undone", bill, use["amount"])
    return {**bill, **after, "version": bill["version"] + 1}


def _write_use(
    uow: UnitOfWork, bill_id: UUID, line_no: int, spent: _Spent, *, amount: Decimal, undoes_id: UUID | None
) -> None:
    uow.insert(
        BILL_USE,
        {
            "id": uow.new_id(),
            "bill_id": bill_id,
            "line_no": line_no,
            "kind": spent.kind,
            "occurred_on": spent.day,
            "amount": amount,
            "interest": spent.interest,
            "money_account_id": spent.money_account_id,
            "payment_id": spent.payment_id,
            "undoes_id": undoes_id,
        },
    )


def _use(uow: UnitOfWork, bill_id: UUID, use_id: UUID) -> RowMapping:
    other = BILL_USE.alias("undoing")
    undone = select(other.c.id).where(other.c.tenant_id == _U.tenant_id, other.c.undoes_id == _U.id).exists()
    query = select(BILL_USE, undone.label("undone")).where(
        _U.tenant_id == uow.tenant_id, _U.bill_id == bill_id, _U.id == use_id, _U.undoes_id.is_(None)
    )
    found = uow.first(query)
    if found is None:
        raise NotFound(what="record.bill_use")
    return found


def _post(uow: UnitOfWork, bill: RowMapping, after: Mapping[str, Any], spent: _Spent, *, money: str) -> None:
    rules, side = ledger.accounts(uow), BillSide(bill["side"])
    sign = 1 if side is BillSide.RECEIVED else -1
    sides = (
        (money, sign * (spent.amount - spent.interest)),
        (rules.of(BILL_DISCOUNT), spent.interest),
        (rules.of(ROLE_OF[side]), -sign * spent.amount),
    )
    lines = [
        ledger.LineDraft(
            account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO), party_id=bill["party_id"]
        )
        for account, amount in sides
        if amount
    ]
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=spent.day,
            source_type="bill",
            source_id=bill["id"],
            kind=_entry_kind(after["uses"]),
            summary=translate(f"summary.bill.{spent.kind}", "zh-CN", {"number": bill["number"]}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        ),
    )


def _dishonour(uow: UnitOfWork, bill: RowMapping, after: Mapping[str, Any], spent: _Spent) -> None:
    account = ledger.accounts(uow).of(ROLE_OF[BillSide.RECEIVED])
    payments.dishonour_receipt(
        uow,
        bill["receipt_id"],
        spent.amount,
        kept=payments.Kept(account, bill["party_id"]),
        time=after["uses"],
        occurred_on=spent.day,
    )


def _too_small(bill: RowMapping, wanted: Decimal) -> BillTooSmall:
    left = number_text(bill["remaining"])
    return BillTooSmall(number=bill["number"], wanted=number_text(wanted), available=left)


def _audit(uow: UnitOfWork, action: str, bill: RowMapping, amount: Decimal) -> None:
    changes = {"amount": [None, number_text(amount)]}
    names = {"record": "bill", "record_id": bill["id"], "title": bill["number"]}
    uow.audit(action, party_id=bill["party_id"], changes=changes, **names)


def _entry_kind(line_no: int) -> str:
    return f"use_{line_no}"
