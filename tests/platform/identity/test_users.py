"""Users, departments and reporting lines, as the people of a company keep them."""

from collections.abc import Callable

from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json, Person


def me(person: Person) -> str:
    return str(person.get("/auth/me")["user_id"])


def user(person: Person, user_id: object) -> Json:
    return person.get(f"/users/{user_id}")


def role_id(person: Person, builtin: str) -> str:
    return str(next(item["id"] for item in person.get("/roles")["items"] if item["builtin"] == builtin))


class TestAUser:
    def test_is_listed_for_everybody_and_described_for_the_browser(self, office: Company) -> None:
        colleague = office.colleague("viewer")
        listed = colleague.get("/users", sort="login")["items"]
        assert sorted(item["login"] for item in listed) == sorted([office.login, colleague.login])
        (meta,) = [item for item in office.get("/meta")["records"] if item["name"] == "app_user"]
        assert (meta["path"], meta["allowed"]) == ("users", ["list", "update"])
        assert [item["name"] for item in meta["fields"]] == [
            "name",
            "login",
            "position",
            "department_id",
            "manager_id",
            "active",
            "away_until",
            "tags",
        ]

    def test_shows_his_roles_and_what_may_be_done(self, office: Company) -> None:
        shown = user(office, office.colleague("sales").user_id)
        assert [item["title"] for item in shown["roles"]] == ["业务员"]
        assert (shown["active"], shown["allowed_actions"]) == (True, ["deactivate"])

    def test_is_changed_with_place_manager_and_roles_at_once(self, office: Company) -> None:
        colleague = office.colleague("sales")
        department = office.post("/departments", {"name": "销售部"})["id"]
        changed = office.patch(
            f"/users/{colleague.user_id}",
            {
                "name": "王五",
                "position": "销售代表",
                "department_id": department,
                "manager_id": me(office),
                "role_ids": [role_id(office, "warehouse"), role_id(office, "accountant")],
            },
            version=1,
        )
        assert (changed["name"], changed["position"]) == ("王五", "销售代表")
        assert changed["department_id"]["title"] == "销售部"
        assert changed["manager_id"]["title"] == "张三"
        assert sorted(item["title"] for item in changed["roles"]) == ["仓管员", "会计"]
        assert changed == user(office, colleague.user_id)

    def test_may_do_from_the_next_request_on_what_his_new_role_allows(self, office: Company) -> None:
        colleague = office.colleague("viewer")
        body = {"name": "北京华信科技有限公司"}
        colleague.refused(403, "platform.not_allowed", "POST", "/parties", body)
        office.patch(f"/users/{colleague.user_id}", {"role_ids": [role_id(office, "sales")]}, version=1)
        assert colleague.post("/parties", body)["name"] == body["name"]
        office.patch(f"/users/{colleague.user_id}", {"role_ids": []}, version=2)
        colleague.refused(403, "platform.not_allowed", "GET", "/parties")

    def test_is_changed_only_at_the_version_that_was_read(self, office: Company) -> None:
        path = f"/users/{office.colleague('sales').user_id}"
        office.refused(428, "platform.version_missing", "PATCH", path, {"name": "王五"})
        office.patch(path, {"name": "王五"}, version=1)
        office.refused(412, "platform.version_changed", "PATCH", path, {"name": "赵六"}, version=1)
        office.refused(412, "platform.version_changed", "PATCH", path, {"role_ids": []}, version=1)

    def test_cannot_be_given_what_is_not_there(self, office: Company, found: Found) -> None:
        path = f"/users/{office.colleague('sales').user_id}"
        foreign = role_id(found(name="别家"), "owner")
        absent = "01900000-0000-7000-8000-000000000000"
        for body, field in (
            ({"role_ids": [foreign]}, "role_ids"),
            ({"role_ids": [absent]}, "role_ids"),
            ({"department_id": absent}, "department_id"),
            ({"manager_id": absent}, "manager_id"),
        ):
            refusal = office.refused(422, "platform.invalid_input", "PATCH", path, body, version=1)
            assert [(item["field"], item["code"]) for item in refusal["errors"]] == [
                (field, "no_such_record")
            ]

    def test_cannot_set_what_is_not_a_field(self, office: Company) -> None:
        path = f"/users/{office.colleague('sales').user_id}"
        for field in ("login", "active", "tenant_id", "id", "version", "created_by", "permissions"):
            refusal = office.refused(422, "platform.invalid_input", "PATCH", path, {field: "x"}, version=1)
            assert [item["code"] for item in refusal["errors"]] == ["extra_forbidden"]

    def test_of_another_company_looks_as_if_there_were_none(self, office: Company, found: Found) -> None:
        foreign = me(found(name="别家"))
        for method, path, body in (
            ("GET", f"/users/{foreign}", None),
            ("PATCH", f"/users/{foreign}", {"name": "x"}),
            ("POST", f"/users/{foreign}/deactivate", {}),
        ):
            office.refused(404, "platform.not_found", method, path, body, version=1)


class TestSwitchingOff:
    def test_ends_the_sessions_at_once_and_keeps_the_user_out(
        self, office: Company, stranger: Callable[[], Person]
    ) -> None:
        colleague = office.colleague("sales")
        shown = office.post(f"/users/{colleague.user_id}/deactivate")
        assert (shown["active"], shown["allowed_actions"]) == (False, ["activate"])
        colleague.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        body = {"login": colleague.login, "password": "correct horse battery staple"}
        colleague.refused(401, "platform.not_signed_in", "POST", "/auth/log-in", body)
        assert office.post(f"/users/{colleague.user_id}/activate")["active"] is True
        colleague.refused(401, "platform.not_signed_in", "GET", "/auth/me")
        colleague.post("/auth/log-in", body)

    def test_is_refused_for_the_last_owner(self, office: Company) -> None:
        office.refused(409, "identity.last_owner", "POST", f"/users/{me(office)}/deactivate")
        second = office.colleague("owner")
        office.post(f"/users/{second.user_id}/deactivate")
        office.refused(409, "identity.last_owner", "POST", f"/users/{me(office)}/deactivate")

    def test_cannot_be_done_twice(self, office: Company) -> None:
        path = f"/users/{office.colleague('sales').user_id}"
        office.refused(409, "platform.wrong_state", "POST", f"{path}/activate")
        office.post(f"{path}/deactivate")
        office.refused(409, "platform.wrong_state", "POST", f"{path}/deactivate")

    def test_of_the_last_two_owners_by_each_other_leaves_one(
        self,
        office: Company,
        run_together: Callable[[list[Callable[[], object]]], list[object]],
        books: Books,
    ) -> None:
        second = office.colleague("owner")
        owner = me(office)
        answers = run_together(
            [
                lambda: office.send("POST", f"/users/{second.user_id}/deactivate", {}).status_code,
                lambda: second.send("POST", f"/users/{owner}/deactivate", {}).status_code,
            ]
        )
        assert 200 in answers
        left = books.one("SELECT count(*) FROM app_user WHERE tenant_id = %s AND active", [office.tenant_id])
        assert left == 1


class TestTheLastOwner:
    def test_cannot_lose_the_role(self, office: Company) -> None:
        path = f"/users/{me(office)}"
        body = {"role_ids": [role_id(office, "sales")]}
        office.refused(409, "identity.last_owner", "PATCH", path, body, version=1)

    def test_may_hand_it_over(self, office: Company) -> None:
        second = office.colleague("owner")
        sales = [role_id(office, "sales")]
        office.patch(f"/users/{me(office)}", {"role_ids": sales}, version=1)
        office.refused(403, "platform.not_allowed", "GET", "/roles")
        assert second.get("/roles")["count"]["value"] == 7


class TestReportingLines:
    def test_have_no_circle(self, office: Company) -> None:
        first, second, third = (office.colleague("sales", name) for name in ("甲", "乙", "丙"))
        office.patch(f"/users/{second.user_id}", {"manager_id": str(first.user_id)}, version=1)
        office.patch(f"/users/{third.user_id}", {"manager_id": str(second.user_id)}, version=1)
        body = {"manager_id": str(third.user_id)}
        office.refused(409, "identity.circle", "PATCH", f"/users/{first.user_id}", body, version=1)
        own = {"manager_id": str(first.user_id)}
        office.refused(409, "identity.circle", "PATCH", f"/users/{first.user_id}", own, version=1)
        office.patch(f"/users/{second.user_id}", {"manager_id": None}, version=2)
        office.patch(f"/users/{first.user_id}", body, version=1)

    def test_have_no_circle_even_when_two_change_them_at_the_same_moment(
        self, office: Company, run_together: Callable[[list[Callable[[], object]]], list[object]]
    ) -> None:
        first, second = office.colleague("sales", "甲"), office.colleague("sales", "乙")

        def under(person: Person, below: object, above: object) -> int:
            path = f"/users/{below}"
            return person.send("PATCH", path, {"manager_id": str(above)}, version=1).status_code

        other = office.colleague("owner")
        statuses = run_together(
            [
                lambda: under(office, first.user_id, second.user_id),
                lambda: under(other, second.user_id, first.user_id),
            ]
        )
        assert sorted(map(int, map(str, statuses))) == [200, 409]


class TestDepartments:
    def test_are_a_tree(self, office: Company) -> None:
        top = office.post("/departments", {"name": "总部"})
        below = office.post("/departments", {"name": "销售部", "parent_id": top["id"]})
        assert below["parent_id"] == {"id": top["id"], "title": "总部"}
        body = {"parent_id": below["id"]}
        office.refused(409, "identity.circle", "PATCH", f"/departments/{top['id']}", body, version=1)

    def test_with_people_in_them_stay(self, office: Company) -> None:
        department = office.post("/departments", {"name": "销售部"})["id"]
        office.patch(f"/users/{me(office)}", {"department_id": department}, version=1)
        office.refused(409, "platform.still_used", "DELETE", f"/departments/{department}", version=1)
        office.patch(f"/users/{me(office)}", {"department_id": None}, version=2)
        office.delete(f"/departments/{department}", version=1)

    def test_are_kept_by_those_who_may(self, office: Company) -> None:
        colleague = office.colleague("sales")
        colleague.refused(403, "platform.not_allowed", "POST", "/departments", {"name": "销售部"})
        assert colleague.get("/departments")["items"] == []
