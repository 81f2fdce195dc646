"""Take an entry back: by a red-letter entry that names it, at most once."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.ledger.actions.post import SAID, post
from heyi.modules.ledger.contracts import OPENING, EntryDraft, LineDraft, PostedEntry
from heyi.modules.ledger.models import ACCOUNT, CASH_FLOW, JOURNAL_ENTRY, JOURNAL_LINE
from heyi.modules.ledger.rules.journal import reversal_lines
from heyi.platform.errors import NotFound
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def reverse(
    uow: UnitOfWork, *, source_type: str, source_id: UUID, kind: str, occurred_on: date | None
) -> PostedEntry:
    """Post the entry that takes the document's entry of this kind back; the first one stays as it is.

    Without a day it lies on the day of that entry, as if there had been none.

    Raises:
        NotFound: the document has no entry of this kind.
        AlreadyExists: it is taken back already (from the database, as IntegrityError).
        PeriodClosed: the day lies in a closed period.
    """
    entry, line, account = JOURNAL_ENTRY.table.c, JOURNAL_LINE.c, ACCOUNT.table.c
    rows = uow.rows(
        select(
            entry.id,
            entry.number,
            entry.period,
            entry.occurred_on,
            account.code,
            line.debit,
            line.credit,
            line.summary,
            *(line[name] for name in SAID),
        )
        .join(JOURNAL_LINE, and_(line.tenant_id == entry.tenant_id, line.entry_id == entry.id))
        .join(ACCOUNT.table, and_(account.tenant_id == line.tenant_id, account.id == line.account_id))
        .where(
            entry.tenant_id == uow.tenant_id,
            entry.company_id == uow.company_id,
            entry.source_type == source_type,
            entry.source_id == source_id,
            entry.kind == kind,
        )
        .order_by(line.line_no)
    )
    if not rows:
        raise NotFound(what="record.journal_entry")
    first = rows[0]
    name = {"number": f"{first['period']} {first['number']}"}
    lines = [
        LineDraft(
            account=row["code"],
            debit=row["debit"],
            credit=row["credit"],
            **{name: row[name] for name in SAID},
        )
        for row in rows
    ]
    (posted,) = post(
        uow,
        EntryDraft(
            occurred_on=occurred_on or first["occurred_on"],
            source_type=source_type,
            source_id=source_id,
            kind=f"{kind}_reversed",
            summary=translate("summary.reversal", "zh-CN", name),
            lines=reversal_lines(lines),
            reverses_id=first["id"],
            flows=_flows_back(uow, first["id"]) if kind.startswith(OPENING) else (),
        ),
    )
    return posted


def _flows_back(uow: UnitOfWork, entry_id: UUID) -> tuple[tuple[int, Decimal], ...]:
    """The other way round what was said of an opening's money, which its lines do not tell."""
    own = CASH_FLOW.c
    query = select(own.row, own.amount).where(own.tenant_id == uow.tenant_id, own.entry_id == entry_id)
    return tuple((row["row"], -row["amount"]) for row in uow.rows(query.order_by(own.row)))
