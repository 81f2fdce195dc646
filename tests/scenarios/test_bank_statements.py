"""Files of the bank: looked at, taken in once, taken back while nothing rests on them."""

import json

import pytest

from tests.builders import bank
from tests.builders import bank_files as files
from tests.builders.bank import statement
from tests.builders.company import Company

DOLLARS = files.MT940.replace(b"1002003004", b"755900000001").replace(b"CNY", b"USD")
HUA_XIN = "北京华信科技有限公司"


@pytest.fixture
def account(company: Company) -> str:
    """The company's bank account."""
    return bank.money_account(company)


@pytest.fixture
def customer(company: Company) -> str:
    return company.customer(HUA_XIN)


def test_a_file_is_looked_at_before_it_counts_and_counts_once(company: Company, account: str) -> None:
    seen = bank.checked(company, account, files.ICBC)
    assert (seen["layout"], seen["new"], seen["known"], seen["income"], seen["expense"]) == (
        "icbc",
        3,
        0,
        "1630",
        "12.5",
    )
    assert company.get("/bank-statements")["items"] == []

    taken = bank.taken_in(company, account, files.ICBC)
    assert (taken["state"], taken["lines"]) == ("counted", 3)
    again = bank.upload(company, account, files.ICBC)
    assert (again.status_code, again.json()["code"]) == (409, "banking.nothing_new")
    seen = bank.checked(company, account, files.ICBC)
    assert (seen["new"], seen["known"]) == (0, 3)


def test_a_statement_of_another_account_or_currency_is_refused(company: Company, account: str) -> None:
    # Without a registered number the file's own is told, and taken.
    seen = bank.checked(company, account, files.MT940)
    assert (seen["account"], seen["registered"]) == ("1002003004", False)
    company.patch(f"/money-accounts/{account}", {"number": "7559 0000 0001"}, version=1)
    before = company.books.fingerprint(company.tenant_id)
    for path in ("statements/check", "statements"):
        answer = company.upload(f"/money-accounts/{account}/{path}", files.MT940)
        assert (answer.status_code, answer.json()["code"]) == (422, "banking.statement_of_another")
        assert "1002003004" in answer.json()["detail"]
        assert "0001" in answer.json()["detail"]
        dollars = company.upload(f"/money-accounts/{account}/{path}", DOLLARS)
        assert (dollars.status_code, dollars.json()["code"]) == (422, "banking.statement_currency")
        assert dollars.json()["detail"] == "The statement is in USD; “银行存款” keeps CNY"
    assert company.books.fingerprint(company.tenant_id) == before
    company.patch(f"/money-accounts/{account}", {"number": "955 1002003004"}, version=2)
    assert bank.checked(company, account, files.MT940)["registered"] is True
    assert bank.taken_in(company, account, files.MT940)["lines"] == 3


def test_a_longer_file_brings_only_what_is_new(company: Company, account: str) -> None:
    first = ("2026-11-02", "5.00", "105.00", "", "利息", "")
    twin = ("2026-11-02", "5.00", "110.00", "", "利息", "")
    bank.taken_in(company, account, statement(first))

    taken = bank.taken_in(company, account, statement(first, twin))

    assert taken["lines"] == 1
    found = company.get(f"/bank-statements/{taken['id']}")
    assert [(line["amount"], line["balance"]) for line in found["lines"]] == [("5", "110")]


def test_lines_with_nothing_to_tell_them_apart_are_counted_by_how_many_there_are(
    company: Company, account: str
) -> None:
    same = ("2026-11-02", "-1.00", "", "", "手续费", "")
    assert bank.taken_in(company, account, statement(same, same))["lines"] == 2
    assert bank.taken_in(company, account, statement(same, same, same))["lines"] == 1


def test_bad_rows_stop_a_file_unless_they_are_left_out(company: Company, account: str) -> None:
    data = statement(("2026-11-02", "5", "", "", "", ""), ("2026-11-02", "五", "", "", "", ""))
    refused = bank.upload(company, account, data)
    assert (refused.status_code, refused.json()["code"]) == (422, "banking.statement_has_bad_rows")
    assert bank.checked(company, account, data)["faults"] == [
        {"row": 3, "code": "amount_unreadable", "value": "五"}
    ]
    assert bank.taken_in(company, account, data, skip_bad="true")["lines"] == 1


def test_what_columns_mean_is_said_once(company: Company, account: str) -> None:
    def own(day: str) -> bytes:
        return f"哪天,多少,谁\r\n{day},8.00,张三\r\n".encode()

    assert bank.checked(company, account, own("2026-11-02"))["layout"] is None
    unknown = bank.upload(company, account, own("2026-11-02"))
    assert (unknown.status_code, unknown.json()["code"]) == (422, "banking.layout_unknown")
    mapping = {"occurred_on": "哪天", "amount": "多少", "counterparty": "谁"}
    assert bank.checked(company, account, own("2026-11-02"), mapping)["new"] == 1
    bank.taken_in(company, account, own("2026-11-02"), mapping=json.dumps(mapping))

    assert bank.checked(company, account, own("2026-11-03"))["layout"] == "own"
    assert bank.taken_in(company, account, own("2026-11-03"))["lines"] == 1


@pytest.mark.parametrize(
    ("data", "mapping", "code"),
    [
        (b"\0\1", None, "banking.statement_unreadable"),
        (files.ABC, '{"occurred_on": 1}', "platform.invalid_input"),
        (files.ABC, '{"nonsense": "x"}', "platform.invalid_input"),
        (files.ABC, "[]", "platform.invalid_input"),
        (files.ABC, "{", "platform.invalid_input"),
    ],
)
def test_what_is_no_statement_is_refused(
    company: Company, account: str, data: bytes, mapping: str | None, code: str
) -> None:
    before = company.books.fingerprint(company.tenant_id)
    fields = {} if mapping is None else {"mapping": mapping}
    answer = bank.upload(company, account, data, **fields)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert company.books.fingerprint(company.tenant_id) == before


def test_a_statement_is_taken_back_while_nothing_rests_on_it(
    company: Company, account: str, customer: str
) -> None:
    company.receipt(customer, "5", received_on="2026-11-02")
    data = statement(("2026-11-02", "5.00", "5.00", HUA_XIN, "货款", "N1"))
    taken = bank.taken_in(company, account, data)
    match = bank.accepted(company, account, bank.unmatched(company, account))["ids"][0]
    path = f"/bank-statements/{taken['id']}"
    assert company.get(path)["allowed_actions"] == []
    company.refused(409, "banking.statement_matched", "POST", f"{path}/undo")

    company.post(f"/bank-matches/{match}/undo")
    assert company.post(f"{path}/undo")["state"] == "undone"

    company.refused(409, "banking.statement_gone", "POST", f"{path}/undo")
    assert company.get(path)["lines"] == []
    assert bank.unmatched(company, account)["begins_on"] is None
    assert bank.taken_in(company, account, data)["lines"] == 1


def test_a_bill_of_a_payment_service_lies_in_an_account_of_its_kind(company: Company, account: str) -> None:
    draft = {"name": "微信", "kind": "wechat", "below": "1012"}
    wechat = company.post("/money-accounts", draft)["id"]
    before = company.books.fingerprint(company.tenant_id)
    for path in ("statements/check", "statements"):
        for place, data in ((account, files.ALIPAY), (account, files.WECHAT), (wechat, files.ICBC)):
            answer = company.upload(f"/money-accounts/{place}/{path}", data)
            assert (answer.status_code, answer.json()["code"]) == (422, "banking.statement_of_kind")
    told = company.upload(f"/money-accounts/{wechat}/statements", files.ICBC).json()["detail"]
    assert told == "“ICBC” is no statement of “微信”, which is of the kind “WeChat Pay”"
    assert company.books.fingerprint(company.tenant_id) == before
    assert bank.taken_in(company, wechat, files.WECHAT)["lines"] == 2


def test_nothing_of_a_bill_is_left_out_without_a_word(company: Company) -> None:
    wechat = company.post("/money-accounts", {"name": "微信", "kind": "wechat", "below": "1012"})["id"]
    seen = bank.checked(company, wechat, files.WECHAT_OWN)
    assert (seen["new"], seen["income"], seen["expense"]) == (4, "120", "112.1")
    assert seen["left_out"] == [
        {"row": 8, "code": "neither_in_nor_out", "value": "零钱通转出-到工商银行(1234) ¥30.00"}
    ]
    assert bank.taken_in(company, wechat, files.WECHAT_OWN)["lines"] == 4
    again = bank.checked(company, wechat, files.WECHAT_OWN)
    assert (again["new"], again["known"]) == (0, 4)


def test_a_gap_between_what_is_known_and_a_file_is_told_before_it_counts(
    company: Company, account: str
) -> None:
    first = ("2026-11-02", "5.00", "105.00", "", "利息", "")
    assert bank.checked(company, account, statement(first))["gap_before"] is None
    bank.taken_in(company, account, statement(first))

    later = ("2026-11-04", "1.00", "120.00", "", "货款", "")
    gap = {"day": "2026-11-02", "held": "105", "begins_with": "119"}
    assert bank.checked(company, account, statement(later))["gap_before"] == gap
    # A file that begins with what is known, or follows from it, lacks nothing.
    assert bank.checked(company, account, statement(first, later))["gap_before"] is None
    follows = ("2026-11-03", "1.00", "106.00", "", "货款", "")
    assert bank.checked(company, account, statement(follows))["gap_before"] is None


def test_a_gap_after_what_was_said_to_lie_there_is_told(company: Company, account: str) -> None:
    said = {"begins_on": "2026-11-01", "opening": "90"}
    company.post(f"/money-accounts/{account}/bank-start", said)
    first = ("2026-11-02", "5.00", "105.00", "", "利息", "")
    gap = {"day": "2026-11-01", "held": "90", "begins_with": "100"}
    assert bank.checked(company, account, statement(first))["gap_before"] == gap


def test_icbc_writes_its_time_to_the_microsecond(company: Company, account: str) -> None:
    data = files.ICBC.replace(b"2026-11-02 10:11:12", b"2026-11-02-10.11.12.123456")
    seen = bank.checked(company, account, data)
    assert (seen["layout"], seen["new"], seen["faults"], seen["currency"]) == ("icbc", 3, [], "CNY")


def test_who_paid_through_alipay_is_told(company: Company) -> None:
    alipay = company.post("/money-accounts", {"name": "支付宝", "kind": "alipay", "below": "1012"})["id"]
    seen = bank.checked(company, alipay, files.ALIPAY)["lines"][0]
    assert (seen["counterparty"], seen["counterparty_account"]) == ("张三", "138****0001")
