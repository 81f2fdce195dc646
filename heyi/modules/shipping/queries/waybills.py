"""Reads of waybills."""

from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.parties import api as parties
from heyi.modules.sales import api as sales
from heyi.modules.shipping.contracts import Titled, Waybill, WaybillState
from heyi.modules.shipping.models import CARRIER, WAYBILL, address_of
from heyi.modules.shipping.permissions import RECEIVE, UPDATE
from heyi.platform.errors import NotFound
from heyi.platform.files.tables import FILE
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

# What a file that is the signature of who took a waybill is kept as; photographs are files of the waybill.
SIGNATURE = "signature"
# And what those are kept as that proved what was taken back.
FORMER = "former"
_S, _C, _D, _P = WAYBILL.table, CARRIER.table.c, sales.DELIVERY.table.c, parties.PARTY.table.c
_SAID = (
    "id",
    "version",
    "number",
    "tracking_number",
    "driver",
    "driver_phone",
    "parcels",
    "shipped_on",
    "received_on",
    "received_by",
    "receipt_note",
    "note",
)
_ABOUT = {"update": UPDATE, "receive": RECEIVE, "reopen": RECEIVE}


def lock_waybill(uow: UnitOfWork, waybill_id: UUID) -> RowMapping:
    """The waybill, held until the transaction ends.

    Raises:
        NotFound: there is no such waybill in this company.
    """
    own = (_S.c.tenant_id == uow.tenant_id, _S.c.company_id == uow.company_id, _S.c.id == waybill_id)
    row = uow.first(select(_S).where(*own).with_for_update())
    if row is None:
        raise NotFound(what="record.waybill")
    return row


def get_waybill(uow: UnitOfWork, waybill_id: UUID) -> Waybill:
    """Goods on their way or with their customer, and what may be done next.

    Raises:
        NotFound: there is no such waybill in this company.
    """
    query = (
        select(
            _S,
            _D.number.label("delivery"),
            _P.name.label("party"),
            _C.name.label("carrier"),
            _C.phone.label("carrier_phone"),
            _C.tracking_url,
        )
        .join(sales.DELIVERY.table, and_(_D.tenant_id == _S.c.tenant_id, _D.id == _S.c.delivery_id))
        .join(parties.PARTY.table, and_(_P.tenant_id == _S.c.tenant_id, _P.id == _S.c.party_id))
        .outerjoin(CARRIER.table, and_(_C.tenant_id == _S.c.tenant_id, _C.id == _S.c.carrier_id))
        .where(_S.c.tenant_id == uow.tenant_id, _S.c.company_id == uow.company_id, _S.c.id == waybill_id)
    )
    row = uow.first(query)
    if row is None:
        raise NotFound(what="record.waybill")
    carrier = row["carrier_id"]
    signature, photos = _proofs(uow, waybill_id)
    return Waybill(
        **{name: row[name] for name in _SAID},
        state=WaybillState(row["state"]),
        delivery=Titled(id=row["delivery_id"], title=row["delivery"]),
        party=Titled(id=row["party_id"], title=row["party"]),
        carrier=Titled(id=carrier, title=row["carrier"]) if carrier else None,
        carrier_phone=row["carrier_phone"],
        tracking_url=address_of(row, row["tracking_number"]) if carrier else None,
        signature=signature,
        photos=photos,
        allowed_actions=_allowed(uow, row),
    )


def _proofs(uow: UnitOfWork, waybill_id: UUID) -> tuple[UUID | None, list[UUID]]:
    """The last signature, and the photographs."""
    file = FILE.c
    own = (file.tenant_id == uow.tenant_id, file.record == WAYBILL.name, file.record_id == waybill_id)
    rows = uow.rows(select(file.id, file.field, file.media_type).where(*own).order_by(file.id))
    signatures = [row["id"] for row in rows if row["field"] == SIGNATURE]
    photos = [row["id"] for row in rows if row["field"] is None and row["media_type"].startswith("image/")]
    return (signatures[-1] if signatures else None), photos


def _allowed(uow: UnitOfWork, row: RowMapping) -> list[str]:
    verbs = ("update", "receive") if row["state"] == WaybillState.UNDER_WAY else ("reopen",)
    reach = access.within_reach(uow, WAYBILL, row["id"], {_ABOUT[verb] for verb in verbs})
    return [verb for verb in verbs if _ABOUT[verb] in reach]
