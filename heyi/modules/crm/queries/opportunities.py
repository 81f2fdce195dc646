"""Reads of opportunities; `lock_` takes one for the rest of the transaction."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.crm.contracts import (
    Named,
    OpportunityLine,
    OpportunityLines,
    OpportunityStatus,
    OpportunityWay,
    OrderLineProposal,
    OrderProposal,
    Step,
)
from heyi.modules.crm.models.opportunities import OPPORTUNITY, OPPORTUNITY_LINE, OPPORTUNITY_STEP
from heyi.modules.crm.models.stages import STAGE
from heyi.modules.crm.permissions import UPDATE_OPPORTUNITY
from heyi.modules.crm.queries.stages import stage_group
from heyi.modules.crm.rules import ZERO, unit_price_of
from heyi.modules.crm.states import OpportunityState, opportunity_verbs
from heyi.modules.parties import api as parties
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_O, _L, _T, _S = OPPORTUNITY.table, OPPORTUNITY_LINE, OPPORTUNITY_STEP, STAGE.table


def lock_opportunity(uow: UnitOfWork, opportunity_id: UUID) -> RowMapping:
    """The opportunity, locked.

    Raises:
        NotFound: there is none of that id.
    """
    place = (_O.c.tenant_id == uow.tenant_id, _O.c.id == opportunity_id)
    row = uow.first(select(_O).where(*place).with_for_update())
    if row is None:
        raise NotFound(what="record.opportunity")
    return row


def status_of(uow: UnitOfWork, row: Mapping[Any, Any]) -> OpportunityStatus:
    """Where an opportunity stands, with what this actor may do next; figures that he does not see stay empty."""
    names = ("id", "version", "state", "stage_id", "amount", "win_rate", "stale_on")
    levels = access.levels(uow, shape_of(uow, OPPORTUNITY.name))
    told: dict[str, Any] = {name: None if levels.get(name) in UNSEEN else row[name] for name in names}
    return OpportunityStatus(**told, allowed_actions=_allowed(uow, row))


def opportunity_way(uow: UnitOfWork, opportunity_id: UUID) -> OpportunityWay:
    """Where an opportunity stands, where it may go, and the way it came.

    Raises:
        NotFound: there is none of that id.
    """
    row = _row(uow, opportunity_id)
    group = stage_group(uow, row["group_id"])
    steps = _steps(uow, row)
    here = [stage for stage in group.stages if stage.active or stage.id == row["stage_id"]]
    open_ = row["state"] == OpportunityState.OPEN
    return OpportunityWay(
        id=row["id"],
        version=row["version"],
        state=row["state"],
        stage_id=row["stage_id"],
        stale=open_ and row["stale_on"] is not None and row["stale_on"] <= uow.today,
        allowed_actions=_allowed(uow, row),
        group=Named(group.id, group.name),
        stages=here,
        steps=steps,
    )


def _steps(uow: UnitOfWork, row: RowMapping) -> list[Step]:
    before, after = _S.alias("stage_before"), _S.alias("stage_after")
    rows = uow.rows(
        select(
            *(
                _T.columns[name]
                for name in ("number", "verb", "from_state", "to_state", "reason", "occurred_at")
            ),
            before.c.name.label("from_stage"),
            after.c.name.label("to_stage"),
            APP_USER.c.name.label("actor"),
        )
        .select_from(
            _T.join(after, and_(after.c.tenant_id == _T.c.tenant_id, after.c.id == _T.c.to_stage))
            .outerjoin(before, and_(before.c.tenant_id == _T.c.tenant_id, before.c.id == _T.c.from_stage))
            .outerjoin(APP_USER, and_(APP_USER.c.tenant_id == _T.c.tenant_id, APP_USER.c.id == _T.c.actor))
        )
        .where(_T.c.tenant_id == uow.tenant_id, _T.c.opportunity_id == row["id"])
        .order_by(_T.c.number)
    )
    # What has ended stands still: its last step has no length.
    end = uow.now if row["state"] == OpportunityState.OPEN else None
    ends: list[datetime | None] = [*(one["occurred_at"] for one in rows[1:]), end]
    return [
        Step(**one, seconds=max(0, int(((until or one["occurred_at"]) - one["occurred_at"]).total_seconds())))
        for one, until in zip(rows, ends, strict=True)
    ]


def opportunity_lines(uow: UnitOfWork, opportunity_id: UUID) -> OpportunityLines:
    """The lines of an opportunity, each beside the price and the stock of now; amounts only for who sees them.

    Raises:
        NotFound: there is none of that id.
    """
    row = _row(uow, opportunity_id)
    product, unit = catalog.PRODUCT.table.c, catalog.UNIT.table.c
    found = uow.rows(
        select(
            *(_L.columns[name] for name in ("id", "line_no", "product_id", "quantity", "unit_price")),
            *(_L.columns[name] for name in ("discount", "share", "amount")),
            product.name.label("product"),
            product.code.label("product_code"),
            product.sale_price.label("price_now"),
            (product.kind == "goods").label("is_goods"),
            unit.name.label("unit"),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.opportunity_id == opportunity_id)
        .order_by(_L.c.line_no)
    )
    free = stock.available(uow, {one["product_id"] for one in found if one["is_goods"]})
    taken = sum((one["share"] for one in found), ZERO)
    sums = {
        "discount": row["discount"],
        "before": row["amount"] + taken,
        "taken": taken,
        "amount": row["amount"],
    }
    unseen = _unseen_of_lines(uow)
    told: list[dict[str, Any]] = [
        {str(name): None if name in unseen else value for name, value in one.items()} for one in found
    ]
    lines = [
        OpportunityLine(**one, available=free.get(one["product_id"], ZERO) if one["is_goods"] else None)
        for one in told
    ]
    return OpportunityLines(
        id=row["id"],
        version=row["version"],
        **{name: None if name in unseen else value for name, value in sums.items()},
        may_change="amount" not in access.levels(uow, shape_of(uow, OPPORTUNITY.name)),
        lines=lines,
    )


def order_proposal(uow: UnitOfWork, opportunity_id: UUID) -> OrderProposal:
    """What an order begins with that comes out of an opportunity: its lines, at prices that hold every discount.

    Raises:
        NotFound: there is none of that id, or not for the actor.
        ProductUnusable: a line names a product that is switched off meanwhile.
    """
    access.require_row(uow, OPPORTUNITY, opportunity_id)
    row = _row(uow, opportunity_id)
    party = parties.require_party(uow, row["party_id"])
    lines = uow.rows(
        select(_L.c.product_id, _L.c.quantity, _L.c.amount)
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.opportunity_id == opportunity_id)
        .order_by(_L.c.line_no)
    )
    products = catalog.products(uow, {line["product_id"] for line in lines}) if lines else {}
    priced = "unit_price" not in _unseen_of_lines(uow)
    usual = catalog.default_tax_code(uow)
    return OrderProposal(
        opportunity=Named(row["id"], row["name"]),
        party=Named(party.id, party.name),
        state=row["state"],
        lines=[
            OrderLineProposal(
                product_id=line["product_id"],
                product=products[line["product_id"]].name,
                product_code=products[line["product_id"]].code,
                unit=products[line["product_id"]].unit,
                is_goods=products[line["product_id"]].is_goods,
                tax_code=products[line["product_id"]].tax_code or usual,
                quantity=line["quantity"],
                unit_price=unit_price_of(Decimal(line["amount"]), Decimal(line["quantity"]))
                if priced
                else None,
            )
            for line in lines
        ],
    )


def _unseen_of_lines(uow: UnitOfWork) -> set[str]:
    """What of lines the reader does not see: amounts as those of the opportunity, the price of now as the product's."""
    levels = access.levels(uow, shape_of(uow, OPPORTUNITY.name))
    unseen: set[str] = set()
    if levels.get("amount") in UNSEEN:
        unseen |= {"unit_price", "discount", "share", "amount", "before", "taken"}
    elif levels.get("discount") in UNSEEN:
        unseen |= {"discount", "share", "before", "taken"}
    if access.levels(uow, shape_of(uow, catalog.PRODUCT.name)).get("sale_price") in UNSEEN:
        unseen.add("price_now")
    return unseen


def steps_taken(uow: UnitOfWork, opportunity_id: UUID) -> int:
    """How many steps an opportunity has taken; the caller holds it."""
    query = select(func.count()).where(_T.c.tenant_id == uow.tenant_id, _T.c.opportunity_id == opportunity_id)
    return int(uow.scalar(query))


def wins(uow: UnitOfWork) -> Select[Any]:
    """Which customers bought by an opportunity, and when."""
    query = select(_O.c.party_id, _O.c.closed_at.label("at"))
    return query.where(_O.c.tenant_id == uow.tenant_id, _O.c.state == OpportunityState.WON)


def deals(uow: UnitOfWork) -> Select[Any]:
    """In which customers somebody saw a deal, and when; what never was one does not count."""
    query = select(_O.c.party_id, _O.c.created_at.label("at"))
    return query.where(_O.c.tenant_id == uow.tenant_id, _O.c.state != OpportunityState.INVALID)


def _row(uow: UnitOfWork, opportunity_id: UUID) -> RowMapping:
    row = uow.first(select(_O).where(_O.c.tenant_id == uow.tenant_id, _O.c.id == opportunity_id))
    if row is None:
        raise NotFound(what="record.opportunity")
    return row


def _allowed(uow: UnitOfWork, row: Mapping[Any, Any]) -> list[str]:
    reached = access.within_reach(uow, OPPORTUNITY, row["id"], {UPDATE_OPPORTUNITY})
    return opportunity_verbs(OpportunityState(row["state"])) if reached else []
