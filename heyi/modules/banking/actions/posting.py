"""Make of a line of the bank what the books do not know yet: a receipt, a payment, a voucher."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.kit.money import ZERO, round_amount
from heyi.modules.banking.actions.matching import match
from heyi.modules.banking.actions.statements import lock_account
from heyi.modules.banking.contracts import LinePosted, LinePosting, Making, MatchDraft, MatchReason
from heyi.modules.banking.errors import AlreadyMatched, ForeignNeedsVoucher
from heyi.modules.banking.models import BANK_LINE, BANK_RULE
from heyi.modules.banking.queries.lines import bank_lines
from heyi.modules.invoicing import api as invoicing
from heyi.modules.ledger import api as ledger
from heyi.modules.ledger.errors import RateMissing
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_B = BANK_LINE.c
# What a document is called in the journal.
_SOURCE = {Making.RECEIPT: "receipt", Making.PAYMENT: "payment", Making.VOUCHER: "voucher"}


def post_line(uow: UnitOfWork, line_id: UUID, posting: LinePosting) -> LinePosted:
    """Enter what the bank says into the books, on its day or the one that is said, with its amount, and match both.

    A receipt or payment settles the party's open invoices from the oldest on, where asked for; the rest is an advance.
    Money that goes back settles credit notes. A voucher by a rule of the company needs no review; one of foreign money
    takes the rate that vouchers of the day take.

    Raises:
        NotFound: there is no such line, party or rule.
        NotAllowed: the actor may not enter such documents.
        AlreadyMatched: the line is matched.
        ForeignNeedsVoucher: a receipt or payment was asked for, of an account that keeps a foreign currency.
        RateMissing: no rate is known for that currency.
        InvalidInput: a party or an account is missing.
        RefundUnallocated: money goes back for which there are no credit notes.
        ReviewMissing: the company wants every voucher reviewed first.
        PeriodClosed, AccountUnusable, AccountKept, DimensionMissing: see the ledger.
    """
    place = (_B.tenant_id == uow.tenant_id, _B.company_id == uow.company_id, _B.id == line_id)
    account_id = uow.scalar(select(_B.money_account_id).where(*place))
    if account_id is None:
        raise NotFound(what="word.bank_line")
    account = lock_account(uow, account_id)
    line = uow.first(bank_lines().where(*place))
    if line is None:
        raise NotFound(what="word.bank_line")
    if line["match_id"] is not None:
        raise AlreadyMatched
    if account.currency != uow.facts.currency and posting.making is not Making.VOUCHER:
        raise ForeignNeedsVoucher(account=account.name, currency=account.currency)
    by_rule = _is_rule(uow, posting)
    make = {Making.RECEIPT: _receive, Making.PAYMENT: _pay, Making.VOUCHER: _voucher}[posting.making]
    document_id, number = make(uow, account, line, posting)
    own, entry = ledger.JOURNAL_LINE.c, ledger.JOURNAL_ENTRY.table.c
    document = _SOURCE[posting.making]
    entry_lines = uow.rows(
        select(own.id)
        .join(ledger.JOURNAL_ENTRY.table, (entry.tenant_id == own.tenant_id) & (entry.id == own.entry_id))
        .where(
            own.tenant_id == uow.tenant_id,
            own.account_id == account.account_id,
            entry.source_type == document,
            entry.source_id == document_id,
        )
    )
    reason = MatchReason.RULE if by_rule else MatchReason.POSTED
    draft = MatchDraft([line_id], [row["id"] for row in entry_lines], reason)
    (match_id,) = match(uow, account.id, [draft]).ids
    return LinePosted(match_id, document, document_id, number)


def _receive(
    uow: UnitOfWork, account: payments.MoneyAccountFacts, line: RowMapping, posting: LinePosting
) -> tuple[UUID, str]:
    uow.require(payments.POST_RECEIPT)
    party_id = _party(uow, posting, payments.POST_RECEIPT)
    kind = "receipt" if line["amount"] > 0 else "refund"
    open_ = payments.party_balance(uow, party_id).open_invoices
    done = payments.post_receipt(
        uow,
        payments.ReceiptDraft(
            kind=kind,
            party_id=party_id,
            amount=abs(line["amount"]),
            money_account_id=account.id,
            received_on=posting.occurred_on or line["occurred_on"],
            allocations=_settling(posting, open_, abs(line["amount"]), is_refund=kind == "refund"),
            note=_note(line, posting),
        ),
    )
    return done.id, done.number


def _pay(
    uow: UnitOfWork, account: payments.MoneyAccountFacts, line: RowMapping, posting: LinePosting
) -> tuple[UUID, str]:
    uow.require(payments.POST_PAYMENT)
    party_id = _party(uow, posting, payments.POST_PAYMENT)
    kind = "payment" if line["amount"] < 0 else "refund"
    open_ = payments.supplier_balance(uow, party_id).open_invoices
    done = payments.post_payment(
        uow,
        payments.PaymentDraft(
            kind=kind,
            party_id=party_id,
            amount=abs(line["amount"]),
            money_account_id=account.id,
            paid_on=posting.occurred_on or line["occurred_on"],
            allocations=_settling(posting, open_, abs(line["amount"]), is_refund=kind == "refund"),
            note=_note(line, posting),
        ),
    )
    return done.id, done.number


def _voucher(
    uow: UnitOfWork, account: payments.MoneyAccountFacts, line: RowMapping, posting: LinePosting
) -> tuple[UUID, str]:
    uow.require(ledger.WRITE_VOUCHER)
    uow.require(ledger.POST_VOUCHER)
    if not posting.account:
        raise InvalidInput(problems=[FieldProblem("account", "missing")])
    amount: Decimal = line["amount"]
    day = posting.occurred_on or line["occurred_on"]
    summary = posting.summary or line["summary"][:100] or line["counterparty"][:100] or "-"
    if posting.party_id is not None:
        access.require_row(uow, parties.PARTY, posting.party_id, known=True)
    rate = None if account.currency == uow.facts.currency else _rate(uow, account, day)
    worth = amount if rate is None else round_amount(amount * rate)
    foreign = None if rate is None else abs(amount)
    other = ledger.foreign_accounts(uow).get(posting.account)
    is_same = other is not None and other.currency == account.currency
    sides = (
        ledger.LineDraft(
            account=account.account_code,
            debit=max(worth, ZERO),
            credit=max(-worth, ZERO),
            summary=summary,
            foreign_amount=foreign,
            rate=rate,
        ),
        ledger.LineDraft(
            account=posting.account,
            debit=max(-worth, ZERO),
            credit=max(worth, ZERO),
            summary=summary,
            party_id=posting.party_id,
            foreign_amount=foreign if is_same else None,
            rate=rate if is_same else None,
        ),
    )
    lines = tuple(sorted(sides, key=lambda one: not one.debit))
    written = ledger.write_voucher(uow, ledger.VoucherDraft(occurred_on=day, lines=lines))
    posted = ledger.post_voucher(uow, written.id, by_rule=_is_rule(uow, posting))
    return written.id, posted.number or ""


def _rate(uow: UnitOfWork, account: payments.MoneyAccountFacts, day: date) -> Decimal:
    """The rate of the account's currency that a voucher of the day takes.

    Raises:
        RateMissing: no rate is known until then.
    """
    found = next((one for one in ledger.voucher_rates(uow, day) if one.currency == account.currency), None)
    if found is None or found.rate is None:
        raise RateMissing(currency=account.currency, day=day.isoformat())
    return found.rate


def _is_rule(uow: UnitOfWork, posting: LinePosting) -> bool:
    """Whether a rule of the company says just this.

    Raises:
        NotFound: there is no such rule.
    """
    if posting.rule_id is None:
        return False
    own = BANK_RULE.table.c
    place = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.id == posting.rule_id)
    rule = uow.once(
        ("banking.rule", posting.rule_id),
        lambda: uow.first(select(own.account_id, own.party_id, own.active).where(*place)),
    )
    if rule is None:
        raise NotFound(what="record.bank_rule")
    code = ledger.account_codes(uow).get(rule["account_id"])
    if posting.making is not Making.VOUCHER:
        return bool(rule["active"] and rule["party_id"] == posting.party_id)
    return bool(rule["active"] and code is not None and code == posting.account)


def _party(uow: UnitOfWork, posting: LinePosting, permission: str) -> UUID:
    if posting.party_id is None:
        raise InvalidInput(problems=[FieldProblem("party_id", "missing")])
    access.require_row(uow, parties.PARTY, posting.party_id, permission, known=True)
    return posting.party_id


def _settling(
    posting: LinePosting, open_: Sequence[invoicing.OpenInvoice], amount: Decimal, *, is_refund: bool
) -> tuple[tuple[UUID, Decimal], ...]:
    """How much of the money is for which invoice, or, where it goes back, for which credit note."""
    if not posting.settle and not is_refund:
        return ()
    left, parts = amount, []
    for one in open_:
        if (one.kind == "credit_note") == is_refund and left:
            part = min(left, one.open)
            parts.append((one.id, part))
            left -= part
    return tuple(parts)


def _note(line: RowMapping, posting: LinePosting) -> str | None:
    return posting.summary or " ".join(part for part in (line["summary"], line["reference"]) if part) or None
