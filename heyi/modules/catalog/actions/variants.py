"""Make the variants of a product: one for each way of choosing a value of each attribute."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.catalog.contracts import Family
from heyi.modules.catalog.errors import AttributesDiffer, NotTemplate, TooManyVariants
from heyi.modules.catalog.models.keeping import is_counted
from heyi.modules.catalog.models.products import PRODUCT
from heyi.modules.catalog.models.units import PRODUCT_UNIT
from heyi.modules.catalog.models.variants import ATTRIBUTE_VALUE, PRODUCT_VALUE
from heyi.modules.catalog.queries.variants import get_family
from heyi.modules.catalog.rules.variants import CODE_PATTERN, NAME_PATTERN, Value, combinations, filled
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.records.changes import Change
from heyi.platform.records.saving import create_records, values_of, write_changes
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

MOST_VARIANTS = 200
_P, _V, _X, _N = PRODUCT.table.c, ATTRIBUTE_VALUE.table.c, PRODUCT_VALUE.c, PRODUCT_UNIT.c
_LIKE_THE_TEMPLATE = (
    "kind",
    "specification",
    "category_id",
    "unit_id",
    "sale_price",
    "floor_price",
    "tax_rate_id",
    "tracking",
    "shelf_life_days",
    "inspected",
    "active",
)


def make_variants(
    uow: UnitOfWork,
    template_id: UUID,
    choices: Mapping[UUID, Sequence[UUID]],
    *,
    name_pattern: str = NAME_PATTERN,
    code_pattern: str = CODE_PATTERN,
) -> Family:
    """Make a product stand for variants, and make those of them that are not there yet.

    Each begins like the template (unit, category, prices, rate, other units) and goes its own way from then on. The
    template itself is sold and bought no longer.

    Raises:
        NotFound: the product does not exist in this tenant.
        NotTemplate: it is a variant itself, or quantities of it are written down already.
        InvalidInput: a value does not belong to its attribute.
        AttributesDiffer: the family has variants by other attributes.
        TooManyVariants: they would be more than 200 at once.
    """
    row = uow.first(
        select(PRODUCT.table).where(_P.tenant_id == uow.tenant_id, _P.id == template_id).with_for_update()
    )
    if row is None:
        raise NotFound(what="record.product")
    chosen = _values(uow, choices)
    _become_template(uow, row)
    there, attributes = _there(uow, template_id)
    if attributes and attributes != set(choices):
        raise AttributesDiffer(product=row["name"])
    wanted = combinations([chosen[attribute] for attribute in choices], there)
    if len(wanted) > MOST_VARIANTS:
        raise TooManyVariants(wanted=len(wanted), most=MOST_VARIANTS)
    said = {"name": row["name"], "code": row["code"]}
    many = [
        {
            **{name: row[name] for name in _LIKE_THE_TEMPLATE},
            "name": filled(name_pattern, values=values, **said)[:200],
            "code": filled(code_pattern, values=values, **said)[:60] or None,
            "template_id": template_id,
        }
        for values in wanted
    ]
    if many:
        ids = create_records(uow, PRODUCT, many)
        _write_values(uow, list(choices), list(zip(ids, wanted, strict=True)))
        _copy_units(uow, template_id, ids)
    return get_family(uow, template_id)


def _become_template(uow: UnitOfWork, row: Mapping[Any, Any]) -> None:
    if row["is_template"]:
        return
    if row["template_id"] is not None or is_counted(uow, row["id"]):
        raise NotTemplate(product=row["name"])
    shape = shape_of(uow, PRODUCT.name)
    values = values_of(shape, row)
    change = Change(row["id"], row["version"], values, values | {"is_template": True}, ("is_template",))
    write_changes(uow, shape, [change])


def _values(uow: UnitOfWork, choices: Mapping[UUID, Sequence[UUID]]) -> dict[UUID, list[Value]]:
    asked = sorted({value for values in choices.values() for value in values})
    query = select(_V.id, _V.attribute_id, _V.name, _V.code, _V.position).where(
        _V.tenant_id == uow.tenant_id, _V.id.in_(asked)
    )
    known = {row["id"]: row for row in uow.rows(query)}
    found: dict[UUID, list[Value]] = {}
    for at, (attribute, values) in enumerate(choices.items()):
        for value in values:
            row = known.get(value)
            if row is None or row["attribute_id"] != attribute:
                problem = FieldProblem(f"choices.{at}.value_ids", "no_such_record", {"value": str(value)})
                raise InvalidInput(problems=[problem])
        # Sizes without a place stand as they were entered: S, M, L, not L, M, S.
        rows = sorted((known[value] for value in set(values)), key=lambda one: (one["position"], one["id"]))
        found[attribute] = [Value(row["id"], row["name"], row["code"] or "") for row in rows]
    return found


def _there(uow: UnitOfWork, template_id: UUID) -> tuple[set[frozenset[UUID]], set[UUID]]:
    query = (
        select(_X.product_id, _X.attribute_id, _X.value_id)
        .join(PRODUCT.table, and_(_P.tenant_id == _X.tenant_id, _P.id == _X.product_id))
        .where(_X.tenant_id == uow.tenant_id, _P.template_id == template_id)
    )
    values: dict[UUID, set[UUID]] = {}
    attributes = set()
    for row in uow.rows(query):
        values.setdefault(row["product_id"], set()).add(row["value_id"])
        attributes.add(row["attribute_id"])
    return {frozenset(one) for one in values.values()}, attributes


def _write_values(
    uow: UnitOfWork, attributes: Sequence[UUID], made: Sequence[tuple[UUID, tuple[Value, ...]]]
) -> None:
    for product_id, values in made:
        for attribute, value in zip(attributes, values, strict=True):
            fresh = {"id": uow.new_id(), "product_id": product_id}
            uow.insert(PRODUCT_VALUE, fresh | {"attribute_id": attribute, "value_id": value.id})


def _copy_units(uow: UnitOfWork, template_id: UUID, ids: Sequence[UUID]) -> None:
    query = select(_N.unit_id, _N.numerator, _N.denominator, _N.sale_price).where(
        _N.tenant_id == uow.tenant_id, _N.product_id == template_id
    )
    for row in uow.rows(query):
        for product_id in ids:
            uow.insert(PRODUCT_UNIT, {"id": uow.new_id(), "product_id": product_id, **row})
