"""What invoicing says to the modules below when the house is put together."""

from sqlalchemy import func, select

from heyi.kit.dates import Period
from heyi.modules.invoicing.models import SALES_INVOICE
from heyi.modules.invoicing.rules import (
    COST_OF_GOODS,
    OUTPUT_VAT,
    RECEIVABLE,
    REVENUE_GOODS,
    REVENUE_SERVICES,
    SIMPLIFIED_VAT,
    SMALL_TAXPAYER_VAT,
)
from heyi.modules.invoicing.states import InvoiceState
from heyi.modules.ledger import api as ledger
from heyi.platform.unit_of_work import UnitOfWork


def open_invoices(uow: UnitOfWork, period: Period) -> int:
    """How many invoices of the month are drafts still."""
    invoice = SALES_INVOICE.table.c
    query = select(func.count()).where(
        invoice.tenant_id == uow.tenant_id,
        invoice.company_id == uow.company_id,
        invoice.state == InvoiceState.DRAFT,
        invoice.invoiced_on.between(period.first_day, period.last_day),
    )
    return int(uow.scalar(query))


def subscribe_all() -> None:
    """Say which accounts invoices keep and post to, and what is looked at before a month is closed."""
    ledger.kept_by("sales_invoice", RECEIVABLE)
    ledger.relied_on(
        REVENUE_GOODS, REVENUE_SERVICES, COST_OF_GOODS, OUTPUT_VAT, SIMPLIFIED_VAT, SMALL_TAXPAYER_VAT
    )
    ledger.look_before_closing(ledger.Look("invoices_open", open_invoices, "/sales-invoices"))
