"""Two customers paid by acceptance bills: one is in hand and falls due soon, the other went on to a supplier."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from heyi.app.demo.diary import Diary
from heyi.app.demo.people import acting
from heyi.modules.bills import api as bills
from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

_DRAWN, _CAME = timedelta(days=70), timedelta(days=2)
_IN_HAND = ("110239100008820261018000", "中国工商银行杭州分行", timedelta(days=18))
_PASSED_ON = ("130633100105120261018001", "招商银行苏州分行", timedelta(days=96))
_MOST = Decimal(20_000)


@dataclass(frozen=True)
class _Open:
    id: UUID
    party_id: UUID
    open: Decimal


def keep_bills(diary: Diary) -> None:
    """A bill that waits for its day, and one that paid a supplier as far as he was owed."""
    uow = diary.uow
    owed = _open_invoices(uow, invoicing.SALES_INVOICE)
    owing = _open_invoices(uow, invoicing.SUPPLIER_INVOICE)
    with acting(uow, diary.team.accountant):
        for invoice, said in zip(owed, (_IN_HAND, _PASSED_ON), strict=False):
            bill_id = _taken(uow, invoice, said)
            if said is _PASSED_ON and owing:
                _pass_on(uow, bill_id, min(invoice.open, _MOST), owing[0])


def _taken(uow: UnitOfWork, invoice: _Open, said: tuple[str, str, timedelta]) -> UUID:
    number, bank, due = said
    paper = bills.BillPaper(
        number=number,
        kind=bills.BillKind.BANK,
        acceptor=bank,
        drawer=parties.require_party(uow, invoice.party_id).name,
        issued_on=uow.today - _DRAWN,
        due_on=uow.today + due,
    )
    amount = min(invoice.open, _MOST)
    draft = bills.BillDraft(
        paper=paper,
        party_id=invoice.party_id,
        amount=amount,
        allocations=((invoice.id, amount),),
        entered_on=uow.today - _CAME,
    )
    return bills.take_bill(uow, draft).id


def _pass_on(uow: UnitOfWork, bill_id: UUID, most: Decimal, owing: _Open) -> None:
    amount = min(most, owing.open)
    draft = bills.Endorsement(
        bill_id=bill_id,
        party_id=owing.party_id,
        amount=amount,
        allocations=((owing.id, amount),),
        occurred_on=uow.today,
    )
    bills.endorse_bill(uow, draft)


def _open_invoices(uow: UnitOfWork, record: Record) -> list[_Open]:
    """The largest of each party of which nothing is settled."""
    own = record.table.c
    rows = uow.rows(
        select(own.id, own.party_id, own.open)
        .where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            own.kind == "invoice",
            own.state == "posted",
            own.open > 0,
            own.settled == 0,
        )
        .order_by(own.open.desc(), own.number)
    )
    largest: dict[UUID, _Open] = {}
    for row in rows:
        largest.setdefault(row["party_id"], _Open(**row))
    return list(largest.values())
