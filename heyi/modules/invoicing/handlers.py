"""What invoicing says to the modules below when the house is put together."""

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.invoicing import api
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.ledger import api as ledger
from heyi.modules.stock import api as stock
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


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
    """Say what lines invoices post, which goods wait for one, and what is looked at before a month is closed."""
    ledger.declare_roles(*api.ROLES)
    stock.declare_under_way(api.SHIPPED_GOODS)
    ledger.look_before_closing(ledger.Look("invoices_open", open_invoices, "/sales-invoices"))
    look = ledger.Look("supplier_invoices_open", open_supplier_invoices, "/supplier-invoices")
    ledger.look_before_closing(look)
