"""What kinds of warehouses there are, and what may be done with the goods of each: pure, no session."""

from collections.abc import Mapping, Sequence
from typing import Any

from heyi.platform.errors import FieldProblem

# Our goods, promised and sold; ours too but held back until they are moved; somebody else's that we keep; on their way.
USUAL, HELD_BACK, ENTRUSTED, TRANSIT = "usual", "held_back", "entrusted", "transit"
KINDS = (USUAL, HELD_BACK, ENTRUSTED, TRANSIT)
OURS = (USUAL, HELD_BACK)
ANYWHERE = (*OURS, ENTRUSTED)


def wrong_warehouse(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """Whose the goods are is said of a warehouse that keeps others' goods, and of no other; only ours run short."""
    problems = []
    entrusted = values.get("kind") == ENTRUSTED
    if entrusted and values.get("goods_owner_id") is None:
        problems.append(FieldProblem("goods_owner_id", "goods_owner_missing"))
    if not entrusted and values.get("goods_owner_id") is not None:
        problems.append(FieldProblem("goods_owner_id", "goods_owner_is_us"))
    if values.get("may_run_short") and values.get("kind") != USUAL:
        problems.append(FieldProblem("may_run_short", "only_own_runs_short"))
    return problems
