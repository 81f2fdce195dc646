"""Products that are found by a barcode of any of their units."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from heyi.kit.barcodes import spellings
from heyi.modules.catalog.models.units import PRODUCT_BARCODE
from heyi.platform.unit_of_work import UnitOfWork

_B = PRODUCT_BARCODE.c


def having_barcode(uow: UnitOfWork, code: str) -> Sequence[UUID]:
    """The product one of whose units is known by this barcode, with or without the zeros before it."""
    query = select(_B.product_id).where(_B.tenant_id == uow.tenant_id, _B.code.in_(spellings(code)))
    return [row["product_id"] for row in uow.rows(query.distinct())]
