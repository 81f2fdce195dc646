"""Discounts, seals, lapsing and states of quotations, in tables."""

from datetime import date
from decimal import Decimal

import pytest

from heyi.modules.quoting.rules import lapsed, sealed, version_number
from heyi.modules.quoting.states import TRANSITIONS, QuotationState, allowed_verbs, step
from heyi.modules.sales.rules import discount_of
from heyi.platform.errors import WrongState


@pytest.mark.parametrize(
    ("listed", "price", "percent"),
    [
        ("100", "90", "10.0"),
        ("113", "100", "11.5"),
        ("3", "2", "33.3"),
        ("3", "1", "66.7"),
        # 0.05 percent is rounded half up.
        ("2000", "1999", "0.1"),
        ("100", "0", "100.0"),
        ("100", "100", "0.0"),
        ("100", "101", None),
        ("0", "0", None),
        (None, "5", None),
    ],
)
def test_how_far_a_price_lies_below_the_lists(listed: str | None, price: str, percent: str | None) -> None:
    found = discount_of(None if listed is None else Decimal(listed), Decimal(price))
    assert found == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("state", "until", "over"),
    [
        ("sent", date(2026, 11, 1), True),
        ("sent", date(2026, 11, 2), False),
        ("sent", date(2026, 11, 3), False),
        ("expired", date(2026, 11, 1), True),
        ("draft", date(2026, 11, 1), False),
        ("accepted", date(2026, 11, 1), False),
        ("declined", date(2026, 11, 1), False),
    ],
)
def test_the_last_day_still_counts(state: str, until: date, over: bool) -> None:
    assert lapsed(state, until, date(2026, 11, 2)) is over


def test_the_same_content_has_the_same_seal_in_whatever_order_it_was_gathered() -> None:
    text, seal = sealed({"b": Decimal("1.50"), "a": "价"})
    assert text == '{"a":"价","b":"1.5"}'
    assert seal == "dba6b85d1db8d37129e021f687bb8451379ba1255500695769d3cc34d726a392"
    assert sealed({"a": "价", "b": Decimal("1.5")})[1] == seal
    assert sealed({"a": "价", "b": Decimal("1.51")})[1] != seal


def test_later_versions_are_called_by_the_first() -> None:
    assert version_number("BJ202611020001", 12) == "BJ202611020001-V12"


def test_nothing_but_these_steps_is_taken() -> None:
    verbs = {verb for _, verb in TRANSITIONS}
    for state in QuotationState:
        for verb in verbs:
            if (state, verb) not in TRANSITIONS:
                with pytest.raises(WrongState):
                    step(state, verb)


@pytest.mark.parametrize(
    ("state", "facts", "verbs"),
    [
        ("draft", {}, ["send", "update", "withdraw"]),
        ("draft", {"ordered": True}, ["update", "withdraw"]),
        ("sent", {}, ["order", "share", "accept", "decline", "new_version", "withdraw"]),
        ("sent", {"drafted": True}, ["order", "share", "accept", "decline", "withdraw"]),
        ("sent", {"lapsed": True}, ["share", "decline", "new_version", "withdraw"]),
        ("sent", {"ordered": True}, ["share", "accept"]),
        ("accepted", {}, ["order", "share", "new_version"]),
        ("accepted", {"ordered": True}, ["share"]),
        ("declined", {}, ["new_version"]),
        ("superseded", {"drafted": True}, []),
    ],
)
def test_what_is_offered_next(state: str, facts: dict[str, bool], verbs: list[str]) -> None:
    told = {"lapsed": False, "ordered": False, "drafted": False} | facts
    assert allowed_verbs(QuotationState(state), **told) == verbs
