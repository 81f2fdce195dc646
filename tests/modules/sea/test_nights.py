"""Nights that are taken back in steps, what may be known of them, and what may lie in a sea."""

import pytest

from heyi.modules.sea.actions import entering, undoing
from tests.builders.crm import lead
from tests.builders.fixtures import Later
from tests.builders.imports import RunJobs, brought_in, counted, uploaded
from tests.builders.scoped import colleague_with
from tests.builders.sea import Shore, claim, person_id, reasons, salespeople
from tests.builders.sheets import lines

NO_FOLLOW_UP = {"kind": "no_follow_up", "days": 1}


def test_a_night_is_taken_back_in_steps_and_never_twice(
    shore: Shore, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "AT_ONCE", 2)
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.rules(sea, NO_FOLLOW_UP)
    customers = [str(wang.post("/parties", {"name": f"客户{number}"})["id"]) for number in range(5)]
    with later(days=2):
        shore.night()
        (night,) = shore.company.get("/recycle/nights")
        path = f"/recycle/nights/{night['id']}/undo"
        job = shore.company.post(path)["job_id"]
        shore.company.refused(409, "sea.night_under_way", "POST", path)
        shore.run_jobs()
        done = shore.company.get(f"/jobs/{job}")
        assert (done["state"], done["progress"]) == ("done", {"done": 5, "total": 5})
        assert done["result"] == {"returned": 5, "kept": 0, "refused": []}
        assert [shore.owner(one) for one in customers] == [person_id(wang)] * 5
        (night,) = shore.company.get("/recycle/nights")
        assert (night["returned"], night["allowed_actions"]) == (5, [])
        shore.company.refused(409, "sea.night_undone", "POST", path)


def test_what_was_of_somebody_who_left_stays_in_the_sea(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    shore.rules(sea, NO_FOLLOW_UP)
    customer = str(wang.post("/parties", {"name": "客户"})["id"])
    with later(days=2):
        shore.night()
        shore.company.post(f"/users/{person_id(wang)}/deactivate")
        (night,) = shore.company.get("/recycle/nights")
        done = shore.undo(night["id"])
        assert (done["returned"], done["kept"]) == (0, 1)
        assert done["refused"][0]["reason"] == "业务00 已停用"
        assert shore.owner(customer) is None
        told = shore.company.get("/notices")["items"]
        assert [one["opens"]["to"] for one in told if one["kind"] == "job_done"] == ["/sea/nights"]


def test_a_sea_is_emptied_in_steps(shore: Shore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "MOVED_AT_ONCE", 2)
    (wang,) = salespeople(shore.company, 1)
    east, west = shore.sea("华东", wang), shore.sea("华西", wang)
    for number in range(5):
        shore.customer_in(east, f"客户{number}")

    job = shore.company.post(f"/pools/{east}/move-all", {"target_id": west})["job_id"]
    shore.run_jobs()

    done = shore.company.get(f"/jobs/{job}")
    assert (done["state"], done["result"], done["progress"]) == (
        "done",
        {"moved": 5},
        {"done": 5, "total": 5},
    )
    assert [(one["name"], one["inside"]) for one in shore.company.get("/my-pools")] == [
        ("华东", 0),
        ("华西", 5),
    ]


def test_titles_are_for_whom_the_rows_are_and_for_a_seas_administrators(shore: Shore, later: Later) -> None:
    """Who sets seas and reaches only his own customers is told how many fall, and of whose, but not which."""
    (wang,) = salespeople(shore.company, 1)
    rights = ["sea.pool.view", "sea.pool.manage", "parties.party.view", "parties.party.create"]
    manager = colleague_with(shore.company, rights, {"parties.party.view": "own"}, name="主管")
    sea = shore.sea("公海", wang, manager)
    shore.rules(sea, NO_FOLLOW_UP)
    wang.post("/parties", {"name": "王的客户"})
    manager.post("/parties", {"name": "主管的客户"})

    def titles() -> list[str | None]:
        return sorted((one["title"] for one in manager.post("/recycle/simulate", {})["items"]), key=str)

    with later(days=2):
        assert titles() == [None, "主管的客户"]
        shore.settle(sea, administrators={"users": [person_id(manager)]})
        assert titles() == ["主管的客户", "王的客户"]
        shore.settle(sea, administrators={"users": []})
        shore.night()
        (night,) = manager.get("/recycle/nights")
        shown = manager.get(f"/recycle/nights/{night['id']}")["items"]
        assert [one["title"] for one in shown] == [None, None]
        assert {one["title"] for one in shore.company.get(f"/recycle/nights/{night['id']}")["items"]} == {
            "王的客户",
            "主管的客户",
        }


def test_what_has_ended_is_not_put_into_a_sea(shore: Shore) -> None:
    company = shore.company
    sea = shore.sea("线索池", holds="lead")
    ended, open_ = lead(company, "空号"), lead(company, "在跟进", phone="13900139000")
    became = lead(company, "已成客户", phone="13700137000")
    company.post(f"/leads/{ended['id']}/invalidate", {"reason": "空号"})
    company.post(f"/leads/{became['id']}/convert", {})

    answer = shore.put_back(sea, ended["id"], open_["id"], became["id"])

    assert (answer["done"], reasons(answer)) == (
        1,
        [(ended["id"], "sea.ended"), (became["id"], "sea.ended")],
    )
    assert answer["refused"][0]["detail"] == (
        "“空号” is Invalid; nobody works on it, so it is not put into a sea"
    )
    company.post(f"/leads/{open_['id']}/invalidate", {"reason": "重复"})
    assert [one["inside"] for one in company.get("/my-pools")] == [0]


def test_a_file_that_goes_into_a_sea_fills_nobody(shore: Shore, run_jobs: RunJobs) -> None:
    company = shore.company
    for holds, path, title in (("party", "公海", "Name"), ("lead", "线索池", "Lead")):
        company.post(
            "/capacity-rules", {"name": f"无 {path}", "holds": holds, "at_most": 0, "users": [shore.me]}
        )
        sea = shore.sea(path, holds=holds)
        data = lines((title, "Phone"), ("甲", "13800138000"), ("乙", "13900139000"))
        answer = company.upload(f"/pools/{sea}/import", data, fields={"mode": "apply"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["created"] == 2
        assert [one["inside"] for one in company.get("/my-pools", holds=holds)] == [2]


def test_the_wizard_brings_a_file_into_a_sea_and_only_its_administrators_may(
    shore: Shore, run_jobs: RunJobs
) -> None:
    """New rows are nobody's and fill nobody's quota; what goes wrong is told before anything is written."""
    company = shore.company
    sea, leads = shore.sea("公海"), shore.sea("线索池", holds="lead")
    body = {"name": "无", "holds": "party", "at_most": 0, "users": [shore.me]}
    company.post("/capacity-rules", body)
    data = lines(("名称", "电话"), ("甲", "13800138000"), ("乙", "13900139000"))

    run = brought_in(company, run_jobs, "parties", data, into=sea)

    assert (run["into"], counted(run)) == (sea, {"rows": 2, "created": 2})
    rows = company.get(f"/pools/{sea}/records")["items"]
    assert sorted((row["name"], row["owner_id"]) for row in rows) == [("乙", None), ("甲", None)]
    other = uploaded(company, run_jobs, "parties", data)
    path = f"/imports/{other['id']}/check"
    company.refused(404, "platform.not_found", "POST", path, {"into": leads})
    rights = ["parties.party.view", "parties.party.create", "parties.party.import", "sea.pool.view"]
    member = colleague_with(company, rights, {}, name="成员")
    shore.settle(sea, members={"users": [str(member.user_id)]})
    mine = uploaded(member, run_jobs, "parties", data)
    path = f"/imports/{mine['id']}/check"
    member.refused(403, "sea.not_administrator", "POST", path, {"into": sea})


def test_with_anothers_eyes_a_sea_shows_what_both_may_see(shore: Shore) -> None:
    company = shore.company
    own = {"parties.party.view": "own"}
    wang = colleague_with(company, ["sea.pool.view", "parties.party.view"], own, name="业务")
    sea = shore.sea("公海", wang)
    shore.customer_in(sea, "杭州云栖")
    rights = [one["name"] for one in company.get("/permissions") if one["name"] != "sea.pool.manage"]
    looker = colleague_with(company, rights, own, name="旁观者")
    assert looker.send("GET", f"/pools/{sea}/records").status_code == 404
    looker.post("/auth/see-as", {"user_id": str(wang.user_id)})
    eyes = {"X-See-As": str(wang.user_id)}

    assert [one["name"] for one in wang.get(f"/pools/{sea}/records")["items"]] == ["杭州云栖"]
    seen = looker.send("GET", f"/pools/{sea}/records", headers=eyes)
    assert (seen.status_code, seen.json()["items"]) == (200, [])


def test_turning_pages_of_a_sea_is_reading(shore: Shore) -> None:
    (wang,) = salespeople(shore.company, 1)
    sea = shore.sea("公海", wang)
    for number in range(3):
        shore.customer_in(sea, f"客户{number}")
    page = wang.get(f"/pools/{sea}/records", limit=2)
    assert shore.company.get("/reading") == []
    wang.get(f"/pools/{sea}/records", limit=2, cursor=page["next_cursor"])
    wang.get(f"/pools/{sea}/records", limit=200)

    (row,) = shore.company.get("/reading")
    assert (row["user"], row["record"], row["way"], row["rows"], row["times"]) == (
        "业务00",
        "party",
        "pages",
        4,
        2,
    )
    assert claim(wang, sea, page["items"][0]["id"])["done"] == 1


def test_who_only_sells_to_us_never_falls(shore: Shore, later: Later) -> None:
    (wang,) = salespeople(shore.company, 1)
    shore.rules(shore.sea("华东公海", wang), NO_FOLLOW_UP)
    wang.post("/parties", {"name": "上海启明办公"})
    wang.post("/parties", {"name": "义乌文具批发", "is_customer": False, "is_supplier": True})
    with later(days=8):
        told = shore.company.post("/recycle/simulate", {})
    assert [one["title"] for one in told["items"]] == ["上海启明办公"]
