"""Choose how the company books what leaves a choice."""

from heyi.modules.invoicing.contracts import BillingRules, Estimates
from heyi.modules.invoicing.models import BILLING_RULES
from heyi.modules.invoicing.queries.billing_rules import billing_rules
from heyi.modules.sales import api as sales
from heyi.platform.company_choice import choose
from heyi.platform.unit_of_work import UnitOfWork


def set_billing_rules(
    uow: UnitOfWork, *, estimates: Estimates | None, revenue_point: sales.RevenuePoint | None
) -> BillingRules:
    """Book so from now on; what is posted, and what left by a delivery, stays as it is. What is not said is left alone.

    Two who choose at once have both their choices: neither writes what he did not say.
    """
    # The settings before the rules of either module: whoever says one thing and whoever says both meet here first.
    uow.change_settings()
    if revenue_point is not None:
        sales.set_revenue_point(uow, revenue_point)
    if estimates is not None:
        choose(uow, BILLING_RULES, "estimates", estimates, until_now=Estimates.ADJUST)
    return billing_rules(uow)
