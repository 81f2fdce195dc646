"""Read vouchers as their papers say them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import PaperLine, PaperVoucher
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_ENTRY, JOURNAL_LINE, VOUCHER
from heyi.modules.ledger.permissions import EXPORT_ENTRY
from heyi.modules.ledger.queries.chart import chart
from heyi.modules.ledger.queries.vouchers import NAMED
from heyi.modules.ledger.rules.paper import in_foreign
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_E, _L, _A, _V = JOURNAL_ENTRY.table.c, JOURNAL_LINE.c, ACCOUNT.table.c, VOUCHER.table.c


def voucher_on_paper(uow: UnitOfWork, entry_id: UUID) -> list[PaperVoucher]:
    """One entry, to be printed.

    Raises:
        NotFound: it does not exist in this company.
    """
    found = _vouchers(uow, _E.id == entry_id, most=1)
    if not found:
        raise NotFound(what="record.journal_entry")
    return found


def count_of_month(uow: UnitOfWork, period: Period, *, most: int) -> int:
    """How many entries of the month the reader sees, up to `most`."""
    return len(uow.rows(_heads(uow, _E.period == str(period)).limit(most)))


def vouchers_of_month(
    uow: UnitOfWork, period: Period, *, after: str = "", most: int | None = None
) -> list[PaperVoucher]:
    """The entries of a month that the reader sees, in the order of their numbers, to be printed."""
    return _vouchers(uow, _E.period == str(period), _E.number_key > after, most=most)


def _heads(uow: UnitOfWork, *which: ColumnElement[bool]) -> Any:
    maker, reviewer, poster = (APP_USER.alias(name) for name in ("maker", "reviewer", "poster"))
    # A voucher by hand says who wrote and reviewed it; a document's entry was made by whoever posted the document.
    written = and_(_V.tenant_id == _E.tenant_id, _V.entry_id == _E.id)
    return (
        select(
            _E.id,
            _E.number,
            _E.occurred_on,
            _E.summary,
            _V.attachments,
            _V.id.label("voucher_id"),
            maker.c.name.label("maker"),
            reviewer.c.name.label("reviewer"),
            poster.c.name.label("poster"),
        )
        .select_from(JOURNAL_ENTRY.table)
        .outerjoin(VOUCHER.table, written)
        .outerjoin(maker, and_(maker.c.tenant_id == _V.tenant_id, maker.c.id == _V.written_by))
        .outerjoin(reviewer, and_(reviewer.c.tenant_id == _V.tenant_id, reviewer.c.id == _V.reviewed_by))
        .outerjoin(poster, and_(poster.c.tenant_id == _E.tenant_id, poster.c.id == _E.posted_by))
        .where(
            _E.tenant_id == uow.tenant_id,
            _E.company_id == uow.company_id,
            *access.rows(uow, JOURNAL_ENTRY, EXPORT_ENTRY),
            *which,
        )
        .order_by(_E.number_key)
    )


def _vouchers(uow: UnitOfWork, *which: ColumnElement[bool], most: int | None) -> list[PaperVoucher]:
    heads = uow.rows(_heads(uow, *which).limit(most))
    lines = _lines(uow, [head["id"] for head in heads])
    names = {account.code: account.name for account in chart(uow)}
    parents = {account.code: account.parent_code for account in chart(uow)}
    return [
        PaperVoucher(
            number=head["number"],
            occurred_on=head["occurred_on"],
            lines=tuple(_line(head, row, names, parents) for row in lines.get(head["id"], ())),
            attachments=head["attachments"],
            made_by=(head["maker"] if head["voucher_id"] else head["poster"]) or "",
            reviewed_by=head["reviewer"] or "",
            posted_by=head["poster"] or "",
        )
        for head in heads
    ]


def _lines(uow: UnitOfWork, entry_ids: Sequence[UUID]) -> Mapping[UUID, list[RowMapping]]:
    named = {name: table.alias(name) for name, table in NAMED.items()}
    query = select(
        _L.entry_id,
        _L.summary,
        _L.debit,
        _L.credit,
        _L.foreign_currency,
        _L.foreign_amount,
        _L.rate,
        _A.code,
        *(table.c.name.label(name) for name, table in named.items()),
    ).join(ACCOUNT.table, and_(_A.tenant_id == _L.tenant_id, _A.id == _L.account_id))
    for name, table in named.items():
        query = query.outerjoin(
            table, and_(table.c.tenant_id == _L.tenant_id, table.c.id == _L[f"{name}_id"])
        )
    place = (_L.tenant_id == uow.tenant_id, _L.entry_id.in_(entry_ids))
    found: dict[UUID, list[RowMapping]] = {}
    for row in uow.rows(query.where(*place).order_by(_L.entry_id, _L.line_no)):
        found.setdefault(row["entry_id"], []).append(row)
    return found


def _line(
    head: RowMapping, row: RowMapping, names: Mapping[str, str], parents: Mapping[str, str | None]
) -> PaperLine:
    """The account of the first level, the names below it, whom the line names, and what it is in a foreign currency."""
    below: list[str] = []
    code = row["code"]
    while (parent := parents[code]) is not None:
        below.insert(0, names[code])
        code = parent
    kept_apart = [row[name] for name in NAMED if row[name]]
    if row["foreign_amount"]:
        kept_apart.append(in_foreign(row["foreign_currency"], row["foreign_amount"], row["rate"]))
    return PaperLine(
        summary=row["summary"] or head["summary"],
        account=f"{code} {names[code]}",
        detail=" / ".join([*below, *kept_apart]),
        debit=row["debit"],
        credit=row["credit"],
    )
