"""The rows of what becomes of a bill, and what is left of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select

from heyi.modules.bills.contracts import BillSide, BillStatus, Paper, UseKind
from heyi.modules.bills.errors import BillKnown, BillOtherSide, BillTooSmall, BillUsedThen
from heyi.modules.bills.models import BILL, BILL_USE
from heyi.modules.bills.queries.uses import came_back, undone_uses
from heyi.modules.bills.rules import BILL_DISCOUNT, ROLE_OF, USES_OF, VERBS, ZERO, check_day, least_left
from heyi.modules.bills.states import BillState, require_held
from heyi.modules.ledger import api as ledger
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_B, _U = BILL.table, BILL_USE.c


@dataclass(frozen=True, kw_only=True)
class Spent:
    """A use as it is written down."""

    kind: UseKind
    amount: Decimal
    day: date
    interest: Decimal = ZERO
    money_account_id: UUID | None = None
    payment_id: UUID | None = None
    of_id: UUID | None = None
    invoice_id: UUID | None = None
    owed_id: UUID | None = None


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


def check_use(bill: RowMapping, kind: UseKind, wanted: Decimal | None, day: date) -> Decimal:
    """How much is used, all that is left if nobody says; refused where it cannot be.

    Raises:
        BillOtherSide, WrongState, BillTooSmall: so much of it is not there for that.
        BillNotThereYet, BillPastDue, BillNotDue: it cannot be on that day.
    """
    verb = f"bill.{VERBS[kind]}"
    if kind not in USES_OF[BillSide(bill["side"])]:
        raise BillOtherSide(number=bill["number"], verb=f"verb.{verb}")
    require_held(BillState(bill["state"]), verb)
    amount: Decimal = bill["remaining"] if wanted is None else wanted
    if amount > bill["remaining"]:
        raise _too_small(bill, amount)
    days = {name: bill[name] for name in ("number", "entered_on", "due_on")}
    check_day(kind, day, side=BillSide(bill["side"]), **days)
    return amount


def spend(uow: UnitOfWork, bill: RowMapping, spent: Spent) -> dict[str, Any]:
    """Take it off what is left, never below nothing on any day; gives back the bill as it is then.

    Raises:
        BillTooSmall: less is left of it.
        BillUsedThen: less was left of it on that day, or on one between that and today.
    """
    left, on = least_left(bill["amount"], _moves(uow, bill["id"]), spent.day)
    if left < spent.amount:
        wanted = number_text(spent.amount)
        raise BillUsedThen(number=bill["number"], day=str(on), wanted=wanted, available=number_text(left))
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


def note(uow: UnitOfWork, bill: RowMapping, spent: Spent) -> dict[str, Any]:
    """Write down that a use came back: nothing more or less of the bill is held by that."""
    after = {"uses": bill["uses"] + 1}
    uow.change(_B, bill["id"], after)
    _write_use(uow, bill["id"], after["uses"], spent, amount=spent.amount, undoes_id=None)
    _audit(uow, spent.kind, bill, spent.amount)
    return {**bill, **after, "version": bill["version"] + 1}


def give_back(uow: UnitOfWork, bill: RowMapping, use: RowMapping, day: date) -> dict[str, Any]:
    """Put it on what is left again, by a further row; what only came back was never off it.

    Raises:
        BillKnown: it came again meanwhile, so it is held already.
    """
    after: dict[str, Any] = {"uses": bill["uses"] + 1}
    if use["of_id"] is None:
        if bill["state"] != BillState.HELD:
            refuse_known(uow, BillSide(bill["side"]), bill["number"], bill["sub_range"])
        after |= {"remaining": bill["remaining"] + use["amount"], "state": BillState.HELD}
    uow.change(_B, bill["id"], after)
    names = ("amount", "interest", "money_account_id", "payment_id", "of_id", "invoice_id", "owed_id")
    spent = Spent(kind=UseKind(use["kind"]), day=day, **{name: use[name] for name in names})
    _write_use(uow, bill["id"], after["uses"], spent, amount=-use["amount"], undoes_id=use["id"])
    _audit(uow, "use_undone", bill, use["amount"])
    return {**bill, **after, "version": bill["version"] + 1}


def _moves(uow: UnitOfWork, bill_id: UUID) -> dict[date, Decimal]:
    """How much of the bill was used on which day, less what was taken back on it."""
    query = (
        select(_U.occurred_on, func.sum(_U.amount).label("amount"))
        .where(_U.tenant_id == uow.tenant_id, _U.bill_id == bill_id, _U.of_id.is_(None))
        .group_by(_U.occurred_on)
    )
    return {row["occurred_on"]: row["amount"] for row in uow.rows(query)}


def _write_use(
    uow: UnitOfWork, bill_id: UUID, line_no: int, spent: Spent, *, amount: Decimal, undoes_id: UUID | None
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
            "of_id": spent.of_id,
            "invoice_id": spent.invoice_id,
            "owed_id": spent.owed_id,
            "undoes_id": undoes_id,
        },
    )


def use_of(uow: UnitOfWork, bill_id: UUID, use_id: UUID) -> RowMapping:
    """A use of a bill, and whether it was undone or came back.

    Raises:
        NotFound: the bill has no such use.
    """
    query = select(BILL_USE, undone_uses().label("undone"), came_back().label("came_back")).where(
        _U.tenant_id == uow.tenant_id, _U.bill_id == bill_id, _U.id == use_id, _U.undoes_id.is_(None)
    )
    found = uow.first(query)
    if found is None:
        raise NotFound(what="record.bill_use")
    return found


def post_use(uow: UnitOfWork, bill: RowMapping, time: int, spent: Spent, *, money: str) -> None:
    """Post what the bill brings or takes, on the account `money`; what a bank keeps is interest.

    Only the bill's own account is about who gave or got it: money, interest and a loan are the bank's.
    """
    rules, side = ledger.accounts(uow), BillSide(bill["side"])
    sign = 1 if side is BillSide.RECEIVED else -1
    sides = (
        (money, sign * (spent.amount - spent.interest), None),
        (rules.of(BILL_DISCOUNT), spent.interest, None),
        (rules.of(ROLE_OF[side]), -sign * spent.amount, bill["party_id"]),
    )
    lines = [
        ledger.LineDraft(account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO), party_id=party)
        for account, amount, party in sides
        if amount
    ]
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=spent.day,
            source_type="bill",
            source_id=bill["id"],
            kind=entry_kind(time),
            summary=translate(f"summary.bill.{spent.kind}", "zh-CN", {"number": bill["number"]}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        ),
    )


def _too_small(bill: RowMapping, wanted: Decimal) -> BillTooSmall:
    left = number_text(bill["remaining"])
    return BillTooSmall(number=bill["number"], wanted=number_text(wanted), available=left)


def _audit(uow: UnitOfWork, action: str, bill: RowMapping, amount: Decimal) -> None:
    changes = {"amount": [None, number_text(amount)]}
    names = {"record": "bill", "record_id": bill["id"], "title": bill["number"]}
    uow.audit(action, party_id=bill["party_id"], changes=changes, **names)


def entry_kind(line_no: int) -> str:
    """The kind of the entry of a use."""
    return f"use_{line_no}"
