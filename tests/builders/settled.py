"""What lies in a settled company's books, seas and pipelines, for tests that try every door of it."""

import json

from tests.builders.company import Company

CANARY = "canary-7f3a"


def settle_pipeline(company: Company, customer: str) -> None:
    """Leads that a form brought in and a rule gave away, and an opportunity with a line."""
    found = {"name": f"表单 {CANARY}", "title": CANARY, "source": "website", "fields": [{"name": "phone"}]}
    form = company.post("/web-forms", found)
    rule = {"name": f"规则 {CANARY}", "way": "fixed", "users": [company.get("/auth/me")["user_id"]]}
    company.post("/assignment-rules", rule)
    sent = {"values": {"phone": "13900000000"}}
    company.post(f"/public-forms/{form['link'].rpartition('/')[2]}", sent)
    company.post("/leads", {"name": f"线索 {CANARY}", "wechat": CANARY})
    company.post("/opportunities", {"name": f"商机 {CANARY}", "party_id": customer, "note": CANARY})


def settle_books(company: Company) -> None:
    """A project, a voucher in the books and one that is a draft."""
    project = company.post("/projects", {"name": f"项目 {CANARY}", "note": CANARY})["id"]
    lines = [
        {"account": "560209", "debit": "1", "summary": CANARY, "project_id": project},
        {"account": "1001", "credit": "1", "summary": CANARY},
    ]
    monthly = {"name": f"模板 {CANARY}", "lines": lines, "monthly_on": 28}
    template = company.post("/voucher-templates", monthly)["id"]
    company.post(f"/voucher-templates/{template}/use", {"occurred_on": "2026-11-01"})
    company.post("/currencies", {"currency": "USD"})
    rates = [{"currency": "USD", "day": "2026-11-01", "rate": "7.1"}]
    company.post("/exchange-rates", {"rates": rates})
    account = company.post("/accounts", {"parent": "1221", "code": "122197", "name": f"美元 {CANARY}"})["id"]
    company.patch(f"/accounts/{account}/currency", {"currency": "USD"}, version=1)
    capital = {"account": "122197", "debit": "7.1", "foreign_amount": "1", "rate": "7.1", "summary": CANARY}
    said = {"occurred_on": "2026-11-01", "lines": [capital, {"account": "3001", "credit": "7.1"}]}
    company.post(f"/vouchers/{company.post('/vouchers', said)['id']}/post")
    for day in ("2026-11-01", "2026-11-02"):
        company.post("/vouchers", {"occurred_on": day, "lines": lines})
    voucher = company.books.one(
        "SELECT id FROM voucher WHERE tenant_id = %s ORDER BY occurred_on DESC LIMIT 1", [company.tenant_id]
    )
    company.post(f"/vouchers/{voucher}/post")


def settle_bank(company: Company, customer: str) -> None:
    """A money account of one's own, a statement with a line that is matched and one that is not, a rule, a table."""
    words = {"name": f"账户 {CANARY}", "kind": "wechat", "account": "101202", "bank_name": CANARY}
    company.post("/money-accounts", {**words, "number": CANARY})
    account = company.books.one(
        "SELECT id FROM money_account WHERE tenant_id = %s AND is_default", [company.tenant_id]
    )
    company.receipt(customer, "3", note=CANARY)
    head = f"日期,金额 {CANARY},对方户名,摘要\r\n"
    rows = "".join(f"2026-11-02,{amount},{CANARY},{CANARY}\r\n" for amount in ("3", "-1", "-2", "-4"))
    mapping = {
        "occurred_on": "日期",
        "amount": f"金额 {CANARY}",
        "counterparty": "对方户名",
        "summary": "摘要",
    }
    fields = {"mapping": json.dumps(mapping)}
    answer = company.upload(f"/money-accounts/{account}/statements", (head + rows).encode(), fields=fields)
    assert answer.status_code == 201, answer.text
    found = company.get(f"/money-accounts/{account}/unmatched")
    line, entry = (
        next(one["id"] for one in found[side] if one["amount"] == "3") for side in ("lines", "entries")
    )
    match = {"bank_line_ids": [line], "entry_line_ids": [entry]}
    company.post(f"/money-accounts/{account}/matches", {"matches": [match]})
    rule = {"name": f"规则 {CANARY}", "words": CANARY, "party_id": customer, "summary": CANARY}
    company.post("/bank-rules", rule)
    company.post(f"/money-accounts/{account}/reconciliations/2026-11/confirm")


def fill_a_sea(company: Company) -> None:
    """A sea with a customer in it, a rule of how many one may own, and a night."""
    me = company.get("/auth/me")["user_id"]
    pool = company.post("/pools", {"name": f"公海 {CANARY}"})["id"]
    people = {"members": {"users": [me]}}
    company.patch(f"/pools/{pool}/settings", people, version=1)
    company.post("/capacity-rules", {"name": f"额度 {CANARY}", "at_most": 1000, "users": [me]})
    fallen = company.customer(f"海里 {CANARY}")
    company.post(f"/pools/{pool}/put-back", {"ids": [fallen], "reason": CANARY})
    company.post(f"/pools/{pool}/claim", {"ids": [fallen]})
    company.post(f"/pools/{pool}/put-back", {"ids": [fallen], "reason": CANARY})
    for command in _A_NIGHT:
        company.books.execute(
            command, {"tenant": company.tenant_id, "pool": pool, "record": fallen, "me": me}
        )


_A_NIGHT = (
    """INSERT INTO recycle_run (tenant_id, id, day, at)
       VALUES (%(tenant)s, gen_random_uuid(), '2026-11-01', now())""",
    """INSERT INTO recycle_line
              (tenant_id, id, run_id, record, record_id, title, owner_id, pool_id, rule, due_on, before)
       SELECT tenant_id, gen_random_uuid(), id, 'party', %(record)s, 'x', %(me)s, %(pool)s,
              '{"kind": "not_won", "days": 1}', day, '{"fell_at": "2026-11-01T00:00:00+00:00"}'
         FROM recycle_run WHERE tenant_id = %(tenant)s""",
    """INSERT INTO recycle_undo (tenant_id, id, run_id, at, returned, refused)
       SELECT tenant_id, gen_random_uuid(), id, now(), 0, '[]' FROM recycle_run WHERE tenant_id = %(tenant)s""",
)
