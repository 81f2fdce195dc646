"""How the last goods of the demo company went to their customers, and who signed for them."""

from datetime import timedelta

from sqlalchemy import select

from heyi.app.demo.diary import Diary
from heyi.app.demo.words import CARRIERS, CRUSHED, DRIVER, SIGNERS
from heyi.modules.sales import api as sales
from heyi.modules.shipping import api as shipping
from heyi.platform.records.saving import create_record

_LATEST, _UNDER_WAY, _PARTLY = 30, 2, 5
_NEXT_DAY = timedelta(days=1)


def send_goods(diary: Diary) -> None:
    """Waybills of the latest deliveries; the last two are still under way, and of one a part was not taken."""
    uow, own = diary.uow, sales.DELIVERY.table.c
    carriers = [create_record(uow, shipping.CARRIER, carrier) for carrier in CARRIERS]
    latest = (
        select(own.id, own.delivered_on)
        .where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
        .order_by(own.delivered_on.desc(), own.number.desc())
        .limit(_LATEST)
    )
    for number, delivery in enumerate(uow.rows(latest)):
        shipped_on = min(delivery["delivered_on"], uow.today)
        driven = number % 3 == 0
        waybill = shipping.ship(
            uow,
            delivery["id"],
            shipping.WaybillDraft(
                carrier_id=None if driven else carriers[number % len(carriers)],
                tracking_number=None if driven else f"SF{1_380_000_000_000 + 7919 * number}",
                driver=DRIVER if driven else None,
                parcels=1 + number % 3,
                shipped_on=shipped_on,
            ),
        )
        if number < _UNDER_WAY:
            continue
        partly = number == _PARTLY
        shipping.receive(
            uow,
            waybill,
            shipping.Proof(
                outcome=shipping.WaybillState.PARTLY if partly else shipping.WaybillState.RECEIVED,
                received_by=SIGNERS[number % len(SIGNERS)],
                received_on=min(shipped_on + _NEXT_DAY, uow.today),
                receipt_note=CRUSHED if partly else None,
            ),
        )
