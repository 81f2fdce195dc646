"""A company calls things by its own words and orders its own menus."""

from collections.abc import Mapping

import pytest

from heyi.platform.messages import Language
from heyi.platform.settings import words
from heyi.platform.unit_of_work import UnitOfWork
from tests.builders.company import Company
from tests.builders.http import Person

ORDER = "record.sales_order"


def call(company: Company, called: Mapping[str, str | None], language: str = "en") -> None:
    version = company.get("/settings/words")["version"]
    company.patch("/settings/words", {"language": language, "words": words_of(called)}, version=version)


def words_of(called: Mapping[str, str | None]) -> list[dict[str, str | None]]:
    return [{"key": key, "text": text} for key, text in called.items()]


def laid(company: Person) -> dict[str, str]:
    """What the reader's browser lays over its sentences; the tests read English."""
    found: dict[str, str] = company.get("/words")["words"]
    return found


class TestAWord:
    def test_is_changed_for_everybody_in_the_company_and_its_language(
        self, office: Company, company: Company
    ) -> None:
        seller = office.colleague("sales")
        before = seller.get("/words")["version"]
        call(office, {ORDER: "Job sheet"})
        assert laid(seller) == {ORDER: "Job sheet"}
        assert seller.get("/words")["version"] > before
        assert laid(company) == {}
        chinese = office.send("GET", "/words", headers={"Accept-Language": "zh-CN"}).json()
        assert (chinese["language"], chinese["words"]) == ("zh-CN", {})

    def test_is_found_by_its_present_text_and_reset(self, office: Company) -> None:
        call(office, {ORDER: "Job sheet", "web.nav.sales_orders": "Job sheets"})
        found = office.get("/settings/words", search="job SHEET", language="en")["words"]
        assert [(item["key"], item["own"]) for item in found] == [
            (ORDER, "Job sheet"),
            ("web.nav.sales_orders", "Job sheets"),
        ]
        call(office, {ORDER: None})
        assert laid(office) == {"web.nav.sales_orders": "Job sheets"}
        call(office, {"web.nav.sales_orders": "Sales orders"})
        assert laid(office) == {}
        assert office.get("/settings/words", only_own="true")["words"] == []

    def test_is_text_and_nothing_else(self, office: Company) -> None:
        markup = "<img src=x onerror=alert(1)>"
        call(office, {ORDER: markup})
        assert laid(office)[ORDER] == markup

    @pytest.mark.parametrize(
        ("called", "code"),
        [
            ({"error.platform.not_found": "x"}, "unknown_word"),
            ({"web.save": "x"}, "unknown_word"),
            ({"record.nothing": "x"}, "unknown_word"),
            ({ORDER: "Order {count}"}, "word_places"),
            ({ORDER: "Order {"}, "word_places"),
            ({ORDER: " "}, "string_too_short"),
            ({ORDER: "x" * 61}, "string_too_long"),
            ({ORDER: "a\x00b"}, "control_character"),
            ({}, "too_short"),
        ],
    )
    def test_is_one_that_may_be_changed(self, office: Company, called: dict[str, str], code: str) -> None:
        body = {"language": "en", "words": words_of(called)}
        refusal = office.refused(422, "platform.invalid_input", "PATCH", "/settings/words", body, version=0)
        assert [item["code"] for item in refusal["errors"]] == [code]

    def test_is_changed_by_those_who_may_at_the_version_that_was_read(self, office: Company) -> None:
        body = {"language": "en", "words": words_of({ORDER: "Job sheet"})}
        office.colleague("sales").refused(
            403, "platform.not_allowed", "PATCH", "/settings/words", body, version=0
        )
        office.patch("/settings/words", body, version=0)
        office.refused(412, "platform.version_changed", "PATCH", "/settings/words", body, version=0)


class TestWordsOfAnotherMaker:
    @pytest.fixture
    def provided(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def provider(_: UnitOfWork, language: Language) -> Mapping[str, str]:
            return {"field.party.x_colour": "颜色" if language == "zh-CN" else "Colour"}

        monkeypatch.setattr(words, "_providers", [])
        words.register_words(provider)
        words.register_words(provider)

    @pytest.mark.usefixtures("provided")
    def test_are_delivered_and_may_be_changed(self, office: Company) -> None:
        assert laid(office) == {"field.party.x_colour": "Colour"}
        call(office, {"field.party.x_colour": "Paint"})
        assert laid(office) == {"field.party.x_colour": "Paint"}


def menus(**said: object) -> dict[str, object]:
    return {"areas": [], "hidden": [], "order": [], "off": [], **said}


class TestMenus:
    def test_are_ordered_hidden_and_reset_for_everybody(self, office: Company) -> None:
        seller = office.colleague("sales")
        assert seller.get("/settings/menus")["areas"][:3] == ["workbench", "customers", "sales"]
        order = [{"area": "sales", "entries": ["/deliveries"]}]
        body = menus(areas=["sales", "workbench"], hidden=["/jobs"], order=order)
        shown = office.patch("/settings/menus", body, version=0)
        assert shown == seller.get("/settings/menus")
        assert shown["areas"][:3] == ["sales", "workbench", "customers"]
        assert (shown["hidden"], shown["order"]) == (["/jobs"], {"sales": ["/deliveries"]})
        office.post("/settings/menus/reset")
        assert seller.get("/settings/menus")["areas"][:3] == ["workbench", "customers", "sales"]
        assert seller.get("/settings/menus")["version"] == 0

    def test_tell_which_part_needs_which(self, office: Company) -> None:
        parts = {item["name"]: item for item in office.get("/settings/menus")["parts"]}
        assert parts["sales"]["needs"] == ["customers", "stock"]
        assert parts["stock"]["needed_by"] == ["sales"]
        assert all(item["on"] for item in parts.values())

    def test_without_a_part_keep_its_data(self, office: Company) -> None:
        customer = office.customer()
        refusal = office.refused(
            409, "settings.part_needed", "PATCH", "/settings/menus", menus(off=["stock"]), version=0
        )
        assert refusal["params"] == {"part": "web.area.stock", "by": "web.area.sales"}
        shown = office.patch("/settings/menus", menus(off=["stock", "sales", "finance"]), version=0)
        assert [item["name"] for item in shown["parts"] if item["on"]] == ["customers"]
        assert office.get(f"/parties/{customer}")["id"] == customer
        assert office.get("/sales-orders")["items"] == []

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"areas": ["nowhere"]}, "unknown_area"),
            ({"areas": ["sales", "sales"]}, "named_twice"),
            ({"order": [{"area": "nowhere", "entries": []}]}, "unknown_area"),
            ({"off": ["settings"]}, "unknown_area"),
            ({"hidden": ["settings"]}, "area_stays"),
            ({"hidden": ["workbench"]}, "area_stays"),
        ],
    )
    def test_always_leave_the_way_back(self, office: Company, said: dict[str, object], code: str) -> None:
        refusal = office.refused(
            422, "platform.invalid_input", "PATCH", "/settings/menus", menus(**said), version=0
        )
        assert [item["code"] for item in refusal["errors"]] == [code]

    def test_are_set_by_those_who_may(self, office: Company) -> None:
        seller = office.colleague("sales")
        for method, path in (("PATCH", "/settings/menus"), ("POST", "/settings/menus/reset")):
            body = menus() if method == "PATCH" else None
            seller.refused(403, "platform.not_allowed", method, path, body, version=0)
