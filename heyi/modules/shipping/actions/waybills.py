"""Send goods of a delivery on their way, put right how, and write down what their customer made of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from heyi.modules.sales import api as sales
from heyi.modules.shipping.contracts import Proof, WaybillDraft, WaybillState
from heyi.modules.shipping.errors import CarrierUnusable, NobodyBringsIt, WhatWasWrong
from heyi.modules.shipping.models import CARRIER, WAYBILL, WAYBILL_SERIES
from heyi.modules.shipping.queries.waybills import FORMER, SIGNATURE, lock_waybill
from heyi.modules.shipping.states import require_state
from heyi.platform import numbering
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.files.tables import FILE
from heyi.platform.records.attaching import own
from heyi.platform.records.search import replace_words
from heyi.platform.unit_of_work import UnitOfWork

_T, _C = WAYBILL.table, CARRIER.table.c
_TOLD = ("carrier_id", "tracking_number", "driver", "driver_phone", "parcels", "shipped_on", "note")
_DONE = {
    WaybillState.RECEIVED: "signed_for",
    WaybillState.PARTLY: "partly",
    WaybillState.REFUSED: "refused",
}
_NOBODY = dict.fromkeys(("received_on", "received_by", "receipt_note"))


def ship(uow: UnitOfWork, delivery_id: UUID, draft: WaybillDraft) -> UUID:
    """Send goods of a delivery on their way, all or some of its parcels; gives back the waybill's id.

    Raises:
        NotFound: the delivery does not exist in this company.
        CarrierUnusable, NobodyBringsIt: nobody, or nobody who still drives, would bring it.
        InvalidInput: it would be on its way before it left the warehouse, or on a day to come.
    """
    delivery = sales.get_delivery(uow, delivery_id)
    values = _checked(uow, draft, delivered_on=delivery.delivered_on)
    waybill_id = uow.new_id()
    row = {
        "id": waybill_id,
        "company_id": uow.company_id,
        "number": numbering.take(uow, WAYBILL_SERIES, values["shipped_on"])[0],
        "delivery_id": delivery_id,
        "party_id": delivery.party.id,
        "state": WaybillState.UNDER_WAY,
        **_NOBODY,
        **values,
    }
    uow.insert(_T, row)
    replace_words(uow, WAYBILL, waybill_id, row)
    uow.link("delivery", delivery_id, WAYBILL.name, waybill_id)
    _audit(uow, "shipped", row, {})
    return waybill_id


def correct(uow: UnitOfWork, waybill_id: UUID, version: int, draft: WaybillDraft) -> None:
    """Say anew with whom, under which number and when goods went that are still under way.

    Raises:
        NotFound: there is no such waybill in this company.
        VersionChanged: somebody changed it since it was read.
        WrongState: its customer has it already.
        CarrierUnusable, NobodyBringsIt, InvalidInput: as for `ship`.
    """
    head = lock_waybill(uow, waybill_id)
    if head["version"] != version:
        raise VersionChanged(what="record.waybill", yours=version, now=head["version"])
    require_state(WaybillState(head["state"]), "update")
    delivery = sales.get_delivery(uow, head["delivery_id"])
    values = _checked(uow, draft, delivered_on=delivery.delivered_on, carried_by=head["carrier_id"])
    uow.change(_T, waybill_id, values)
    replace_words(uow, WAYBILL, waybill_id, {**head, **values})
    changes = {
        name: [_plain(head[name]), _plain(values[name])] for name in _TOLD if head[name] != values[name]
    }
    _audit(uow, "changed", head, changes)


def receive(uow: UnitOfWork, waybill_id: UUID, proof: Proof) -> None:
    """Write down that the customer took a waybill (签收), only part of it, or none, and what proves it.

    What he did not take is no return yet: that is posted from its delivery, when the goods are back.

    Raises:
        NotFound: there is no such waybill in this company.
        WrongState: that is written down already.
        WhatWasWrong: he took not all of it, and nobody says why.
        InvalidInput: it is before the day on which it was shipped, or to come, or a file is no draft of the actor's.
    """
    head = lock_waybill(uow, waybill_id)
    require_state(WaybillState(head["state"]), "sign_for")
    if proof.outcome is not WaybillState.RECEIVED and not proof.receipt_note:
        raise WhatWasWrong(number=head["number"])
    received_on = proof.received_on or uow.today
    _refuse_day(uow, "received_on", received_on, first=head["shipped_on"])
    uow.change(
        _T,
        waybill_id,
        {
            "state": proof.outcome,
            "received_on": received_on,
            "received_by": proof.received_by,
            "receipt_note": proof.receipt_note,
        },
    )
    files: dict[UUID, tuple[UUID, str | None]] = dict.fromkeys(proof.photos, (waybill_id, None))
    if proof.signature is not None:
        files[proof.signature] = (waybill_id, SIGNATURE)
    own(uow, WAYBILL.name, files)
    _audit(uow, _DONE[proof.outcome], head, {"received_by": [None, proof.received_by]})


def reopen(uow: UnitOfWork, waybill_id: UUID, reason: str) -> None:
    """Take back what was written down of a waybill by mistake: it is under way again, and its proofs stay with it.

    Raises:
        NotFound: there is no such waybill in this company.
        WrongState: it is under way.
    """
    head = lock_waybill(uow, waybill_id)
    require_state(WaybillState(head["state"]), "reopen")
    uow.change(_T, waybill_id, {"state": WaybillState.UNDER_WAY, **_NOBODY})
    # They prove nothing of what is written down next.
    of_it = (FILE.c.tenant_id == uow.tenant_id, FILE.c.record == WAYBILL.name, FILE.c.record_id == waybill_id)
    uow.execute(update(FILE).where(*of_it).values(field=FORMER))
    _audit(uow, "reopened", head, {"received_by": [head["received_by"], None], "reason": [None, reason]})


def _checked(
    uow: UnitOfWork, draft: WaybillDraft, *, delivered_on: date, carried_by: UUID | None = None
) -> dict[str, Any]:
    if draft.carrier_id is None and not draft.driver:
        raise NobodyBringsIt(problems=[FieldProblem("carrier_id", "nobody_brings_it")])
    if draft.carrier_id is not None and draft.carrier_id != carried_by:
        _refuse_idle(uow, draft.carrier_id)
    shipped_on = draft.shipped_on or max(uow.today, delivered_on)
    _refuse_day(uow, "shipped_on", shipped_on, first=delivered_on)
    return {**{name: getattr(draft, name) for name in _TOLD}, "shipped_on": shipped_on}


def _refuse_idle(uow: UnitOfWork, carrier_id: UUID) -> None:
    active = select(_C.active).where(_C.tenant_id == uow.tenant_id, _C.id == carrier_id)
    if not uow.scalar(active):
        raise CarrierUnusable(
            problems=[FieldProblem("carrier_id", "no_such_record", {"value": str(carrier_id)})]
        )


def _refuse_day(uow: UnitOfWork, field: str, day: date, *, first: date) -> None:
    if day < first:
        raise InvalidInput(
            problems=[FieldProblem(field, "before_it_left", {"day": str(day), "first": str(first)})]
        )
    if day > max(uow.today, first):
        raise InvalidInput(problems=[FieldProblem(field, "day_to_come", {"day": str(day)})])


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | date) else value


def _audit(uow: UnitOfWork, action: str, head: Mapping[Any, Any], changes: Mapping[str, Any]) -> None:
    uow.audit(
        action,
        record=WAYBILL.name,
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes,
    )
