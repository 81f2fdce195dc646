"""How we stand with a customer is told by what lives: what is taken back is taken back there too."""

from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.fixtures import Later
from tests.builders.http import Json


def marks(company: Company, customer: str) -> tuple[str | None, str | None]:
    """Since when he buys, and when somebody last saw a deal in him; the seconds are nobody's business."""
    found = company.get(f"/parties/{customer}")
    bought, seen = found["won_at"], found["last_opportunity_at"]
    return bought and bought[:16], seen and seen[:16]


def won(company: Company, deal: Json) -> Json:
    return company.post(f"/opportunities/{deal['id']}/win", {})


def test_a_deal_that_is_opened_again_was_not_won(company: Company) -> None:
    customer = company.customer()
    deal = opportunity(company, customer)
    seen = marks(company, customer)
    assert seen == (None, deal["created_at"][:16])

    won(company, deal)
    assert marks(company, customer) == (seen[1], seen[1])
    company.post(f"/opportunities/{deal['id']}/reopen", {"reason": "客户反悔"})
    assert marks(company, customer) == seen


def test_the_earliest_of_what_was_bought_stays_when_another_is_taken_back(
    company: Company, later: Later
) -> None:
    customer = company.customer()
    first, second = opportunity(company, customer, "一"), opportunity(company, customer, "二")
    won(company, first)
    early = marks(company, customer)[0]
    with later(days=1):
        won(company, second)
        company.post(f"/opportunities/{first['id']}/reopen", {"reason": "客户反悔"})
        late = marks(company, customer)[0]
        assert late is not None
        assert early is not None
        assert (early[:10], late[:10]) == ("2026-11-02", "2026-11-03")


def test_what_never_was_a_deal_and_what_is_deleted_does_not_count(company: Company, later: Later) -> None:
    customer = company.customer()
    first = opportunity(company, customer, "一")
    before = marks(company, customer)
    with later(days=1):
        second = opportunity(company, customer, "二")
        company.post(f"/opportunities/{second['id']}/invalidate", {"reason": "重复"})
        assert marks(company, customer) == before
        company.post(f"/opportunities/{second['id']}/reopen", {"reason": "不重复"})
        third = opportunity(company, customer, "三")
        assert (marks(company, customer)[1] or "")[:10] == "2026-11-03"
        version = company.get(f"/opportunities/{second['id']}")["version"]
        company.delete(f"/opportunities/{second['id']}", version=version)
        company.post("/opportunities/bulk", {"action": "delete", "ids": [third["id"]], "values": {}})
        assert marks(company, customer) == before
        company.post(f"/recycle-bin/{second['id']}/restore")
        assert (marks(company, customer)[1] or "")[:10] == "2026-11-03"
    version = company.get(f"/opportunities/{first['id']}")["version"]
    company.delete(f"/opportunities/{first['id']}", version=version)
    assert (marks(company, customer)[1] or "")[:10] == "2026-11-03"


def test_a_deal_that_goes_to_another_customer_goes_with_its_mark(company: Company) -> None:
    customer, other = company.customer("甲"), company.customer("乙")
    deal = opportunity(company, customer)
    moment = marks(company, customer)

    company.patch(f"/opportunities/{deal['id']}", {"party_id": other}, version=deal["version"])

    assert (marks(company, customer), marks(company, other)) == ((None, None), moment)


def test_a_customer_who_becomes_another_takes_what_he_bought_along_and_back(company: Company) -> None:
    stays, goes = company.customer("甲"), company.customer("乙")
    won(company, opportunity(company, goes))
    moment = marks(company, goes)

    merged = company.post("/parties/merge", {"winner_id": stays, "loser_id": goes})
    assert marks(company, stays) == moment
    company.post(f"/merges/{merged['id']}/undo")
    assert (marks(company, stays), marks(company, goes)) == ((None, None), moment)


def test_an_order_that_is_called_off_bought_nothing(company: Company) -> None:
    customer, product = company.customer(), company.product(stock="10")
    first = company.confirmed(customer, (product, "1", "100"))
    assert marks(company, customer)[0] is not None
    second = company.confirmed(customer, (product, "1", "100"))

    company.cancel(first)
    assert marks(company, customer)[0] is not None
    company.cancel(second)
    assert marks(company, customer)[0] is None
    company.cancel(company.order(customer, (product, "1", "100")))
    delivered = company.confirmed(customer, (product, "2", "100"))
    company.deliver(delivered, "1")
    company.close_order(delivered)
    assert marks(company, customer)[0] is not None


def test_the_rules_of_the_sea_hear_of_it(company: Company) -> None:
    """Who bought does not fall for never having bought; once that is taken back, he has his day again."""
    me = company.get("/auth/me")["user_id"]
    pool = company.post("/pools", {"name": "公海"})["id"]
    version = company.get(f"/pools/{pool}/settings")["version"]
    rules = [{"kind": "not_won", "days": 30}]
    settings = {"members": {"users": [me]}, "rules": rules}
    company.patch(f"/pools/{pool}/settings", settings, version=version)
    customer = company.customer()
    deal = opportunity(company, customer)
    assert company.get(f"/parties/{customer}")["due_on"] == "2026-12-02"

    won(company, deal)
    assert company.get(f"/parties/{customer}")["due_on"] is None
    company.post(f"/opportunities/{deal['id']}/reopen", {"reason": "客户反悔"})
    assert company.get(f"/parties/{customer}")["due_on"] == "2026-12-02"
