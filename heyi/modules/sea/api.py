"""Public seas, for other modules."""

from heyi.modules.sea.actions.capacity import (
    delete_capacity,
    judge_capacity,
    room_of,
    save_capacity,
)
from heyi.modules.sea.actions.claiming import assign, claim
from heyi.modules.sea.actions.entering import bring_into, may_move, move, move_step, put_back
from heyi.modules.sea.actions.locking import lock, shape_with_standing
from heyi.modules.sea.actions.recycling import fall_step, reckon_step
from heyi.modules.sea.actions.settings import change_settings, get_settings, rule_problems
from heyi.modules.sea.actions.standing import (
    follow_owner,
    lies_in_seas,
    note_followed,
    note_owners,
    note_standing,
    pool_bound,
    refresh_due,
)
from heyi.modules.sea.actions.undoing import require_undoable, undo_step, undone
from heyi.modules.sea.contracts import (
    CapacityView,
    MyPool,
    NightPage,
    NightView,
    PoolSettings,
    Simulation,
    Standing,
    Started,
)
from heyi.modules.sea.models import POOL
from heyi.modules.sea.queries.capacity import get_capacity, list_capacity
from heyi.modules.sea.queries.lens import LENS, export_pool, lens_of_pool, list_in_pool, peek
from heyi.modules.sea.queries.nights import lines_of, list_nights, my_lines_of, simulate
from heyi.modules.sea.queries.pools import inside, my_pools, pool_of
from heyi.modules.sea.queries.standing import due_soon, falling_soon, standing_of
from heyi.modules.sea.rules import rule_of

__all__ = [
    "LENS",
    "POOL",
    "CapacityView",
    "MyPool",
    "NightPage",
    "NightView",
    "PoolSettings",
    "Simulation",
    "Standing",
    "Started",
    "assign",
    "bring_into",
    "change_settings",
    "claim",
    "delete_capacity",
    "due_soon",
    "export_pool",
    "fall_step",
    "falling_soon",
    "follow_owner",
    "get_capacity",
    "get_settings",
    "inside",
    "judge_capacity",
    "lens_of_pool",
    "lies_in_seas",
    "lines_of",
    "list_capacity",
    "list_in_pool",
    "list_nights",
    "lock",
    "may_move",
    "move",
    "move_step",
    "my_lines_of",
    "my_pools",
    "note_followed",
    "note_owners",
    "note_standing",
    "peek",
    "pool_bound",
    "pool_of",
    "put_back",
    "reckon_step",
    "refresh_due",
    "require_undoable",
    "room_of",
    "rule_of",
    "rule_problems",
    "save_capacity",
    "shape_with_standing",
    "simulate",
    "standing_of",
    "undo_step",
    "undone",
]
