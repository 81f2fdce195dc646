"""Say in which other units a product is counted, and by which barcodes it is known in each."""

from collections.abc import Collection, Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from heyi.kit.identifiers import valid_ean
from heyi.kit.money import round_amount
from heyi.modules.catalog.contracts import UnitOfProduct
from heyi.modules.catalog.errors import CodeTaken, CodeWrong, UnitsDoNotFit, UnitTooSmall, UnitUnknown
from heyi.modules.catalog.models.keeping import is_counted
from heyi.modules.catalog.models.prices import PRICE_LIST_LINE, SUPPLIER_PRODUCT
from heyi.modules.catalog.models.products import PRODUCT, UNIT
from heyi.modules.catalog.models.units import PRODUCT_BARCODE, PRODUCT_UNIT
from heyi.modules.catalog.queries.units import factors_of, get_units
from heyi.modules.catalog.rules.prices import usual_price
from heyi.modules.catalog.rules.units import OWN, counted_in, is_exact
from heyi.platform.errors import NotFound, RefersToNothing, StillUsed
from heyi.platform.records.changes import Change
from heyi.platform.records.saving import values_of, write_changes
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_P, _N, _B = PRODUCT.table.c, PRODUCT_UNIT.c, PRODUCT_BARCODE.c
_MONEY = Decimal("0.0001")


def put_unit(
    uow: UnitOfWork,
    product_id: UUID,
    *,
    unit_id: UUID,
    factor: Fraction,
    sale_price: Decimal | None,
) -> list[UnitOfProduct]:
    """Say that one of a unit holds `factor` of the product's own, anew if it was said before.

    The ledger counts in six decimals. A unit that would not fit them (a third of a box) becomes the product's own, and
    the others are counted in it: a box is three of them. That goes while nothing counts the product yet.

    Raises:
        NotFound: the product does not exist in this tenant.
        RefersToNothing: there is no such unit.
        UnitTooSmall: the unit would have to become the product's own, and quantities are written down already.
        UnitsDoNotFit: no unit holds all the others exactly.
    """
    row = _hold(uow, product_id)
    if not _names(uow, [unit_id]):
        raise RefersToNothing(constraint="product_unit.unit_id")
    factors = {unit: held for (_, unit), held in factors_of(uow, [product_id]).items()}
    own: UUID = row["unit_id"]
    if unit_id == own:
        raise UnitsDoNotFit(product=row["name"])
    before = dict(factors)
    factors |= {own: OWN, unit_id: factor}
    if is_exact(factor):
        _write(uow, product_id, unit_id, factor, sale_price, known=unit_id in before)
    else:
        if is_counted(uow, product_id):
            raise UnitTooSmall(product=row["name"])
        anew = counted_in(factors, unit_id)
        if anew is None:
            raise UnitsDoNotFit(product=row["name"])
        _rebase(uow, row, unit_id, anew, sale_price)
    units = _names(uow, (unit_id, own))
    said = f"{factor.denominator} {units[unit_id]} = {factor.numerator} {units[own]}"
    changes = {"units": [None, said]}
    uow.audit("changed", record="product", record_id=product_id, title=row["name"], changes=changes)
    return get_units(uow, product_id)


def drop_unit(uow: UnitOfWork, product_id: UUID, unit_id: UUID) -> list[UnitOfProduct]:
    """Count the product in this unit no longer; lines that were typed in it keep what they say.

    Raises:
        NotFound: the product does not exist in this tenant.
        UnitUnknown: it is not counted in that unit.
        StillUsed: it is the product's own unit.
    """
    row = _hold(uow, product_id)
    if unit_id == row["unit_id"]:
        raise StillUsed(constraint="product.unit_id")
    here = (_N.tenant_id == uow.tenant_id, _N.product_id == product_id, _N.unit_id == unit_id)
    if not uow.execute(delete(PRODUCT_UNIT).where(*here)).rowcount:
        raise UnitUnknown(product=row["name"])
    codes = (_B.tenant_id == uow.tenant_id, _B.product_id == product_id, _B.unit_id == unit_id)
    uow.execute(delete(PRODUCT_BARCODE).where(*codes))
    changes = {"units": [_names(uow, [unit_id])[unit_id], None]}
    uow.audit("changed", record="product", record_id=product_id, title=row["name"], changes=changes)
    return get_units(uow, product_id)


def add_barcode(uow: UnitOfWork, product_id: UUID, *, code: str, unit_id: UUID | None) -> list[UnitOfProduct]:
    """Let a product be known by one more barcode, in its own unit or another.

    Raises:
        NotFound: the product does not exist in this tenant.
        CodeWrong: the check digit is not right.
        UnitUnknown: the product is not counted in that unit.
        CodeTaken: a product is known by the code already.
    """
    row = _hold(uow, product_id)
    if not valid_ean(code):
        raise CodeWrong(code=code)
    unit = None if unit_id == row["unit_id"] else unit_id
    if unit is not None and (product_id, unit) not in factors_of(uow, [product_id]):
        raise UnitUnknown(product=row["name"])
    _refuse_taken(uow, code)
    fresh = {"id": uow.new_id(), "product_id": product_id, "unit_id": unit, "code": code}
    uow.insert(PRODUCT_BARCODE, fresh)
    changes = {"barcodes": [None, code]}
    uow.audit("changed", record="product", record_id=product_id, title=row["name"], changes=changes)
    return get_units(uow, product_id)


def remove_barcode(uow: UnitOfWork, product_id: UUID, barcode_id: UUID) -> list[UnitOfProduct]:
    """Let a product be known by a barcode no longer.

    Raises:
        NotFound: the product does not exist in this tenant, or has no such barcode.
    """
    row = _hold(uow, product_id)
    here = (_B.tenant_id == uow.tenant_id, _B.product_id == product_id, _B.id == barcode_id)
    code = uow.execute(delete(PRODUCT_BARCODE).where(*here).returning(_B.code)).scalar()
    if code is None:
        raise NotFound(what="record.product")
    changes = {"barcodes": [code, None]}
    uow.audit("changed", record="product", record_id=product_id, title=row["name"], changes=changes)
    return get_units(uow, product_id)


def _hold(uow: UnitOfWork, product_id: UUID) -> Mapping[Any, Any]:
    """The product, held so that nobody writes a quantity of it down meanwhile."""
    query = select(PRODUCT.table).where(_P.tenant_id == uow.tenant_id, _P.id == product_id)
    row = uow.first(query.with_for_update())
    if row is None:
        raise NotFound(what="record.product")
    return row


def _names(uow: UnitOfWork, unit_ids: Collection[UUID]) -> dict[UUID, str]:
    unit = UNIT.table.c
    query = select(unit.id, unit.name).where(unit.tenant_id == uow.tenant_id, unit.id.in_(sorted(unit_ids)))
    return {row["id"]: row["name"] for row in uow.rows(query)}


def _refuse_taken(uow: UnitOfWork, code: str) -> None:
    known = select(_P.name).where(_P.tenant_id == uow.tenant_id, _P.barcode == code)
    more = (
        select(_P.name)
        .join(PRODUCT_BARCODE, (_B.tenant_id == _P.tenant_id) & (_B.product_id == _P.id))
        .where(_B.tenant_id == uow.tenant_id, _B.code == code)
    )
    name = uow.scalar(known.union_all(more).limit(1))
    if name is not None:
        raise CodeTaken(code=code, product=name)


def _write(
    uow: UnitOfWork,
    product_id: UUID,
    unit_id: UUID,
    factor: Fraction,
    sale_price: Decimal | None,
    *,
    known: bool,
) -> None:
    said = {
        "numerator": factor.numerator,
        "denominator": factor.denominator,
        "sale_price": sale_price,
    }
    if known:
        here = (_N.tenant_id == uow.tenant_id, _N.product_id == product_id, _N.unit_id == unit_id)
        stamps = {"version": _N.version + 1, "updated_at": uow.now, "updated_by": uow.actor.user_id}
        uow.execute(update(PRODUCT_UNIT).where(*here).values(**said, **stamps))
    else:
        fresh = {"id": uow.new_id(), "product_id": product_id, "unit_id": unit_id, **said}
        uow.insert(PRODUCT_UNIT, fresh)


def _rebase(
    uow: UnitOfWork,
    row: Mapping[Any, Any],
    smaller: UUID,
    factors: Mapping[UUID, Fraction],
    sale_price: Decimal | None,
) -> None:
    """Count the product in a smaller unit; what was said of its old own unit stays said of that."""
    product_id, old = row["id"], row["unit_id"]
    share = OWN / factors[old]
    own_prices = _own_prices(uow, product_id) | {old: row["sale_price"]}
    uow.execute(delete(PRODUCT_UNIT).where(_N.tenant_id == uow.tenant_id, _N.product_id == product_id))
    for unit_id, factor in factors.items():
        if unit_id != smaller:
            _write(uow, product_id, unit_id, factor, own_prices.get(unit_id), known=False)
    if sale_price is None:
        exact = usual_price(row["sale_price"], None, share)
        sale_price = None if exact is None else round_amount(exact, 4)
    changed: dict[str, Any] = {"unit_id": smaller, "sale_price": sale_price, "barcode": None}
    if row["floor_price"] is not None:
        # Down: what kept to the floor by the box keeps to it by the piece.
        exact_floor = usual_price(row["floor_price"], None, share) or Decimal(0)
        changed["floor_price"] = exact_floor.quantize(_MONEY, ROUND_DOWN)
    _tell_old_unit(uow, product_id, old)
    if row["barcode"]:
        code = {"id": uow.new_id(), "product_id": product_id, "unit_id": old, "code": row["barcode"]}
        uow.insert(PRODUCT_BARCODE, code)
    shape = shape_of(uow, PRODUCT.name)
    values = values_of(shape, row)
    different = {name: value for name, value in changed.items() if values.get(name) != value}
    change = Change(product_id, row["version"], values, values | different, tuple(different))
    write_changes(uow, shape, [change])


def _own_prices(uow: UnitOfWork, product_id: UUID) -> dict[UUID, Decimal | None]:
    query = select(_N.unit_id, _N.sale_price).where(
        _N.tenant_id == uow.tenant_id, _N.product_id == product_id
    )
    return {row["unit_id"]: row["sale_price"] for row in uow.rows(query)}


def _tell_old_unit(uow: UnitOfWork, product_id: UUID, old: UUID) -> None:
    """Lines of lists and barcodes that meant the product's own unit name it from now on."""
    for table in (PRICE_LIST_LINE.table, SUPPLIER_PRODUCT.table, PRODUCT_BARCODE):
        unsaid = (
            table.c.tenant_id == uow.tenant_id,
            table.c.product_id == product_id,
            table.c.unit_id.is_(None),
        )
        stamps = {"version": table.c.version + 1, "updated_at": uow.now, "updated_by": uow.actor.user_id}
        uow.execute(update(table).where(*unsaid).values(unit_id=old, **stamps))
