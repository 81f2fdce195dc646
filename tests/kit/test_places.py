"""Boxes of degrees hold what is near, and the distance is that over the round earth."""

import pytest

from heyi.kit.places import Box, box_around, distance_km

SHANGHAI, HANGZHOU = (31.230416, 121.473701), (30.274085, 120.15507)


def test_how_far_two_cities_are() -> None:
    assert round(distance_km(*SHANGHAI, *HANGZHOU), 1) == 164.9
    assert distance_km(*SHANGHAI, *SHANGHAI) == 0.0
    assert round(distance_km(0, 0, 0, 180), 1) == 20015.1


@pytest.mark.parametrize("place", [SHANGHAI, HANGZHOU, (0.0, 0.0), (-54.8, -68.3), (78.2, 15.6)])
@pytest.mark.parametrize("km", [1, 5, 20, 50])
def test_the_box_touches_the_circle_on_four_sides(place: tuple[float, float], km: int) -> None:
    box = box_around(*place, km)
    ((west, east),) = box.longitudes
    assert distance_km(*place, box.north, place[1]) == pytest.approx(km)
    assert distance_km(*place, box.south, place[1]) == pytest.approx(km)
    assert distance_km(*place, place[0], west) >= km
    assert distance_km(*place, place[0], east) >= km


def test_a_box_over_the_line_of_the_date_is_two_spans() -> None:
    east_of_it = box_around(0, 179.9, 50)
    assert [[round(degree, 2) for degree in span] for span in east_of_it.longitudes] == [
        [179.45, 180.0],
        [-180.0, -179.65],
    ]
    west_of_it = box_around(0, -179.9, 50)
    assert [[round(degree, 2) for degree in span] for span in west_of_it.longitudes] == [
        [179.65, 180.0],
        [-180.0, -179.45],
    ]


def test_at_a_pole_every_longitude_is_near() -> None:
    assert box_around(89.9, 10, 50) == Box(pytest.approx(89.45, abs=0.01), 90.0, ((-180.0, 180.0),))  # type: ignore[arg-type]  # a plain pair of degrees
