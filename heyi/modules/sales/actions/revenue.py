"""Revenue of goods that leave before their invoice: what the customer owes for them, and their VAT that waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.ledger import api as ledger
from heyi.modules.sales.contracts import (
    COST_OF_GOODS,
    DEFERRED_VAT,
    RECEIVABLE,
    REVENUE_GOODS,
    RevenuePoint,
)
from heyi.modules.sales.models import DELIVERY, DELIVERY_LINE, SALES_RETURN_LINE, SALES_RULES
from heyi.modules.sales.rules import ZERO, Amounts, Recognised, recognised_sides
from heyi.platform.company_choice import choose
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_DL, _RL = DELIVERY_LINE.c, SALES_RETURN_LINE.c


@dataclass(frozen=True)
class Sold:
    """A line of goods that left or came back."""

    line_id: UUID
    product_id: UUID
    tax_code: str
    amounts: Amounts


@dataclass(frozen=True)
class Paper:
    """The delivery or return that books revenue, or takes it back."""

    type: Literal["delivery", "sales_return"]
    id: UUID
    number: str
    occurred_on: date
    party_id: UUID


def set_revenue_point(uow: UnitOfWork, chosen: RevenuePoint) -> None:
    """Let this make goods revenue from the next delivery on; what left before goes the way it left."""
    choose(uow, SALES_RULES, "revenue_point", chosen, until_now=RevenuePoint.INVOICE)


def cost_accounts(uow: UnitOfWork, lines: Sequence[Sold]) -> Mapping[UUID, str]:
    """Where the cost of each line goes as it leaves."""
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    return {
        line.line_id: rules.of(COST_OF_GOODS, product_id=line.product_id, tax_code=line.tax_code)
        for line in lines
    }


def unbilled_of(lines: Sequence[Sold]) -> dict[str, Decimal]:
    """What of the lines is owed before it is on an invoice, and the VAT of it."""
    return {
        "unbilled": sum((line.amounts.gross for line in lines), ZERO),
        "unbilled_tax": sum((line.amounts.tax for line in lines), ZERO),
    }


def post_revenue(uow: UnitOfWork, paper: Paper, lines: Sequence[Sold]) -> None:
    """The customer owes what left; its VAT waits for the invoice. What comes back takes that back in red."""
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    amounts = [
        Recognised(
            line.amounts.net,
            line.amounts.tax,
            rules.of(REVENUE_GOODS, product_id=line.product_id, tax_code=line.tax_code),
        )
        for line in lines
    ]
    sides = recognised_sides(
        amounts,
        receivable=rules.of(RECEIVABLE),
        deferred=rules.of(DEFERRED_VAT),
        sign=1 if paper.type == "delivery" else -1,
    )
    if not sides:
        return
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=paper.occurred_on,
            source_type=paper.type,
            source_id=paper.id,
            kind="revenue",
            summary=translate(f"summary.{paper.type}.revenue", "zh-CN", {"number": paper.number}),
            lines=tuple(
                ledger.LineDraft(account=account, debit=debit, credit=credit, party_id=paper.party_id)
                for account, debit, credit in sides
            ),
        ),
    )


def bill(uow: UnitOfWork, source: str, amounts: Mapping[UUID, tuple[Decimal, Decimal]]) -> None:
    """Note that these lines of deliveries are on a posted invoice, or of returns on a credit note: gross and tax.

    They were revenue when they left, so that from here on their invoice is what is owed.
    """
    if not amounts:
        return
    lines = select(_DL.id, _DL.delivery_id).where(_DL.tenant_id == uow.tenant_id)
    if source == "delivery":
        found = uow.rows(lines.where(_DL.id.in_(amounts)))
        sign = -1
    else:
        taken_back = and_(_RL.tenant_id == _DL.tenant_id, _RL.delivery_line_id == _DL.id)
        lines = select(_RL.id, _DL.delivery_id).join(SALES_RETURN_LINE, taken_back)
        found = uow.rows(lines.where(_RL.tenant_id == uow.tenant_id, _RL.id.in_(amounts)))
        sign = 1
    billed: dict[UUID, tuple[Decimal, Decimal]] = {}
    for row in found:
        gross, tax = amounts[row["id"]]
        before = billed.get(row["delivery_id"], (ZERO, ZERO))
        billed[row["delivery_id"]] = (before[0] + sign * gross, before[1] + sign * tax)
    change_unbilled(uow, billed)


def change_unbilled(uow: UnitOfWork, more: Mapping[UUID, tuple[Decimal, Decimal]]) -> None:
    """Let so much more of each delivery be owed without an invoice."""
    held = select(DELIVERY.table.c.id).where(
        DELIVERY.table.c.tenant_id == uow.tenant_id, DELIVERY.table.c.id.in_(more)
    )
    uow.rows(held.order_by(DELIVERY.table.c.id).with_for_update())
    uow.update_rows(
        DELIVERY.table,
        [
            {"id": delivery_id, "unbilled": gross, "unbilled_tax": tax}
            for delivery_id, (gross, tax) in sorted(more.items())
        ],
        assignments=("unbilled = t.unbilled + v.unbilled", "unbilled_tax = t.unbilled_tax + v.unbilled_tax"),
    )
