"""What has no document of its own comes out to the cent: standard templates, and documents where they keep accounts."""

from collections.abc import Sequence

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.ledger import posted
from tests.builders.purchases import Buying
from tests.builders.stock import Store
from tests.scenarios.test_worked_examples import green, materials, rest

DAY = "2026-11-02"


def by_template(company: Company, key: str, party: str | None = None, **amounts: str) -> Json:
    """A voucher by a standard template: its lines as the route gives them, with amounts typed for `a<code>`.

    Lines whose account wants a customer or supplier name the party.
    """
    (template,) = (one for one in company.get("/standard-vouchers") if one["key"] == key)
    left = dict(amounts)
    lines = []
    for line in template["lines"]:
        amount = left.pop(f"a{line['account_code']}", None)
        if amount is not None:
            sides = (amount, "0") if line["side"] == "debit" else ("0", amount)
            named = {"party_id": party} if party and line["dimensions"] else {}
            lines.append((line["account_code"], *sides, {"summary": line["summary"], **named}))
    assert left == {}, "amounts for accounts that the template has not"
    return posted(company, DAY, *lines)


def category(company: Company, name: str, **roles: str) -> str:
    """A category whose goods' lines go to these accounts."""
    made = str(company.post("/product-categories", {"name": name})["id"])
    for role, account in roles.items():
        company.post("/posting-rules", {"role": role, "account": account, "category_id": made})
    return made


def bought(company: Company, name: str, net: str, tax_code: str, **roles: str) -> list[tuple[str, Json]]:
    """Bought on credit by order, receipt and invoice, and put to its use at once."""
    buying = Buying(company)
    product = company.product(name=name, category_id=category(company, name, **roles))
    order = buying.confirmed(buying.supplier(f"{name}供应商"), (product, "1", net, tax_code))
    receipt = buying.receive(order)
    used = Store(company).issue((product, "1"))
    invoice = buying.invoiced(order, name)
    kinds = ("purchase_receipt", "stock_issue", "supplier_invoice")
    return list(zip(kinds, (receipt, used, invoice), strict=True))


def test_a_months_taxes_are_carried_and_proposed(company: Company) -> None:
    """documents.json, `vat_month_end` and `close_month`: to the cent, by the rates of a city and a small enterprise."""

    def proposed(key: str) -> dict[str, str]:
        found = company.get("/standard-vouchers", period="2026-11")
        (template,) = (one for one in found if one["key"] == key)
        return {line["account_code"]: line["amount"] for line in template["lines"]}

    assert set(proposed("surcharges").values()) == {None}
    company.refused(409, "ledger.nothing_to_carry", "POST", "/periods/2026-11/carry-vat")
    posted(company, DAY, ("1002", "339000", "0"), ("500101", "0", "300000"), ("22210107", "0", "39000"))
    posted(company, DAY, ("560209", "181120", "0"), ("22210101", "27820", "0"), ("1002", "0", "208940"))
    posted(company, DAY, ("1002", "120", "0"), ("560302", "0", "120"))
    made = company.post("/periods/2026-11/carry-vat")
    lines = company.get(f"/vouchers/{made['id']}")["lines"]
    assert [(line["account_code"], line["debit"], line["credit"]) for line in lines] == [
        ("22210104", "11180", "0"),
        ("222102", "0", "11180"),
    ]
    company.refused(409, "ledger.nothing_to_carry", "POST", "/periods/2026-11/carry-vat")

    def checks() -> tuple[bool, bool]:
        passed = {one["name"]: one["passed"] for one in company.get("/periods/2026-11")["checks"]}
        return passed["vat_not_carried"], passed["surcharges_not_provided"]

    assert checks() == (True, False)
    surcharges = {"540302": "782.6", "540303": "335.4", "540304": "223.6"}
    surcharges |= {"222114": "782.6", "222115": "335.4", "222116": "223.6"}
    assert proposed("surcharges") == surcharges
    assert proposed("surcharges_half")["222114"] == "391.3"
    by_template(company, "surcharges", **{f"a{code}": amount for code, amount in surcharges.items()})
    assert checks() == (True, True)
    # 300,000 + 120 - 181,120 - 1,341.60 = 117,658.40 of profit, of it 5 %.
    assert proposed("income_tax_small") == {"5801": "5882.92", "222112": "5882.92"}
    assert proposed("income_tax")["5801"] == "29414.6"
    by_template(company, "income_tax_small", a5801="5882.92", a222112="5882.92")
    assert proposed("income_tax_small") == {"5801": None, "222112": None}
    # What was closed stays earned: what comes next month is reckoned from the whole year.
    company.post("/periods/2026-11/close-profit")
    assert proposed("income_tax")["5801"] == "23531.68"
    posted(company, "2026-12-02", ("1002", "113", "0"), ("500101", "0", "100"), ("22210107", "0", "13"))
    company.post("/periods/2026-12/carry-vat")
    posted(company, DAY, ("1002", "113", "0"), ("500101", "0", "100"), ("22210107", "0", "13"))
    problem = company.refused(409, "ledger.vat_carried_later", "POST", "/periods/2026-11/carry-vat")
    assert problem["params"] == {"period": "2026-11", "other": "2026-12"}


def test_in_the_enterprise_chart_surcharges_are_one_cost(found: Found) -> None:
    company = found(chart="enterprise")
    posted(company, DAY, ("1002", "1130", "0"), ("6001", "0", "1000"), ("22210107", "0", "130"))
    company.post("/periods/2026-11/carry-vat")
    found_ = company.get("/standard-vouchers", period="2026-11")
    (template,) = (one for one in found_ if one["key"] == "surcharges")
    assert [(line["account_code"], line["side"], line["amount"]) for line in template["lines"]] == [
        ("6403", "debit", "15.6"),
        ("222114", "credit", "9.1"),
        ("222115", "credit", "3.9"),
        ("222116", "credit", "2.6"),
    ]


def vouchers(*made: Json) -> Sequence[tuple[str, Json]]:
    """Vouchers among other documents."""
    return [("voucher", one) for one in made]


def test_payroll_is_accrued_and_paid(company: Company) -> None:
    accrued = by_template(
        company, "payroll_accrued", a40010102="40000", a560101="8000", a560201="8000", a221101="56000"
    )
    social = by_template(
        company,
        "payroll_social",
        a40010102="10000",
        a560101="2000",
        a560201="2000",
        a22110401="8960",
        a221105="5040",
    )
    paid = by_template(
        company,
        "payroll_paid",
        a221101="56000",
        a224101="5880",
        a224102="5040",
        a222113="840",
        a1002="44240",
    )
    assert [company.entries("voucher", one) for one in (accrued, social, paid)] == [
        [{"40010102": "40000", "560101": "8000", "560201": "8000", "221101": "-56000"}],
        [
            {
                "40010102": "10000",
                "560101": "2000",
                "560201": "2000",
                "22110401": "-8960",
                "221105": "-5040",
            }
        ],
        [{"221101": "56000", "224101": "-5880", "224102": "-5040", "222113": "-840", "1002": "-44240"}],
    ]
    assert green(company)


def test_an_asset_is_bought_depreciated_and_sold(company: Company) -> None:
    """Bought on credit it comes by an order, whose invoice keeps the payable; all that follows is vouchers."""
    documents = bought(company, "设备", "120000", "13", inventory="1605", goods_used="160102")
    month = by_template(company, "asset_depreciation", a410102="950", a1602="950")
    retired = by_template(company, "asset_retired", a1606="63000", a1602="57000", a160102="120000")
    sold = by_template(company, "asset_sold", a1002="56500", a1606="50000", a22210107="6500")
    lost = by_template(company, "asset_loss", a571102="13000", a1606="13000")

    assert rest(company, *documents) == {"160102": "120000", "22210101": "15600", "220201": "-135600"}
    assert [company.entries("voucher", one) for one in (month, retired, sold, lost)] == [
        [{"410102": "950", "1602": "-950"}],
        [{"1606": "63000", "1602": "57000", "160102": "-120000"}],
        [{"1002": "56500", "1606": "-50000", "22210107": "-6500"}],
        [{"571102": "13000", "1606": "-13000"}],
    ]
    assert company.accounts().get("1606") is None
    assert green(company)


def test_production_takes_materials_labour_and_overhead(company: Company) -> None:
    """30000 of steel, 12000 of labour, 9000 of overhead: 80 pieces are made, 20 are half made."""
    steel = company.product(name="钢材", stock="1000", cost="30", category_id=materials(company))
    used = Store(company).issue((steel, "1000"))
    wages = by_template(company, "payroll_accrued", a40010102="12000", a410101="4000", a221101="16000")
    worn = by_template(company, "asset_depreciation", a410102="3000", a1602="3000")
    power = bought(company, "水电", "2000", "0", inventory="1402", goods_used="410103")
    overhead = {"a410101": "4000", "a410102": "3000", "a410103": "2000"}
    carried = by_template(company, "overhead_carried", a40010103="9000", **overhead)
    made_of = category(company, "产成品", goods_in_otherwise="40010101")
    made = company.receive_goods((company.product(name="成品", category_id=made_of), "80", "533.333375"))
    parts = {"a40010101": "18666.67", "a40010102": "10666.67", "a40010103": "8000"}
    gathered = by_template(company, "output_cost", **parts)

    assert company.entries("stock_issue", used) == [{"40010101": "30000", "1403": "-30000"}]
    assert company.entries("voucher", wages) == [{"40010102": "12000", "410101": "4000", "221101": "-16000"}]
    assert rest(company, *vouchers(worn), *power) == {
        "410102": "3000",
        "1602": "-3000",
        "410103": "2000",
        "220201": "-2000",
    }
    assert company.entries("voucher", carried) == [
        {"40010103": "9000", "410101": "-4000", "410102": "-3000", "410103": "-2000"}
    ]
    assert rest(company, ("stock_receipt", made), *vouchers(gathered)) == {
        "1405": "42666.67",
        "40010101": "-24000.00",
        "40010102": "-10666.67",
        "40010103": "-8000",
    }
    left = company.accounts()
    assert {code: left[code] for code in ("40010101", "40010102", "40010103")} == {
        "40010101": "6000",
        "40010102": "1333.33",
        "40010103": "1000",
    }
    assert green(company)


def test_goods_are_worked_on_elsewhere(company: Company) -> None:
    """8000 of materials go out, the fee is 2000 with 260 of VAT, and goods of 10000 come back."""
    steel_of = category(company, "原材料", inventory="1403", goods_out_otherwise="1408")
    steel = company.product(name="钢材", stock="100", cost="80", category_id=steel_of)
    sent = Store(company).issue((steel, "100"), reason="other")
    fee = bought(company, "加工费", "2000", "13", inventory="1402", goods_used="1408")
    back_of = category(company, "委外成品", goods_in_otherwise="1408")
    back = company.receive_goods((company.product(name="成品", category_id=back_of), "100", "100"))

    assert company.entries("stock_issue", sent) == [{"1408": "8000", "1403": "-8000"}]
    assert rest(company, *fee[:2]) == {"1408": "2000", "220202": "-2000"}
    assert company.entries("supplier_invoice", fee[2][1])[0] == {
        "220202": "2000",
        "22210101": "260",
        "220201": "-2260",
    }
    assert company.entries("stock_receipt", back) == [{"1405": "10000", "1408": "-10000"}]
    worker = Buying(company).supplier("外协厂")
    cash = by_template(company, "subcontract_fee", worker, a1408="100", a22210101="13", a1002="113")
    assert company.entries("voucher", cash) == [{"1408": "100", "22210101": "13", "1002": "-113"}]
    assert company.accounts()["1408"] == "100"
    assert green(company)


def test_only_who_sees_vouchers_sees_them_and_only_what_takes_vouchers_is_offered(company: Company) -> None:
    accounts = {line["account_code"] for one in company.get("/standard-vouchers") for line in one["lines"]}
    assert accounts.isdisjoint({"1405", "1122", "220201", "220202", "2203", "1123"})
    assert {"1002", "1602", "221101"} <= accounts
    category(company, "加工物资", inventory="1408")
    assert "subcontract_fee" not in {one["key"] for one in company.get("/standard-vouchers")}
    company.colleague("sales").refused(403, "platform.not_allowed", "GET", "/standard-vouchers", {})
