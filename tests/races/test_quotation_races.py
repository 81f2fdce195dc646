"""The customer and his salesperson at one quotation in the same moment."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.quoting import Customer, accepted, new_version, sent
from tests.builders.together import together
from tests.races.test_document_races import in_this_order, outcome, request


@pytest.fixture
def offered(company: Company) -> Json:
    """A quotation that was sent."""
    return sent(company, company.customer(), (company.product(), "1", "113"))


def test_accepted_many_times_at_once_is_accepted_once(company: Company, offered: Json) -> None:
    buyer = Customer(company, offered)
    answers = together([partial(buyer.accept, name) for name in "甲乙丙丁戊己"])

    assert Counter(map(outcome, answers)) == {(200, ""): 1, (409, "platform.wrong_state"): 5}
    (name,) = {answer.json()["answer"]["name"] for answer in answers if answer.is_success}
    assert company.get(f"/quotations/{offered['id']}")["answer"]["name"] == name


@pytest.mark.parametrize("first", ["accept", "send"])
def test_accepted_while_the_next_version_is_sent_is_the_one_that_came_first(
    company: Company, offered: Json, admin_database_url: str, first: str
) -> None:
    newer = new_version(company, offered)
    accept = (f"/quotations/{offered['id']}/accept", {"how": "phone", "name": "王经理"})
    send: tuple[str, object] = (f"/quotations/{newer['id']}/send", {})
    requests = (accept, send) if first == "accept" else (send, accept)

    answers = in_this_order(company, admin_database_url, ("quotation", offered["id"]), *requests)

    refused = (409, "platform.wrong_state")
    assert [outcome(one) for one in answers] == [(200, ""), (200, "") if first == "accept" else refused]
    states = [company.get(f"/quotations/{one['id']}")["state"] for one in (offered, newer)]
    assert states == ["superseded", "sent"]
    # Who accepted what was superseded afterwards did accept it.
    answer = company.get(f"/quotations/{offered['id']}")["answer"]
    assert (answer is not None) is (first == "accept")


def test_accepted_while_its_last_day_ends(
    company: Company, clock: StoryClock, admin_database_url: str
) -> None:
    """What counts is the moment at which it was asked for, as for everything."""
    product, customer = company.product(), company.customer()
    last = sent(company, customer, (product, "1", "113"), valid_until="2026-11-02")
    accept = (f"/quotations/{last['id']}/accept", {"how": "phone", "name": "王经理"})
    answers = in_this_order(company, admin_database_url, ("quotation", last["id"]), accept, accept)
    assert [outcome(one) for one in answers] == [(200, ""), (409, "platform.wrong_state")]

    late = sent(company, customer, (product, "1", "113"), valid_until="2026-11-02")
    clock.advance(timedelta(days=1))
    try:
        answers = together(
            [
                request(company.browser(), "POST", f"/quotations/{late['id']}/accept", accept[1])
                for _ in range(3)
            ]
        )
    finally:
        clock.advance(-timedelta(days=1))
    assert Counter(map(outcome, answers)) == {(409, "quoting.expired"): 3}


def test_ordered_many_times_at_once_is_one_order(company: Company, offered: Json) -> None:
    accepted(company, offered)
    path = f"/quotations/{offered['id']}/order"
    answers = together([request(company.browser(), "POST", path) for _ in range(6)])

    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "quoting.ordered"): 5}
    assert len(company.get("/sales-orders")["items"]) == 1


def test_versions_begun_at_once_are_one(company: Company, offered: Json) -> None:
    path = f"/quotations/{offered['id']}/new-version"
    answers = together([request(company.browser(), "POST", path) for _ in range(6)])
    assert Counter(map(outcome, answers)) == {(201, ""): 1, (409, "quoting.version_drafted"): 5}


def test_shared_many_times_at_once_has_one_address(company: Company, offered: Json) -> None:
    path = f"/quotations/{offered['id']}/link"
    answers = together([request(company.browser(), "POST", path) for _ in range(6)])
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["address"] for answer in answers}) == 1
