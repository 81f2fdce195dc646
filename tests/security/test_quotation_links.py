"""The customer's page: who guesses learns nothing, and who has the address sees what was sent and nothing else."""

import httpx
import pytest

from heyi.modules.quoting import http as doors
from heyi.platform.limits import Limit
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.quoting import Customer, quotation, sent

SECRET_COST, SECRET_FLOOR = "61.37", "87.91"


def offered(company: Company) -> Customer:
    pumps = company.product(stock="5", cost=SECRET_COST, floor_price=SECRET_FLOOR)
    customer = company.customer(note="秘密备注", phone="13800138000", level="a")
    return Customer(company, sent(company, customer, (pumps, "1", "113"), note="含运费"))


def test_a_guessed_address_is_nobodys(company: Company) -> None:
    buyer = offered(company)
    good = buyer.token
    for guess in (good[:-1], good + "x", good.swapcase(), "x" * 43, "%00"):
        buyer.token = guess
        for method, end in (("GET", ""), ("GET", "/paper"), ("POST", "/seen")):
            answer = buyer.send(method, end)
            assert answer.status_code in (404, 422), guess
            assert "BJ" not in answer.text


def test_the_database_holds_no_address(company: Company) -> None:
    buyer = offered(company)
    buyer.look()
    assert buyer.accept().status_code == 200
    tables = company.books.rows(
        "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables "
        "WHERE table_schema IN ('public', 'control') AND table_type = 'BASE TABLE'"
    )
    holding = [
        row["name"]
        for row in tables
        if company.books.one(
            f"SELECT count(*) FROM {row['name']} t WHERE t::text LIKE %s",
            [f"%{buyer.token}%"],
        )
    ]
    assert holding == []


def test_the_page_tells_nothing_that_is_not_on_the_paper(company: Company) -> None:
    buyer = offered(company)
    page = buyer.send("GET")
    for secret in (SECRET_COST, SECRET_FLOOR, "margin", "cost", "floor", "秘密备注", "13800138000", "tenant"):
        assert secret not in page.text
    assert set(page.json()) == {
        "state",
        "number",
        "version_no",
        "language",
        "company",
        "lines",
        "customer",
        "salesperson",
        "quoted_on",
        "valid_until",
        "currency",
        "prices_include_tax",
        "before",
        "off",
        "net",
        "tax",
        "gross",
        "payment_terms",
        "delivery_terms",
        "note",
        "sha256",
        "answer",
    }
    content = company.books.one(
        "SELECT content FROM quotation_sending WHERE tenant_id = %s", [company.tenant_id]
    )
    for secret in (SECRET_COST, SECRET_FLOOR, "秘密备注", "13800138000"):
        assert secret not in content


def test_a_discount_that_is_not_to_be_shown_is_not_there(company: Company) -> None:
    pumps = company.product("113")
    hidden = sent(company, company.customer(), (pumps, "1", "100"), shows_discount=False)
    (line,) = Customer(company, hidden).look()["lines"]
    assert (line["list_price"], line["discount"], line["unit_price"]) == (None, None, "100")


def test_the_door_is_that_of_a_page_for_anybody(company: Company) -> None:
    buyer = offered(company)
    answer = buyer.send("GET")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    url = f"{company.url}/api/public-quotations/{buyer.token}"
    body = {"name": "王经理", "agreed": True, "sha256": answer.json()["sha256"]}
    # A form of another site cannot send the key's header.
    without = httpx.post(f"{url}/accept", json=body)
    assert (without.status_code, without.json()["code"]) == (400, "platform.idempotency_key_missing")
    assert httpx.get(f"{company.url}/q/{buyer.token}").headers["x-robots-tag"] == "noindex, nofollow"


def test_another_companys_address_opens_its_own_quotation_whoever_is_signed_in(
    company: Company, found: Found
) -> None:
    buyer = offered(company)
    neighbour = found(name="别的公司")
    path = f"/public-quotations/{buyer.token}"
    assert neighbour.client.get(path).json()["company"] == "华信商贸"
    assert neighbour.get("/quotations")["items"] == []


def test_a_draft_has_no_address(company: Company) -> None:
    draft = quotation(company, company.customer(), (company.product(), "1", "113"))
    company.refused(409, "platform.wrong_state", "POST", f"/quotations/{draft['id']}/link", {})


def test_who_tries_again_and_again_comes_to_an_end(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    buyer = offered(company)
    monkeypatch.setattr(doors, "_ANSWERS", Limit(f"answers {company.tenant_id}", 3))
    buyer.token = "x" * 43
    body = {"name": "x", "agreed": True, "sha256": "0" * 64}
    answers = [buyer.send("POST", "/accept", body) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
