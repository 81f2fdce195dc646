"""Acceptance bills, for other modules."""

from heyi.modules.bills.actions.taking import (
    enter_opening_bill,
    issue_bill,
    reverse_opening_bill,
    take_bill,
)
from heyi.modules.bills.actions.unpaid import send_back
from heyi.modules.bills.actions.using import endorse_bill, undo_use, use_bill
from heyi.modules.bills.actions.watching import look_before_reversal
from heyi.modules.bills.contracts import (
    Bill,
    BillDraft,
    BillKind,
    BillOfPaper,
    BillPaper,
    BillSide,
    BillStatus,
    BillTotal,
    BillUse,
    Endorsement,
    OpeningBill,
    SendingBack,
    UseKind,
)
from heyi.modules.bills.models import BILL
from heyi.modules.bills.queries.bills import bill_of_paper, bill_totals, get_bill
from heyi.modules.bills.rules import ROLES

__all__ = [
    "BILL",
    "ROLES",
    "Bill",
    "BillDraft",
    "BillKind",
    "BillOfPaper",
    "BillPaper",
    "BillSide",
    "BillStatus",
    "BillTotal",
    "BillUse",
    "Endorsement",
    "OpeningBill",
    "SendingBack",
    "UseKind",
    "bill_of_paper",
    "bill_totals",
    "endorse_bill",
    "enter_opening_bill",
    "get_bill",
    "issue_bill",
    "look_before_reversal",
    "reverse_opening_bill",
    "send_back",
    "take_bill",
    "undo_use",
    "use_bill",
]
