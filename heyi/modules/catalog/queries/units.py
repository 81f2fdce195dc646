"""Reads of the units of products, and quantities as typed brought into the unit of the goods ledger."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from sqlalchemy import and_, select

from heyi.kit.quantity import QuantityError
from heyi.modules.catalog.contracts import Barcode, Measured, ProductFacts, Typed, UnitOfProduct
from heyi.modules.catalog.errors import QuantityInexact, UnitUnknown
from heyi.modules.catalog.models.products import PRODUCT, UNIT
from heyi.modules.catalog.models.units import PRODUCT_BARCODE, PRODUCT_UNIT
from heyi.modules.catalog.queries.counting import refuse_fractions
from heyi.modules.catalog.queries.products import unseen
from heyi.modules.catalog.rules.units import OWN, in_own_unit
from heyi.platform.errors import FieldProblem, NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _N, _B = PRODUCT.table.c, UNIT.table.c, PRODUCT_UNIT.c, PRODUCT_BARCODE.c


def measure(uow: UnitOfWork, products: Mapping[UUID, ProductFacts], lines: Sequence[Typed]) -> list[Measured]:
    """The quantities of lines as typed, and exactly in their products' own units; no statement where all are typed so.

    Raises:
        UnitUnknown: a product is not counted in the unit of its line.
        QuantityInexact: a quantity does not fit six decimals of the product's own unit.
        TooManyDecimals: a quantity has more decimals than the unit in which it is typed.
    """
    other = {
        line.product_id
        for line in lines
        if line.unit_id is not None and line.unit_id != products[line.product_id].unit_id
    }
    factors = factors_of(uow, other) if other else {}
    measured, problems = [], []
    for at, line in enumerate(lines):
        product = products[line.product_id]
        unit_id = line.unit_id or product.unit_id
        factor = OWN if unit_id == product.unit_id else factors.get((product.id, unit_id))
        if factor is None:
            problem = FieldProblem(f"lines.{at}.unit_id", "unit_unknown", {"product": product.name})
            raise UnitUnknown(product=product.name, problems=[problem])
        try:
            exact = in_own_unit(line.quantity, factor)
        except QuantityError:
            said: dict[str, object] = {
                "quantity": number_text(line.quantity),
                "product": product.name,
                "unit": product.unit,
            }
            problems.append(FieldProblem(f"lines.{at}.quantity", "quantity_inexact", said))
            continue
        measured.append(Measured(unit_id=unit_id, typed=line.quantity, factor=factor, quantity=exact))
    if problems:
        raise QuantityInexact(problems=problems, **problems[0].params)
    refuse_fractions(
        uow,
        [
            Typed(product_id=line.product_id, quantity=line.quantity, unit_id=one.unit_id)
            for line, one in zip(lines, measured, strict=True)
        ],
    )
    return measured


def factors_of(uow: UnitOfWork, product_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], Fraction]:
    """What the other units of these products hold of their own unit, by product and unit."""
    query = select(_N.product_id, _N.unit_id, _N.numerator, _N.denominator).where(
        _N.tenant_id == uow.tenant_id, _N.product_id.in_(sorted(product_ids))
    )
    return {
        (row["product_id"], row["unit_id"]): Fraction(row["numerator"], row["denominator"])
        for row in uow.rows(query)
    }


def units_of(
    uow: UnitOfWork, product_ids: Collection[UUID], *, to_measure: bool = False
) -> dict[UUID, list[UnitOfProduct]]:
    """All units of these products, each one's own first, then from the largest, with their barcodes.

    Prices are left out for whom they are hidden, unless a rule is `to_measure` by them and shows nothing of them.
    """
    priced = to_measure or "sale_price" not in unseen(uow)
    wanted = sorted(set(product_ids))
    place = (_P.tenant_id == uow.tenant_id, _P.id.in_(wanted))
    own = uow.rows(
        select(_P.id.label("product_id"), _P.unit_id, _U.name.label("unit"), _U.decimals, _P.sale_price)
        .join(UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .where(*place)
    )
    others = uow.rows(
        select(
            _N.product_id,
            _N.unit_id,
            _U.name.label("unit"),
            _U.decimals,
            _N.numerator,
            _N.denominator,
            _N.sale_price,
        )
        .join(UNIT.table, and_(_U.tenant_id == _N.tenant_id, _U.id == _N.unit_id))
        .where(_N.tenant_id == uow.tenant_id, _N.product_id.in_(wanted))
    )
    codes: dict[tuple[UUID, UUID | None], list[Barcode]] = defaultdict(list)
    query = select(_B.id, _B.product_id, _B.unit_id, _B.code).where(
        _B.tenant_id == uow.tenant_id, _B.product_id.in_(wanted)
    )
    for row in uow.rows(query.order_by(_B.code)):
        codes[row["product_id"], row["unit_id"]].append(Barcode(id=row["id"], code=row["code"]))
    found: dict[UUID, list[UnitOfProduct]] = {}
    for row in own:
        key = row["product_id"]
        facts = {
            "unit_id": row["unit_id"],
            "unit": row["unit"],
            "decimals": row["decimals"],
            "sale_price": row["sale_price"] if priced else None,
        }
        one = UnitOfProduct(**facts, numerator=1, denominator=1, is_own=True, barcodes=codes[key, None])
        found[key] = [one]
    for row in sorted(others, key=lambda one: -Fraction(one["numerator"], one["denominator"])):
        key = row["product_id"]
        facts = {name: row[name] for name in row if name != "product_id"}
        facts["sale_price"] = row["sale_price"] if priced else None
        found[key].append(UnitOfProduct(**facts, is_own=False, barcodes=codes[key, row["unit_id"]]))
    return found


def get_units(uow: UnitOfWork, product_id: UUID) -> list[UnitOfProduct]:
    """The units of one product.

    Raises:
        NotFound: it does not exist in this tenant.
    """
    found = units_of(uow, [product_id])
    if product_id not in found:
        raise NotFound(what="record.product")
    return found[product_id]
