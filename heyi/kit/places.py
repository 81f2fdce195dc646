"""Places on the earth: a box around one, to find what may be near by an index, and how far two are from each other."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088
_HALF_TURN: Final = 180.0
_POLE: Final = 90.0


@dataclass(frozen=True)
class Box:
    """What lies within these degrees; `longitudes` are two spans where the box crosses the line of the date."""

    south: float
    north: float
    longitudes: tuple[tuple[float, float], ...]


def box_around(latitude: float, longitude: float, km: float) -> Box:
    """The smallest box of degrees that holds every place within so many kilometres; all longitudes at a pole."""
    reach = km / EARTH_KM
    south, north = latitude - degrees(reach), latitude + degrees(reach)
    everywhere = ((-_HALF_TURN, _HALF_TURN),)
    if south <= -_POLE or north >= _POLE:
        return Box(max(south, -_POLE), min(north, _POLE), everywhere)
    wide = sin(reach) / cos(radians(latitude))
    if wide >= 1:
        return Box(south, north, everywhere)
    aside = degrees(asin(wide))
    west, east = longitude - aside, longitude + aside
    if west < -_HALF_TURN:
        return Box(south, north, ((west + 2 * _HALF_TURN, _HALF_TURN), (-_HALF_TURN, east)))
    if east > _HALF_TURN:
        return Box(south, north, ((west, _HALF_TURN), (-_HALF_TURN, east - 2 * _HALF_TURN)))
    return Box(south, north, ((west, east),))


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """How far two places are from each other over the round earth (haversine)."""
    here, there = radians(latitude), radians(other_latitude)
    up, aside = sin((there - here) / 2), sin(radians(other_longitude - longitude) / 2)
    return 2 * EARTH_KM * asin(min(1.0, sqrt(up * up + cos(here) * cos(there) * aside * aside)))
