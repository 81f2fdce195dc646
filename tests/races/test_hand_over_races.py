"""A hand-over or a transfer, and somebody else at the same row: one comes first, and nothing has two owners."""

from collections.abc import Callable
from functools import partial

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.leaver import Leaver
from tests.builders.sea import Shore, claim
from tests.builders.together import together


def test_who_edits_meanwhile_is_told_and_loses_nothing_of_the_hand_over(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    customer = leaver.customer("客户")
    version = company.get(f"/parties/{customer}")["version"]
    leaver.start()
    saves = partial(leaver.person.send, "PATCH", f"/parties/{customer}", {"note": "刚写的"}, version=version)
    status = together([lambda: saves().status_code, shore.run_jobs])[0]
    shore.run_jobs()
    found = company.get(f"/parties/{customer}")
    assert found["owner_id"]["title"] == "李四"
    # First the note, then the hand-over; or first the hand-over, and he sees the customer no more.
    assert (status, found["note"]) in ((200, "刚写的"), (404, None), (412, None))


def test_what_is_put_back_or_claimed_meanwhile_is_nobodys_twice(
    company: Company, shore: Shore, leaver: Leaver
) -> None:
    sea = shore.sea("公海", leaver.person, leaver.heirs[2])
    customer = leaver.customer("客户")
    deal = leaver.deal(customer)
    leaver.start()
    put = partial(leaver.person.send, "POST", f"/pools/{sea}/put-back", {"ids": [customer], "reason": "离职"})
    together([lambda: put().status_code, shore.run_jobs])
    shore.run_jobs()
    found = company.get(f"/parties/{customer}")
    owner, pool = found["owner_id"], found["pool_id"]
    assert (owner is None) != (pool is None)
    assert owner is None or owner["title"] == "李四"
    assert leaver.owners("opportunities")[deal] == "李四"


def test_a_transfer_and_a_claim_of_the_same_customer_leave_one_owner(company: Company, shore: Shore) -> None:
    wang, li = company.colleague("sales", "王五"), company.colleague("sales", "李四")
    sea = shore.sea("公海", wang)
    customer = shore.customer_in(sea)
    body = {"ids": [customer], "owner_id": str(li.user_id), "along": ["opportunity"]}
    asked: list[Callable[[], Json]] = [
        partial(claim, wang, sea, customer),
        partial(company.post, "/parties/transfer", body),
    ]
    claimed, given = together(asked)
    assert given["done"] == 1
    assert claimed["done"] + len(claimed["refused"]) == 1
    # Whoever came first, the transfer is the last word: it takes him from the sea, or from who claimed him.
    found = company.get(f"/parties/{customer}")
    assert (found["owner_id"]["title"], found["pool_id"]) == ("李四", None)
