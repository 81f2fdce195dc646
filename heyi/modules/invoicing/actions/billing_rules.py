"""Choose how the company books what leaves a choice."""

from sqlalchemy import select

from heyi.modules.invoicing.contracts import BillingRules, Estimates
from heyi.modules.invoicing.models import BILLING_RULES
from heyi.modules.invoicing.queries.billing_rules import billing_rules
from heyi.modules.sales import api as sales
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
        _set_estimates(uow, estimates)
    return billing_rules(uow)


def _set_estimates(uow: UnitOfWork, chosen: Estimates) -> None:
    row = {"id": uow.new_id(), "company_id": uow.company_id, "estimates": Estimates.ADJUST}
    uow.insert_missing(BILLING_RULES, [row], unique=("company_id",))
    own = BILLING_RULES.c
    mine = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    before = uow.rows(select(own.id, own.estimates).where(*mine).with_for_update())[0]
    if before["estimates"] == chosen:
        return
    uow.change(BILLING_RULES, before["id"], {"estimates": chosen})
    uow.change_settings()
    uow.audit(
        "changed",
        record="company",
        record_id=uow.company_id,
        changes={"estimates": [before["estimates"], chosen]},
    )
