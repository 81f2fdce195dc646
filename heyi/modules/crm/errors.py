"""What crm refuses."""

from heyi.platform.errors import AppError


class AlreadyConverted(AppError):
    """The lead became a customer before."""

    code = "crm.already_converted"
    status = 409


class CustomerExists(AppError):
    """A customer that is probably the same is there already."""

    code = "crm.customer_exists"
    status = 409


class CustomerOfOther(AppError):
    """A customer that is probably the same belongs to somebody else."""

    code = "crm.customer_of_other"
    status = 409


class LeadConverted(AppError):
    """A converted lead is only read."""

    code = "crm.lead_converted"
    status = 409


class NothingToMap(AppError):
    """The mapping leaves the customer without the name that he must have."""

    code = "crm.nothing_to_map"
    status = 422


class NoStageGroup(AppError):
    """No group of stages may be used."""

    code = "crm.no_stage_group"
    status = 409


class StageUnknown(AppError):
    """The stage does not belong to the group, or is not used any more."""

    code = "crm.stage_unknown"
    status = 422


class StageInUse(AppError):
    """Open opportunities stand in a stage that would go."""

    code = "crm.stage_in_use"
    status = 409


class BackwardNeedsReason(AppError):
    """An opportunity goes back to an earlier stage only with a reason."""

    code = "crm.backward_needs_reason"
    status = 422


class OpportunityClosed(AppError):
    """What is won, lost or invalid is changed only after it was opened again."""

    code = "crm.opportunity_closed"
    status = 409


class SetByVerb(AppError):
    """The field is changed by a verb of its own."""

    code = "crm.set_by_verb"
    status = 409


class AmountOfLines(AppError):
    """The amount is the sum of the lines."""

    code = "crm.amount_of_lines"
    status = 409


class MergeWithLines(AppError):
    """Of two opportunities the one that would go has lines, which would be lost."""

    code = "crm.merge_with_lines"
    status = 409


class NobodyToAssign(AppError):
    """A rule names nobody who could be given a lead."""

    code = "crm.nobody_to_assign"
    status = 422


class FormUnknown(AppError):
    """There is no form under this address, or it is switched off."""

    code = "crm.form_unknown"
    status = 404


class FieldNotForForm(AppError):
    """A public form cannot ask for this field."""

    code = "crm.field_not_for_form"
    status = 422


class FieldsDoNotFit(AppError):
    """Two fields of the mapping hold different kinds of values."""

    code = "crm.fields_do_not_fit"
    status = 422
