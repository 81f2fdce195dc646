"""How leads and opportunities move: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class LeadState(StrEnum):
    """How far a lead is."""

    NEW = "new"
    FOLLOWING = "following"
    CONVERTED = "converted"
    INVALID = "invalid"


class OpportunityState(StrEnum):
    """Whether an opportunity is worked on, and how it ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    INVALID = "invalid"


LEAD_TRANSITIONS: dict[tuple[LeadState, str], LeadState] = {
    (LeadState.NEW, "follow"): LeadState.FOLLOWING,
    (LeadState.NEW, "convert"): LeadState.CONVERTED,
    (LeadState.NEW, "invalidate"): LeadState.INVALID,
    (LeadState.FOLLOWING, "convert"): LeadState.CONVERTED,
    (LeadState.FOLLOWING, "invalidate"): LeadState.INVALID,
    (LeadState.INVALID, "reopen"): LeadState.FOLLOWING,
}

OPPORTUNITY_TRANSITIONS: dict[tuple[OpportunityState, str], OpportunityState] = {
    (OpportunityState.OPEN, "move"): OpportunityState.OPEN,
    (OpportunityState.OPEN, "win"): OpportunityState.WON,
    (OpportunityState.OPEN, "lose"): OpportunityState.LOST,
    (OpportunityState.OPEN, "invalidate"): OpportunityState.INVALID,
    (OpportunityState.WON, "reopen"): OpportunityState.OPEN,
    (OpportunityState.LOST, "reopen"): OpportunityState.OPEN,
    (OpportunityState.INVALID, "reopen"): OpportunityState.OPEN,
}


def lead_step(state: LeadState, verb: str) -> LeadState:
    """The lead's state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = LEAD_TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.lead.state.{state}", verb=f"verb.{verb}")
    return following


def opportunity_step(state: OpportunityState, verb: str) -> OpportunityState:
    """The opportunity's state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = OPPORTUNITY_TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.opportunity.state.{state}", verb=f"verb.{verb}")
    return following


def lead_verbs(state: LeadState) -> list[str]:
    """What may be done with a lead next, the main step first."""
    order = ("convert", "follow", "invalidate", "reopen")
    return [verb for verb in order if (state, verb) in LEAD_TRANSITIONS]


def opportunity_verbs(state: OpportunityState) -> list[str]:
    """What may be done with an opportunity next, the main step first."""
    order = ("win", "move", "lose", "invalidate", "reopen")
    return [verb for verb in order if (state, verb) in OPPORTUNITY_TRANSITIONS]
