"""Amounts, turns and degrees of certainty, and every step that leads and opportunities may take."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.modules.crm.rules import category, least_loaded, line_amounts, next_in_turn, share, stale_on
from heyi.modules.crm.states import (
    LEAD_TRANSITIONS,
    OPPORTUNITY_TRANSITIONS,
    LeadState,
    OpportunityState,
    lead_step,
    lead_verbs,
    opportunity_step,
    opportunity_verbs,
)
from heyi.platform.errors import WrongState

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def test_a_discount_on_the_whole_is_spread_to_the_cent() -> None:
    third = (Decimal(1), Decimal("33.33"), Decimal(0))
    parts, total = line_amounts([third, third, third], Decimal("0.1"))
    assert [part.share for part in parts] == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert total == Decimal("89.99")
    assert sum(part.amount for part in parts) == total


@given(
    st.lists(
        st.tuples(
            st.decimals("0.01", "9999", places=2),
            st.decimals("0", "99999", places=4),
            st.decimals("0", "1", places=4),
        ),
        max_size=12,
    ),
    st.decimals("0", "1", places=4),
)
def test_lines_add_up_to_the_total(lines: list[tuple[Decimal, Decimal, Decimal]], discount: Decimal) -> None:
    parts, total = line_amounts(lines, discount)
    assert sum((part.amount for part in parts), Decimal(0)) == total
    assert all(part.amount >= 0 for part in parts)


@pytest.mark.parametrize(
    ("last", "count", "turns"),
    [
        (None, 4, [A, B, C, A]),
        (A, 2, [B, C]),
        (C, 1, [A]),
        (UUID(int=2**64), 1, [A]),
    ],
)
def test_the_next_in_turn(last: UUID | None, count: int, turns: list[UUID]) -> None:
    assert next_in_turn([C, A, B], last, count) == turns


def test_whoever_has_the_fewest_is_next() -> None:
    assert least_loaded({A: 2, B: 0, C: 1}, 4) == [B, B, C, A]


@pytest.mark.parametrize(
    ("rate", "kind"),
    [("1", "committed"), ("0.8", "committed"), ("0.79", "best"), ("0.5", "best"), ("0.49", "pipeline")],
)
def test_how_sure_it_is(rate: str, kind: str) -> None:
    assert category(Decimal(rate)) == kind


def test_a_stage_of_seven_days_is_too_long_on_the_eighth() -> None:
    assert stale_on(date(2026, 11, 2), 7) == date(2026, 11, 10)
    assert stale_on(date(2026, 11, 2), None) is None


def test_a_share_of_nothing_is_none() -> None:
    assert share(1, 0) is None
    assert share(2, 3) == Decimal("0.6667")


@pytest.mark.parametrize("state", LeadState)
@pytest.mark.parametrize("verb", ["follow", "convert", "invalidate", "reopen"])
def test_a_lead_takes_these_steps_and_no_others(state: LeadState, verb: str) -> None:
    if (state, verb) in LEAD_TRANSITIONS:
        assert lead_step(state, verb) is LEAD_TRANSITIONS[state, verb]
        assert verb in lead_verbs(state)
    else:
        with pytest.raises(WrongState):
            lead_step(state, verb)
        assert verb not in lead_verbs(state)


@pytest.mark.parametrize("state", OpportunityState)
@pytest.mark.parametrize("verb", ["move", "win", "lose", "invalidate", "reopen"])
def test_an_opportunity_takes_these_steps_and_no_others(state: OpportunityState, verb: str) -> None:
    if (state, verb) in OPPORTUNITY_TRANSITIONS:
        assert opportunity_step(state, verb) is OPPORTUNITY_TRANSITIONS[state, verb]
        assert verb in opportunity_verbs(state)
    else:
        with pytest.raises(WrongState):
            opportunity_step(state, verb)
        assert verb not in opportunity_verbs(state)
