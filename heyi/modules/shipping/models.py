"""Carriers, and what is on its way to customers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sqlalchemy import Index, text

from heyi.modules.shipping import permissions as may
from heyi.modules.shipping.contracts import OUTCOMES, WaybillState
from heyi.platform.db.schema import check, index
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Document, Field, Kind, Permissions, Record, declare

WAYBILL_SERIES = series("waybill", NumberRule("FY"))
# Where the number stands in the address at which a carrier tells how far a parcel is.
NUMBER_HERE = "{number}"
MOST_PARCELS = 9_999


def _tells_of_one(value: Any) -> bool:
    return str(value).startswith("https://") and str(value).count(NUMBER_HERE) == 1


CARRIER: Record = declare(
    name="carrier",
    path="carriers",
    module="shipping",
    title="name",
    sort="name",
    permissions=Permissions(
        view=may.VIEW_CARRIER,
        create=may.MANAGE_CARRIER,
        update=may.MANAGE_CARRIER,
        delete=may.MANAGE_CARRIER,
        bring_in=may.MANAGE_CARRIER,
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="phone", kind=Kind.PHONE, in_list=True),
        Field(name="customer_number", in_list=True, max_length=60),
        Field(name="tracking_url", check=_tells_of_one, max_length=200),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        Field(name="note", max_length=200),
    ),
)

WAYBILL: Record = declare(
    name="waybill",
    path="waybills",
    module="shipping",
    title="number",
    sort="-shipped_on",
    party_field="party_id",
    visible_through="delivery_id",
    by_company=True,
    document=Document(occurred_on="shipped_on", state="state", keeps_files=tuple(OUTCOMES)),
    permissions=Permissions(view=may.VIEW),
    fields=(
        Field(name="number", unique=True, searchable=True, in_list=True, series=WAYBILL_SERIES),
        Field(name="delivery_id", kind=Kind.REFERENCE, references="delivery", required=True, in_list=True),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="carrier_id", kind=Kind.REFERENCE, references="carrier", in_list=True),
        Field(name="tracking_number", searchable=True, in_list=True, max_length=60),
        Field(name="driver", max_length=60),
        Field(name="driver_phone", kind=Kind.PHONE),
        Field(name="parcels", kind=Kind.NUMBER, required=True, minimum=1, maximum=MOST_PARCELS, in_list=True),
        Field(name="shipped_on", kind=Kind.DATE, required=True, in_list=True),
        Field(
            name="state",
            kind=Kind.CHOICE,
            choices=tuple(WaybillState),
            required=True,
            in_list=True,
        ),
        Field(name="received_on", kind=Kind.DATE, in_list=True),
        Field(name="received_by", max_length=60),
        Field(name="receipt_note", kind=Kind.LONG_TEXT),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        index("waybill", "delivery_id"),
        index("waybill", "party_id", "id"),
        index("waybill", "carrier_id"),
        index("waybill", "shipped_on", "id"),
        index("waybill", "created_at", "id"),
        Index(
            "ix_waybill_under_way",
            "tenant_id",
            "company_id",
            "shipped_on",
            postgresql_where=text("state = 'under_way'"),
        ),
        check("brought", "carrier_id IS NOT NULL OR driver IS NOT NULL"),
        check("received", "(state = 'under_way') = (received_on IS NULL) AND received_on >= shipped_on"),
        check("received_by", "(state = 'under_way') = (received_by IS NULL)"),
        check("wrong", "state NOT IN ('partly', 'refused') OR receipt_note IS NOT NULL"),
    ),
)


def address_of(carrier: Mapping[Any, Any], tracking_number: str | None) -> str | None:
    """Where a carrier tells how far a parcel is; None where he has no such place, or the parcel no number."""
    place = carrier["tracking_url"]
    return place.replace(NUMBER_HERE, quote(tracking_number, safe="")) if place and tracking_number else None
