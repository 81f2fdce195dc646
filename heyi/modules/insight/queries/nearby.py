"""The customers near a place, the nearest first, as far as the reader sees them."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Double, and_, cast, func, or_, select

from heyi.kit.places import EARTH_KM, box_around
from heyi.modules.insight.contracts import Nearby, NearCustomer
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.showing import shape_rows, shown_columns
from heyi.platform.unit_of_work import UnitOfWork

MOST_NEAR: Final = 100
_SHOWN: Final = ("name", "latitude", "longitude", "phone", "address", "level", "last_followed_at")
_METRES: Final = 1000


def nearby(uow: UnitOfWork, *, latitude: float, longitude: float, within_km: int) -> Nearby:
    """The hundred nearest customers within so many kilometres; those that lie in a sea are nobody's to visit.

    Raises:
        NotAllowed: the reader may not look at customers.
        InvalidInput: he does not see where they are.
    """
    shape = shape_of(uow, "party")
    uow.require(shape.permissions.view)
    selecting = Selecting(uow, shape)
    for name in ("latitude", "longitude"):
        selecting.compared("filter", name)
    wanted = tuple(item for item in selecting.visible() if item.name in _SHOWN)
    far = _km_from(selecting, latitude, longitude)
    columns, source = shown_columns(selecting, wanted)
    party = selecting.table.columns
    rows = uow.rows(
        select(*columns, far.label("km"))
        .select_from(source)
        .where(
            *selecting.rows(),
            party["is_customer"].is_(True),
            party["pool_id"].is_(None),
            _inside(selecting, latitude, longitude, within_km),
            far <= within_km,
        )
        .order_by(far, party["id"])
        .limit(MOST_NEAR + 1)
    )
    shown = shape_rows(selecting, wanted, rows[:MOST_NEAR])
    found = [_near(row, kept["km"]) for row, kept in zip(shown, rows, strict=False)]
    return Nearby(customers=found, complete=len(rows) <= MOST_NEAR)


def _inside(selecting: Selecting, latitude: float, longitude: float, km: int) -> ColumnElement[bool]:
    """What the index of places finds: a little more than the circle, never less."""
    box = box_around(latitude, longitude, km)
    east = selecting.table.columns["longitude"]
    # Decimals, as the columns are: a float would have each row converted, and no index used.
    spans = [east.between(Decimal(first), Decimal(last)) for first, last in box.longitudes]
    north = selecting.table.columns["latitude"].between(Decimal(box.south), Decimal(box.north))
    return and_(north, or_(*spans))


def _km_from(selecting: Selecting, latitude: float, longitude: float) -> ColumnElement[float]:
    """As `kit.places.distance_km` reckons it, in the database."""
    north, east = (cast(selecting.table.columns[name], Double) for name in ("latitude", "longitude"))
    up = func.sin(func.radians(north - latitude) / 2)
    aside = func.sin(func.radians(east - longitude) / 2)
    part = up * up + func.cos(func.radians(latitude)) * func.cos(func.radians(north)) * aside * aside
    reckoned: ColumnElement[float] = 2 * EARTH_KM * func.asin(func.least(1.0, func.sqrt(part)))
    return reckoned


def _near(row: dict[str, Any], km: float) -> NearCustomer:
    return NearCustomer(
        id=row["id"],
        name=str(row.get("name") or ""),
        metres=round(km * _METRES),
        latitude=row["latitude"],
        longitude=row["longitude"],
        phone=row.get("phone"),
        address=row.get("address"),
        level=row.get("level"),
        last_followed_at=row.get("last_followed_at"),
    )
