"""Posting rules: an accountant reads which account each line goes to, changes it, and nothing comes apart."""

from functools import partial
from typing import Any

import pytest

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.builders.stock import Store
from tests.builders.together import together


def rules(company: Company, role: str) -> Json:
    """The rules of a role."""
    (found,) = [one for one in company.get("/posting-rules") if one["role"] == role]
    return found


def set_rule(company: Company, role: str, account: str, **where: str) -> None:
    """Lines of a role go to an account from now on."""
    company.post("/posting-rules", {"role": role, "account": account, **where})


def category(company: Company, name: str, parent: str | None = None) -> str:
    """A category of products."""
    return str(company.post("/product-categories", {"name": name, "parent_id": parent})["id"])


def green(company: Company) -> bool:
    """Whether the product's own laws and their second telling hold."""
    return bool(company.get("/verify")["green"]) and company.books.broken_laws(company.tenant_id) == []


class TestReading:
    def test_every_line_of_documents_has_its_account_from_the_first_day(self, company: Company) -> None:
        found = {
            one["role"]: [rule["account_code"] for rule in one["rules"]]
            for one in company.get("/posting-rules")
        }
        assert found == {
            "year_profit": ["3103"],
            "undistributed_profit": ["310401"],
            "opening_goods": ["310401"],
            "inventory": ["1405"],
            "goods_difference": ["540101"],
            "goods_given": ["530103"],
            "goods_in_otherwise": ["224199"],
            "goods_used": ["560299"],
            "goods_sampled": ["560103"],
            "goods_scrapped": ["571101"],
            "goods_out_otherwise": ["224199"],
            "goods_pending": ["190101"],
            "count_gain": ["530104"],
            "count_loss": ["571101"],
            "loss_compensation": ["122199"],
            "loss_vat": ["22210109"],
            "goods_shipped": ["1406"],
            "deferred_vat": ["222106"],
            "goods_received": ["220202"],
            "receivable": ["1122"],
            "payable": ["220201"],
            "revenue_goods": ["500101"],
            "revenue_services": ["500102"],
            "cost_of_goods": ["540101"],
            "output_vat": ["22210107"],
            "simplified_vat": ["222108"],
            "small_taxpayer_vat": ["222111"],
            "input_vat": ["22210101"],
            "input_vat_out": ["22210109"],
            "advance": ["2203"],
            "goods_gifted": ["560103"],
            "gift_vat": ["22210107"],
            "gift_vat_simplified": ["222108"],
            "gift_vat_small": ["222111"],
            "bad_debt": ["571103"],
            "bad_debt_recovered": ["530109"],
            "rounding": ["560305"],
            "credit_loss": ["571103"],
            "prepaid": ["1123"],
            "bill_received": ["1121"],
            "bill_issued": ["2201"],
            "bill_discount": ["560306"],
            "bill_loan": ["2001"],
            "freight_before": ["560104"],
            "cost_variance": ["1404"],
            "exchange_gain": ["530105"],
            "exchange_loss": ["560303"],
        }

    def test_who_keeps_no_books_reads_and_changes_nothing(self, company: Company) -> None:
        seller = company.colleague("sales")
        seller.refused(403, "platform.not_allowed", "GET", "/posting-rules")
        viewer = company.colleague("viewer")
        assert len(viewer.get("/posting-rules")) == 47
        body = {"role": "goods_used", "account": "560209"}
        viewer.refused(403, "platform.not_allowed", "POST", "/posting-rules", body)


class TestChanging:
    def test_the_nearest_category_says_where_revenue_cost_and_goods_stand(self, company: Company) -> None:
        """Materials below goods: what is sold of each stands on accounts of its own, to the cent."""
        goods = category(company, "商品")
        parts = category(company, "配件", goods)
        company.post("/accounts", {"parent": "5001", "code": "500109", "name": "配件收入"})
        set_rule(company, "inventory", "141101", category_id=parts)
        set_rule(company, "revenue_goods", "500109", category_id=goods)
        set_rule(company, "cost_of_goods", "540102", category_id=parts)
        screws = company.product(name="螺丝", category_id=parts)
        pump = company.product(name="水泵", category_id=goods)
        other = company.product(name="散件")
        receipt = company.receive_goods((screws, "10", "6"), (pump, "5", "40"), (other, "2", "1.50"))
        assert company.entries("stock_receipt", receipt) == [
            {"141101": "60", "1405": "203", "224199": "-263"}
        ]

        customer = company.customer()
        lines = ((screws, "4", "11.30"), (pump, "1", "113"), (other, "2", "2.26"))
        _, delivery, invoice = company.sold(customer, *lines)

        assert company.entries("delivery", delivery) == [{"1406": "67", "141101": "-24", "1405": "-43"}]
        assert company.entries("sales_invoice", invoice) == [
            {"1122": "162.72", "500109": "-140", "22210107": "-18.72", "500101": "-4"},
            {"540102": "24", "540101": "43", "1406": "-67"},
        ]
        assert green(company)

    def test_goods_on_hand_move_to_their_new_account_by_one_entry(self, company: Company) -> None:
        parts = category(company, "配件")
        screws = company.product(name="螺丝", stock="10", cost="6", category_id=parts)
        company.product(name="水泵", stock="1", cost="40")
        set_rule(company, "inventory", "1403", category_id=parts)

        (rule,) = [one for one in rules(company, "inventory")["rules"] if one["category_id"]]
        assert (rule["category"], rule["account_code"], rule["set_by"]) == ("配件", "1403", "张三")
        assert company.entries("posting_rule", rule) == [{"1403": "60", "1405": "-60"}]
        used = Store(company).issue((screws, "4"))
        assert company.entries("stock_issue", used) == [{"560299": "24", "1403": "-24"}]
        assert green(company)

        company.post(f"/posting-rules/{rule['id']}/end")
        assert company.accounts()["1405"] == "76"
        assert "1403" not in company.accounts()
        back = company.post(f"/stock-issues/{used['id']}/reverse")
        assert company.entries("stock_issue", back) == [{"560299": "-24", "1405": "24"}]
        assert green(company)

    def test_a_warehouse_and_a_tax_have_accounts_of_their_own(self, company: Company) -> None:
        shop = str(company.post("/warehouses", {"name": "门店"})["id"])
        screws = company.product(name="螺丝", stock="10", cost="6")
        company.receive_goods((screws, "10", "6"), warehouse_id=shop)
        set_rule(company, "goods_used", "560199", warehouse_id=shop)
        in_shop = Store(company).issue((screws, "1"), warehouse_id=shop)
        at_home = Store(company).issue((screws, "1"))
        assert company.entries("stock_issue", in_shop) == [{"560199": "6", "1405": "-6"}]
        assert company.entries("stock_issue", at_home) == [{"560299": "6", "1405": "-6"}]

        company.post("/accounts", {"parent": "5001", "code": "500106", "name": "低税率收入"})
        set_rule(company, "revenue_goods", "500106", tax_code="9")
        _, _, invoice = company.sold(
            company.customer(), (screws, "1", "109", "9"), (screws, "1", "113", "13")
        )
        assert company.entries("sales_invoice", invoice)[0] == {
            "1122": "222",
            "500106": "-100",
            "22210107": "-22",
            "500101": "-100",
        }
        assert green(company)

    def test_what_is_taken_back_stands_where_it_stood(self, company: Company) -> None:
        """The rule changed since: the red document still undoes the account that the first one went to."""
        screws = company.product(stock="10", cost="6")
        used = Store(company).issue((screws, "2"))
        given = company.receive_goods((screws, "1", "6"), reason="donation")
        set_rule(company, "goods_used", "560209")
        set_rule(company, "goods_given", "530101")

        red = company.post(f"/stock-issues/{used['id']}/reverse")
        assert company.entries("stock_issue", red) == [{"560299": "-12", "1405": "12"}]
        red = company.post(f"/stock-receipts/{given['id']}/reverse")
        assert company.entries("stock_receipt", red) == [{"1405": "-6", "530103": "6"}]
        assert green(company)

    def test_a_price_difference_follows_the_goods_and_their_category(self, company: Company) -> None:
        """Ten came at 50, four left, the invoice says 51: six on hand take 6, four gone take 4, by category."""
        parts = category(company, "配件")
        set_rule(company, "inventory", "1403", category_id=parts)
        set_rule(company, "goods_difference", "540102", category_id=parts)
        buying = Buying(company)
        screws = company.product(name="螺丝", category_id=parts)
        order = buying.confirmed(buying.supplier(), (screws, "10", "50"))
        receipt = buying.receive(order)
        assert company.entries("purchase_receipt", receipt) == [{"1403": "500", "220202": "-500"}]
        Store(company).issue((screws, "4"))

        invoice = buying.posted(buying.entered(order, "F1", ["51"]), reason="涨价已同意")

        assert company.entries("supplier_invoice", invoice)[0] == {
            "220202": "500",
            "1403": "6",
            "540102": "4",
            "22210101": "66.3",
            "220201": "-576.3",
        }
        assert green(company)


class TestGuards:
    def test_what_one_document_posts_and_another_clears_is_replaced_only_empty(
        self, company: Company
    ) -> None:
        screws = company.product(stock="10", cost="6")
        order = company.confirmed(company.customer(), (screws, "1", "113"))
        company.deliver(order)
        body = {"role": "goods_shipped", "account": "1408"}
        problem = company.refused(409, "ledger.rule_holds_balance", "POST", "/posting-rules", body)
        assert problem["params"]["account"] == "1406 发出商品"
        assert problem["params"]["amount"] == "6"

        company.invoiced(order)
        company.post("/posting-rules", body)
        _, delivery, _ = company.sold(company.customer("乙"), (screws, "1", "113"))
        assert company.entries("delivery", delivery) == [{"1408": "6", "1405": "-6"}]
        assert green(company)

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ({"role": "nothing", "account": "560299"}, 404, "platform.not_found"),
            ({"role": "goods_used", "account": "5602"}, 422, "ledger.account_unusable"),
            ({"role": "goods_used", "account": "999999"}, 422, "ledger.account_unusable"),
            ({"role": "goods_used", "account": "1405"}, 409, "ledger.rule_account_taken"),
            ({"role": "inventory", "account": "1406"}, 409, "ledger.rule_account_taken"),
            ({"role": "inventory", "account": "560299"}, 409, "ledger.rule_account_taken"),
            ({"role": "inventory", "account": "560209"}, 422, "ledger.rule_account_unlike"),
            ({"role": "inventory", "account": "1002"}, 409, "ledger.rule_account_held"),
            ({"role": "advance", "account": "2203", "tax_code": "13"}, 422, "ledger.rule_too_fine"),
            ({"role": "goods_used", "account": "560209", "tax_code": "13"}, 422, "ledger.rule_too_fine"),
            (
                {
                    "role": "goods_used",
                    "account": "560209",
                    "warehouse_id": "0190a7a0-0000-7000-8000-000000000000",
                },
                422,
                "platform.invalid_input",
            ),
        ],
    )
    def test_a_rule_that_would_tear_the_books_is_refused(
        self, company: Company, body: dict[str, Any], status: int, code: str
    ) -> None:
        customer = company.customer()
        company.receipt(customer, "100", account_code="1002")
        before = company.books.fingerprint(company.tenant_id)["posting_rule"]
        company.refused(status, code, "POST", "/posting-rules", body)
        assert company.books.fingerprint(company.tenant_id)["posting_rule"] == before

    def test_raw_materials_get_their_account_after_an_opening_was_taken_back(self, company: Company) -> None:
        lines = [{"account": "1403", "debit": "600"}, {"account": "3001", "credit": "600"}]
        opening = {"started_on": "2026-11-01", "lines": lines}
        company.post("/opening-balances", opening)
        wanted = {"role": "inventory", "account": "1403"}
        company.refused(409, "ledger.rule_account_held", "POST", "/posting-rules", wanted)
        company.post("/opening-balances/take-back")
        # A draft that is on its way there would come to stand beside what documents keep.
        sides = [{"account": "1403", "debit": "1"}, {"account": "1002", "credit": "1"}]
        draft = company.post("/vouchers", {"occurred_on": "2026-11-02", "lines": sides})
        company.refused(409, "ledger.rule_account_held", "POST", "/posting-rules", wanted)
        company.post(f"/vouchers/{draft['id']}/cancel")
        company.post("/posting-rules", wanted)
        company.post("/opening-balances", opening)
        goods = company.product("10", name="钢板")
        line = {"product_id": goods, "quantity": "60", "unit_cost": "10"}
        late = {"reason": "opening", "received_on": "2026-11-01", "lines": [line]}
        problem = company.refused(422, "stock.opening_late", "POST", "/stock-receipts", late)
        assert problem["params"]["day"] == "2026-10-31"
        receipt = company.post("/stock-receipts", {"reason": "opening", "lines": [line]})
        assert company.get(f"/stock-receipts/{receipt['id']}")["received_on"] == "2026-10-31"
        assert company.accounts() == {"1403": "600", "3001": "-600"}
        assert green(company)

    def test_an_account_that_a_rule_names_stays_as_it_is(self, company: Company) -> None:
        set_rule(company, "goods_used", "560209")
        (account,) = company.get("/accounts", filter='{"field":"code","op":"eq","value":"560209"}')["items"]
        path = f"/accounts/{account['id']}"
        version = company.get(path)["version"]
        company.refused(409, "ledger.account_in_use", "PATCH", path, {"active": False}, version=version)
        below = {"parent": "560209", "code": "56020901", "name": "x"}
        company.refused(409, "ledger.account_in_use", "POST", "/accounts", below)
        # What no rule names any more may be divided again.
        company.post("/accounts", {"parent": "560299", "code": "56029901", "name": "领用"})

    def test_what_documents_keep_takes_no_voucher_by_hand(self, company: Company) -> None:
        set_rule(company, "inventory", "1403", category_id=category(company, "配件"))
        lines = [{"account": "1403", "debit": "5"}, {"account": "560299", "credit": "5"}]
        body = {"occurred_on": "2026-11-02", "lines": lines}
        company.refused(422, "ledger.account_kept", "POST", "/vouchers", body)

    def test_the_rule_for_all_cannot_end(self, company: Company) -> None:
        (rule,) = rules(company, "goods_used")["rules"]
        path = f"/posting-rules/{rule['id']}/end"
        company.refused(409, "ledger.rule_for_all", "POST", path, {})

    def test_two_who_change_the_same_rule_leave_one_rule(self, company: Company) -> None:
        at_home, elsewhere = company.browser(), company.browser()
        body = {"role": "goods_used"}
        answers = together(
            [
                partial(at_home.send, "POST", "/posting-rules", body | {"account": "560209"}),
                partial(elsewhere.send, "POST", "/posting-rules", body | {"account": "560206"}),
            ]
        )
        # Whoever comes second changes what the first one left, or is told that somebody was quicker.
        assert {answer.status_code for answer in answers} - {409} == {200}
        assert len(rules(company, "goods_used")["rules"]) == 1
        assert green(company)


class TestPreview:
    def test_a_delivery_shows_what_it_would_post_and_keeps_nothing(self, company: Company) -> None:
        screws = company.product(stock="10", cost="6")
        order = company.confirmed(company.customer("北京华信"), (screws, "4", "113"))
        before = company.books.fingerprint(company.tenant_id)

        (entry,) = company.post(f"/sales-orders/{order['id']}/deliver/preview", {})

        assert company.books.fingerprint(company.tenant_id) == before
        assert (entry["occurred_on"], entry["kind"], entry["total"]) == ("2026-11-02", "goods", "24")
        assert [
            (line["account_code"], line["debit"], line["credit"], line["party"]) for line in entry["lines"]
        ] == [("1406", "24", "0", "北京华信"), ("1405", "0", "24", "北京华信")]
        assert company.deliver(order)["number"] == "XSCK202611020001"

    def test_an_invoice_a_receipt_and_an_issue_are_shown_before(self, company: Company) -> None:
        screws = company.product(stock="10", cost="6")
        customer = company.customer()
        order = company.confirmed(customer, (screws, "4", "113"))
        company.deliver(order)
        invoice = company.invoice(order)
        seen = company.post(f"/sales-invoices/{invoice['id']}/post/preview", {})
        assert [[line["account_code"] for line in entry["lines"]] for entry in seen] == [
            ["1122", "500101", "22210107"],
            ["540101", "1406"],
        ]
        posted = company.post_invoice(invoice)
        assert posted["number"] == "XSFP202611020001"
        body = {"party_id": customer, "amount": "500", "account_code": "1002"}
        settles = [{"invoice_id": invoice["id"], "amount": "452"}]
        (entry,) = company.post("/receipts/preview", {**body, "allocations": settles})
        assert [(line["account_code"], line["debit"], line["credit"]) for line in entry["lines"]] == [
            ("1002", "500", "0"),
            ("1122", "0", "452"),
            ("2203", "0", "48"),
        ]
        issue = {"reason": "use", "lines": [{"product_id": screws, "quantity": "2"}]}
        (entry,) = company.post("/stock-issues/preview", issue)
        assert [line["account_code"] for line in entry["lines"]] == ["560299", "1405"]
        assert company.on_hand(screws)["on_hand"] == "6"
        assert green(company)

    def test_purchases_are_shown_before(self, company: Company) -> None:
        buying = Buying(company)
        supplier, screws = buying.supplier(), company.product()
        order = buying.confirmed(supplier, (screws, "10", "50"))
        (entry,) = company.post(f"/purchase-orders/{order['id']}/receive/preview", {})
        assert [line["account_code"] for line in entry["lines"]] == ["1405", "220202"]
        buying.receive(order)
        invoice = buying.entered(order, "F1")
        (entry,) = company.post(f"/supplier-invoices/{invoice['id']}/post/preview", {})
        assert {line["account_code"]: line["debit"] for line in entry["lines"]} == {
            "220202": "500",
            "22210101": "65",
            "220201": "0",
        }
        body = {"party_id": supplier, "amount": "100", "account_code": "1002", "allocations": []}
        (entry,) = company.post("/payments/preview", body)
        assert [line["account_code"] for line in entry["lines"]] == ["1123", "1002"]

    def test_it_refuses_what_the_verb_refuses(self, company: Company) -> None:
        screws = company.product(stock="1")
        issue = {"reason": "use", "lines": [{"product_id": screws, "quantity": "2"}]}
        company.refused(409, "stock.insufficient", "POST", "/stock-issues/preview", issue)

    def test_who_may_see_no_entries_sees_none_before(self, company: Company) -> None:
        screws = company.product(stock="1")
        keeper = company.colleague("warehouse")
        issue = {"reason": "use", "lines": [{"product_id": screws, "quantity": "1"}]}
        keeper.refused(403, "platform.not_allowed", "POST", "/stock-issues/preview", issue)
