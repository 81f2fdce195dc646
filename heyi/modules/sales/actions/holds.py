"""Keep goods for a customer up to a day (预留): longer, not any more, for his order, or until they run out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from heyi.modules.catalog import api as catalog
from heyi.modules.crm import api as crm
from heyi.modules.sales.contracts import HoldDraft
from heyi.modules.sales.errors import DealEnded, HoldRanOut
from heyi.modules.sales.events import GoodsHeld, HoldEnded
from heyi.modules.sales.models import GOODS_HOLD, GOODS_HOLD_LINE, HOLD_RULES, HOLD_SERIES
from heyi.modules.sales.queries.customers import require_customer
from heyi.modules.sales.queries.holds import hold_days, lock_hold
from heyi.modules.sales.rules import ZERO
from heyi.modules.sales.states import HoldState, step_hold
from heyi.modules.stock import api as stock
from heyi.modules.stock.errors import NotGoods
from heyi.platform import numbering
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_T = GOODS_HOLD.table
_TYPE = GOODS_HOLD.name
AT_ONCE = 200


def hold_goods(uow: UnitOfWork, draft: HoldDraft) -> UUID:
    """Keep goods for a customer, all of them or none, up to and including a day; gives back the hold's id.

    Only what lies there and is promised to nobody can be kept.

    Raises:
        NotFound: the customer does not exist, or the deal is not one that the actor sees.
        NotCustomer: the party is not marked as a customer.
        DealEnded: the deal is not open any more.
        InvalidInput: the deal is with somebody else, or the day has passed or lies too far off.
        ProductUnusable, NotGoods, UnitUnknown, WarehouseUnusable, NotPromised: something cannot be kept.
        StockInsufficient: lines want more than is available; each is named with wanted and available.
    """
    # First of all, as whoever wins or loses it begins with the deal too.
    _refuse_strange_deal(uow, draft)
    customer = require_customer(uow, draft.party_id)
    expires_on = draft.expires_on or hold_days(uow).usual_until
    _refuse_day(uow, expires_on)
    house = stock.require_warehouse(uow, draft.warehouse_id)
    hold_id = uow.new_id()
    lines = _lines(uow, draft, hold_id)
    wanted = [
        stock.Wanted(
            line_id=line["id"],
            line_no=line["line_no"],
            product_id=line["product_id"],
            product=line["product_name"],
            warehouse_id=house,
            quantity=line["quantity"],
        )
        for line in lines
    ]
    stock.hold(uow, source_type=_TYPE, source_id=hold_id, wanted=wanted, expires_on=expires_on)
    head = {
        "id": hold_id,
        "company_id": uow.company_id,
        "number": numbering.take(uow, HOLD_SERIES, uow.today)[0],
        "party_id": customer.id,
        "opportunity_id": draft.opportunity_id,
        "warehouse_id": house,
        "state": HoldState.HELD,
        "made_on": uow.today,
        "expires_on": expires_on,
        "reason": draft.reason,
        "owner_id": draft.owner_id or uow.actor.user_id,
    }
    uow.insert(_T, head)
    uow.insert(GOODS_HOLD_LINE, *lines)
    _audit(uow, "created", head, {"expires_on": [None, str(expires_on)]})
    uow.emit(GoodsHeld(aggregate_id=hold_id, aggregate_seq=1, party_id=customer.id))
    return hold_id


def extend_hold(uow: UnitOfWork, hold_id: UUID, expires_on: date) -> None:
    """Keep what is still held up to another day.

    Raises:
        NotFound: it does not exist in this company.
        WrongState, HoldRanOut: nothing is kept by it any more.
        DealEnded: it is kept for a deal that is not open any more.
        InvalidInput: the day has passed or lies too far off.
    """
    # Who loses the deal locks it before what is kept for it.
    deal = _lock_deal_of(uow, hold_id)
    head = _lock_kept(uow, hold_id, "extend")
    if deal is not None:
        _refuse_ended(deal)
    _refuse_day(uow, expires_on)
    if not stock.keep_until(uow, source_type=_TYPE, source_id=hold_id, day=expires_on):
        raise HoldRanOut(number=head["number"], day=str(head["expires_on"]))
    uow.change(_T, hold_id, {"expires_on": expires_on})
    _audit(uow, "extended", head, {"expires_on": [str(head["expires_on"]), str(expires_on)]})


def release_hold(uow: UnitOfWork, hold_id: UUID, reason: str) -> None:
    """Keep the goods no longer: what did not go over to an order is free again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState, HoldRanOut: nothing is kept by it any more.
    """
    head = _lock_kept(uow, hold_id, "release")
    stock.release(uow, source_type=_TYPE, source_ids=[hold_id])
    state = step_hold(HoldState(head["state"]), "release")
    _end(uow, head, state, {"release_reason": reason})
    _audit(uow, "released", head, {"release_reason": [None, reason]})


def release_holds_of_deal(uow: UnitOfWork, opportunity_id: UUID) -> None:
    """Keep nothing any longer for a deal that is lost."""
    own = _T.c
    query = select(_T).where(
        own.tenant_id == uow.tenant_id, own.opportunity_id == opportunity_id, own.state == HoldState.HELD
    )
    heads = uow.rows(query.order_by(own.id).with_for_update())
    if not heads:
        return
    stock.release(uow, source_type=_TYPE, source_ids=[head["id"] for head in heads])
    for head in heads:
        _end(uow, head, step_hold(HoldState.HELD, "release"), {})
        _audit(uow, "released", head, {})


def note_used(uow: UnitOfWork, hold: RowMapping, taken: Mapping[UUID, Decimal], order_id: UUID) -> None:
    """Write down what of a locked hold went over to an order; once all of it did, it has ended."""
    if not taken:
        return
    rows = [{"id": line_id, "used": quantity} for line_id, quantity in taken.items()]
    uow.update_rows(GOODS_HOLD_LINE, rows, assignments=("used = t.used + v.used",))
    if sum(taken.values(), ZERO) == hold["open"]:
        _end(uow, hold, step_hold(HoldState.HELD, "use"), {})
    uow.link(_TYPE, hold["id"], "sales_order", order_id)
    _audit(uow, "used", hold, {})


def expire_holds(uow: UnitOfWork) -> int:
    """Write down of some holds that their last day has passed, and let go of what they still held; 0 where none did.

    Those that somebody works on at this moment are left to the next time.
    """
    own = _T.c
    query = select(own.id, own.number, own.version, own.party_id, own.expires_on).where(
        own.tenant_id == uow.tenant_id,
        own.company_id == uow.company_id,
        own.state == HoldState.HELD,
        own.expires_on < uow.today,
    )
    heads = uow.rows(query.order_by(own.id).limit(AT_ONCE).with_for_update(skip_locked=True))
    if not heads:
        return 0
    stock.release(uow, source_type=_TYPE, source_ids=[head["id"] for head in heads])
    state = step_hold(HoldState.HELD, "expire")
    uow.update_rows(
        _T,
        [{"id": head["id"], "state": state} for head in heads],
        assignments=("state = v.state", "ended_on = t.expires_on", "expires_on = NULL"),
    )
    for head in heads:
        _audit(uow, "expired", head, {"expires_on": [str(head["expires_on"]), None]})
        _told(uow, head)
    return len(heads)


def set_hold_days(uow: UnitOfWork, *, usual_days: int, most_days: int) -> None:
    """Keep goods for so many days if nobody says, and for this many at most; what is kept already stays.

    Raises:
        InvalidInput: more is usual than is allowed.
    """
    if usual_days > most_days:
        said: dict[str, object] = {"usual": usual_days, "most": most_days}
        raise InvalidInput(problems=[FieldProblem("usual_days", "hold_days_beyond_most", said)])
    before = hold_days(uow)
    uow.insert_missing(
        HOLD_RULES, [{"id": uow.new_id(), "company_id": uow.company_id}], unique=("company_id",)
    )
    own = HOLD_RULES.c
    mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    row_id = uow.scalar(select(own.id).where(*mine).with_for_update())
    days = {"usual_days": usual_days, "most_days": most_days}
    uow.change(HOLD_RULES, row_id, days)
    uow.change_settings()
    changes = {f"hold_{name}": [getattr(before, name), value] for name, value in days.items()}
    uow.audit("changed", record="company", record_id=uow.company_id, changes=changes)


def _lock_kept(uow: UnitOfWork, hold_id: UUID, verb: str) -> RowMapping:
    head = lock_hold(uow, hold_id)
    step_hold(HoldState(head["state"]), verb)
    if head["expires_on"] < uow.today:
        raise HoldRanOut(number=head["number"], day=str(head["expires_on"]))
    return head


def _lines(uow: UnitOfWork, draft: HoldDraft, hold_id: UUID) -> list[dict[str, Any]]:
    products = catalog.products(uow, {line.product_id for line in draft.lines}, to_be_counted=True)
    typed = [
        catalog.Typed(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in draft.lines
    ]
    rows = []
    for line_no, measured in enumerate(catalog.measure(uow, products, typed), start=1):
        product = products[draft.lines[line_no - 1].product_id]
        if not product.is_goods:
            raise NotGoods(product=product.name)
        row = {"id": uow.new_id(), "hold_id": hold_id, "line_no": line_no, "product_id": product.id}
        rows.append({**row, "product_name": product.name, **measured.columns()})
    return rows


def _refuse_strange_deal(uow: UnitOfWork, draft: HoldDraft) -> None:
    if draft.opportunity_id is None:
        return
    access.require_row(uow, crm.OPPORTUNITY, draft.opportunity_id)
    found = crm.lock_opportunity(uow, draft.opportunity_id)
    if found["party_id"] != draft.party_id:
        raise InvalidInput(
            problems=[FieldProblem("opportunity_id", "deal_of_others", {"deal": found["name"]})]
        )
    _refuse_ended(found)


def _lock_deal_of(uow: UnitOfWork, hold_id: UUID) -> RowMapping | None:
    own = _T.c
    mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.id == hold_id)
    deal_id = uow.scalar(select(own.opportunity_id).where(*mine))
    return crm.lock_opportunity(uow, deal_id) if deal_id is not None else None


def _refuse_ended(deal: Mapping[Any, Any]) -> None:
    """Without its name: not everybody who keeps the goods longer sees the deal."""
    if deal["state"] != crm.OpportunityState.OPEN:
        raise DealEnded(state=f"choice.opportunity.state.{deal['state']}")


def _refuse_day(uow: UnitOfWork, day: date) -> None:
    latest = hold_days(uow).latest
    if not uow.today <= day <= latest:
        said: dict[str, object] = {"day": str(day), "first": str(uow.today), "latest": str(latest)}
        raise InvalidInput(problems=[FieldProblem("expires_on", "hold_day", said)])


def _end(uow: UnitOfWork, head: RowMapping, state: HoldState, said: Mapping[str, Any]) -> None:
    uow.change(_T, head["id"], {"state": state, "expires_on": None, "ended_on": uow.today, **said})
    _told(uow, head)


def _told(uow: UnitOfWork, head: RowMapping) -> None:
    uow.emit(HoldEnded(aggregate_id=head["id"], aggregate_seq=head["version"] + 1, party_id=head["party_id"]))


def _audit(uow: UnitOfWork, action: str, head: Mapping[Any, Any], changes: Mapping[str, Any]) -> None:
    uow.audit(
        action,
        record=_TYPE,
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes,
    )
