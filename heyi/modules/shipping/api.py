"""Shipping, for other modules."""

from heyi.modules.shipping.actions.waybills import correct, receive, reopen, ship
from heyi.modules.shipping.contracts import Proof, Waybill, WaybillDraft, WaybillState
from heyi.modules.shipping.models import CARRIER, WAYBILL
from heyi.modules.shipping.queries.waybills import get_waybill

__all__ = [
    "CARRIER",
    "WAYBILL",
    "Proof",
    "Waybill",
    "WaybillDraft",
    "WaybillState",
    "correct",
    "get_waybill",
    "receive",
    "reopen",
    "ship",
]
