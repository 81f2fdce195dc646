"""Several orders of one customer at a time, each within his limit, and together beyond it."""

from functools import partial

import httpx
import pytest

from tests.builders.company import Company
from tests.builders.locks import holding
from tests.scenarios.test_credit import credit, entered, sold_by, terms


@pytest.mark.parametrize("refused_at", [0, 2])
def test_orders_that_pass_the_limit_together_meet_at_the_terms(
    company: Company, admin_database_url: str, refused_at: int
) -> None:
    """The customer bought before, so that nothing else of him is written, and nobody meets at anything else."""
    pumps, seller, customer = sold_by(company)
    trust = terms(company, customer, credit_limit="1000")
    seller.post(f"{entered(seller, customer, pumps, '1')}/confirm")
    quantities = ["3", "3"]
    quantities.insert(refused_at, {0: "8", 2: "2"}[refused_at])
    orders = [entered(seller, customer, pumps, quantity) for quantity in quantities]
    with holding(admin_database_url, "customer_credit", trust["id"]) as queue:
        for order in orders:
            browser = company.browser()
            browser.shares_session(seller)
            queue.join(partial(browser.send, "POST", f"{order}/confirm", {}))
        answers = [answer for answer in queue.release() if isinstance(answer, httpx.Response)]

    codes = ["" if answer.is_success else answer.json()["code"] for answer in answers]
    assert [bool(code) for code in codes] == [at == refused_at for at in range(3)]
    assert codes[refused_at] == "sales.credit_exceeded"
    assert credit(company, customer)["left"] == "209"
