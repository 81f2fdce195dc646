"""Prices of many lines at once, by a fixed number of statements."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from heyi.kit.money import round_fraction
from heyi.modules.catalog.contracts import AskedPrice, PricedLine, SupplyPrice
from heyi.modules.catalog.errors import ProductUnusable, UnitUnknown
from heyi.modules.catalog.models.prices import PRICE_LIST, PRICE_LIST_LINE, SUPPLIER_PRODUCT
from heyi.modules.catalog.models.products import PRODUCT
from heyi.modules.catalog.permissions import VIEW_PRICE_LIST
from heyi.modules.catalog.queries.categories import lineage
from heyi.modules.catalog.queries.products import unseen
from heyi.modules.catalog.queries.units import units_of
from heyi.modules.catalog.rules.prices import Offer, Target, Wish, price_of, usual_price
from heyi.modules.catalog.rules.units import price_in
from heyi.modules.parties import api as parties
from heyi.platform.errors import FieldProblem
from heyi.platform.unit_of_work import UnitOfWork

_P, _L, _N, _S = PRODUCT.table.c, PRICE_LIST.table.c, PRICE_LIST_LINE.table.c, SUPPLIER_PRODUCT.table.c
Units = Mapping[UUID, Mapping[UUID, tuple[str, Fraction, Decimal | None]]]


def prices(
    uow: UnitOfWork, lines: Sequence[AskedPrice], *, party_id: UUID | None, on: date | None, currency: str
) -> list[PricedLine]:
    """What a customer pays for each of these lines on a day, and which list says so.

    Raises:
        NotFound: the customer does not exist, or not for the actor.
        ProductUnusable: a product does not exist in this tenant.
        UnitUnknown: a product is not counted in the unit of its line.
    """
    party = parties.require_party(uow, party_id) if party_id is not None else None
    return _priced(uow, lines, party, unseen(uow), on=on or uow.today, currency=currency)


def list_prices(
    uow: UnitOfWork, lines: Sequence[AskedPrice], *, party_id: UUID, currency: str
) -> list[Decimal | None]:
    """What the lists say today that a customer pays for each line, or else the product itself, whoever asks.

    Rules of the business measure by it, so that it hangs on nobody's rights; it is shown only to whom
    `sees_list_prices` holds for.

    Raises:
        NotFound: the customer does not exist.
        ProductUnusable, UnitUnknown: as for `prices`.
    """
    party = parties.party_named(uow, party_id)
    return [line.price for line in _priced(uow, lines, party, frozenset(), on=uow.today, currency=currency)]


def sees_list_prices(uow: UnitOfWork) -> bool:
    """Whether the actor may be shown what the lists, or the products themselves, say of prices."""
    return uow.actor.may(VIEW_PRICE_LIST) and "sale_price" not in unseen(uow)


def _priced(
    uow: UnitOfWork,
    lines: Sequence[AskedPrice],
    party: parties.PartyFacts | None,
    hidden: frozenset[str],
    *,
    on: date,
    currency: str,
) -> list[PricedLine]:
    facts = _facts(uow, lines)
    units = _units(uow, facts, to_measure="sale_price" not in hidden)
    offers = _offers(uow, facts, units, party=party, on=on, currency=currency)
    priced = []
    for at, line in enumerate(lines):
        product = facts[line.product_id]
        unit_id, unit, factor, own_price = _unit_of(line, at, product, units)
        usual = None if "sale_price" in hidden else usual_price(product["sale_price"], own_price, factor)
        wish = Wish(quantity=line.quantity, unit=unit_id, factor=factor, usual=usual)
        found = price_of(wish, offers.get(line.product_id, ()))
        offer, floor = found.offer, None if "floor_price" in hidden else product["floor_price"]
        priced.append(
            PricedLine(
                product_id=line.product_id,
                unit_id=unit_id,
                unit=unit,
                price=found.price,
                source="list" if offer else "product" if found.price is not None else "none",
                price_list_id=offer.list_id if offer else None,
                price_list=offer.list_name if offer else None,
                min_quantity=offer.min_quantity if offer else None,
                floor=round_fraction(Fraction(floor) * factor) if floor is not None else None,
            )
        )
    return priced


def supply_prices(uow: UnitOfWork, lines: Sequence[AskedPrice], *, party_id: UUID) -> list[SupplyPrice]:
    """What a supplier calls these products and asks for them in the lines' units; empty where he said nothing.

    Of several the one with the largest quantity reached counts, then the newest.

    Raises:
        NotFound: the supplier does not exist, or not for the actor.
        ProductUnusable, UnitUnknown: as for `prices`.
    """
    supplier = parties.require_party(uow, party_id)
    facts = _facts(uow, lines)
    units = _units(uow, facts)
    query = select(SUPPLIER_PRODUCT.table).where(
        _S.tenant_id == uow.tenant_id, _S.party_id == supplier.id, _S.product_id.in_(sorted(facts))
    )
    said: dict[UUID, list[Mapping[Any, Any]]] = {}
    for row in uow.rows(query.order_by(_S.created_at.desc(), _S.id)):
        said.setdefault(row["product_id"], []).append(row)
    found = []
    for at, line in enumerate(lines):
        product = facts[line.product_id]
        _, _, factor, _ = _unit_of(line, at, product, units)
        best = _best_supply(said.get(line.product_id, []), units[line.product_id], line.quantity, factor)
        found.append(best or SupplyPrice(product_id=line.product_id, **dict.fromkeys(_SAID)))
    return found


_SAID = ("price", "code", "name", "min_quantity", "lead_days")


def _best_supply(
    rows: Sequence[Mapping[Any, Any]],
    units: Mapping[UUID, tuple[str, Fraction, Decimal | None]],
    quantity: Decimal,
    factor: Fraction,
) -> SupplyPrice | None:
    def reaches(row: Mapping[Any, Any]) -> Fraction:
        return Fraction(row["min_quantity"]) * _held(row, units)

    known = [row for row in rows if row["unit_id"] is None or row["unit_id"] in units]
    reached = [row for row in known if reaches(row) <= Fraction(quantity) * factor] or known[:1]
    if not reached:
        return None
    best = max(reached, key=reaches)
    price = best["price"]
    said = {name: best[name] for name in _SAID if name != "price"}
    asked = None if price is None else round_fraction(price_in(price, of=_held(best, units), to=factor))
    return SupplyPrice(product_id=best["product_id"], price=asked, **said)


def _held(row: Mapping[Any, Any], units: Mapping[UUID, tuple[str, Fraction, Decimal | None]]) -> Fraction:
    return Fraction(1) if row["unit_id"] is None else units[row["unit_id"]][1]


def _facts(uow: UnitOfWork, lines: Sequence[AskedPrice]) -> dict[UUID, Mapping[Any, Any]]:
    wanted = sorted({line.product_id for line in lines})
    query = select(_P.id, _P.name, _P.unit_id, _P.category_id, _P.sale_price, _P.floor_price).where(
        _P.tenant_id == uow.tenant_id, _P.id.in_(wanted)
    )
    found: dict[UUID, Mapping[Any, Any]] = {row["id"]: row for row in uow.rows(query)}
    for product_id in wanted:
        if product_id not in found:
            raise ProductUnusable(product=str(product_id))
    return found


def _units(uow: UnitOfWork, facts: Mapping[UUID, Mapping[Any, Any]], *, to_measure: bool = False) -> Units:
    return {
        product_id: {
            one.unit_id: (
                one.unit,
                Fraction(one.numerator, one.denominator),
                None if one.is_own else one.sale_price,
            )
            for one in units
        }
        for product_id, units in units_of(uow, facts, to_measure=to_measure).items()
    }


def _unit_of(
    line: AskedPrice, at: int, product: Mapping[Any, Any], units: Units
) -> tuple[UUID, str, Fraction, Decimal | None]:
    unit_id: UUID = line.unit_id or product["unit_id"]
    if unit_id not in units[line.product_id]:
        problem = FieldProblem(f"lines.{at}.unit_id", "unit_unknown", {"product": product["name"]})
        raise UnitUnknown(product=product["name"], problems=[problem])
    return (unit_id, *units[line.product_id][unit_id])


def _offers(
    uow: UnitOfWork,
    facts: Mapping[UUID, Mapping[Any, Any]],
    units: Units,
    *,
    party: parties.PartyFacts | None,
    on: date,
    currency: str,
) -> dict[UUID, list[Offer]]:
    lines_of = {key: lineage(uow, product["category_id"]) for key, product in facts.items()}
    above = sorted({category for line in lines_of.values() for category in line})
    rows = uow.rows(_lines_that_hold(uow, sorted(facts), above, party=party, on=on, currency=currency))
    below: dict[UUID, list[tuple[UUID, int]]] = {}
    for product_id, line in lines_of.items():
        for steps, category in enumerate(line, start=1):
            below.setdefault(category, []).append((product_id, steps))
    found: dict[UUID, list[Offer]] = {key: [] for key in facts}
    for row in rows:
        reached = [(row["product_id"], 0)] if row["product_id"] else below[row["category_id"]]
        unit = row["unit_id"]
        for product_id, nearness in reached:
            if unit is None or unit in units[product_id]:
                factor = Fraction(1) if unit is None else units[product_id][unit][1]
                found[product_id].append(_offer(row, nearness, factor))
    return found


def _lines_that_hold(
    uow: UnitOfWork,
    product_ids: Sequence[UUID],
    category_ids: Sequence[UUID],
    *,
    party: parties.PartyFacts | None,
    on: date,
    currency: str,
) -> Select[Any]:
    target = [and_(_L.customer_id.is_(None), _L.level.is_(None))]
    if party is not None:
        target.append(_L.customer_id == party.id)
        if party.level:
            target.append(_L.level == party.level)
    return (
        select(
            _N.id,
            _N.price_list_id,
            _N.product_id,
            _N.category_id,
            _N.unit_id,
            _N.min_quantity,
            _N.price,
            _N.discount,
            _L.name,
            _L.customer_id,
            _L.level,
            _L.priority,
            _L.valid_from,
        )
        .join(PRICE_LIST.table, and_(_L.tenant_id == _N.tenant_id, _L.id == _N.price_list_id))
        .where(
            _N.tenant_id == uow.tenant_id,
            _L.active,
            _L.currency == currency,
            or_(_L.valid_from.is_(None), _L.valid_from <= on),
            or_(_L.valid_to.is_(None), _L.valid_to >= on),
            or_(*target),
            or_(_N.product_id.in_(product_ids), _N.category_id.in_(category_ids)),
        )
        .order_by(_N.id)
    )


def _offer(row: Mapping[Any, Any], nearness: int, factor: Fraction) -> Offer:
    target = Target.CUSTOMER if row["customer_id"] else Target.LEVEL if row["level"] else Target.EVERYONE
    return Offer(
        line_id=row["id"],
        list_id=row["price_list_id"],
        list_name=row["name"],
        target=target,
        nearness=nearness,
        min_quantity=row["min_quantity"],
        unit=row["unit_id"],
        factor=factor,
        price=row["price"],
        discount=row["discount"],
        priority=row["priority"],
        valid_from=row["valid_from"],
    )
