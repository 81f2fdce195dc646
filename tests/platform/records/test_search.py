"""One box for everything: records of every kind by characters, sound, digits and numbers, as far as one sees them."""

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Person
from tests.builders.scoped import colleague_with

VIEW = "parties.party.view"
# Every kind that has the word costs a look or two; those that do not have it are asked together.
MOST_STATEMENTS = 16


def titles(person: Person, words: str) -> dict[str, list[str]]:
    """What words find: titles by kind."""
    groups = person.get("/search", q=words)["groups"]
    return {group["record"]: [item["title"] for item in group["items"]] for group in groups}


class TestWords:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("北京华信科技有限公司", "华"),
            ("北京华信科技有限公司", "华信"),
            ("北京华信科技有限公司", "huaxin"),
            ("北京华信科技有限公司", "beijing keji"),
            ("北京华信科技有限公司", "bjhx"),
            ("Siemens Energy", "siemens"),
            ("Siemens Energy", "siemnes"),
            ("ＡＢＣ 贸易", "abc"),
            *[("曾志强", word) for word in ("zeng", "zzq", "曾")],
            *[("单小明", word) for word in ("shan", "sxm")],
            *[("解放军", word) for word in ("xie", "jie")],
            ("仇英", "qiu"),
            ("区大伟", "ou"),
        ],
    )
    def test_find_a_customer(self, office: Company, name: str, words: str) -> None:
        party = office.customer(name, kind="person" if len(name) < 4 else "company")
        items = [
            item["id"]
            for group in office.get("/search", q=words, limit=20)["groups"]
            for item in group["items"]
        ]
        assert party in items

    def test_find_phones_and_numbers(self, company: Company) -> None:
        party = company.customer("华信", phone="13800138123", code="K-77")
        order = company.order(party, (company.product(code="LS-9"), "1", "1"))
        assert titles(company, "8123") == {"party": ["华信"]}
        assert titles(company, "138 0013") == {"party": ["华信"]}
        assert titles(company, "k-77") == {"party": ["华信"]}
        assert titles(company, "ls9") == {"product": ["螺丝"]}
        assert titles(company, order["number"]) == {"sales_order": [order["number"]]}
        assert titles(company, order["number"][:8].lower()) == {"sales_order": [order["number"]]}
        assert titles(company, "。") == {}
        assert titles(company, "不存在的词") == {}

    def test_find_types_and_fields_made_here(self, company: Company) -> None:
        company.post("/record-types", {"name": "x_visit", "labels": {"zh": "拜访"}})
        field = {"name": "x_topic", "kind": "text", "labels": {"zh": "主题"}, "searchable": True}
        company.post("/record-types/x_visit/fields", field)
        company.post("/x-visit", {"name": "第一次", "x_topic": "渠道政策"})
        assert titles(company, "qudao") == {"x_visit": ["第一次"]}
        (group,) = company.get("/search", q="渠道")["groups"]
        assert (group["path"], group["items"][0]["detail"]) == ("x-visit", "渠道政策")

    def test_the_closest_title_comes_first(self, company: Company) -> None:
        for name in ("华信科技（上海）有限公司", "华信", "华信科技"):
            company.customer(name)
        assert titles(company, "华信")["party"] == ["华信", "华信科技", "华信科技（上海）有限公司"]


class TestWhoFinds:
    def test_hidden_and_masked_fields_find_nothing(self, company: Company) -> None:
        company.customer("华信", phone="13800138123")
        for level in ("hidden", "masked"):
            person = colleague_with(company, [VIEW], fields={"party": {"phone": level}}, name=level)
            assert titles(person, "8123") == {}
            found = person.get("/search", q="华信")["groups"][0]["items"][0]
            assert "13800138123" not in found["detail"]

    def test_row_scopes_hold(self, company: Company) -> None:
        company.customer("华信")
        mine = company.customer("华信二部")
        person = colleague_with(company, [VIEW], {VIEW: "own"})
        company.books.execute("UPDATE party SET owner_id = %s WHERE id = %s", [person.user_id, mine])
        assert titles(person, "华信") == {"party": ["华信二部"]}

    def test_kinds_beyond_his_rights_are_not_told(self, company: Company) -> None:
        company.customer("华信")
        company.product(name="华信螺丝")
        assert set(titles(company, "华信")) == {"party", "product"}
        assert set(titles(colleague_with(company, [VIEW]), "华信")) == {"party"}

    def test_two_companies_find_their_own(self, company: Company, found: Found) -> None:
        company.customer("华信")
        other = found(name="别家公司")
        assert titles(other, "华信") == {}


class TestCost:
    def test_statements_do_not_grow_with_what_is_found(self, company: Company) -> None:
        party = company.customer("华信")
        company.post("/contacts", {"party_id": party, "name": "华信联系人"})
        company.product(name="华信螺丝")
        few = company.statements("GET", "/search?q=华信")
        for number in range(30):
            company.customer(f"华信 {number}")
        assert company.statements("GET", "/search?q=华信") == few <= MOST_STATEMENTS
        assert company.statements("GET", "/search?q=siemens") <= MOST_STATEMENTS
