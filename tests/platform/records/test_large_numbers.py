"""A number of as many digits as a field takes is filtered, sorted, summed and rolled up like any other."""

import json

from tests.builders.company import Company

LARGEST = 2**53  # of a whole number
MONEY = "9999999999999999.9999"


def field(company: Company, record: str, name: str, kind: str, **said: object) -> str:
    body = {"name": name, "kind": kind, "labels": {"zh": name}, **said}
    return str(company.post(f"/record-types/{record}/fields", body)["name"])


def test_lists_and_sums_of_the_largest_numbers(company: Company) -> None:
    card = field(company, "party", "x_card", "number")
    money = field(company, "party", "x_money", "money")
    square = field(company, "party", "x_square", "formula", formula="{x_money} * 10")
    for name, number, amount in (("甲", LARGEST, MONEY), ("乙", 1, "0.0001")):
        company.post("/parties", {"name": name, card: number, money: amount})
    for name in (card, money, square):
        listed = company.get("/parties", sort=f"-{name}")["items"]
        assert [item["name"] for item in listed] == ["甲", "乙"]
    condition = {"field": card, "op": "gte", "value": str(LARGEST)}
    assert [item["name"] for item in company.get("/parties", filter=json.dumps(condition))["items"]] == ["甲"]
    sums = company.get("/parties/aggregate", measures=f"sum:{card},sum:{money},max:{square}")["measures"]
    assert sums == {
        f"sum:{card}": "9007199254740993",
        f"sum:{money}": "10000000000000000",
        f"max:{square}": "99999999999999999.999",
    }


def test_a_roll_up_of_the_largest_numbers_is_shown(company: Company) -> None:
    company.post("/record-types", {"name": "x_case", "labels": {"zh": "案件"}})
    customer = field(company, "x_case", "x_customer", "reference", references="party")
    worth = field(company, "x_case", "x_worth", "money")
    rolled = {"record": "x_case", "through": customer, "field": worth}
    total = field(company, "party", "x_total", "roll_up", roll_up={**rolled, "measure": "sum"})
    mean = field(company, "party", "x_mean", "roll_up", roll_up={**rolled, "measure": "avg"})
    party = company.customer("甲")
    for amount in (MONEY, MONEY, "0.0001"):
        company.post("/x-case", {"name": "案", customer: party, worth: amount})
    shown = company.get(f"/parties/{party}")
    assert (shown[total], shown[mean]) == ("19999999999999999.9999", "6666666666666666.6666")
    assert [item["name"] for item in company.get("/parties", sort=f"-{total}")["items"]] == ["甲"]
