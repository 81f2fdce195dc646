"""The statement of account (对账单): what was owed, what changed it, and what is owed now, by the books themselves."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import AccountSide, AccountStatement, AccountStatementRow, Named
from heyi.modules.payments.queries.rounding import small_remainders
from heyi.modules.payments.rules import ZERO
from heyi.platform.documents.titles import document_titles
from heyi.platform.unit_of_work import UnitOfWork

# By the documents that keep them: what is owed, and what was paid ahead.
_KEPT_BY: Final[Mapping[AccountSide, tuple[str, ...]]] = {
    AccountSide.CUSTOMER: ("sales_invoice", "receipt"),
    AccountSide.SUPPLIER: ("supplier_invoice", "payment"),
}
# Their entries settle, also where they are taken back; a write-off gives up, which is no money; all others charge.
_SETTLING, _GIVING_UP = ("receipt", "payment"), ("write_off",)


def account_statement(
    uow: UnitOfWork, side: AccountSide, party_id: UUID, first_day: date, last_day: date
) -> AccountStatement:
    """The account with a customer or a supplier over a span of days: each document once, with what is owed after it.

    It adds up by construction: its rows are the entries of the accounts that these documents keep, and what it closes
    with is what the books hold of the party on that day. It ends today where a later day was asked for: of days to come
    nothing can be confirmed.

    Raises:
        NotFound: the party does not exist.
    """
    party = parties.require_party(uow, party_id)
    last_day = max(first_day, min(last_day, uow.today))
    kept = {code: by for code, by in ledger.kept_accounts(uow).items() if by in _KEPT_BY[side]}
    accounts = list(kept)
    found = ledger.party_lines(uow, party_id, accounts, first_day=first_day, last_day=last_day)
    titles = document_titles(uow, {(line.source_type, line.source_id) for line in found.lines})
    small = small_remainders(uow, [line.source_id for line in found.lines if line.source_type in _GIVING_UP])
    invoices_keep, advances_keep = _KEPT_BY[side]
    owed_to_us = side is AccountSide.CUSTOMER
    notes = _credit_notes(uow, side, found.lines)
    opening = balance = found.opening if owed_to_us else ZERO - found.opening
    rows = []
    for line in found.lines:
        net = line.net if owed_to_us else -line.net
        balance += net
        settles, gives_up = line.source_type in _SETTLING, line.source_type in _GIVING_UP
        lets_go = gives_up and line.source_id in small
        rows.append(
            AccountStatementRow(
                entry_id=line.entry_id,
                occurred_on=line.occurred_on,
                source_type=line.source_type,
                source_id=line.source_id,
                source_number=titles.get((line.source_type, line.source_id)),
                summary=line.summary,
                credit_note=line.source_id in notes,
                corrects=list(notes.get(line.source_id, ())),
                charged=ZERO if settles or gives_up else net,
                settled=-net if settles else ZERO,
                written_off=-net if gives_up and not lets_go else ZERO,
                let_go=-net if lets_go else ZERO,
                balance=balance,
            )
        )
    return AccountStatement(
        side=side,
        party=Named(party_id, party.name),
        first_day=first_day,
        last_day=last_day,
        opening=opening,
        rows=rows,
        charged=sum((row.charged for row in rows), ZERO),
        settled=sum((row.settled for row in rows), ZERO),
        written_off=sum((row.written_off for row in rows), ZERO),
        let_go=sum((row.let_go for row in rows), ZERO),
        closing=found.closing if owed_to_us else ZERO - found.closing,
        invoices=(held := _held(found, kept, side))[invoices_keep],
        ahead=ZERO - held[advances_keep],
        cut=found.cut,
    )


def _held(found: ledger.PartyLines, kept: Mapping[str, str], side: AccountSide) -> Mapping[str, Decimal]:
    """What is owed at the end by the documents that keep it: on invoices, and (below zero) paid ahead."""
    sign = 1 if side is AccountSide.CUSTOMER else -1
    held = dict.fromkeys(_KEPT_BY[side], ZERO)
    for code, amount in found.by_account.items():
        held[kept[code]] += sign * amount
    return held


def _credit_notes(
    uow: UnitOfWork, side: AccountSide, lines: Sequence[ledger.PartyLine]
) -> Mapping[UUID, Sequence[str]]:
    """Those of the papers that are credit notes, with the numbers of the invoices they correct where that is known."""
    kept_by = _KEPT_BY[side][0]
    papers = [line.source_id for line in lines if line.source_type == kept_by]
    if side is AccountSide.CUSTOMER:
        found = invoicing.corrected_by(uow, papers) if papers else {}
        return {note: [invoice.title for invoice in blue] for note, blue in found.items()}
    return dict.fromkeys(invoicing.supplier_credit_notes(uow, papers), ())
