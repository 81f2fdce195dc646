"""The entry of a goods document: it follows from the moves, the posting rules, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.pools import Locked, Source
from heyi.modules.stock.contracts import DIFFERENCE, VARIANCE, GoodsDocument, Incoming, Outgoing, Wanted
from heyi.modules.stock.models import COST_VARIANCE
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.pools import Method
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

Goods = Outgoing | Wanted | Incoming


def account_of(rules: ledger.Accounts, role: str, line: Goods) -> str:
    """Where a line's part of a role goes."""
    return rules.of(role, product_id=line.product_id, warehouse_id=line.warehouse_id)


def contra_accounts(
    document: GoodsDocument, lines: Sequence[Goods], rules: ledger.Accounts
) -> dict[UUID, str]:
    """The account on the other side of each line."""
    known = document.contra_accounts or {}
    return {
        line.line_id: known.get(line.line_id) or account_of(rules, document.contra_role, line)
        for line in lines
    }


def sides_of(
    document: GoodsDocument,
    lines: Sequence[Goods],
    rules: ledger.Accounts,
    pools: Locked,
    contras: Mapping[UUID, str],
    worth: Mapping[UUID, Decimal],
) -> dict[str, Decimal]:
    """By account, what the goods on hand become worth more or less, the other sides, and the difference between."""
    inventory, contra, difference = [], [], []
    for line in lines:
        value = worth[line.line_id]
        other = (document.contra_values or {}).get(line.line_id, -value)
        inventory.append((pools[line.product_id].account, value))
        contra.append((contras[line.line_id], other))
        if value + other:
            role = VARIANCE if pools[line.product_id].method is Method.STANDARD else DIFFERENCE
            difference.append((account_of(rules, role, line), -value - other))
    return summed([*inventory, *contra, *difference])


def note_variances(
    uow: UnitOfWork,
    document: GoodsDocument,
    number: str,
    lines: Sequence[Goods],
    rules: ledger.Accounts,
    pools: Locked,
    worth: Mapping[UUID, Decimal],
) -> None:
    """Write what lines of goods at a standard cost were paid beside it."""
    source = Source(document.type, document.id, number)
    for line in lines:
        other = (document.contra_values or {}).get(line.line_id)
        if other is None or pools[line.product_id].method is not Method.STANDARD:
            continue
        amount = -worth[line.line_id] - other
        if amount:
            account = account_of(rules, VARIANCE, line)
            row = variance_row(uow, source, document.occurred_on, line.line_id, line.product_id)
            uow.insert(COST_VARIANCE, row | {"amount": amount, "account": account})


def variance_row(
    uow: UnitOfWork, source: Source, day: date, line_id: UUID, product_id: UUID
) -> dict[str, Any]:
    """Whose variance it is, and of which line; the amount and its account are the caller's to say."""
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "product_id": product_id,
        "occurred_on": day,
        "source_type": source.type,
        "source_id": source.id,
        "source_number": source.number,
        "line_id": line_id,
    }


def post_goods(uow: UnitOfWork, document: GoodsDocument, number: str, sides: Mapping[str, Decimal]) -> None:
    """Post what the sides come to, on the document's day; in red where it takes another back."""
    red = document.takes_back is not None
    lines = [
        _line(account, amount, document.party_id, red=red) for account, amount in sides.items() if amount
    ]
    if not lines:
        ledger.require_open(uow, document.occurred_on)
        return
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=document.occurred_on,
            source_type=document.type,
            source_id=document.id,
            kind="goods",
            summary=translate(f"summary.{document.type}.goods", "zh-CN", {"number": number}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
            reverses_id=_entry_of(uow, document) if red else None,
        ),
    )


def _entry_of(uow: UnitOfWork, document: GoodsDocument) -> UUID | None:
    """The entry that is undone: that of the document which this one takes back."""
    entry = ledger.JOURNAL_ENTRY.table.c
    found: UUID | None = uow.scalar(
        select(entry.id).where(
            entry.tenant_id == uow.tenant_id,
            entry.company_id == uow.company_id,
            entry.source_type == document.type,
            entry.source_id == document.takes_back,
            entry.kind == "goods",
        )
    )
    return found


def _line(account: str, amount: Decimal, party_id: UUID | None, *, red: bool) -> ledger.LineDraft:
    """Debit when above zero, credit when below; in red the other way round, with a sign."""
    debit, credit = max(amount, ZERO), max(-amount, ZERO)
    if red:
        debit, credit = -credit, -debit
    return ledger.LineDraft(account=account, debit=debit, credit=credit, party_id=party_id)
