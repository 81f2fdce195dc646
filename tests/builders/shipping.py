"""Goods on their way to customers, as storekeepers send them and drivers have them signed for."""

from collections.abc import Callable
from uuid import UUID, uuid4

from tests.builders.company import Company
from tests.builders.http import Json, Person

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24


def carrier(who: Person, name: str = "顺丰速运", **fields: object) -> str:
    """A carrier; gives back its id."""
    return str(who.post("/carriers", {"name": name, **fields})["id"])


def shipped(who: Person, delivery: Json, **fields: object) -> Json:
    """Send goods of a delivery on their way, with a driver of one's own unless somebody else is named."""
    brought = fields if "carrier_id" in fields else {"driver": "周师傅", **fields}
    return who.post(f"/deliveries/{delivery['id']}/ship", brought)


def signed_for(who: Person, waybill: Json, by: str = "陈小姐", **fields: object) -> Json:
    """The customer took it, unless another outcome is named."""
    return who.post(f"/waybills/{waybill['id']}/receive", {"received_by": by, **fields})


def picture(who: Person, user_id: str, name: str = "签名.png") -> str:
    """A picture that somebody took and nothing names yet; gives back the file's id."""
    answer = who.client.post(
        "/files",
        files={"file": (name, PNG)},
        data={"record": "draft", "record_id": user_id},
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def waybills_of_everything(company: Company, delivery: Json, words: str) -> None:
    """A waybill that is under way with a carrier, and one that its customer has."""
    with_us = carrier(company, f"物流 {words}", customer_number=words[:20], note=words)
    shipped(company, delivery, carrier_id=with_us, tracking_number="SF1", note=words)
    signed_for(company, shipped(company, delivery, note=words), words[:20], receipt_note=words)


def waybill_bodies(id_of: Callable[[str], UUID]) -> dict[str, Json]:
    """Bodies for waybills that would be accepted with these ids."""
    brought = {"carrier_id": str(id_of("carrier"))}
    file = str(id_of("file"))
    return {
        "POST /deliveries/{delivery_id}/ship": brought,
        "PATCH /waybills/{waybill_id}": brought,
        "POST /waybills/{waybill_id}/receive": {
            "received_by": "x",
            "signature": file,
            "photos": [file],
        },
        "POST /waybills/{waybill_id}/reopen": {"reason": "x"},
    }
