"""Refusals of approvals."""

from heyi.platform.errors import AppError


class NeedsApproval(AppError):
    """The verb may only be done once people have approved it; the flow and who would be asked are told."""

    code = "approvals.needs_approval"
    status = 409


class UnderApproval(AppError):
    """Somebody waits for an approval of the record as it is, so it cannot be changed."""

    code = "approvals.under_approval"
    status = 409


class ChangedMeanwhile(AppError):
    """What would be approved is not any more what was submitted."""

    code = "approvals.changed_meanwhile"
    status = 409


class NoFlowApplies(AppError):
    """Nothing asks for an approval of this, so there is nothing to submit."""

    code = "approvals.no_flow_applies"
    status = 409


class NobodyFound(AppError):
    """A step finds nobody who could approve, and its flow says that then nothing is submitted."""

    code = "approvals.nobody_found"
    status = 409


class ChooseApprovers(AppError):
    """The applicant is to choose who approves a step, and chose nobody."""

    code = "approvals.choose_approvers"
    status = 422


class NotAsked(AppError):
    """Nothing of this approval waits for the actor."""

    code = "approvals.not_asked"
    status = 409


class OwnRequest(AppError):
    """Nobody approves in another's stead what he asked for himself."""

    code = "approvals.own_request"
    status = 409


class NotTheApplicant(AppError):
    """Only whoever asked for the approval may do this with it."""

    code = "approvals.not_the_applicant"
    status = 403


class PersonUnusable(AppError):
    """The person was switched off, is asked already, or asked for it himself."""

    code = "approvals.person_unusable"
    status = 422


class StepUnknown(AppError):
    """The step is none of those that were passed before."""

    code = "approvals.step_unknown"
    status = 422


class FlowInvalid(AppError):
    """The flow cannot be followed as it is written; each place is named."""

    code = "approvals.flow_invalid"
    status = 422


class VerbUnknown(AppError):
    """Records of this kind have no such verb that could be approved."""

    code = "approvals.verb_unknown"
    status = 422


class UrgedLately(AppError):
    """Whoever is asked was urged already within the hour."""

    code = "approvals.urged_lately"
    status = 409


class ImportNeedsApproval(AppError):
    """Records of this kind are only made or changed with approval, so a file cannot do it."""

    code = "approvals.import_needs_approval"
    status = 409


class AnotherFlow(AppError):
    """What is submitted anew has become something that another flow decides."""

    code = "approvals.another_flow"
    status = 409
