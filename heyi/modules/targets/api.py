"""Achievements and targets, for other modules."""

from heyi.modules.targets.actions.achieving import achieve, take_back
from heyi.modules.targets.actions.setting import set_targets
from heyi.modules.targets.contracts import Achieved, Achievement, Level, MonthProgress, Sheet
from heyi.modules.targets.models import ACHIEVEMENT
from heyi.modules.targets.queries import progress, sheet

__all__ = [
    "ACHIEVEMENT",
    "Achieved",
    "Achievement",
    "Level",
    "MonthProgress",
    "Sheet",
    "achieve",
    "progress",
    "set_targets",
    "sheet",
    "take_back",
]
