"""A month of an accountant with the bank: matches, what the books lack, and the table that reconciles both."""

from typing import Any

import pytest

from tests.builders import bank
from tests.builders.bank import figures, pairs, statement
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.ledger import posted
from tests.scenarios.test_closed_books import close_october
from tests.scenarios.test_ledgers_on_paper import holds, pages, workbook

HUA_XIN = "北京华信科技有限公司"
STEEL = "上海钢材有限公司"


@pytest.fixture
def account(company: Company) -> str:
    """The company's bank account."""
    return bank.money_account(company)


@pytest.fixture
def customer(company: Company) -> str:
    return company.customer(HUA_XIN)


@pytest.fixture
def capital(company: Company) -> Json:
    """10,000 lay in the bank before November."""
    return posted(company, "2026-10-31", ("1002", "10000", "0"), ("3001", "0", "10000"))


@pytest.fixture
def month(company: Company, account: str, customer: str, capital: Json) -> dict[str, Any]:
    """November: three receipts, a payment on its way, and a statement that knows more and less."""
    receipts = [
        company.receipt(customer, "500", received_on="2026-11-02"),
        company.receipt(customer, "700", received_on="2026-11-02"),
        company.receipt(customer, "430", received_on="2026-11-02"),
    ]
    supplier = company.post("/parties", {"name": STEEL, "is_supplier": True})["id"]
    paid = company.post("/payments", {"party_id": supplier, "amount": "60", "paid_on": "2026-11-02"})
    rows = statement(
        ("2026-11-02", "500.00", "10500.00", "", f"货款 {receipts[0]['number']}", "B1"),
        ("2026-11-02", "1130.00", "11630.00", HUA_XIN, "货款", "B2"),
        ("2026-11-02", "-12.50", "11617.50", "", "对公账户手续费", "B3"),
        ("2026-11-02", "90.00", "11707.50", HUA_XIN, "预付货款", "B4"),
    )
    taken = bank.taken_in(company, account, rows)
    return {"receipts": receipts, "paid": paid, "statement": taken, "supplier": supplier}


def test_a_month_with_the_bank(company: Company, account: str, customer: str, month: dict[str, Any]) -> None:
    fees = {"name": "手续费", "words": "手续费 账户管理费", "direction": "expense"}
    fee_account = company.get("/accounts", search="银行手续费")["items"][0]["id"]
    company.post("/bank-rules", {**fees, "account_id": fee_account, "summary": "银行手续费"})
    found = bank.unmatched(company, account)
    assert pairs(found) == [
        ("number", month["receipts"][0]["number"], ["500"], ["500"]),
        ("several", HUA_XIN, ["1130"], ["700", "430"]),
        ("rule", "手续费", ["-12.5"], []),
        ("party", HUA_XIN, ["90"], []),
    ]
    assert figures(bank.reconciliation(company, account, "2026-11")) == [
        "11570",
        "11707.5",
        "1707.5",
        "1570",
        "0",
        True,
    ]

    bank.accepted(company, account, found)
    fee, party = (one for one in found["proposals"] if one["making"])
    made = company.post(
        f"/bank-lines/{fee['line_ids'][0]}/post",
        {
            "making": fee["making"],
            "account": fee["account"],
            "summary": fee["summary"],
            "bank_rule_id": fee["rule_id"],
        },
    )
    assert made["document"] == "voucher"
    advance = company.post(
        f"/bank-lines/{party['line_ids'][0]}/post", {"making": "receipt", "party_id": party["party_id"]}
    )
    assert company.balance(customer) == ("0", "1720")
    assert company.get(f"/receipts/{advance['document_id']}")["received_on"] == "2026-11-02"

    left = bank.unmatched(company, account)
    assert (left["lines"], [line["amount"] for line in left["entries"]]) == ([], ["-60"])
    table = bank.reconciliation(company, account, "2026-11")
    assert figures(table) == ["11647.5", "11707.5", "0", "-60", "0", True]
    assert [line["source_number"] for line in table["book_out"]] == [month["paid"]["number"]]
    assert company.accounts()["560304"] == "12.5"
    _is_printed(company, f"/money-accounts/{account}/reconciliations/2026-11", month["paid"]["number"])

    done = company.post(f"/money-accounts/{account}/reconciliations/2026-11/confirm")
    assert (done["summary"]["state"], done["confirmed_by"]) == ("confirmed", "张三")
    company.receipt(customer, "1", received_on="2026-11-02")
    assert bank.reconciliation(company, account, "2026-11")["summary"]["state"] == "changed"


def _is_printed(company: Company, path: str, paid: str) -> None:
    """On paper and in a workbook what is taken off stands without a sign: "less" says it already."""
    (page,) = pages(company, f"{path}/paper")
    holds(page, "银行存款余额调节表", "企业日记账余额11,647.50", "银行对账单余额11,707.50", "币种：CNY")
    holds(page, "减：企业已付、银行未付60.00", "调节后余额11,647.50", "调节后余额相符")
    rows = workbook(company, f"{path}/sheet")
    assert rows[3] == ["Date", "Item", "Amount"]
    assert [row[1:] for row in rows[4:]] == [
        ["Balance of the books", 11647.5],
        ["Plus: in at the bank, not in the books", 0],
        ["Less: out at the bank, not in the books", 0],
        ["Adjusted balance", 11647.5],
        ["Balance of the bank", 11707.5],
        ["Plus: in in the books, not at the bank", 0],
        ["Less: out in the books, not at the bank", 60],
        [f"{paid} · 上海钢材有限公司 · 付款 {paid}", 60],
        ["Adjusted balance", 11647.5],
    ]


def test_closing_a_month_tells_of_accounts_that_are_not_reconciled(
    company: Company, account: str, month: dict[str, Any]
) -> None:
    def told() -> Json:
        checks = company.get("/periods/2026-11")["checks"]
        return next(check for check in checks if check["name"] == "bank_not_reconciled")

    assert (told()["count"], told()["blocks"], told()["path"]) == (1, False, "/reconciliations")
    company.post(f"/money-accounts/{account}/reconciliations/2026-11/confirm")
    assert told()["passed"] is True


def test_a_month_that_does_not_agree_is_not_confirmed(company: Company, account: str) -> None:
    path = f"/money-accounts/{account}/reconciliations/2026-11/confirm"
    company.refused(409, "banking.not_reconciled", "POST", path)
    bank.taken_in(company, account, statement(("2026-11-02", "5.00", "105.00", "", "", "")))

    table = bank.reconciliation(company, account, "2026-11")
    assert (table["opening_book"], table["opening_bank"], table["opening_said"]) == ("0", "100", True)
    assert figures(table) == ["0", "105", "5", "0", "-100", False]
    company.refused(409, "banking.not_reconciled", "POST", path)

    company.post(f"/money-accounts/{account}/bank-start", {"begins_on": "2026-11-02", "opening": "0"})
    table = bank.reconciliation(company, account, "2026-11")
    assert (table["summary"]["missing"], table["summary"]["difference"]) == ("100", "-100")


def test_what_the_bank_learns_later_is_on_its_way_until_then(
    company: Company, account: str, customer: str
) -> None:
    company.receipt(customer, "50", received_on="2026-10-30")
    bank.taken_in(company, account, statement(("2026-10-30", "1.00", "1.00", "", "利息", "")))
    bank.taken_in(company, account, statement(("2026-11-02", "50.00", "51.00", HUA_XIN, "", "")))
    bank.accepted(company, account, bank.unmatched(company, account))

    october = bank.reconciliation(company, account, "2026-10")
    assert figures(october) == ["50", "1", "1", "50", "0", True]
    november = bank.reconciliation(company, account, "2026-11")
    assert figures(november) == ["50", "51", "1", "0", "0", True]


def test_both_sides_of_a_match_come_to_the_same(
    company: Company, account: str, month: dict[str, Any]
) -> None:
    found = bank.unmatched(company, account)
    line, other = found["lines"][0]["id"], found["lines"][1]["id"]
    entry = found["entries"][0]["id"]
    path = f"/money-accounts/{account}/matches"
    till = f"/money-accounts/{bank.money_account(company, 'cash')}/matches"

    def body(lines: list[str], entries: list[str]) -> Json:
        return {"matches": [{"bank_line_ids": lines, "entry_line_ids": entries}]}

    company.refused(422, "banking.match_unequal", "POST", path, body([other], [entry]))
    company.refused(422, "banking.match_unequal", "POST", path, body([line], []))
    company.refused(409, "banking.already_matched", "POST", path, body([line, line], [entry]))
    company.refused(404, "platform.not_found", "POST", till, body([line], [entry]))
    company.refused(404, "platform.not_found", "POST", path, body([entry], [line]))
    (match,) = company.post(path, body([line], [entry]))["ids"]
    company.refused(409, "banking.already_matched", "POST", path, body([line], [entry]))
    company.refused(
        409,
        "banking.already_matched",
        "POST",
        f"/bank-lines/{line}/post",
        {"making": "voucher", "account": "1122"},
    )

    shown = company.get(f"/money-accounts/{account}/matches")["items"]
    assert [(one["id"], one["reason"], one["amount"]) for one in shown] == [(match, "hand", "500")]
    company.post(f"/bank-matches/{match}/undo")
    company.refused(404, "platform.not_found", "POST", f"/bank-matches/{match}/undo")
    assert company.get(f"/money-accounts/{account}/matches")["items"] == []


def test_what_was_posted_and_taken_back_never_reached_the_bank(
    company: Company, account: str, customer: str
) -> None:
    receipt = company.receipt(customer, "40", received_on="2026-11-02")
    company.reverse(receipt)
    bank.taken_in(company, account, statement(("2026-11-02", "1.00", "1.00", "", "利息", "")))

    found = bank.unmatched(company, account)
    assert pairs(found) == [("cancels", receipt["number"], [], ["40", "-40"])]
    bank.accepted(company, account, found)
    assert bank.unmatched(company, account)["entries"] == []


def test_a_receipt_from_a_line_settles_the_oldest_invoices(
    company: Company, account: str, customer: str
) -> None:
    product = company.product(stock="10")
    _, _, first = company.sold(customer, (product, "1", "113"))
    _, _, second = company.sold(customer, (product, "1", "113"))
    bank.taken_in(company, account, statement(("2026-11-02", "150.00", "150.00", HUA_XIN, "", "")))
    (line,) = bank.unmatched(company, account)["lines"]

    made = company.post(f"/bank-lines/{line['id']}/post", {"making": "receipt", "party_id": customer})

    assert (made["document"], company.the_invoice(first)["open"], company.the_invoice(second)["open"]) == (
        "receipt",
        "0",
        "76",
    )


def test_a_line_of_a_closed_month_is_entered_on_a_day_that_is_open(
    company: Company, account: str, customer: str, capital: Json
) -> None:
    """The books take no October any more; the bank's line stays what it is, and is matched."""
    rows = (
        ("2026-10-30", "90.00", "10090.00", HUA_XIN, "货款", "C1"),
        ("2026-10-31", "-5.00", "10085.00", "", "手续费", "C2"),
    )
    bank.taken_in(company, account, statement(*rows))
    assert bank.unmatched(company, account)["open_from"] is None
    close_october(company)
    found = bank.unmatched(company, account)
    assert found["open_from"] == "2026-11-01"
    received, fee = found["lines"]
    path = f"/bank-lines/{received['id']}/post"
    said = {"making": "receipt", "party_id": customer}
    problem = company.refused(409, "ledger.period_closed", "POST", path, said)
    assert problem["params"] == {"period": "2026-10"}

    made = company.post(path, {**said, "occurred_on": "2026-11-01"})
    assert company.get(f"/receipts/{made['document_id']}")["received_on"] == "2026-11-01"
    voucher = {"making": "voucher", "account": "560304", "occurred_on": "2026-11-01"}
    made = company.post(f"/bank-lines/{fee['id']}/post", voucher)
    assert company.get(f"/vouchers/{made['document_id']}")["occurred_on"] == "2026-11-01"
    assert bank.unmatched(company, account)["lines"] == []
    # October's table tells both as what the bank knew and the books did not yet.
    october = bank.reconciliation(company, account, "2026-10")
    assert [line["amount"] for line in (*october["bank_in"], *october["bank_out"])] == ["90", "-5"]


def test_a_supplier_is_paid_from_a_line(company: Company, account: str, month: dict[str, Any]) -> None:
    bank.taken_in(company, account, statement(("2026-11-02", "-33.00", "1.00", STEEL, "材料款", "B9")))
    found = bank.unmatched(company, account)
    (proposal,) = [one for one in found["proposals"] if one["told"] == STEEL]
    assert (proposal["making"], proposal["party_id"]) == ("payment", month["supplier"])

    made = company.post(
        f"/bank-lines/{proposal['line_ids'][0]}/post",
        {"making": "payment", "party_id": month["supplier"]},
    )

    assert company.entries("payment", {"id": made["document_id"]}) == [{"1123": "33", "1002": "-33"}]


def test_a_voucher_by_hand_waits_for_review_where_the_company_wants_it(
    company: Company, account: str, month: dict[str, Any]
) -> None:
    company.post("/book-rules", {"review_required": True})
    line = next(one for one in bank.unmatched(company, account)["lines"] if one["amount"] == "-12.5")
    path = f"/bank-lines/{line['id']}/post"
    by_hand = {"making": "voucher", "account": "560304"}
    company.refused(409, "ledger.review_missing", "POST", path, by_hand)
    fee_account = company.get("/accounts", search="银行手续费")["items"][0]["id"]
    rule = company.post("/bank-rules", {"name": "费", "words": "手续费", "account_id": fee_account})
    other = {"making": "voucher", "account": "560209", "bank_rule_id": rule["id"]}
    company.refused(409, "ledger.review_missing", "POST", path, other)
    assert company.post(path, {**by_hand, "bank_rule_id": rule["id"]})["document"] == "voucher"


def test_interest_of_the_bank_is_proposed_without_a_rule(company: Company, account: str) -> None:
    data = statement(
        ("2026-11-02", "88.88", "88.88", "", "结息", "B1"),
        ("2026-11-02", "-1.00", "87.88", "", "结息更正", "B2"),
        ("2026-11-02", "2.00", "89.88", "", "存款利息", "B3"),
    )
    bank.taken_in(company, account, data)
    one, other = bank.unmatched(company, account)["proposals"]
    assert (other["told"], other["account"]) == ("Interest on deposits", "560302")
    assert (one["reason"], one["told"], one["making"], one["account"], one["rule_id"]) == (
        "rule",
        "Interest on deposits",
        "voucher",
        "560302",
        None,
    )
    # A rule of the company goes first.
    other = company.get("/accounts", search="530199")["items"][0]
    company.post(
        "/bank-rules", {"name": "利息", "words": "结息", "direction": "income", "account_id": other["id"]}
    )
    one, _ = bank.unmatched(company, account)["proposals"]
    assert one["account"] == "530199"


def test_a_rule_names_an_account_or_a_party(company: Company) -> None:
    company.refused(422, "platform.invalid_input", "POST", "/bank-rules", {"name": "空", "words": "手续费"})


def test_who_only_looks_matches_nothing(company: Company, account: str, month: dict[str, Any]) -> None:
    viewer = company.colleague("viewer")
    assert len(bank.unmatched(viewer, account)["lines"]) == 4
    line = bank.unmatched(viewer, account)["lines"][0]["id"]
    for path, body in (
        (f"/money-accounts/{account}/matches", {"matches": [{"bank_line_ids": [line]}]}),
        (f"/bank-lines/{line}/post", {"making": "voucher", "account": "560304"}),
        (f"/money-accounts/{account}/reconciliations/2026-11/confirm", {}),
        (f"/bank-statements/{month['statement']['id']}/undo", {}),
    ):
        viewer.refused(403, "platform.not_allowed", "POST", path, body)
    sales = company.colleague("sales", "王五")
    sales.refused(403, "platform.not_allowed", "GET", f"/money-accounts/{account}/unmatched")


def test_statements_do_not_grow_with_what_is_matched(company: Company, account: str, customer: str) -> None:
    counts = []
    for size in (1, 8):
        rows = []
        for number in range(size):
            amount = f"{size}{number}.00"
            company.receipt(customer, amount, received_on="2026-11-02")
            rows.append(("2026-11-02", amount, "", HUA_XIN, "", f"{size}-{number}"))
        bank.taken_in(company, account, statement(*rows))
        found = bank.unmatched(company, account)
        matches = [
            {"bank_line_ids": one["line_ids"], "entry_line_ids": one["entry_line_ids"]}
            for one in found["proposals"]
        ]
        assert len(matches) == size
        path = f"/money-accounts/{account}"
        reads = company.statements("GET", f"{path}/unmatched")
        table = company.statements("GET", f"{path}/reconciliations/2026-11")
        counts.append((reads, table, company.statements("POST", f"{path}/matches", {"matches": matches})))
    assert counts[0] == counts[1]
