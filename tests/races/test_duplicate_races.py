"""What a rule lets in once is there once, however many save it at the same moment."""

from collections.abc import Callable
from functools import partial

from tests.builders.company import Company
from tests.builders.together import together


def blocks_phones(company: Company) -> None:
    path = "/record-types/party/duplicate-rules"
    company.patch(path, {"rules": [{"field": "phone", "method": "phone", "blocks": True}]}, version=0)


def test_of_many_who_enter_one_phone_the_first_is_let_in(company: Company) -> None:
    blocks_phones(company)
    browsers = [company.browser() for _ in range(8)]
    for number in range(6):
        phone = f"1380013800{number}"
        # Written in several ways it is one phone.
        bodies = [{"name": f"客户{at}", "phone": f"+86 {phone}" if at % 2 else phone} for at in range(8)]
        answers = together(
            [partial(one.send, "POST", "/parties", body) for one, body in zip(browsers, bodies, strict=True)]
        )
        assert sorted(answer.status_code for answer in answers) == [201, *[409] * 7]
        refused = {answer.json()["code"] for answer in answers if answer.status_code == 409}
        assert refused == {"records.duplicate_exists"}
    assert company.get("/parties")["count"] == {"value": 6, "exact": True}


def test_of_entering_and_changing_to_one_phone_one_is_done(company: Company) -> None:
    blocks_phones(company)
    browsers = [company.browser() for _ in range(3)]
    for number in range(6):
        phone = f"1390013900{number}"
        one, two = (company.customer(f"客户{number}{letter}") for letter in "ab")

        def enter(phone: str = phone) -> bool:
            return browsers[0].send("POST", "/parties", {"name": "新的", "phone": phone}).status_code == 201

        def change(party: str = one, phone: str = phone) -> bool:
            body = {"phone": phone}
            return browsers[1].send("PATCH", f"/parties/{party}", body, version=1).status_code == 200

        def change_many(party: str = two, phone: str = phone) -> bool:
            body = {"ids": [party], "action": "update", "values": {"phone": phone}}
            return bool(browsers[2].post("/parties/bulk", body)["done"] == 1)

        deeds: list[Callable[[], bool]] = [enter, change, change_many]
        assert sorted(together(deeds)) == [False, False, True]
