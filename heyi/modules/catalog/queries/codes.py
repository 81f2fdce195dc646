"""What a scanned code stands for."""

from uuid import UUID

from sqlalchemy import Select, and_, case, literal, or_, select, union_all

from heyi.kit.barcodes import CodeError, read_code, spellings
from heyi.modules.catalog.contracts import ByCode, CodedProduct
from heyi.modules.catalog.errors import CodeUnknown, CodeWrong
from heyi.modules.catalog.models.prices import SUPPLIER_PRODUCT
from heyi.modules.catalog.models.products import PRODUCT, TAX_RATE, UNIT
from heyi.modules.catalog.models.units import PRODUCT_BARCODE, PRODUCT_UNIT
from heyi.modules.catalog.permissions import VIEW_SUPPLIER_PRODUCT
from heyi.modules.catalog.queries.products import unseen
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _T = PRODUCT.table.c, UNIT.table, TAX_RATE.table.c
_N, _B, _S = PRODUCT_UNIT.c, PRODUCT_BARCODE.c, SUPPLIER_PRODUCT.table.c


def by_code(uow: UnitOfWork, text: str, *, party_id: UUID | None = None, kits: bool = False) -> ByCode:
    """The products that a scanned or typed code stands for: a barcode of one of their units, their own code, or, of a
    supplier, his. Where a barcode fits, codes that only look like it do not count. Kits lie nowhere, so they are found
    only where somebody sells (`kits`), to unfold into their parts.

    Raises:
        CodeWrong: it begins like a GS1 element string, but cannot be taken apart.
        CodeUnknown: nothing has it.
    """
    try:
        scanned = read_code(text, today=uow.today)
    except CodeError as error:
        raise CodeWrong(code=text.replace("\x1d", " ")[:60]) from error
    matches = _matches(uow, scanned.code, party_id, kits=kits) if scanned.code else []
    if not matches:
        raise CodeUnknown(code=(scanned.code or text.replace("\x1d", " "))[:60])
    return ByCode(
        code=scanned.code,
        lot=scanned.lot,
        made_on=scanned.made_on,
        expires_on=scanned.expires_on,
        serial=scanned.serial,
        count=scanned.count,
        matches=matches,
    )


def _matches(uow: UnitOfWork, code: str, party_id: UUID | None, *, kits: bool) -> list[CodedProduct]:
    named = _named(uow, code, party_id).subquery("named")
    typed, own = _U.alias("typed"), _U.alias("own")
    unit_id = case((named.c.unit_id == _P.unit_id, None), else_=named.c.unit_id)
    other = and_(_N.tenant_id == _P.tenant_id, _N.product_id == _P.id, _N.unit_id == unit_id)
    query = (
        select(
            named.c.rank,
            _P.id.label("product_id"),
            _P.code,
            _P.name,
            _P.specification,
            _P.kind,
            _P.is_kit,
            _P.unit_id.label("own_unit_id"),
            own.c.name.label("own_unit"),
            _N.unit_id,
            typed.c.name.label("unit"),
            _N.numerator,
            _N.denominator,
            _N.sale_price.label("unit_price"),
            _P.sale_price,
            _T.code.label("tax_code"),
        )
        .join(PRODUCT.table, and_(_P.tenant_id == uow.tenant_id, _P.id == named.c.product_id))
        .join(own, and_(own.c.tenant_id == _P.tenant_id, own.c.id == _P.unit_id))
        .outerjoin(PRODUCT_UNIT, other)
        .outerjoin(typed, and_(typed.c.tenant_id == _N.tenant_id, typed.c.id == _N.unit_id))
        .outerjoin(TAX_RATE.table, and_(_T.tenant_id == _P.tenant_id, _T.id == _P.tax_rate_id))
        .where(*access.rows(uow, PRODUCT), _P.active, _P.is_template.is_(False))
        .where(*(() if kits else (_P.is_kit.is_(False),)))
        .order_by(named.c.rank, _P.name, _P.id)
        .limit(20)
    )
    rows = uow.rows(query)
    best = [row for row in rows if row["rank"] == rows[0]["rank"]]
    priced = "sale_price" not in unseen(uow)
    return [
        CodedProduct(
            product_id=row["product_id"],
            code=row["code"],
            name=row["name"],
            specification=row["specification"],
            kind=row["kind"],
            is_kit=row["is_kit"],
            unit_id=row["unit_id"] or row["own_unit_id"],
            unit=row["unit"] or row["own_unit"],
            own_unit=row["own_unit"],
            numerator=row["numerator"] or 1,
            denominator=row["denominator"] or 1,
            sale_price=(row["unit_price"] if row["unit_id"] else row["sale_price"]) if priced else None,
            tax_code=row["tax_code"],
        )
        for row in best
    ]


def _named(uow: UnitOfWork, code: str, party_id: UUID | None) -> Select[tuple[int, UUID, UUID]]:
    """Products by code, the surest way first: barcodes, then the product's own code, then the supplier's."""
    ways = spellings(code)
    tenant = uow.tenant_id
    none = literal(None, UNIT.table.c.id.type)
    parts = [
        select(literal(1).label("rank"), _B.product_id, _B.unit_id).where(
            _B.tenant_id == tenant, _B.code.in_(ways)
        ),
        select(literal(1), _P.id, none).where(_P.tenant_id == tenant, _P.barcode.in_(ways)),
        select(literal(2), _P.id, none).where(_P.tenant_id == tenant, _P.code == code),
    ]
    if uow.actor.may(VIEW_SUPPLIER_PRODUCT):
        his = _S.party_id == party_id if party_id is not None else or_(_S.party_id.is_not(None))
        parts.append(
            select(literal(3), _S.product_id, _S.unit_id).where(_S.tenant_id == tenant, _S.code == code, his)
        )
    united = union_all(*parts).subquery("ways")
    return select(united.c.rank, united.c.product_id, united.c.unit_id).distinct()
