"""One deed on many records: the good ones are done by the same few statements, the others told with the reason."""

from tests.builders.company import Company
from tests.builders.http import Json, statements_of
from tests.builders.routes import ABSENT


def customers(company: Company, count: int) -> list[str]:
    """So many customers; their ids."""
    return [company.customer(f"客户{number:03}") for number in range(count)]


def bulk(company: Company, ids: list[str], action: str, **values: object) -> Json:
    """What came of a deed on these."""
    return company.post("/parties/bulk", {"ids": ids, "action": action, "values": values})


def test_a_field_is_changed_for_all_with_history_and_search(company: Company) -> None:
    ids = customers(company, 3)
    assert bulk(company, ids, "update", level="a", phone="13800138000") == {"done": 3, "refused": []}
    page = company.get("/parties", search="8000", fields="level,phone")
    assert [item["level"] for item in page["items"]] == ["a", "a", "a"]
    event = company.get(f"/parties/{ids[0]}/history")["events"][0]
    assert (event["action"], event["changes"]) == (
        "changed",
        {"level": [None, "a"], "phone": [None, "+8613800138000"]},
    )
    assert company.get(f"/parties/{ids[0]}")["version"] == 2


def test_the_statements_do_not_grow_with_the_records(company: Company) -> None:
    counted = []
    for count in (1, 20, 100):
        ids = customers(company, count)
        body = {"ids": ids, "action": "update", "values": {"name": "新名字", "level": "b"}}
        counted.append(statements_of(company.send("POST", "/parties/bulk", body)))
    assert counted[1:] == [counted[1], counted[1]]


def test_what_cannot_be_done_is_told_and_the_rest_is_done(company: Company) -> None:
    used, free = customers(company, 2)
    company.order(used, (company.product(), "1", "113"))
    done = bulk(company, [used, free, str(ABSENT)], "delete")
    assert done["done"] == 1
    assert [(item["id"], item["title"], item["code"]) for item in done["refused"]] == [
        (str(ABSENT), None, "platform.not_found"),
        (used, "客户000", "platform.still_used"),
    ]
    assert [item["id"] for item in company.get("/parties")["items"]] == [used]


def test_records_are_handed_over_and_the_old_owner_stays_on_the_team(company: Company) -> None:
    (party,) = customers(company, 1)
    colleague = company.colleague("sales")
    done = bulk(company, [party], "transfer", owner_id=str(colleague.user_id), keep="read")
    assert done == {"done": 1, "refused": []}
    assert company.get(f"/parties/{party}")["owner_id"]["id"] == str(colleague.user_id)
    (member,) = company.get(f"/parties/{party}/members")
    assert (member["user"]["title"], member["may"], member["ends_on"]) == ("张三", "read", None)


def test_tags_are_put_on_and_taken_off(company: Company) -> None:
    ids = customers(company, 2)
    bulk(company, ids, "tag", tags=["展会", "华东"])
    bulk(company, ids[:1], "untag", tags=["展会"])
    assert [company.get(f"/parties/{one}")["tags"] for one in ids] == [["华东"], ["展会", "华东"]]


def test_a_wrong_value_changes_nothing(company: Company) -> None:
    body: Json = {
        "ids": customers(company, 2),
        "action": "update",
        "values": {"level": "z", "tenant_id": "x"},
    }
    problem = company.refused(422, "platform.invalid_input", "POST", "/parties/bulk", body)
    assert sorted(item["field"] for item in problem["errors"]) == ["values.tenant_id"]
    body["values"] = {"kind": "z"}
    problem = company.refused(422, "platform.invalid_input", "POST", "/parties/bulk", body)
    assert [(item["field"], item["code"]) for item in problem["errors"]] == [("values.kind", "literal_error")]


def test_units_are_renamed_one_by_one_where_the_name_is_unique(company: Company) -> None:
    unit = company.post("/units", {"name": "托"})["id"]
    body = {"ids": [unit], "action": "update", "values": {"name": "托盘"}}
    assert company.post("/units/bulk", body)["done"] == 1
    assert company.get(f"/units/{unit}")["name"] == "托盘"
