"""What shipping gives to others and takes from them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class WaybillState(StrEnum):
    """Goods are under way until their customer took all of them, some of them, or none."""

    UNDER_WAY = "under_way"
    RECEIVED = "received"
    PARTLY = "partly"
    REFUSED = "refused"


# What a customer may have made of it.
OUTCOMES = (WaybillState.RECEIVED, WaybillState.PARTLY, WaybillState.REFUSED)


@dataclass(frozen=True, kw_only=True)
class WaybillDraft:
    """With whom and as what goods of a delivery go to their customer.

    By a `carrier_id` under his `tracking_number`, or by a `driver` of one's own; `parcels` are pieces to count.
    """

    carrier_id: UUID | None = None
    tracking_number: str | None = None
    driver: str | None = None
    driver_phone: str | None = None
    parcels: int = 1
    shipped_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a customer made of a waybill: who of his took it and when, what was wrong, and what proves it.

    `signature` and `photos` are drafts that the actor uploaded.
    """

    outcome: WaybillState
    received_by: str
    received_on: date | None = None
    receipt_note: str | None = None
    signature: UUID | None = None
    photos: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Titled:
    """A record that a waybill names."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class Waybill:
    """Goods of one delivery on their way, or with their customer.

    `tracking_url` leads to where the carrier tells how far they are.
    """

    id: UUID
    version: int
    number: str
    delivery: Titled
    party: Titled
    carrier: Titled | None
    carrier_phone: str | None
    tracking_number: str | None
    tracking_url: str | None
    driver: str | None
    driver_phone: str | None
    parcels: int
    shipped_on: date
    state: WaybillState
    received_on: date | None
    received_by: str | None
    receipt_note: str | None
    signature: UUID | None
    photos: list[UUID]
    note: str | None
    allowed_actions: list[str]


class Step(StrEnum):
    """How far goods of an order are on their way to its customer."""

    TO_PICK = "to_pick"
    PICKING = "picking"
    TO_SEND = "to_send"
    UNDER_WAY = "under_way"
    TROUBLE = "trouble"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A document on the board: an order that is to be picked, a delivery that is to be sent, or a waybill.

    `day` is the day for which an order is wanted, and for the others the last one on which something happened; `days`
    are those that went by since. `detail`: how many lines are open, the pick list, who brings it, or what went wrong.
    """

    record: str
    id: UUID
    number: str
    party: Titled | None
    day: date | None
    days: int | None
    late: bool
    detail: str | None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """All that stands at one step: how many, how many of them late, and those that wait longest."""

    step: Step
    count: int
    late: int
    cards: list[Card]


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """From the shelf to the customer's hand, step by step."""

    today: date
    lanes: list[Lane]
