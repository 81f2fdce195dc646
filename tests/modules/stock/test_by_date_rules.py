"""What can be promised day by day."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from heyi.modules.stock.contracts.by_date import Announced
from heyi.modules.stock.rules.by_date import day_by_day

TODAY = date(2026, 11, 2)
ANY = UUID(int=1)


def promise(days: int | None, quantity: int) -> Announced:
    return Announced(
        product_id=ANY,
        warehouse_id=ANY,
        day=None if days is None else TODAY + timedelta(days=days),
        quantity=Decimal(quantity),
        document="purchase_order",
        document_id=ANY,
        number=None,
    )


def told(lies: int, *promises: tuple[int | None, int]) -> list[tuple[int | None, int, int, int, int]]:
    """Each day as days from today, what comes, goes, lies, and can be promised."""
    days = day_by_day(Decimal(lies), [promise(*one) for one in promises], TODAY)
    return [
        (
            None if day.day is None else (day.day - TODAY).days,
            int(day.comes),
            int(day.goes),
            int(day.lies),
            int(day.available),
        )
        for day in days
    ]


def test_what_expires_goes_first_and_falls_out_on_the_day_after() -> None:
    """Ten lie there, five of which are good up to the day after tomorrow and three up to the tenth."""
    lots = {TODAY + timedelta(days=2): Decimal(5), TODAY + timedelta(days=10): Decimal(3)}
    days = day_by_day(Decimal(10), [promise(1, -4), promise(5, -2)], TODAY, lots)
    assert [
        ((day.day - TODAY).days, int(day.goes), int(day.expires), int(day.lies), int(day.available))
        for day in days
        if day.day
    ] == [(0, 0, 0, 10, 4), (1, 4, 0, 6, 4), (3, 0, 1, 5, 3), (5, 2, 0, 3, 3), (11, 0, 1, 2, 2)]


@given(
    some.lists(some.tuples(some.integers(0, 9), some.integers(1, 9)), max_size=4),
    some.integers(0, 9),
    some.lists(some.tuples(some.integers(0, 9), some.integers(-9, -1)), max_size=5),
)
def test_one_more_than_is_available_breaks_a_promise_though_much_expires(
    lots: list[tuple[int, int]], lasting: int, promises: list[tuple[int, int]]
) -> None:
    """Whoever takes what can be promised for a day leaves no day short that was not; one more leaves one short."""
    ends: dict[date, Decimal] = {}
    for days, quantity in lots:
        last = TODAY + timedelta(days=days)
        ends[last] = ends.get(last, Decimal(0)) + quantity
    lies = Decimal(lasting) + sum(ends.values())

    def least(more: list[tuple[int, int]]) -> Decimal:
        found = day_by_day(lies, [promise(*one) for one in [*promises, *more]], TODAY, ends)
        return min(one.lies for one in found)

    if least([]) < 0:
        return
    for day in day_by_day(lies, [promise(*one) for one in promises], TODAY, ends):
        assert day.day is not None
        away, most = (day.day - TODAY).days, int(day.available)
        assert least([(away, -most)] if most else []) >= 0
        assert least([(away, -most - 1)]) < 0


def test_today_is_there_though_nothing_moves() -> None:
    assert told(7) == [(0, 0, 0, 7, 7)]


def test_what_a_later_promise_needs_is_promised_to_nobody_before() -> None:
    assert told(10, (5, -8), (9, 20)) == [(0, 0, 0, 10, 2), (5, 0, 8, 2, 2), (9, 20, 0, 22, 22)]


def test_what_is_late_goes_today_and_comes_nobody_knows_when() -> None:
    assert told(3, (-4, 5), (-2, -6), (0, -1)) == [(0, 0, 7, -4, -4), (None, 5, 0, 1, 1)]


def test_a_day_may_be_short() -> None:
    assert told(3, (0, -5), (4, 6)) == [(0, 0, 5, -2, -2), (4, 6, 0, 4, 4)]


def test_what_has_no_day_comes_last_and_is_promised_for_none() -> None:
    assert told(3, (None, 6), (4, -2)) == [(0, 0, 0, 3, 1), (4, 0, 2, 1, 1), (None, 6, 0, 7, 7)]


@given(some.integers(-20, 20), some.lists(some.tuples(some.integers(-3, 9), some.integers(-9, 9))))
def test_promising_what_is_available_never_breaks_a_promise(
    lies: int, promises: list[tuple[int, int]]
) -> None:
    """One who takes all that can be promised for a day makes no day go below the least it had before, or nothing."""
    for day in day_by_day(Decimal(lies), [promise(*one) for one in promises], TODAY):
        if day.day is None or day.available <= 0:
            continue
        more = [*promises, ((day.day - TODAY).days, -int(day.available))]
        after = day_by_day(Decimal(lies), [promise(*one) for one in more], TODAY)
        assert min(one.lies for one in after if one.day is not None and one.day >= day.day) == 0
