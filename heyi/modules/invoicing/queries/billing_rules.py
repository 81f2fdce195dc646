"""How the company books what leaves a choice, kept until somebody changes it."""

from sqlalchemy import select

from heyi.modules.invoicing.contracts import BillingRules, Estimates
from heyi.modules.invoicing.models import BILLING_RULES
from heyi.modules.sales import api as sales
from heyi.platform.unit_of_work import UnitOfWork


def billing_rules(uow: UnitOfWork) -> BillingRules:
    """What the company chose.

    Until it does, a supplier's invoice posts the difference to the estimate only, and goods are revenue when invoiced.
    """

    def load() -> Estimates:
        own = BILLING_RULES.c
        mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
        found = uow.scalar(select(own.estimates).where(*mine))
        return Estimates(found) if found else Estimates.ADJUST

    estimates = uow.settled("invoicing.estimates", load)
    return BillingRules(estimates, sales.revenue_point(uow))
