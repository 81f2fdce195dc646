"""How money fills instalments, by tables."""

from datetime import date
from decimal import Decimal

import pytest

from heyi.modules.collecting.contracts import InstalmentState, Urgency
from heyi.modules.collecting.rules import Filled, days_late, fill, state_of, urgency_of


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def came(*moves: str) -> list[tuple[date, Decimal]]:
    pairs = (move.split() for move in moves)
    return [(day(on), Decimal(amount)) for on, amount in pairs]


@pytest.mark.parametrize(
    ("amounts", "relief", "moves", "filled"),
    [
        ("30 70", "0", (), "30/0 70/0"),
        ("30 70", "0", ("01-05 30",), "30/30@01-05 70/0"),
        ("30 70", "0", ("01-05 10", "01-09 50"), "30/30@01-09 70/30"),
        ("30 70", "0", ("01-05 100",), "30/30@01-05 70/70@01-05"),
        # Two on one day are one; the order of telling is none of time.
        ("30 70", "0", ("01-09 20", "01-05 5", "01-09 5"), "30/30@01-09 70/0"),
        # Money that went back opens what it had paid; it counts from the day on which it was whole for good.
        ("30 70", "0", ("01-05 30", "01-06 -30", "01-20 40"), "30/30@01-20 70/10"),
        # What came back is taken off the last one first.
        ("30 70", "20", ("01-05 80",), "30/30@01-05 50/50@01-05"),
        ("30 70", "70", ("01-05 30",), "30/30@01-05 0/0"),
        ("30 70", "85", (), "15/0 0/0"),
        # More than the order, or more relief than there is, fills nothing twice.
        ("30 70", "0", ("01-05 130",), "30/30@01-05 70/70@01-05"),
        ("30 70", "130", (), "0/0 0/0"),
        ("0.01 0.02", "0", ("01-05 0.02",), "0.01/0.01@01-05 0.02/0.01"),
    ],
)
def test_the_oldest_is_filled_first_and_relief_is_taken_off_the_last(
    amounts: str, relief: str, moves: tuple[str, ...], filled: str
) -> None:
    found = fill([Decimal(one) for one in amounts.split()], relief=Decimal(relief), came=came(*moves))
    told = " ".join(
        f"{one.asked}/{one.collected}" + (f"@{one.paid_on:%m-%d}" if one.paid_on else "") for one in found
    )
    assert told == filled


@pytest.mark.parametrize(
    ("asked", "collected", "paid_on", "today", "state", "late"),
    [
        ("30", "0", None, "01-09", InstalmentState.WAITING, None),
        ("30", "0", None, "01-10", InstalmentState.WAITING, None),
        ("30", "0", None, "01-11", InstalmentState.OVERDUE, 1),
        ("30", "10", None, "01-10", InstalmentState.PART, None),
        ("30", "10", None, "01-15", InstalmentState.OVERDUE, 5),
        ("30", "30", "01-17", "02-01", InstalmentState.PAID, 7),
        ("30", "30", "01-08", "02-01", InstalmentState.PAID, -2),
        ("0", "0", None, "02-01", InstalmentState.VOID, None),
    ],
)
def test_an_instalment_of_the_tenth_stands_on_a_day(
    asked: str, collected: str, paid_on: str | None, today: str, state: InstalmentState, late: int | None
) -> None:
    filled = Filled(Decimal(asked), Decimal(collected), day(paid_on) if paid_on else None)
    assert state_of(filled, day("01-10"), day(today)) is state
    assert days_late(filled, day("01-10"), day(today)) == late


@pytest.mark.parametrize(
    ("due_on", "urgency"),
    [
        ("06-09", Urgency.OVERDUE),
        ("06-10", Urgency.WEEK),
        ("06-17", Urgency.WEEK),
        ("06-18", Urgency.MONTH),
        ("07-10", Urgency.MONTH),
        ("07-11", Urgency.LATER),
    ],
)
def test_money_is_urgent_by_its_day(due_on: str, urgency: Urgency) -> None:
    assert urgency_of(day(due_on), day("06-10")) is urgency
