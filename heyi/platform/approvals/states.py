"""How an approval and what it asks of people move: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class ApprovalState(StrEnum):
    """`returned` is back with the applicant, who changes what he asks for and submits it anew."""

    RUNNING = "running"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class TaskState(StrEnum):
    """`held` waits until another task is decided; `copied` only tells."""

    HELD = "held"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    RETURNED = "returned"
    HANDED_ON = "handed_on"
    PASSED_OVER = "passed_over"
    CANCELLED = "cancelled"
    COPIED = "copied"


LIVE = (ApprovalState.RUNNING, ApprovalState.RETURNED)
OPEN_TASKS = (TaskState.HELD, TaskState.WAITING)

_R, _B = ApprovalState.RUNNING, ApprovalState.RETURNED
TRANSITIONS: dict[tuple[ApprovalState, str], ApprovalState] = {
    (_R, "approve"): _R,
    (_R, "finish"): ApprovalState.APPROVED,
    (_R, "refuse"): ApprovalState.REFUSED,
    (_R, "send_back"): _R,
    (_R, "give_back"): _B,
    (_R, "add_signer"): _R,
    (_R, "hand_on"): _R,
    (_R, "urge"): _R,
    (_R, "withdraw"): ApprovalState.WITHDRAWN,
    (_R, "lapse"): ApprovalState.LAPSED,
    (_B, "resubmit"): _R,
    (_B, "withdraw"): ApprovalState.WITHDRAWN,
    (_B, "lapse"): ApprovalState.LAPSED,
    # What was approved and not done while it still could be.
    (ApprovalState.APPROVED, "lapse"): ApprovalState.LAPSED,
}


def step(state: ApprovalState, verb: str) -> ApprovalState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.approval.state.{state}", verb=f"verb.{verb}")
    return following
