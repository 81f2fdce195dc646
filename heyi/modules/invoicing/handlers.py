"""What invoicing says to the modules below when the house is put together."""

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.invoicing import api, rules
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.ledger import api as ledger
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork

_SALE, _SUPPLY = ("sales_invoice",), ("supplier_invoice",)
_GOODS, _TAX = (ledger.RuleBy.CATEGORY, ledger.RuleBy.TAX), (ledger.RuleBy.TAX,)
ROLES = (
    ledger.Role(
        name=api.RECEIVABLE,
        account="1122",
        documents=("sales_invoice", "receipt"),
        kept_by="sales_invoice",
        clears=True,
    ),
    ledger.Role(name=rules.REVENUE_GOODS, account="500101", documents=_SALE, by=_GOODS),
    ledger.Role(name=rules.REVENUE_SERVICES, account="500102", documents=_SALE, by=_GOODS),
    ledger.Role(name=rules.OUTPUT_VAT, account="22210107", documents=_SALE, by=_TAX),
    ledger.Role(name=rules.SIMPLIFIED_VAT, account="222108", documents=_SALE, by=_TAX),
    ledger.Role(name=rules.SMALL_TAXPAYER_VAT, account="222111", documents=_SALE, by=_TAX),
    ledger.Role(name=rules.COST_OF_GOODS, account="540101", documents=_SALE, by=_GOODS),
    ledger.Role(
        name=api.PAYABLE,
        account="220201",
        documents=("supplier_invoice", "payment"),
        kept_by="supplier_invoice",
        clears=True,
    ),
    ledger.Role(name=rules.INPUT_VAT, account="22210101", documents=_SUPPLY, by=_TAX),
    ledger.Role(name=rules.INPUT_VAT_OUT, account="22210109", documents=_SUPPLY, by=_TAX),
)


def open_invoices(uow: UnitOfWork, period: Period) -> int:
    """How many invoices of the month are drafts still."""
    return _drafts(uow, period, api.SALES_INVOICE)


def open_supplier_invoices(uow: UnitOfWork, period: Period) -> int:
    """How many invoices of suppliers of the month are drafts still."""
    return _drafts(uow, period, api.SUPPLIER_INVOICE)


def _drafts(uow: UnitOfWork, period: Period, record: Record) -> int:
    invoice = record.table.c
    query = select(func.count()).where(
        invoice.tenant_id == uow.tenant_id,
        invoice.company_id == uow.company_id,
        invoice.state == InvoiceState.DRAFT,
        invoice.invoiced_on.between(period.first_day, period.last_day),
    )
    return int(uow.scalar(query))


def subscribe_all() -> None:
    """Say what lines invoices post, and what is looked at before a month is closed."""
    ledger.declare_roles(*ROLES)
    ledger.look_before_closing(ledger.Look("invoices_open", open_invoices, "/sales-invoices"))
    look = ledger.Look("supplier_invoices_open", open_supplier_invoices, "/supplier-invoices")
    ledger.look_before_closing(look)
