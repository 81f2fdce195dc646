"""Routes of payments."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.kit.dates import Period
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api
from heyi.modules.payments import permissions as may
from heyi.modules.payments.schemas import (
    AllowanceBody,
    AllowanceRatesBody,
    ApplyBody,
    MoneyAccountBody,
    MoneyAccountChange,
    OldDebtsBody,
    PaymentBody,
    PaymentRulesBody,
    ReceiptBody,
    WriteOffBody,
)
from heyi.platform.http.router import Router
from heyi.platform.http.spans import From, To, span
from heyi.platform.records import access
from heyi.platform.records.http import add_get_route, add_list_route, add_reasons_route
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay, month

router = Router("payments")

add_list_route(router, api.RECEIPT)
add_reasons_route(router, api.RECEIPT)
add_list_route(router, api.WRITE_OFF)
add_reasons_route(router, api.WRITE_OFF)
add_list_route(router, api.PAYMENT)
add_reasons_route(router, api.PAYMENT)
add_list_route(router, api.MONEY_ACCOUNT)
add_get_route(router, api.MONEY_ACCOUNT)

On = Annotated[BusinessDay | None, Query(description="at the end of which day; today when left out")]


@router.post("/money-accounts", permission=may.MANAGE_MONEY, answer=api.MoneyAccountStatus, status=201)
def add_money_account(uow: UnitOfWork, body: MoneyAccountBody) -> api.MoneyAccountStatus:
    """Open a money account for an account of the books, or for a new one below another."""
    return api.add_money_account(uow, body.draft())


@router.patch(
    "/money-accounts/{money_account_id}", permission=may.MANAGE_MONEY, answer=api.MoneyAccountStatus
)
def change_money_account(
    uow: UnitOfWork, money_account_id: UUID, body: MoneyAccountChange, version: int
) -> api.MoneyAccountStatus:
    """Change what a money account is called, where it is kept, and whether it is used."""
    return api.change_money_account(uow, money_account_id, version, body.model_dump(exclude_unset=True))


@router.post(
    "/money-accounts/{money_account_id}/default", permission=may.MANAGE_MONEY, answer=api.MoneyAccountStatus
)
def make_default(uow: UnitOfWork, money_account_id: UUID) -> api.MoneyAccountStatus:
    """Have this money account meant where nobody chooses."""
    return api.make_default(uow, money_account_id)


@router.get("/money-balances", permission=may.VIEW_MONEY, answer=api.MoneyBalances)
def get_money_balances(uow: UnitOfWork, on: On = None) -> api.MoneyBalances:
    """What lies in each money account at the end of a day."""
    return api.money_balances(uow, on or uow.today)


@router.get(
    "/money-accounts/{money_account_id}/journal", permission=may.VIEW_MONEY, answer=ledger.AccountLines
)
def get_money_journal(
    uow: UnitOfWork, money_account_id: UUID, from_: From = None, to: To = None
) -> ledger.AccountLines:
    """The journal (日记账) of a money account: what came in and went out, with the balance after each."""
    first_day, last_day = span(uow, from_, to)
    return api.money_journal(uow, money_account_id, first_day=first_day, last_day=last_day)


@router.post("/receipts", permission=may.POST_RECEIPT, answer=api.ReceiptStatus, status=201)
def post_receipt(uow: UnitOfWork, body: ReceiptBody) -> api.ReceiptStatus:
    """Take money in for invoices, the rest as an advance; or give it back for credit notes."""
    access.require_row(uow, parties.PARTY, body.party_id, may.POST_RECEIPT, known=True)
    return api.post_receipt(uow, body.draft())


ledger.add_preview(router, "/receipts", post_receipt)


@router.get("/receipts/{receipt_id}", permission=may.VIEW_RECEIPT, answer=api.Receipt)
def get_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.Receipt:
    """A receipt or refund with its allocations."""
    access.require_row(uow, api.RECEIPT, receipt_id, known=True)
    return api.get_receipt(uow, receipt_id)


@router.post("/receipts/{receipt_id}/apply", permission=may.POST_RECEIPT, answer=api.ReceiptStatus)
def apply_receipt(uow: UnitOfWork, receipt_id: UUID, body: ApplyBody) -> api.ReceiptStatus:
    """Use what a customer paid ahead for invoices that came later."""
    access.require_row(uow, api.RECEIPT, receipt_id, may.POST_RECEIPT, known=True)
    allocations = [(item.invoice_id, item.amount) for item in body.allocations]
    return api.apply_receipt(uow, receipt_id, allocations=allocations, applied_on=body.applied_on)


@router.post("/receipts/{receipt_id}/reverse", permission=may.REVERSE_RECEIPT, answer=api.ReceiptStatus)
def reverse_receipt(uow: UnitOfWork, receipt_id: UUID) -> api.ReceiptStatus:
    """Take a receipt back; its invoices are open again."""
    access.require_row(uow, api.RECEIPT, receipt_id, may.REVERSE_RECEIPT, known=True)
    return api.reverse_receipt(uow, receipt_id)


@router.get("/payment-rules", permission=may.VIEW_RECEIPT, answer=api.PaymentRules)
def get_payment_rules(uow: UnitOfWork) -> api.PaymentRules:
    """What the company chose about money that comes in."""
    return api.payment_rules(uow)


@router.post("/payment-rules", permission=may.MANAGE_MONEY, answer=api.PaymentRules)
def set_payment_rules(uow: UnitOfWork, body: PaymentRulesBody) -> api.PaymentRules:
    """Let remainders of up to so much be let go."""
    return api.set_payment_rules(uow, rounding_limit=body.rounding_limit)


@router.post("/write-offs", permission=may.POST_WRITE_OFF, answer=api.WriteOffStatus, status=201)
def write_off(uow: UnitOfWork, body: WriteOffBody) -> api.WriteOffStatus:
    """Give up what a customer will not pay any more."""
    access.require_row(uow, parties.PARTY, body.party_id, may.POST_WRITE_OFF, known=True)
    return api.write_off(uow, body.draft())


ledger.add_preview(router, "/write-offs", write_off)


@router.get("/write-offs/{write_off_id}", permission=may.VIEW_WRITE_OFF, answer=api.WriteOff)
def get_write_off(uow: UnitOfWork, write_off_id: UUID) -> api.WriteOff:
    """What is written off, invoice by invoice, and what came of it after all."""
    access.require_row(uow, api.WRITE_OFF, write_off_id, known=True)
    return api.get_write_off(uow, write_off_id)


@router.post(
    "/write-offs/{write_off_id}/reverse", permission=may.REVERSE_WRITE_OFF, answer=api.WriteOffStatus
)
def reverse_write_off(uow: UnitOfWork, write_off_id: UUID) -> api.WriteOffStatus:
    """Take it back; the invoices are open again."""
    access.require_row(uow, api.WRITE_OFF, write_off_id, may.REVERSE_WRITE_OFF, known=True)
    return api.reverse_write_off(uow, write_off_id)


@router.get("/bad-debt-allowance", permission=may.VIEW_ALLOWANCE, answer=api.Allowance)
def get_allowance(uow: UnitOfWork, period: str | None = None) -> api.Allowance:
    """What is to be set aside at a month's end for what customers may not pay, by age, and what is; this month's."""
    return api.allowance(uow, Period.from_date(uow.today) if period is None else month(period))


@router.post("/bad-debt-allowance", permission=may.POST_ALLOWANCE, answer=ledger.VoucherStatus, status=201)
def set_aside(uow: UnitOfWork, body: AllowanceBody) -> ledger.VoucherStatus:
    """Post what is missing of it by one voucher, or in red what is too much."""
    return api.set_aside(uow, month(body.period))


@router.post("/bad-debt-allowance/rates", permission=may.POST_ALLOWANCE, answer=api.Allowance)
def set_allowance_rates(uow: UnitOfWork, body: AllowanceRatesBody) -> api.Allowance:
    """Say what part is set aside of receivables of each age; gives back what that means this month."""
    api.set_rates(uow, dict(enumerate(body.rates)))
    return api.allowance(uow, Period.from_date(uow.today))


@router.get("/opening-debts", permission=may.VIEW_OPENING, answer=api.OpeningDebts)
def get_opening_debts(uow: UnitOfWork) -> api.OpeningDebts:
    """What was owed and paid ahead before Heyi kept the books, beside the opening balances; the newest rows."""
    return api.opening_debts(uow)


@router.post("/opening-debts", permission=may.ENTER_OPENING, answer=api.DebtsEntered, status=201)
def enter_opening_debts(uow: UnitOfWork, body: OldDebtsBody) -> api.DebtsEntered:
    """Enter debts and advances from before, all of them or none."""
    return api.enter_opening_debts(uow, body.drafts())


@router.get("/parties/{party_id}/balance", permission=may.VIEW_RECEIPT, answer=api.PartyBalance)
def get_party_balance(uow: UnitOfWork, party_id: UUID) -> api.PartyBalance:
    """What a customer owes and paid ahead."""
    access.require_row(uow, parties.PARTY, party_id, may.VIEW_RECEIPT, known=True)
    return api.party_balance(uow, party_id)


@router.post("/payments", permission=may.POST_PAYMENT, answer=api.PaymentStatus, status=201)
def post_payment(uow: UnitOfWork, body: PaymentBody) -> api.PaymentStatus:
    """Pay a supplier for invoices, the rest ahead; or take money back from him for his credit notes."""
    access.require_row(uow, parties.PARTY, body.party_id, may.POST_PAYMENT, known=True)
    return api.post_payment(uow, body.draft())


ledger.add_preview(router, "/payments", post_payment)


@router.get("/payments/{payment_id}", permission=may.VIEW_PAYMENT, answer=api.Payment)
def get_payment(uow: UnitOfWork, payment_id: UUID) -> api.Payment:
    """A payment to a supplier, or a refund of his, with its allocations."""
    access.require_row(uow, api.PAYMENT, payment_id, known=True)
    return api.get_payment(uow, payment_id)


@router.post("/payments/{payment_id}/apply", permission=may.POST_PAYMENT, answer=api.PaymentStatus)
def apply_payment(uow: UnitOfWork, payment_id: UUID, body: ApplyBody) -> api.PaymentStatus:
    """Use what was paid ahead for invoices that came later."""
    access.require_row(uow, api.PAYMENT, payment_id, may.POST_PAYMENT, known=True)
    allocations = [(item.invoice_id, item.amount) for item in body.allocations]
    return api.apply_payment(uow, payment_id, allocations=allocations, applied_on=body.applied_on)


@router.post("/payments/{payment_id}/reverse", permission=may.REVERSE_PAYMENT, answer=api.PaymentStatus)
def reverse_payment(uow: UnitOfWork, payment_id: UUID) -> api.PaymentStatus:
    """Take a payment back; its invoices are open again."""
    access.require_row(uow, api.PAYMENT, payment_id, may.REVERSE_PAYMENT, known=True)
    return api.reverse_payment(uow, payment_id)


@router.get("/parties/{party_id}/supplier-balance", permission=may.VIEW_PAYMENT, answer=api.SupplierBalance)
def get_supplier_balance(uow: UnitOfWork, party_id: UUID) -> api.SupplierBalance:
    """What is owed to a supplier and paid ahead."""
    access.require_row(uow, parties.PARTY, party_id, may.VIEW_PAYMENT, known=True)
    return api.supplier_balance(uow, party_id)
