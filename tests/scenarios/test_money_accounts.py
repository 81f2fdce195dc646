"""Where money lies: accounts of the bank and others, which of them is chosen, and what came and went."""

import pytest

from tests.builders import bank
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import posted
from tests.builders.scoped import colleague_with


@pytest.fixture
def account(company: Company) -> str:
    """The company's bank account."""
    return bank.money_account(company)


@pytest.fixture
def customer(company: Company) -> str:
    return company.customer()


@pytest.fixture
def capital(company: Company) -> Json:
    """10,000 lay in the bank before November."""
    return posted(company, "2026-10-31", ("1002", "10000", "0"), ("3001", "0", "10000"))


def test_a_new_company_keeps_its_money_in_the_bank_and_in_the_till(company: Company) -> None:
    found = company.get("/money-balances", on="2026-11-02")

    told = [
        (one["kind"], one["account_code"], one["is_default"], one["balance"]) for one in found["accounts"]
    ]
    assert told == [("bank", "1002", True, "0"), ("cash", "1001", False, "0")]
    assert (found["total"], found["elsewhere"]) == ("0", "0")


def test_receipts_and_payments_go_to_the_account_that_is_chosen_or_the_default(
    company: Company, customer: str
) -> None:
    alipay = company.post("/money-accounts", {"name": "店铺支付宝", "kind": "alipay", "below": "1012"})
    assert alipay["account_code"] == "101206"

    chosen = company.receipt(customer, "30", money_account_id=alipay["id"])
    assert company.entries("receipt", chosen) == [{"101206": "30", "2203": "-30"}]
    company.receipt(customer, "5")
    assert company.post(f"/money-accounts/{alipay['id']}/default")["is_default"] is True
    company.receipt(customer, "7")

    balances = {one["name"]: one["balance"] for one in company.get("/money-balances")["accounts"]}
    assert balances == {"银行存款": "5", "库存现金": "0", "店铺支付宝": "37"}
    journal = company.get(f"/money-accounts/{alipay['id']}/journal")
    assert [(line["debit"], line["balance"]) for line in journal["lines"]] == [("30", "30"), ("7", "37")]
    assert (journal["opening"], journal["closing"]) == ("0", "37")


def test_an_account_that_is_off_or_not_there_takes_no_money(company: Company, customer: str) -> None:
    till = bank.money_account(company, "cash")
    company.patch(f"/money-accounts/{till}", {"active": False}, version=1)
    body = {"party_id": customer, "amount": "1", "money_account_id": till}
    company.refused(409, "payments.money_account_off", "POST", "/receipts", body)
    company.refused(404, "platform.not_found", "POST", "/receipts", {**body, "money_account_id": customer})
    own = bank.money_account(company)
    company.refused(
        409, "payments.default_stays", "PATCH", f"/money-accounts/{own}", {"active": False}, version=1
    )


def test_a_second_bank_account_leaves_what_was_posted_together(company: Company, capital: Json) -> None:
    second = company.post("/money-accounts", {"name": "招行 6789", "kind": "bank", "below": "1002"})

    assert second["account_code"] == "100202"
    assert company.accounts() == {"100201": "10000", "3001": "-10000"}
    (first,) = [one for one in company.get("/money-balances")["accounts"] if one["is_default"]]
    assert (first["account_code"], first["balance"]) == ("100201", "10000")
    rows = {row["code"]: row["closing_debit"] for row in company.get("/trial-balance")["rows"]}
    assert rows["1002"] == "10000"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"account": "1002"}, "payments.money_account_taken"),
        ({"account": "1122"}, "payments.account_not_money"),
        ({}, "payments.account_not_money"),
        ({"account": "101201"}, None),
        ({"below": "1012", "name": "银行存款"}, "platform.already_exists"),
    ],
)
def test_each_money_account_stands_for_an_account_of_money_of_its_own(
    company: Company, body: dict[str, str], code: str | None
) -> None:
    sent = {"name": "别的", "kind": "other", **body}
    if code is None:
        assert company.post("/money-accounts", sent)["account_code"] == body["account"]
        return
    status = {"payments.account_not_money": 422}.get(code, 409)
    company.refused(status, code, "POST", "/money-accounts", sent)


def test_a_number_is_masked_where_a_role_may_not_know_it(company: Company, account: str) -> None:
    company.patch(f"/money-accounts/{account}", {"number": "6222020200012345"}, version=1)
    view, manage = "payments.money_account.view", "payments.money_account.manage"
    person = colleague_with(company, [view, manage], {}, {"money_account": {"number": "masked"}})

    shown = person.get(f"/money-accounts/{account}")
    assert shown["number"] == "6********"
    for path in ("/money-accounts", "/money-balances", f"/money-accounts/{account}/journal"):
        assert "6222020200012345" not in person.send("GET", path).text
    path = f"/money-accounts/{account}"
    person.refused(422, "platform.invalid_input", "PATCH", path, {"number": "1"}, version=2)
    assert person.patch(path, {"bank_name": "招商银行"}, version=2)["version"] == 3
    assert company.get(path)["number"] == "6222020200012345"
