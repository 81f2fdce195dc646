"""Say what a kit is put together from."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select

from heyi.modules.catalog.contracts import Kit, KitPartDraft, Typed
from heyi.modules.catalog.errors import KitInUse
from heyi.modules.catalog.models.keeping import is_counted
from heyi.modules.catalog.models.kits import KIT_COMPONENT
from heyi.modules.catalog.models.products import PRODUCT
from heyi.modules.catalog.queries.counting import refuse_fractions
from heyi.modules.catalog.queries.kits import get_kit
from heyi.modules.catalog.queries.products import products
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.records.changes import Change
from heyi.platform.records.saving import values_of, write_changes
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_P, _K = PRODUCT.table.c, KIT_COMPONENT.c


def set_kit_parts(uow: UnitOfWork, kit_id: UUID, parts: Sequence[KitPartDraft]) -> Kit:
    """Say of what and how much of it one unit of the product is put together; with nothing it is a kit no longer.

    A kit has no stock of its own: on documents it becomes its parts.

    Raises:
        NotFound: the product does not exist in this tenant.
        KitInUse: it stands for variants, or quantities of it are written down already.
        ProductUnusable, TemplateUnusable, KitUnusable: a part does not exist, is switched off, or stands for others.
        InvalidInput: a part is the kit itself, or is said twice.
    """
    kit = uow.first(
        select(PRODUCT.table).where(_P.tenant_id == uow.tenant_id, _P.id == kit_id).with_for_update()
    )
    if kit is None:
        raise NotFound(what="record.product")
    _refuse_odd(kit_id, parts)
    if not kit["is_kit"] and (kit["is_template"] or is_counted(uow, kit_id)):
        raise KitInUse(product=kit["name"])
    before = get_kit(uow, kit_id)
    known = products(uow, [part.product_id for part in parts], to_be_counted=True) if parts else {}
    typed = [Typed(product_id=part.product_id, quantity=part.quantity) for part in parts]
    refuse_fractions(uow, typed, "parts.{at}.quantity")
    uow.execute(delete(KIT_COMPONENT).where(_K.tenant_id == uow.tenant_id, _K.kit_id == kit_id))
    for position, part in enumerate(parts, start=1):
        fresh = {"id": uow.new_id(), "kit_id": kit_id, "position": position}
        uow.insert(KIT_COMPONENT, fresh | {"product_id": part.product_id, "quantity": part.quantity})
    shape = shape_of(uow, PRODUCT.name)
    if kit["is_kit"] != bool(parts):
        values = values_of(shape, kit)
        write_changes(
            uow,
            shape,
            [Change(kit_id, kit["version"], values, values | {"is_kit": bool(parts)}, ("is_kit",))],
        )
    told = [
        [_words(one.name, one.quantity) for one in before.parts],
        [_words(known[part.product_id].name, part.quantity) for part in parts],
    ]
    uow.audit(
        "changed",
        record=PRODUCT.name,
        record_id=kit_id,
        title=kit["name"],
        changes={"kit_parts": [", ".join(words) or None for words in told]},
    )
    return get_kit(uow, kit_id)


def _refuse_odd(kit_id: UUID, parts: Sequence[KitPartDraft]) -> None:
    seen: set[UUID] = set()
    problems = []
    for at, part in enumerate(parts):
        if part.product_id == kit_id:
            problems.append(FieldProblem(f"parts.{at}.product_id", "kit_in_itself"))
        elif part.product_id in seen:
            problems.append(
                FieldProblem(f"parts.{at}.product_id", "not_twice", {"value": str(part.product_id)})
            )
        seen.add(part.product_id)
    if problems:
        raise InvalidInput(problems=problems)


def _words(name: str, quantity: Decimal) -> str:
    return f"{name} × {number_text(quantity)}"
