"""The company's facts and the rules of its numbers."""

from tests.builders.company import Company
from tests.builders.fixtures import Found

USCC = "91110108551385082Q"


class TestTheCompany:
    def test_is_shown_to_everybody_and_kept_by_those_who_may(self, office: Company) -> None:
        seller = office.colleague("sales")
        shown = seller.get("/settings/company")
        assert (shown["name"], shown["taxpayer"], shown["chart"], shown["currency"]) == (
            "华信商贸",
            "general",
            "small_enterprise",
            "CNY",
        )
        body = {"address": "北京市海淀区"}
        seller.refused(403, "platform.not_allowed", "PATCH", "/settings/company", body, version=1)

    def test_is_changed_with_everything_that_stands_on_its_papers(self, office: Company) -> None:
        body = {
            "name": "北京华信商贸有限公司",
            "uscc": USCC.lower(),
            "address": "北京市海淀区中关村大街 1 号",
            "phone": "010-8888 6666",
            "bank_name": "中国工商银行北京海淀支行",
            "bank_account": "0200 0045 1902 0123 456",
        }
        changed = office.patch("/settings/company", body, version=1)
        assert (changed["name"], changed["uscc"], changed["version"]) == (body["name"], USCC, 2)
        assert changed == office.get("/settings/company")
        assert office.get("/auth/me")["company"] == body["name"]
        assert [item["name"] for item in office.get("/auth/tenants")] == [body["name"]]
        emptied = office.patch("/settings/company", {"address": None}, version=2)
        assert emptied["address"] is None

    def test_is_changed_only_at_the_version_that_was_read(self, office: Company) -> None:
        body = {"address": "北京市海淀区"}
        office.refused(428, "platform.version_missing", "PATCH", "/settings/company", body)
        office.patch("/settings/company", body, version=1)
        office.refused(412, "platform.version_changed", "PATCH", "/settings/company", {}, version=1)

    def test_takes_only_what_is_right(self, office: Company) -> None:
        for body, field in (
            ({"uscc": "911101085513850820"}, "uscc"),
            ({"phone": "no number"}, "phone"),
            ({"name": ""}, "name"),
            ({"currency": "USD"}, "currency"),
            ({"chart": "enterprise"}, "chart"),
        ):
            refusal = office.refused(
                422, "platform.invalid_input", "PATCH", "/settings/company", body, version=1
            )
            assert [item["field"] for item in refusal["errors"]] == [field]

    def test_of_another_tenant_stays_as_it_is(self, office: Company, found: Found) -> None:
        other = found(name="别家")
        office.patch("/settings/company", {"name": "改名"}, version=1)
        assert other.get("/settings/company")["name"] == "别家"

    def test_change_stands_in_the_audit(self, office: Company) -> None:
        office.patch("/settings/company", {"address": "北京市海淀区"}, version=1)
        changes = office.books.one(
            "SELECT changes FROM audit_event WHERE tenant_id = %s AND record = 'company' AND action = 'changed'",
            [office.tenant_id],
        )
        assert changes == {"address": [None, "北京市海淀区"]}


class TestTheNumbers:
    def test_are_shown_as_they_would_look_today(self, office: Company) -> None:
        rules = {item["series"]: item for item in office.get("/settings/numbers")}
        assert rules["sales_order"] == {
            "series": "sales_order",
            "version": 0,
            "label": "record.sales_order",
            "prefix": "XSDD",
            "date_part": "yyyymmdd",
            "middle": "",
            "digits": 4,
            "suffix": "",
            "reset": "day",
            "own": False,
            "gapless": True,
            "next": 1,
            "example": "XSDD202611020001",
        }
        assert rules["party"]["example"] == "KH000001"

    def test_are_for_those_who_may(self, office: Company) -> None:
        office.colleague("sales").refused(403, "platform.not_allowed", "GET", "/settings/numbers")
