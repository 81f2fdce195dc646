"""Accounts below others: added, kept apart, and divided where they hold entries."""

from tests.builders.company import Company
from tests.builders.ledger import posted, voucher_body, written


def test_an_account_is_added_below_another_and_kept_apart(company: Company) -> None:
    added = company.post(
        "/accounts",
        {"parent": "1002", "code": "100201", "name": "工行基本户", "dimensions": []},
    )
    posted(company, "2026-11-02", ("100201", "10", "0"), ("3001", "0", "10"))
    assert company.accounts() == {"100201": "10", "3001": "-10"}
    for body, code, status in (
        ({"parent": "100201", "code": "10020101", "name": "x"}, "ledger.account_holds_entries", 409),
        ({"parent": "1405", "code": "140501", "name": "x"}, "ledger.account_in_use", 409),
        ({"parent": "1002", "code": "100301", "name": "x"}, "ledger.code_misplaced", 422),
        ({"parent": "1002", "code": "100201", "name": "x"}, "platform.already_exists", 409),
        ({"parent": "9999", "code": "999901", "name": "x"}, "ledger.no_such_account", 404),
    ):
        company.refused(status, code, "POST", "/accounts", body)
    company.patch(
        f"/accounts/{added['id']}", {"active": False, "dimensions": ["department"]}, version=added["version"]
    )
    body = voucher_body("2026-11-02", ("100201", "10", "0"), ("3001", "0", "10"))
    company.refused(422, "ledger.account_unusable", "POST", "/vouchers", body)


def test_an_account_that_holds_entries_is_divided_and_they_stay_together(company: Company) -> None:
    posted(company, "2026-10-31", ("560203", "70", "0"), ("1002", "0", "70"))
    company.post("/periods/2026-10/close")
    body = {"parent": "560203", "code": "56020301", "name": "电费"}
    company.refused(409, "ledger.account_holds_entries", "POST", "/accounts", body)
    assert company.get("/accounts/560203/division") == {
        "code": "560203",
        "holds_entries": True,
        "balance": company.accounts()["560203"],
        "kept_for": None,
    }
    same = {**body, "first_name": body["name"]}
    company.refused(409, "platform.already_exists", "POST", "/accounts", same)
    one_code = {**body, "first_name": "水电费（未分）", "first_code": body["code"]}
    company.refused(409, "platform.already_exists", "POST", "/accounts", one_code)
    misplaced = {**one_code, "first_code": "56020401"}
    company.refused(422, "ledger.code_misplaced", "POST", "/accounts", misplaced)
    assert company.post("/accounts", {**body, "first_name": "水电费（未分）"})["code"] == "56020301"
    twin = {**body, "code": "56020309"}
    company.refused(409, "platform.already_exists", "POST", "/accounts", twin)
    taker = next(one for one in company.get("/accounts", search="56020302")["items"])
    assert (taker["code"], company.get(f"/accounts/{taker['id']}").get("name_en")) == ("56020302", None)
    assert company.get("/accounts/1405/division")["kept_for"] == "inventory"
    posted(company, "2026-11-02", ("56020301", "30", "0"), ("1002", "0", "30"))
    assert company.accounts() == {"1002": "-100", "56020301": "30", "56020302": "70"}
    names = {row["code"]: row["name"] for row in company.get("/accounts", search="水电费")["items"]}
    assert names["56020302"] == "水电费（未分）"
    company.refused(
        409,
        "platform.already_exists",
        "POST",
        "/accounts",
        {"parent": "560203", "code": "56020302", "name": "x"},
    )
    written(company, "2026-11-02", ("56020302", "1", "0"), ("1002", "0", "1"))
    # What documents post to by its code is not divided, whatever its entries would be called.
    company.product(stock="1")
    kept = {"parent": "1405", "code": "140501", "name": "x", "first_name": "库存商品（未分）"}
    company.refused(409, "ledger.account_in_use", "POST", "/accounts", kept)
