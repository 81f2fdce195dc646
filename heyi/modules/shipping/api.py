"""Shipping, for other modules."""

from heyi.modules.shipping.actions.waybills import correct, receive, reopen, ship
from heyi.modules.shipping.contracts import Fulfilment, Proof, Waybill, WaybillDraft, WaybillState
from heyi.modules.shipping.models import CARRIER, WAYBILL
from heyi.modules.shipping.queries.board import fulfilment
from heyi.modules.shipping.queries.waybills import get_waybill

__all__ = [
    "CARRIER",
    "WAYBILL",
    "Fulfilment",
    "Proof",
    "Waybill",
    "WaybillDraft",
    "WaybillState",
    "correct",
    "fulfilment",
    "get_waybill",
    "receive",
    "reopen",
    "ship",
]
