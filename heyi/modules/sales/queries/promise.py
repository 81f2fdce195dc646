"""What an order may promise while it is typed: price and its reason, when the goods can leave, and what is earned."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.kit.money import round_amount, taxed, times
from heyi.modules.catalog import api as catalog
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import Credit, OrderPromise, PromisedLine, PromiseDraft
from heyi.modules.sales.models import DELIVERY
from heyi.modules.sales.permissions import SEE_MARGIN
from heyi.modules.sales.queries.credit import visible_credit
from heyi.modules.sales.queries.discounts import most_discount
from heyi.modules.sales.queries.holds import held_until, kept_for
from heyi.modules.sales.rules import ZERO, at_most, lowest_price, margin, taken_off
from heyi.modules.stock import api as stock
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_LISTS = "catalog.price_list.view"


def promise_order(uow: UnitOfWork, draft: PromiseDraft) -> OrderPromise:
    """What these lines may promise now; holds nothing, and takes as many statements for one line as for hundreds.

    Goods are promised in the order of the lines, none twice.

    Raises:
        NotFound: the customer or the hold does not exist, or not for the actor.
        ProductUnusable, UnitUnknown, TaxRateUnknown: a line names one that cannot be used.
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NotOurGoods, NotPromised: the warehouse keeps another's goods, or holds its goods back.
    """
    if draft.party_id is not None:
        parties.require_party(uow, draft.party_id)
    products = catalog.products(uow, {line.product_id for line in draft.lines})
    typed = [
        catalog.Typed(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in draft.lines
    ]
    measured = catalog.measure(uow, products, typed)
    priced = _prices(uow, draft)
    goods = [at for at, line in enumerate(draft.lines) if products[line.product_id].is_goods]
    wishes = [stock.Wish(draft.lines[at].product_id, measured[at].quantity) for at in goods]
    house = stock.require_warehouse(uow, draft.warehouse_id)
    kept = kept_for(uow, draft.hold_id, party_id=draft.party_id, warehouse_id=house)
    promised = dict(zip(goods, stock.promise(uow, wishes, warehouse_id=house, kept=kept), strict=True))
    reserved = {draft.lines[at].product_id for at, one in promised.items() if one.reserved}
    held = held_until(uow, reserved, house)
    costs = _costs(uow, [draft.lines[at].product_id for at in goods])
    most = most_discount(uow)
    nets = _nets(uow, draft, products, priced)
    lines = []
    for at, line in enumerate(draft.lines):
        product, price, net = products[line.product_id], priced[at], nets[at]
        each = costs.get(line.product_id)
        cost = None if each is None else round_amount(each * measured[at].quantity)
        when = promised.get(at)
        lines.append(
            PromisedLine(
                product_id=line.product_id,
                unit=product.unit,
                price=price.price if price else None,
                source=price.source if price else "none",
                price_list=price.price_list if price else None,
                floor=price.floor if price else None,
                lowest=lowest_price(price.price, most)
                if price and price.price and most is not None
                else None,
                available=when.available if when else None,
                parts=when.parts if when else [],
                rest=when.rest if when else ZERO,
                held=held.get(line.product_id, []) if when else [],
                net=net,
                cost=cost,
                margin=None if net is None or cost is None else margin(net, cost),
            )
        )
    return OrderPromise(lines, _leaves_on(uow, lines), _margin_of_all(lines), _credit(uow, draft.party_id))


def _prices(uow: UnitOfWork, draft: PromiseDraft) -> Sequence[catalog.PricedLine | None]:
    """What the lists say of each line, for who may read them."""
    if not uow.actor.may(_LISTS):
        return [None] * len(draft.lines)
    asked = [
        catalog.AskedPrice(product_id=line.product_id, quantity=line.quantity, unit_id=line.unit_id)
        for line in draft.lines
    ]
    return catalog.prices(
        uow, asked, party_id=draft.party_id, on=draft.ordered_on, currency=uow.facts.currency
    )


def _costs(uow: UnitOfWork, product_ids: Sequence[UUID]) -> Mapping[UUID, Decimal]:
    """What the goods cost, for who may see margins and from whom the cost of deliveries is not hidden."""
    hidden = access.levels(uow, shape_of(uow, DELIVERY.name)).get("cost") in UNSEEN
    return stock.unit_costs(uow, product_ids) if uow.actor.may(SEE_MARGIN) and not hidden else {}


def _nets(
    uow: UnitOfWork,
    draft: PromiseDraft,
    products: Mapping[UUID, catalog.ProductFacts],
    priced: Sequence[catalog.PricedLine | None],
) -> list[Decimal | None]:
    """What each line comes to without tax after all discounts, at the price typed or else at that of the lists."""
    before: list[Decimal | None] = []
    for line, price in zip(draft.lines, priced, strict=True):
        each = line.unit_price if line.unit_price is not None or price is None else price.price
        before.append(None if each is None else times(line.quantity, each))
    known = [ZERO if one is None else one for one in before]
    taken = taken_off(known, at_most(draft.discount, sum(known, ZERO)))
    nets: list[Decimal | None] = []
    for line, amount, part in zip(draft.lines, before, taken, strict=True):
        code = line.tax_code or products[line.product_id].tax_code or catalog.default_tax_code(uow)
        rate = catalog.tax_rate(uow, code).rate
        nets.append(
            None if amount is None else taxed(amount - part, rate, includes_tax=draft.prices_include_tax).net
        )
    return nets


def _credit(uow: UnitOfWork, party_id: UUID | None) -> Credit | None:
    return visible_credit(uow, party_id) if party_id is not None else None


def _leaves_on(uow: UnitOfWork, lines: Sequence[PromisedLine]) -> date | None:
    if any(line.rest for line in lines):
        return None
    return max((part.day for line in lines for part in line.parts), default=uow.today)


def _margin_of_all(lines: Sequence[PromisedLine]) -> Decimal | None:
    known = [(line.net, line.cost) for line in lines if line.net is not None and line.cost is not None]
    if not known:
        return None
    return margin(sum((net for net, _ in known), ZERO), sum((cost for _, cost in known), ZERO))
