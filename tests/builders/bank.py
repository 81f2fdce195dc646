"""The cashier's hands: money accounts, statements, matches."""

import json
from collections.abc import Callable, Mapping
from uuid import UUID

import httpx

from tests.builders.company import Company, receipt_body
from tests.builders.http import Json, Person

STATEMENT_HEAD = ("日期", "金额", "余额", "对方户名", "摘要", "流水号")
# Day, amount, balance, counterparty, summary and the bank's own number.
StatementRow = tuple[str, str, str, str, str, str]


def statement(*rows: StatementRow) -> bytes:
    """A statement as a table; no cell may hold a comma."""
    return "".join(",".join(row) + "\r\n" for row in (STATEMENT_HEAD, *rows)).encode()


def money_account(who: Person, kind: str = "bank") -> str:
    """The first money account of a kind."""
    found = who.get("/money-accounts", sort="created_at")["items"]
    return next(str(item["id"]) for item in found if item["kind"] == kind)


def upload(who: Person, account: str, data: bytes, **fields: str) -> httpx.Response:
    """Send a statement to be taken in."""
    return who.upload(f"/money-accounts/{account}/statements", data, fields=fields)


def taken_in(who: Person, account: str, data: bytes, **fields: str) -> Json:
    """A statement taken in."""
    answer = upload(who, account, data, **fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


def checked(who: Person, account: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Json:
    """What a file holds, before it is taken in."""
    fields = {} if mapping is None else {"mapping": json.dumps(mapping)}
    answer = who.upload(f"/money-accounts/{account}/statements/check", data, fields=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def unmatched(who: Person, account: str, **query: str) -> Json:
    """What is not matched, and what is proposed."""
    return who.get(f"/money-accounts/{account}/unmatched", **query)


def pairs(found: Json) -> list[tuple[str, str, list[str], list[str]]]:
    """The proposals in short: reason, what it rests on, the amounts of the bank and those of the books."""
    bank = {line["id"]: line["amount"] for line in found["lines"]}
    books = {line["id"]: line["amount"] for line in found["entries"]}
    return [
        (
            one["reason"],
            one["told"],
            [bank[line] for line in one["line_ids"]],
            [books[line] for line in one["entry_line_ids"]],
        )
        for one in found["proposals"]
    ]


def accepted(who: Person, account: str, found: Json) -> Json:
    """All proposals that match lines, accepted at once."""
    matches = [
        {
            "bank_line_ids": one["line_ids"],
            "entry_line_ids": one["entry_line_ids"],
            "reason": one["reason"],
        }
        for one in found["proposals"]
        if one["making"] is None
    ]
    return who.post(f"/money-accounts/{account}/matches", {"matches": matches})


def reconciliation(who: Person, account: str, period: str) -> Json:
    """余额调节表."""
    return who.get(f"/money-accounts/{account}/reconciliations/{period}")


def figures(table: Json) -> list[str | bool]:
    """Of a reconciliation: book and bank, what each does not know, the difference, and whether both agree."""
    own = table["summary"]
    names = ("book_balance", "bank_balance", "bank_only", "book_only", "difference", "agrees")
    return [own[name] for name in names]


def bank_bodies(company: Company, id_of: Callable[[str], UUID], customer: str) -> dict[str, Json]:
    """What would be granted at the bank with these ids."""
    money, line = str(id_of("money_account")), str(id_of("bank_line"))
    entry_line = company.books.one(
        "SELECT max(l.id::text) FROM journal_line l JOIN money_account m ON m.tenant_id = l.tenant_id "
        "AND m.account_id = l.account_id WHERE l.tenant_id = %s AND m.is_default",
        [company.tenant_id],
    )
    match = {"bank_line_ids": [line], "entry_line_ids": [entry_line]}
    account = str(id_of("account"))
    voucher = {"making": "voucher", "account": "560304"}
    return {
        "POST /receipts money_account_id": receipt_body(customer, "2", money_account_id=money),
        "POST /payments money_account_id": {"party_id": customer, "amount": "2", "money_account_id": money},
        "POST /money-accounts/{money_account_id}/matches": {"matches": [match]},
        "POST /money-accounts/{money_account_id}/matches entry_line_ids": {
            "matches": [{"bank_line_ids": [], "entry_line_ids": [entry_line]}]
        },
        **{
            f"POST /bank-lines/{{bank_line_id}}/post{door}": {
                **voucher,
                "bank_rule_id": str(id_of("bank_rule")),
            }
            for door in ("", "/preview")
        },
        **{
            f"POST /bank-lines/{{bank_line_id}}/post{door} party_id": {
                "making": "payment",
                "party_id": customer,
            }
            for door in ("", "/preview")
        },
        "POST /bank-rules": {"name": "x1", "words": "x", "party_id": customer},
        "POST /bank-rules account_id": {"name": "x2", "words": "x", "account_id": account},
        "PATCH /bank-rules/{record_id}": {"party_id": customer, "account_id": None},
        "PATCH /bank-rules/{record_id} account_id": {"account_id": account, "party_id": None},
    }
