"""Targets of a year, held against what was achieved: company, department, person, month by month."""

from tests.builders.company import Company
from tests.builders.http import Json, Person, statements_of
from tests.builders.scoped import colleague_with

VIEW = "targets.achievement.view"
NONE = ["0"] * 12


def months(**amounts: str) -> list[str]:
    """Twelve months, those named `m10` and so on with an amount."""
    return [amounts.get(f"m{number}", "0") for number in range(1, 13)]


def rows(person: Person, kind: str = "contract", year: int = 2026) -> dict[tuple[str, str], Json]:
    shown = person.get("/targets", year=year, kind=kind)["rows"]
    return {(row["level"], row["name"]): row for row in shown}


class TestTheSheet:
    def test_holds_targets_against_what_was_done(self, company: Company) -> None:
        department = company.post("/departments", {"name": "销售部"})["id"]
        person = company.colleague("sales", "李四")
        shown = company.get(f"/users/{person.user_id}")
        company.patch(f"/users/{person.user_id}", {"department_id": department}, version=shown["version"])
        screws = company.product(stock="100")
        customer = company.customer()
        his = {"owner_id": str(person.user_id)}
        company.confirmed(customer, (screws, "2", "100"), ordered_on="2026-10-31", **his)
        company.confirmed(customer, (screws, "1", "100"), ordered_on="2025-11-30", **his)
        company.confirmed(customer, (screws, "3", "100"))
        for body in (
            {"months": months(m10="500", m11="1000")},
            {"department_id": department, "months": months(m10="400")},
            {"person_id": str(person.user_id), "months": months(m10="250.5")},
        ):
            company.post("/targets", {"kind": "contract", "year": 2026, **body})
        found = rows(company)
        assert list(found) == [
            ("company", ""),
            ("department", "销售部"),
            ("person", "李四"),
            ("person", "张三"),
        ]
        whole, part, one = (found[key] for key in list(found)[:3])
        assert (whole["target"], whole["done"]) == (
            months(m10="500", m11="1000"),
            months(m10="200", m11="300"),
        )
        assert (whole["below"], whole["year_before"]) == (months(m10="400"), months(m11="100"))
        assert (part["target"], part["done"], part["below"]) == (
            months(m10="400"),
            months(m10="200"),
            months(m10="250.5"),
        )
        assert (one["target"], one["done"], one["below"]) == (months(m10="250.5"), months(m10="200"), None)
        assert rows(company, "receipt")["company", ""]["target"] == NONE

    def test_entered_again_replaces_the_year(self, company: Company) -> None:
        for amount in ("500", "700"):
            body = {"kind": "receipt", "year": 2026, "months": months(m3=amount)}
            company.post("/targets", body)
        assert rows(company, "receipt")["company", ""]["target"] == months(m3="700")
        assert rows(company, "receipt", 2025)["company", ""]["target"] == NONE

    def test_shows_a_person_himself_and_whom_he_reaches(self, company: Company) -> None:
        department = company.post("/departments", {"name": "销售部"})["id"]
        person = company.colleague("sales", "李四")
        assert list(rows(person)) == [("person", "李四")]
        boss = colleague_with(company, [VIEW], {VIEW: "department"}, name="经理")
        for one in (person, boss):
            shown = company.get(f"/users/{one.user_id}")
            company.patch(f"/users/{one.user_id}", {"department_id": department}, version=shown["version"])
        assert set(rows(boss)) == {("department", "销售部"), ("person", "李四"), ("person", "经理")}
        assert list(rows(person)) == [("person", "李四")]

    def test_is_entered_by_who_may(self, company: Company) -> None:
        body = {"kind": "contract", "year": 2026, "months": NONE}
        person = company.colleague("sales")
        person.refused(403, "platform.not_allowed", "POST", "/targets", body)
        assert (
            person.get("/targets", year=2026)["may_set"],
            company.get("/targets", year=2026)["may_set"],
        ) == (
            False,
            True,
        )

    def test_refuses_what_cannot_be(self, company: Company) -> None:
        body = {"kind": "contract", "year": 2026, "months": NONE}
        for wrong in (
            {"months": NONE[:11]},
            {"months": ["-1", *NONE[1:]]},
            {"year": 1999},
            {"person_id": company.get("/auth/me")["user_id"], "department_id": str(company.tenant_id)},
        ):
            company.refused(422, "platform.invalid_input", "POST", "/targets", body | wrong)
        company.refused(
            404, "platform.not_found", "POST", "/targets", body | {"person_id": str(company.tenant_id)}
        )


class TestProgress:
    def test_stands_beside_the_same_days_of_the_month_and_the_year_before(self, company: Company) -> None:
        customer = company.customer()
        me = company.get("/auth/me")["user_id"]
        for day, amount in (
            ("2026-11-01", "60"),
            ("2026-10-02", "40"),
            ("2025-11-02", "80"),
            # The other days of those months have no like this month yet.
            ("2026-10-03", "500"),
            ("2025-11-30", "900"),
        ):
            company.receipt(customer, amount, received_on=day)
        company.post(
            "/targets", {"kind": "receipt", "year": 2026, "person_id": me, "months": months(m11="240")}
        )
        found = {(one["kind"], one["level"]): one for one in company.get("/targets/progress")}
        assert list(found) == [
            ("contract", "person"),
            ("contract", "company"),
            ("receipt", "person"),
            ("receipt", "company"),
        ]
        mine = found["receipt", "person"]
        assert (mine["target"], mine["done"], mine["rate"]) == ("240", "60", "0.25")
        assert (mine["month_before"], mine["on_month_before"]) == ("40", "0.5")
        assert (mine["year_before"], mine["on_year_before"]) == ("80", "-0.25")
        whole = found["receipt", "company"]
        assert (whole["target"], whole["done"], whole["rate"]) == ("0", "60", None)
        person = company.colleague("sales")
        assert [one["level"] for one in person.get("/targets/progress")] == ["person", "person"]

    def test_takes_few_statements(self, company: Company) -> None:
        company.get("/targets/progress")
        assert statements_of(company.send("GET", "/targets/progress")) == 6
