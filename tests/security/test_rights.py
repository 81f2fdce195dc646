"""Roles: what they allow holds from the next request on, and nobody gives more than he holds."""

import pytest

from heyi.platform import access
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person
from tests.house.test_messages import CATALOGUE

VIEW = "parties.party.view"


def me(person: Person) -> str:
    return str(person.get("/auth/me")["user_id"])


def role(person: Person, builtin: str) -> Json:
    found = next(item for item in person.get("/roles")["items"] if item["builtin"] == builtin)
    return person.get(f"/roles/{found['id']}")


@pytest.fixture
def clerk(office: Company) -> Person:
    """Somebody who may manage users and roles, and see customers, and nothing else."""
    permissions = [
        VIEW,
        "identity.user.view",
        "identity.user.manage",
        "identity.role.view",
        "identity.role.manage",
    ]
    made = office.post("/roles", {"name": "行政", "permissions": permissions})
    colleague = office.colleague("viewer", "小李")
    office.patch(f"/users/{colleague.user_id}", {"role_ids": [made["id"]]}, version=1)
    return colleague


class TestThePermissions:
    def test_are_all_listed_with_module_and_label(self, office: Company) -> None:
        listed = office.get("/permissions")
        assert [item["name"] for item in listed] == [item.name for item in access.all_permissions()]
        for item in listed:
            assert item["module"] == item["name"].split(".")[0]
            assert item["label"] == f"permission.{item['name']}"
            assert item["label"] in CATALOGUE

    def test_are_all_held_by_the_owner_whatever_his_role_was_stored_with(
        self, office: Company, books: object
    ) -> None:
        everything = [item.name for item in access.all_permissions()]
        assert office.get("/auth/me")["permissions"] == everything
        assert role(office, "owner")["permissions"] == everything

    def test_of_a_role_that_a_newer_version_dropped_grant_nothing(self, office: Company) -> None:
        office.books.execute(
            "UPDATE role SET permissions = '[\"gone.thing.do\"]' WHERE tenant_id = %s AND builtin = 'viewer'",
            [office.tenant_id],
        )
        assert office.colleague("viewer").get("/auth/me")["permissions"] == []


class TestARole:
    def test_is_made_changed_and_removed(self, office: Company) -> None:
        made = office.post("/roles", {"name": "行政", "permissions": [VIEW]})
        assert (made["name"], made["builtin"], made["permissions"]) == ("行政", None, [VIEW])
        body = {"name": "客服", "permissions": [VIEW, "catalog.product.view"]}
        changed = office.patch(f"/roles/{made['id']}", body, version=1)
        assert (changed["name"], changed["permissions"], changed["version"]) == (
            "客服",
            ["catalog.product.view", VIEW],
            2,
        )
        office.delete(f"/roles/{made['id']}", version=2)
        office.refused(404, "platform.not_found", "GET", f"/roles/{made['id']}")

    def test_change_holds_from_the_next_request_of_everybody_on(self, office: Company) -> None:
        colleague = office.colleague("viewer")
        assert colleague.get("/parties")["items"] == []
        viewer = role(office, "viewer")
        without = [name for name in viewer["permissions"] if name != VIEW]
        office.patch(f"/roles/{viewer['id']}", {"permissions": without}, version=1)
        colleague.refused(403, "platform.not_allowed", "GET", "/parties")
        office.patch(f"/roles/{viewer['id']}", {"permissions": [*without, VIEW]}, version=2)
        assert colleague.get("/parties")["items"] == []

    def test_knows_only_permissions_that_there_are(self, office: Company) -> None:
        body = {"name": "行政", "permissions": [VIEW, "parties.party.steal"]}
        refusal = office.refused(422, "platform.invalid_input", "POST", "/roles", body)
        assert [(item["field"], item["code"]) for item in refusal["errors"]] == [
            ("permissions", "unknown_permission")
        ]

    def test_that_somebody_has_stays(self, office: Company) -> None:
        sales = role(office, "sales")
        office.colleague("sales")
        office.refused(409, "platform.still_used", "DELETE", f"/roles/{sales['id']}", version=1)

    def test_of_the_owner_stays_as_it_is(self, office: Company) -> None:
        path = f"/roles/{role(office, 'owner')['id']}"
        office.refused(409, "identity.owner_role_fixed", "PATCH", path, {"permissions": [VIEW]}, version=1)
        office.refused(409, "identity.owner_role_fixed", "DELETE", path, version=1)
        assert office.patch(path, {"name": "老板"}, version=1)["name"] == "老板"

    def test_has_a_name_of_its_own(self, office: Company) -> None:
        body = {"name": "业务员", "permissions": []}
        office.refused(409, "platform.already_exists", "POST", "/roles", body)

    def test_is_changed_only_at_the_version_that_was_read(self, office: Company) -> None:
        path = f"/roles/{role(office, 'sales')['id']}"
        office.refused(428, "platform.version_missing", "PATCH", path, {"name": "甲"})
        office.refused(412, "platform.version_changed", "PATCH", path, {"name": "甲"}, version=7)
        office.refused(412, "platform.version_changed", "DELETE", path, version=7)

    def test_of_another_company_looks_as_if_there_were_none(self, office: Company, found: Found) -> None:
        path = f"/roles/{role(found(name='别家'), 'sales')['id']}"
        for method in ("GET", "PATCH", "DELETE"):
            body = {"name": "甲"} if method == "PATCH" else None
            office.refused(404, "platform.not_found", method, path, body, version=1)


class TestNobodyGivesMoreThanHeHolds:
    def test_by_a_new_role(self, clerk: Person) -> None:
        body = {"name": "甲", "permissions": [VIEW, "parties.party.delete"]}
        refusal = clerk.refused(403, "identity.more_than_own", "POST", "/roles", body)
        assert refusal["params"]["permissions"] == ["permission.parties.party.delete"]
        assert clerk.post("/roles", {"name": "甲", "permissions": [VIEW]})["permissions"] == [VIEW]

    def test_by_changing_a_role(self, clerk: Person, office: Company) -> None:
        own = clerk.get(f"/users/{me(clerk)}")["roles"][0]["id"]
        shown = clerk.get(f"/roles/{own}")
        body = {"permissions": [*shown["permissions"], "platform.company.manage"]}
        version = shown["version"]
        clerk.refused(403, "identity.more_than_own", "PATCH", f"/roles/{own}", body, version=version)
        sales = role(clerk, "sales")
        clerk.refused(
            403, "identity.more_than_own", "PATCH", f"/roles/{sales['id']}", {"permissions": []}, version=1
        )

    def test_by_giving_or_taking_a_role(self, clerk: Person, office: Company) -> None:
        owner = role(clerk, "owner")["id"]
        path = f"/users/{me(clerk)}"
        version = clerk.get(path)["version"]
        clerk.refused(403, "identity.more_than_own", "PATCH", path, {"role_ids": [owner]}, version=version)
        owners = f"/users/{me(office)}"
        clerk.refused(403, "identity.more_than_own", "PATCH", owners, {"role_ids": []}, version=1)

    def test_by_inviting(self, clerk: Person) -> None:
        body = {"login": "friend@example.com", "name": "朋友", "role_id": role(clerk, "owner")["id"]}
        clerk.refused(403, "identity.more_than_own", "POST", "/invitations", body)

    def test_or_switches_off_who_holds_more(self, clerk: Person, office: Company) -> None:
        clerk.refused(403, "identity.more_than_own", "POST", f"/users/{me(office)}/deactivate")
