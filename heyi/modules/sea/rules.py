"""Pure arithmetic of public seas: rules from what is kept, days that must pass."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from heyi.modules.sea.contracts import Rule

KINDS = ("no_follow_up", "no_opportunity", "not_won", "condition")


def rule_of(kept: Mapping[str, Any]) -> Rule:
    """A rule from what is kept of it."""
    return Rule(
        id=kept["id"],
        kind=kept["kind"],
        name=kept.get("name") or "",
        days=kept.get("days"),
        by_level=dict(kept.get("by_level") or {}),
        won_exempt=bool(kept.get("won_exempt")),
        opportunity_exempt=bool(kept.get("opportunity_exempt")),
        condition=kept.get("condition"),
        date_field=kept.get("date_field") or "",
    )


def free_on(pooled_on: date, days: int) -> date:
    """The first day with so many whole days between it and the day of falling; without days, that day itself."""
    return pooled_on + timedelta(days=days + 1) if days else pooled_on
