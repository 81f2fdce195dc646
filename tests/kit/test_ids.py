import multiprocessing
import threading
from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.ids import uuid7, uuids7

NOON = datetime(2026, 11, 23, 12, 0, 0, 123_456, tzinfo=UTC)


def milliseconds_of(identifier: UUID) -> int:
    return identifier.int >> 80


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive by contract
def test_carries_version_variant_and_instant(instant: datetime) -> None:
    identifier = uuid7(instant)
    assert (identifier.version, identifier.variant) == (7, RFC_4122)
    assert milliseconds_of(identifier) == (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        milliseconds=1
    )


def test_the_vector_of_the_standard() -> None:
    # RFC 9562, appendix A.6: Tuesday, February 22, 2022 2:22:22.00 PM GMT-05:00
    instant = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    assert milliseconds_of(uuid7(instant)) == 0x017F22E279B0


def test_rises_within_one_millisecond() -> None:
    identifiers = [uuid7(NOON) for _ in range(2000)]
    assert identifiers == sorted(set(identifiers))
    assert len(identifiers) == 2000


def test_many_at_once_rise_with_those_made_one_by_one() -> None:
    identifiers = [uuid7(NOON), *uuids7(NOON, 1000), uuid7(NOON), *uuids7(NOON, 3)]
    assert identifiers == sorted(set(identifiers))
    assert len(identifiers) == 1005
    assert {(one.version, one.variant, milliseconds_of(one)) for one in identifiers} == {
        (7, RFC_4122, milliseconds_of(identifiers[0]))
    }
    assert uuids7(NOON, 0) == []


def test_rises_for_each_of_two_transactions_that_take_turns() -> None:
    earlier, later = NOON, NOON + timedelta(seconds=3)
    pairs = [(uuid7(earlier), uuid7(later)) for _ in range(500)]
    for made_in_one in zip(*pairs, strict=True):
        assert list(made_in_one) == sorted(set(made_in_one))


def test_a_later_millisecond_sorts_after_an_earlier_one() -> None:
    late = uuid7(NOON + timedelta(milliseconds=1))
    assert uuid7(NOON) < late


def test_threads_never_share_an_identifier() -> None:
    made: list[list[UUID]] = [[] for _ in range(8)]

    def make(index: int) -> None:
        made[index].extend(uuid7(NOON) for _ in range(500))

    threads = [threading.Thread(target=make, args=(index,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({identifier for one in made for identifier in one}) == 4000
    for one in made:
        assert one == sorted(one)


def test_a_forked_child_does_not_go_on_with_its_parents_counter() -> None:
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    parent_next = uuid7(NOON)
    child = context.Process(target=lambda: answers.put(uuid7(NOON)))
    child.start()
    from_child = answers.get()
    child.join()
    # Going on with the counter, the child would be less than one step (2^32) and a bit above the parent.
    assert abs(from_child.int - parent_next.int) > 2**34


def test_refuses_an_instant_without_zone_or_before_the_epoch() -> None:
    with pytest.raises(ValueError, match="time zone"):
        uuid7(datetime(2026, 11, 23))  # noqa: DTZ001 - the case itself
    with pytest.raises(ValueError, match="before 1970"):
        uuid7(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC))
