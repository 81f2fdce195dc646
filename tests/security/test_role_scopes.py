"""What a role says of rows and fields: it fits, it is on record, and nobody gives more than he has."""

import pytest

from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.scoped import colleague_with, give_role

VIEW, UPDATE, DELETE = "parties.party.view", "parties.party.update", "parties.party.delete"


def names(person: Person, path: str) -> list[str]:
    return sorted(item["name"] for item in person.get(path)["items"])


class TestScopesOfARole:
    def test_are_kept_told_and_audited(self, company: Company) -> None:
        scopes = {VIEW: "own", UPDATE: {"filter": {"field": "level", "op": "eq", "value": "a"}}}
        fields = {"party": {"phone": "masked", "note": "hidden", "region": "editable"}}
        role = give_role(company, "甲", [VIEW, UPDATE], scopes | {VIEW: "own"}, fields)
        assert (role["scopes"], role["fields"]) == (
            scopes,
            {"party": {"phone": "masked", "note": "hidden"}},
        )
        changed = company.patch(f"/roles/{role['id']}", {"scopes": {VIEW: "all"}}, version=1)
        assert (changed["scopes"], changed["fields"]) == ({}, role["fields"])
        (event, _) = company.get(f"/history/role/{role['id']}")["events"]
        assert event["changes"] == {"scopes": [scopes, {}]}

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"scopes": {DELETE: "own"}}, "scope_not_held"),
            ({"scopes": {"catalog.product.view": "own"}}, "scope_not_measurable"),
            ({"scopes": {"parties.party.create": "own"}}, "scope_not_measurable"),
            (
                {"scopes": {VIEW: {"filter": {"field": "gone", "op": "eq", "value": "a"}}}},
                "condition_unknown_field",
            ),
            ({"fields": {"gone": {"name": "masked"}}}, "no_such_record_type"),
            ({"fields": {"party": {"gone": "masked"}}}, "unknown_field"),
            ({"fields": {"party": {"name": "hidden"}}}, "title_hidden"),
            ({"fields": {"contact": {"party_id": "hidden"}}}, "needed_hidden"),
        ],
    )
    def test_must_fit_what_they_are_said_of(self, company: Company, said: Json, code: str) -> None:
        permissions = [VIEW, "parties.party.create", "catalog.product.view"]
        body = {"name": "甲", "permissions": permissions, **said}
        refusal = company.refused(422, "platform.invalid_input", "POST", "/roles", body)
        assert [problem["code"] for problem in refusal["errors"]] == [code]

    @pytest.mark.parametrize(
        ("held", "given", "granted"),
        [
            ("own", "own", True),
            ("own", "own_below", False),
            ("own_below", "own", True),
            ("own_below", "department", False),
            ("department", "own", True),
            ("department", "department_below", False),
            ("department_below", "department", True),
            ("department_below", "own_below", False),
            ("department_below", "all", False),
            ("all", "own_below", True),
        ],
    )
    def test_are_given_no_wider_than_one_has(
        self, company: Company, held: str, given: str, granted: bool
    ) -> None:
        rights = [VIEW, "identity.role.view", "identity.role.manage"]
        clerk = colleague_with(company, rights, {VIEW: held})
        body = {"name": "甲", "permissions": [VIEW], "scopes": {VIEW: given}}
        if granted:
            assert clerk.post("/roles", body)["permissions"] == [VIEW]
        else:
            refusal = clerk.refused(403, "identity.more_than_own", "POST", "/roles", body)
            assert refusal["params"]["permissions"] == [f"permission.{VIEW}"]

    def test_fields_are_given_no_more_freely_than_one_has_them(self, company: Company) -> None:
        rights = [VIEW, "identity.role.view", "identity.role.manage"]
        clerk = colleague_with(company, rights, {}, {"party": {"phone": "masked"}})
        body = {"name": "甲", "permissions": [VIEW], "fields": {"party": {"phone": "read_only"}}}
        refusal = clerk.refused(403, "identity.more_than_own", "POST", "/roles", body)
        assert refusal["params"]["permissions"] == ["field.party.phone"]
        clerk.post("/roles", body | {"fields": {"party": {"phone": "hidden"}}})

    def test_of_a_type_made_here_are_listed_and_given(self, company: Company) -> None:
        listed = {item["name"]: item for item in company.get("/permissions")}
        assert listed["own.x_thing.view"] == {
            "name": "own.x_thing.view",
            "module": "own",
            "label": "permission.own.x_thing.view",
            "record": "x_thing",
            "by_people": True,
        }
        words = company.send("GET", "/words", headers={"Accept-Language": "zh-CN"}).json()["words"]
        assert words["permission.own.x_thing.view"] == "查看物件"
        rights = ["own.x_thing.view", "own.x_thing.create"]
        person = colleague_with(company, rights, {"own.x_thing.view": "own"})
        company.post("/x-thing", {"name": "别人的"})
        person.post("/x-thing", {"name": "我的"})
        assert names(person, "/x-thing") == ["我的"]
