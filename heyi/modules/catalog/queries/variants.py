"""Families of variants, read for a matrix."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.catalog.contracts import ChosenAttribute, ChosenValue, Family, Variant
from heyi.modules.catalog.models.products import PRODUCT, TAX_RATE, UNIT
from heyi.modules.catalog.models.variants import ATTRIBUTE, ATTRIBUTE_VALUE, PRODUCT_VALUE
from heyi.modules.catalog.queries.products import unseen
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _T = PRODUCT.table.c, UNIT.table.c, TAX_RATE.table.c
_A, _V, _X = ATTRIBUTE.table.c, ATTRIBUTE_VALUE.table.c, PRODUCT_VALUE.c


def get_family(uow: UnitOfWork, product_id: UUID) -> Family:
    """The family of a template, or the one to which a variant belongs.

    Raises:
        NotFound: the product does not exist in this tenant.
    """
    here = uow.first(select(_P.id, _P.template_id).where(_P.tenant_id == uow.tenant_id, _P.id == product_id))
    if here is None:
        raise NotFound(what="record.product")
    template_id = here["template_id"] or here["id"]
    name = uow.scalar(select(_P.name).where(_P.tenant_id == uow.tenant_id, _P.id == template_id))
    rows = uow.rows(
        select(
            _P.id,
            _P.code,
            _P.name,
            _P.unit_id,
            _U.name.label("unit"),
            _P.sale_price,
            _P.barcode,
            _T.code.label("tax_code"),
            _P.kind,
            _P.active,
        )
        .join(UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .outerjoin(TAX_RATE.table, and_(_T.tenant_id == _P.tenant_id, _T.id == _P.tax_rate_id))
        .where(*access.rows(uow, PRODUCT), _P.template_id == template_id)
        .order_by(_P.code, _P.id)
    )
    said = uow.rows(
        select(
            _X.product_id,
            _X.value_id,
            _V.name.label("value"),
            _A.id.label("attribute_id"),
            _A.name.label("attribute"),
        )
        .join(PRODUCT.table, and_(_P.tenant_id == _X.tenant_id, _P.id == _X.product_id))
        .join(ATTRIBUTE.table, and_(_A.tenant_id == _X.tenant_id, _A.id == _X.attribute_id))
        .join(ATTRIBUTE_VALUE.table, and_(_V.tenant_id == _X.tenant_id, _V.id == _X.value_id))
        .where(_X.tenant_id == uow.tenant_id, _P.template_id == template_id)
        .order_by(_A.position, _A.id, _V.position, _V.id)
    )
    attributes, values = _chosen(said)
    hidden = unseen(uow)
    variants = [
        Variant(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            unit_id=row["unit_id"],
            unit=row["unit"],
            sale_price=None if "sale_price" in hidden else row["sale_price"],
            barcode=row["barcode"],
            tax_code=row["tax_code"],
            kind=row["kind"],
            active=row["active"],
            values=values.get(row["id"], []),
        )
        for row in rows
    ]
    return Family(
        template_id=template_id, name=name or "", attributes=list(attributes.values()), variants=variants
    )


def _chosen(
    rows: Sequence[RowMapping],
) -> tuple[dict[UUID, ChosenAttribute], dict[UUID, list[UUID]]]:
    """The attributes of a family with the values offered, and the values of each variant, in their order."""
    attributes: dict[UUID, ChosenAttribute] = {}
    values: dict[UUID, list[UUID]] = {}
    for row in rows:
        fresh = ChosenAttribute(id=row["attribute_id"], name=row["attribute"], values=[])
        known = attributes.setdefault(row["attribute_id"], fresh)
        value = ChosenValue(id=row["value_id"], name=row["value"])
        if value not in known.values:
            known.values.append(value)
        values.setdefault(row["product_id"], []).append(row["value_id"])
    return attributes, values
