"""The order of Chinese text in lists: as a reader expects it, page by page."""

import pytest

from tests.builders.company import Company

IN_ORDER = ["ABC 1", "abc 2", "阿里", "北京", "李四", "王五", "张三"]


def pages(company: Company, sort: str, name: str) -> list[object]:
    """The values of a list, read two rows at a time."""
    found: list[object] = []
    cursor: str | None = None
    while True:
        asked = {"cursor": cursor} if cursor else {}
        page = company.get("/parties", sort=sort, fields=name, limit=2, **asked)
        found += [item[name] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("own", [True, False])
def test_text_is_sorted_by_its_sound_and_what_is_empty_comes_last(company: Company, own: bool) -> None:
    name = "address"
    if own:
        name = company.post("/record-types/party/fields", {"kind": "text", "labels": {"zh": "片区"}})["name"]
    for number, text in enumerate(["张三", "abc 2", "李四", None, "北京", "ABC 1", "王五", "阿里", None]):
        company.customer(f"客户{number}", **{name: text})
    assert pages(company, name, name) == [*IN_ORDER, None, None]
    assert pages(company, f"-{name}", name) == [None, None, *reversed(IN_ORDER)]


def test_any_character_has_its_place(company: Company) -> None:
    texts = ["😀", "𠮷野家", "é", "龘", "ß", "\u200b", "々", "한국"]
    for number, text in enumerate(texts):
        company.customer(f"客户{number}", address=text)
    assert sorted(map(str, pages(company, "address", "address"))) == sorted(
        map(str, company_addresses(company))
    )


def company_addresses(company: Company) -> list[object]:
    return [item["address"] for item in company.get("/parties", fields="address", limit=50)["items"]]
