"""What stands with one party, in accounts that are kept apart by party."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import and_, case, func, select

from heyi.modules.ledger.contracts import PartyLine, PartyLines
from heyi.modules.ledger.models import ACCOUNT, JOURNAL_ENTRY, JOURNAL_LINE
from heyi.modules.ledger.queries.opening import books_from
from heyi.platform.unit_of_work import UnitOfWork

MOST_ENTRIES: Final = 2_000
ZERO: Final = Decimal(0)
_A, _E, _L = ACCOUNT.table.c, JOURNAL_ENTRY.table.c, JOURNAL_LINE.c


def party_lines(
    uow: UnitOfWork, party_id: UUID, accounts: Collection[str], *, first_day: date, last_day: date
) -> PartyLines:
    """What entries changed in what stands with a party in these detail accounts; the first 2,000 that changed anything.

    An entry is told once, by what it changed in all of them together: an advance that is applied to an invoice moves
    from one account to another, and is not told. What stood there when the books began is opening in any span.
    """
    day_before, begun = first_day - timedelta(days=1), books_from(uow).day_before
    before_it = begun if begun is not None and day_before < begun <= last_day else day_before
    theirs = (
        _L.tenant_id == uow.tenant_id,
        _L.company_id == uow.company_id,
        _L.party_id == party_id,
        _A.tenant_id == uow.tenant_id,
        _A.code.in_(accounts),
    )
    lines = JOURNAL_LINE.join(ACCOUNT.table, and_(_A.tenant_id == _L.tenant_id, _A.id == _L.account_id))
    net = func.sum(_L.debit - _L.credit)
    until = func.coalesce(func.sum(case((_L.occurred_on <= before_it, _L.debit - _L.credit), else_=0)), 0)
    held = select(_A.code, until.label("opening"), func.coalesce(net, 0).label("closing"))
    stood = uow.rows(
        held.select_from(lines).where(*theirs, _L.occurred_on <= last_day).group_by(_A.code).order_by(_A.code)
    )
    said = (_E.number, _E.occurred_on, _E.summary, _E.source_type, _E.source_id)
    changed = (
        select(_E.id.label("entry_id"), *said, net.label("net"))
        .select_from(
            lines.join(JOURNAL_ENTRY.table, and_(_E.tenant_id == _L.tenant_id, _E.id == _L.entry_id))
        )
        .where(*theirs, _L.occurred_on > before_it, _L.occurred_on <= last_day)
        .group_by(_E.id, *said, _E.number_key)
        .having(net != 0)
        .order_by(_E.occurred_on, _E.number_key)
        .limit(MOST_ENTRIES + 1)
    )
    found = uow.rows(changed)
    cut = len(found) > MOST_ENTRIES
    return PartyLines(
        sum((row["opening"] for row in stood), ZERO),
        [PartyLine(**row) for row in found[:MOST_ENTRIES]],
        sum((row["closing"] for row in stood), ZERO),
        {row["code"]: row["closing"] for row in stood},
        cut,
    )
