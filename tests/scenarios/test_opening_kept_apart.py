"""Opening balances of accounts kept apart by person, department, project and goods."""

from tests.builders.company import Company
from tests.builders.http import Json


def test_an_opening_says_by_whom_and_what_each_account_is_kept_apart(company: Company) -> None:
    own = {"code": "122109", "parent": "1221", "name": "备用金"}
    company.post("/accounts", own | {"dimensions": ["person", "department"]})
    company.post("/accounts", own | {"code": "122108", "name": "出租包装物", "dimensions": ["item"]})
    me = company.get("/auth/me")["user_id"]
    sales = company.post("/departments", {"name": "销售部"})["id"]
    project = company.post("/projects", {"name": "新仓库"})["id"]
    pallets = company.product(name="托盘")
    lines: list[Json] = [
        {"account": "3001", "credit": "1600"},
        {"account": "122109"},
        {"account": "122109", "debit": "100", "person_id": me},
        {"account": "122108", "debit": "500"},
        {"account": "1604", "debit": "1000", "project_id": sales},
    ]
    body = {"started_on": "2026-11-01", "lines": lines}
    problem = company.refused(422, "ledger.dimension_missing", "POST", "/opening-balances", body)
    assert [one["field"] for one in problem["errors"]] == ["lines.2.department_id", "lines.3.product_id"]
    lines[2]["department_id"] = sales
    lines[3]["product_id"] = pallets
    strange = company.refused(422, "platform.invalid_input", "POST", "/opening-balances", body)
    assert [(one["field"], one["code"]) for one in strange["errors"]] == [
        ("lines.4.project_id", "no_such_record")
    ]
    lines[4]["project_id"] = project

    company.post("/opening-balances", body)

    entered = {line["account_code"]: line for line in company.get("/opening-balances")["lines"]}
    petty = entered["122109"]
    assert (petty["person"]["title"], petty["department"]["title"], petty["debit"]) == (
        "张三",
        "销售部",
        "100",
    )
    assert (entered["122108"]["product"]["id"], entered["1604"]["project"]["title"]) == (str(pallets), "新仓库")
    assert "1405" in company.get("/opening-balances")["by_documents"]

    # The same with what moved in the year; two people on one account stay two lines.
    wang = company.colleague("sales").user_id
    lines[2] |= {"debit": "60", "year_debit": "60", "year_credit": "0"}
    lines.append({"account": "122109", "debit": "40", "department_id": sales, "person_id": str(wang)})
    lines[0] |= {"year_debit": "0", "year_credit": "60"}
    company.post("/opening-balances", body | {"started_on": "2026-07-01"})
    held = [
        (line["person"]["id"], line["debit"], line["year_debit"])
        for line in company.get("/opening-balances")["lines"]
        if line["account_code"] == "122109"
    ]
    assert sorted(held) == sorted([(me, "60", "60"), (str(wang), "40", "0")])
    assert company.accounts()["122109"] == "100"
