"""Collecting, for other modules."""

from heyi.modules.collecting.actions.collect import collect
from heyi.modules.collecting.actions.letters import dunning_letter
from heyi.modules.collecting.actions.plans import follow_change, set_plan
from heyi.modules.collecting.contracts import (
    Collected,
    Collection,
    InstalmentDraft,
    MoneyDraft,
    MovedInstalment,
    ReceiptPlan,
)
from heyi.modules.collecting.queries.board import collection
from heyi.modules.collecting.queries.changes import plan_after
from heyi.modules.collecting.queries.mornings import to_collect
from heyi.modules.collecting.queries.plans import receipt_plan

__all__ = [
    "Collected",
    "Collection",
    "InstalmentDraft",
    "MoneyDraft",
    "MovedInstalment",
    "ReceiptPlan",
    "collect",
    "collection",
    "dunning_letter",
    "follow_change",
    "plan_after",
    "receipt_plan",
    "set_plan",
    "to_collect",
]
