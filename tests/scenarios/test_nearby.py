"""Who is near: the nearest first, within the radius, as far as the reader's rights reach; and how places come to be."""

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with

VIEW, FOLLOW, WRITE = "parties.party.view", "activities.follow_up.view", "activities.follow_up.create"
# The Bund; about 0.9, 3.2, 12 and 41 km away from it.
HERE = {"latitude": "31.240018", "longitude": "121.490317"}
PLACES = {
    "南京东路商行": ("31.238068", "121.481290"),
    "静安文具": ("31.228833", "121.459000"),
    "虹桥设备": ("31.194353", "121.378000"),
    "昆山电子": ("31.385000", "121.095000"),
}


def customers(person: Person, **fields: object) -> dict[str, Json]:
    return {
        name: person.post("/parties", {"name": name, "latitude": lat, "longitude": lng, **fields})
        for name, (lat, lng) in reversed(PLACES.items())
    }


def near(person: Person, km: int, **where: str) -> list[tuple[str, int]]:
    found: Json = person.post("/nearby", {**HERE, **where, "within_km": str(km)})
    assert found["complete"] is True
    return [(one["name"], one["metres"]) for one in found["customers"]]


def test_the_nearest_come_first_and_none_beyond_the_radius(company: Company) -> None:
    customers(company)
    company.post("/parties", {"name": "没有位置"})
    supplier = {"is_customer": False, "is_supplier": True}
    company.post("/parties", {"name": "供应商", **supplier, **HERE})
    assert near(company, 1) == [("南京东路商行", 885)]
    assert near(company, 5) == [("南京东路商行", 885), ("静安文具", 3227)]
    assert [name for name, _ in near(company, 20)] == ["南京东路商行", "静安文具", "虹桥设备"]
    assert [name for name, _ in near(company, 50)] == list(PLACES)
    assert near(company, 50, latitude="-31.24") == []


def test_where_somebody_is_is_kept_nowhere(company: Company) -> None:
    assert company.send("GET", "/nearby", query=HERE).status_code in {404, 405}
    before = company.books.fingerprint(company.tenant_id)
    assert near(company, 1) == []
    assert company.books.fingerprint(company.tenant_id) == before


def test_over_the_line_of_the_date_it_is_not_far(company: Company) -> None:
    company.post("/parties", {"name": "塔韦乌尼", "latitude": "-16.85", "longitude": "-179.97"})
    assert [name for name, _ in near(company, 20, latitude="-16.85", longitude="179.95")] == ["塔韦乌尼"]


def test_only_those_whom_the_reader_s_roles_reach(company: Company) -> None:
    seller = company.colleague("sales")
    mine = customers(seller)
    stranger = colleague_with(company, [VIEW], {VIEW: "own"})
    assert near(stranger, 50) == []
    assert len(near(seller, 50)) == len(mine)
    blind = colleague_with(company, [FOLLOW], name="小赵")
    blind.refused(403, "platform.not_allowed", "POST", "/nearby", HERE)


def test_who_does_not_see_where_customers_are_is_not_told_by_asking_around(company: Company) -> None:
    customers(company)
    for level in ("hidden", "masked"):
        fields = {"party": {"latitude": level, "longitude": level}}
        reader = colleague_with(company, [VIEW], fields=fields, name=f"读者{level}")
        reader.refused(422, "platform.invalid_input", "POST", "/nearby", HERE)


def test_what_lies_in_a_sea_is_nobody_s_to_visit(company: Company) -> None:
    rows = customers(company)
    pool = company.post("/pools", {"name": "公海"})
    ids = [rows["静安文具"]["id"]]
    company.post(f"/pools/{pool['id']}/put-back", {"ids": ids, "reason": "联系不上"})
    assert [name for name, _ in near(company, 5)] == ["南京东路商行"]


def test_half_a_place_is_none(company: Company) -> None:
    refused = company.refused(
        422, "platform.invalid_input", "POST", "/parties", {"name": "半个", "latitude": "31.2"}
    )
    assert [(one["field"], one["code"]) for one in refused["errors"]] == [("longitude", "half_a_place")]


def check_in(person: Person, party: Json, **fields: object) -> Json:
    body = {"record": "party", "record_id": party["id"], "content": "上门", "way": "visit", **HERE}
    made: Json = person.post("/follow-ups", body | fields)
    return made


def test_a_check_in_becomes_the_place_of_a_customer_without_one(company: Company) -> None:
    party = company.post("/parties", {"name": "新客户"})
    check_in(company, party)
    assert near(company, 1) == []
    check_in(company, party, is_the_customers_place=True)
    assert near(company, 1) == [("新客户", 0)]
    elsewhere = {"latitude": "31.3", "longitude": "121.6"}
    check_in(company, party, is_the_customers_place=True, **elsewhere)
    assert near(company, 1) == [("新客户", 0)]
    changed = company.get(f"/parties/{party['id']}")
    assert (changed["latitude"], changed["longitude"]) == (HERE["latitude"], HERE["longitude"])


def test_who_may_not_change_a_customer_does_not_say_where_he_is(company: Company) -> None:
    party = company.post("/parties", {"name": "新客户"})
    reader = colleague_with(company, [VIEW, FOLLOW, WRITE])
    body = {"record": "party", "record_id": party["id"], "content": "上门", "way": "visit", **HERE}
    said = body | {"is_the_customers_place": True}
    reader.refused(403, "platform.not_allowed", "POST", "/follow-ups", said)
    check_in(reader, party)
    assert near(company, 1) == []
