"""Reads of what is kept for customers; `lock_` takes the hold for the rest of the transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.crm import api as crm
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import GoodsHold, HeldUntil, HoldDays, HoldLine, Named
from heyi.modules.sales.errors import HoldOfOthers
from heyi.modules.sales.models import (
    GOODS_HOLD,
    GOODS_HOLD_LINE,
    HOLD_RULES,
    MOST_HELD_DAYS,
    USUAL_HELD_DAYS,
)
from heyi.modules.sales.permissions import CHANGE_HOLD
from heyi.modules.sales.states import HoldState
from heyi.modules.stock import api as stock
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_H, _L, _R = GOODS_HOLD.table.c, GOODS_HOLD_LINE.c, HOLD_RULES.c
VERBS = ("extend", "release")


def hold_days(uow: UnitOfWork) -> HoldDays:
    """For how many days the company keeps goods, until it says otherwise for the usual ones."""

    def load() -> tuple[int, int]:
        mine = (_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id)
        row = uow.first(select(_R.usual_days, _R.most_days).where(*mine))
        return (row["usual_days"], row["most_days"]) if row else (USUAL_HELD_DAYS, MOST_HELD_DAYS)

    usual, most = uow.settled("sales.hold_days", load)
    return HoldDays(usual, most, uow.today + timedelta(days=usual), uow.today + timedelta(days=most))


def lock_hold(uow: UnitOfWork, hold_id: UUID) -> RowMapping:
    """A hold, locked.

    Raises:
        NotFound: it does not exist in this company.
    """
    query = select(GOODS_HOLD.table).where(*_here(uow), _H.id == hold_id)
    row = uow.first(query.with_for_update())
    if row is None:
        raise NotFound(what="record.goods_hold")
    return row


def lock_serving(uow: UnitOfWork, order: Mapping[Any, Any]) -> RowMapping | None:
    """What serves an order that is being confirmed, locked, with how many are still kept (`open`).

    None where it names none, or nothing is kept by it any more, or not for this customer and from there.
    """
    if order["hold_id"] is None:
        return None
    still = (
        select(func.sum(_L.quantity - _L.used))
        .where(_L.tenant_id == _H.tenant_id, _L.hold_id == _H.id)
        .scalar_subquery()
    )
    query = select(_H.id, _H.number, _H.version, _H.party_id, still.label("open")).where(
        *_here(uow), *_kept(uow), *_for(order["party_id"], order["warehouse_id"]), _H.id == order["hold_id"]
    )
    return uow.first(query.with_for_update(of=GOODS_HOLD.table))


def require_serving(
    uow: UnitOfWork,
    hold_id: UUID | None,
    *,
    party_id: UUID,
    warehouse_id: UUID,
    named: UUID | None = None,
) -> UUID | None:
    """The hold that is to serve an order of this customer from this warehouse; whether it still keeps anything is seen
    when the order is confirmed.

    An order uses the hold up, so to name one takes the right to change it; one that the order `named` already is not
    asked for again, so that a colleague can write the order on.

    Raises:
        NotFound: there is none that the actor sees.
        NotAllowed: he sees it, but may not change it.
        HoldOfOthers: it is for another customer, or in another warehouse.
    """
    if hold_id is None:
        return None
    if hold_id != named:
        access.require_row(uow, GOODS_HOLD, hold_id, CHANGE_HOLD, known=True)
    row = uow.first(select(_H.number, _H.party_id, _H.warehouse_id).where(*_here(uow), _H.id == hold_id))
    if row is None:
        raise NotFound(what="record.goods_hold")
    if (row["party_id"], row["warehouse_id"]) != (party_id, warehouse_id):
        raise HoldOfOthers(number=row["number"])
    return hold_id


def kept_for(
    uow: UnitOfWork, hold_id: UUID | None, *, party_id: UUID | None, warehouse_id: UUID
) -> Mapping[UUID, Decimal]:
    """How many of each product a hold keeps for this customer in this warehouse.

    Raises:
        NotFound: there is no such hold that the actor sees.
    """
    if hold_id is None:
        return {}
    access.require_row(uow, GOODS_HOLD, hold_id)
    if party_id is None:
        return {}
    query = (
        select(_L.product_id, func.sum(_L.quantity - _L.used).label("rest"))
        .join(GOODS_HOLD.table, and_(_H.tenant_id == _L.tenant_id, _H.id == _L.hold_id))
        .where(*_here(uow), *_kept(uow), *_for(party_id, warehouse_id), _H.id == hold_id)
        .group_by(_L.product_id)
    )
    return {row["product_id"]: row["rest"] for row in uow.rows(query)}


def held_until(
    uow: UnitOfWork, product_ids: Collection[UUID], warehouse_id: UUID
) -> Mapping[UUID, list[HeldUntil]]:
    """What is kept of each product in a warehouse, for whom and until when, of the holds that the actor sees."""
    if not product_ids or not uow.actor.may(GOODS_HOLD.permissions.view or ""):
        return {}
    party = parties.PARTY.table.c
    query = (
        select(
            _L.product_id,
            _H.id,
            _H.number,
            _H.party_id,
            party.name,
            _H.expires_on,
            func.sum(_L.quantity - _L.used).label("rest"),
        )
        .join(GOODS_HOLD.table, and_(_H.tenant_id == _L.tenant_id, _H.id == _L.hold_id))
        .join(parties.PARTY.table, and_(party.tenant_id == _H.tenant_id, party.id == _H.party_id))
        .where(
            *access.rows(uow, GOODS_HOLD),
            *_kept(uow),
            _H.warehouse_id == warehouse_id,
            _L.product_id.in_(sorted(product_ids)),
            _L.quantity > _L.used,
        )
        .group_by(_L.product_id, _H.id, _H.number, _H.party_id, party.name, _H.expires_on)
        .order_by(_H.expires_on, _H.number)
    )
    found: dict[UUID, list[HeldUntil]] = {}
    for row in uow.rows(query):
        hold, customer = Named(row["id"], row["number"]), Named(row["party_id"], row["name"])
        found.setdefault(row["product_id"], []).append(
            HeldUntil(hold, customer, row["rest"], row["expires_on"])
        )
    return found


def get_hold(uow: UnitOfWork, hold_id: UUID) -> GoodsHold:
    """What is kept by a hold, and what may be done with it.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, house, person = parties.PARTY.table.c, stock.WAREHOUSE.table.c, APP_USER.c
    deal = crm.OPPORTUNITY.table.c
    seen = and_(*access.rows(uow, crm.OPPORTUNITY)).label("sees_deal")
    head = uow.first(
        select(
            GOODS_HOLD.table,
            party.name.label("party"),
            house.name.label("warehouse"),
            person.name.label("owner"),
            deal.name.label("opportunity"),
            seen,
        )
        .join(parties.PARTY.table, and_(party.tenant_id == _H.tenant_id, party.id == _H.party_id))
        .join(stock.WAREHOUSE.table, and_(house.tenant_id == _H.tenant_id, house.id == _H.warehouse_id))
        .outerjoin(APP_USER, and_(person.tenant_id == _H.tenant_id, person.id == _H.owner_id))
        .outerjoin(crm.OPPORTUNITY.table, and_(deal.tenant_id == _H.tenant_id, deal.id == _H.opportunity_id))
        .where(*_here(uow), _H.id == hold_id)
    )
    if head is None:
        raise NotFound(what="record.goods_hold")
    ran_out = head["state"] == HoldState.HELD and head["expires_on"] < uow.today
    may = access.within_reach(uow, GOODS_HOLD, hold_id, {CHANGE_HOLD})
    open_ = head["state"] == HoldState.HELD and not ran_out
    names = ("id", "version", "number", "made_on", "reason", "release_reason", "expires_on", "ended_on")
    deal_seen = head["opportunity_id"] and head["sees_deal"]
    return GoodsHold(
        **{name: head[name] for name in names},
        state=HoldState.EXPIRED if ran_out else head["state"],
        party=Named(head["party_id"], head["party"]),
        opportunity=Named(head["opportunity_id"], head["opportunity"]) if deal_seen else None,
        warehouse=Named(head["warehouse_id"], head["warehouse"]),
        owner=Named(head["owner_id"], head["owner"]) if head["owner_id"] else None,
        latest=hold_days(uow).latest,
        allowed_actions=list(VERBS) if open_ and may else [],
        lines=[HoldLine(**row) for row in _lines(uow, hold_id)],
    )


def _lines(uow: UnitOfWork, hold_id: UUID) -> Sequence[RowMapping]:
    product, unit, typed = catalog.PRODUCT.table.c, catalog.UNIT.table.c, catalog.UNIT.table.alias("typed")
    shown = [_L[name] for name in HoldLine.__dataclass_fields__ if name in _L]
    return uow.rows(
        select(
            *shown,
            _L.product_name.label("product"),
            product.code.label("product_code"),
            unit.name.label("unit"),
            typed.c.name.label("typed_unit"),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.tenant_id, product.id == _L.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .join(typed, and_(typed.c.tenant_id == _L.tenant_id, typed.c.id == _L.unit_id))
        .where(_L.tenant_id == uow.tenant_id, _L.hold_id == hold_id)
        .order_by(_L.line_no)
    )


def _here(uow: UnitOfWork) -> tuple[Any, ...]:
    return (_H.tenant_id == uow.tenant_id, _H.company_id == uow.company_id)


def _kept(uow: UnitOfWork) -> tuple[Any, ...]:
    return (_H.state == HoldState.HELD, _H.expires_on >= uow.today)


def _for(party_id: UUID, warehouse_id: UUID) -> tuple[Any, ...]:
    return (_H.party_id == party_id, _H.warehouse_id == warehouse_id)
