"""A Heyi whose books hold very many lines, for the benchmarks of the ledger.

Two lines an entry, spread over the accounts of the chart, a thousand parties and five years, put in past the
triggers by the administrator; the totals by the same sums that folding makes. `HEYI_BENCH_LINES` says how
many (1,000,000), and `HEYI_BENCH_HOME` where they are kept for the next benchmark.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg

from bench._server import RunningHeyi, running_heyi

PASSWORD = "correct horse battery staple"
PARTIES, YEARS = 1_000, 5


@dataclass(frozen=True)
class Booked:
    """The running server, a signed-in accountant, and how many lines the books hold."""

    heyi: RunningHeyi
    client: httpx.Client
    tenant_id: str
    lines: int


def wanted_lines() -> int:
    """How many lines the books are to hold."""
    return int(os.environ.get("HEYI_BENCH_LINES", "1000000"))


@contextmanager
def booked() -> Iterator[Booked]:
    """A company with that many lines."""
    named = os.environ.get("HEYI_BENCH_HOME")
    kept = Path(named) if named else None
    note = kept / "booked.json" if kept else None
    with running_heyi(kept) as heyi, httpx.Client(base_url=f"{heyi.url}/api", timeout=300) as client:
        if note is None or not note.exists():
            made = _load(heyi, client)
            if note is not None:
                note.write_text(json.dumps(made))
        else:
            made = json.loads(note.read_text())
            known = {"login": made["login"], "password": PASSWORD}
            client.post(
                "/auth/log-in", json=known, headers={"Idempotency-Key": uuid4().hex}
            ).raise_for_status()
        yield Booked(heyi, client, str(made["tenant"]), int(made["lines"]))


def _load(heyi: RunningHeyi, client: httpx.Client) -> dict[str, str | int]:
    founder = {
        "company": "账套",
        "name": "张三",
        "login": f"{uuid4().hex[:12]}@example.com",
        "password": PASSWORD,
        "taxpayer": "general",
        "language": "zh-CN",
    }
    answer = client.post("/auth/sign-up", json=founder, headers={"Idempotency-Key": uuid4().hex})
    tenant = answer.raise_for_status().json()["tenant_id"]
    values = {"tenant": tenant, "entries": wanted_lines() // 2, "parties": PARTIES, "years": YEARS}
    with psycopg.connect(heyi.admin_url(), autocommit=True) as admin:
        for tables, texts in (
            (("journal_entry", "journal_line"), _FILL),
            (("account_total", "party_total"), _SUM),
        ):
            with _indexed_afterwards(admin, tables):
                for text in texts:
                    admin.execute(text.encode(), values)
        admin.execute("SET session_replication_role = origin")
        admin.execute("VACUUM ANALYZE")
    return {"tenant": tenant, "login": founder["login"], "lines": wanted_lines()}


@contextmanager
def _indexed_afterwards(admin: psycopg.Connection, tables: tuple[str, ...]) -> Iterator[None]:
    """Let rows in first: an index of ten million rows is made in a tenth of the time that keeping it up takes."""
    held = admin.execute(
        """
        SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid) FROM pg_constraint c
         WHERE c.conrelid = ANY (%s::text[]::regclass[]) AND c.contype IN ('p', 'u')
           AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)
        """,
        [list(tables)],
    ).fetchall()
    found = admin.execute(
        """
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
         WHERE i.indrelid = ANY (%s::text[]::regclass[])
           AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
        """,
        [list(tables)],
    ).fetchall()
    for table, name, _ in held:
        admin.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
    for name, _ in found:
        admin.execute(f"DROP INDEX {name}".encode())
    yield
    for table, name, definition in held:
        admin.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}".encode())
    for _, definition in found:
        admin.execute(definition.encode())


_TOTALS = """
    INSERT INTO {table} (tenant_id, id, company_id, grain, first_day, account_id, {extra}, debit, credit)
    SELECT l.tenant_id, gen_random_uuid(), l.company_id, g.grain, date_trunc(g.grain, l.occurred_on)::date,
           l.account_id, {key}, sum(l.debit), sum(l.credit)
      FROM journal_line l CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
     WHERE l.tenant_id = %(tenant)s
     GROUP BY l.tenant_id, l.company_id, g.grain, date_trunc(g.grain, l.occurred_on), l.account_id {group}"""
_FILL = (
    "SET session_replication_role = replica",
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '1GB'",
    """INSERT INTO party (tenant_id, id, name, name_key, code, kind, is_customer, is_supplier, created_at, updated_at)
       SELECT %(tenant)s, ('01b00000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '客户' || n, 'kehu' || n,
              'B' || n, 'company', true, true, now(), now() FROM generate_series(1, %(parties)s) n""",
    """INSERT INTO journal_entry (tenant_id, id, company_id, period, number, number_key, occurred_on,
                                  summary, total, source_type, source_id, kind, posted_at)
       SELECT %(tenant)s, ('01b20000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, c.id,
              to_char(d.day, 'YYYY-MM'), '记-' || n, to_char(d.day, 'YYYY-MM') || '-' || lpad(n::text, 8, '0'), d.day,
              '摘要', 1 + n %% 97,
              'bench', gen_random_uuid(), 'bench', now()
         FROM generate_series(1, %(entries)s) n
        CROSS JOIN LATERAL (SELECT date '2022-01-01' + (n %% (365 * %(years)s))::int AS day) d
        CROSS JOIN (SELECT id FROM company WHERE tenant_id = %(tenant)s) c""",
    """WITH details AS MATERIALIZED (
         SELECT id, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS many
           FROM account WHERE tenant_id = %(tenant)s AND is_detail)
       INSERT INTO journal_line (tenant_id, id, company_id, entry_id, line_no, account_id, summary,
                                 debit, credit, currency, occurred_on, party_id)
       SELECT e.tenant_id, ('01b1000' || s.side || '-0000-7000-8000-' || lpad(to_hex(e.n), 12, '0'))::uuid,
              e.company_id, e.id, s.side, a.id, '摘要', CASE s.side WHEN 1 THEN e.total ELSE 0 END,
              CASE s.side WHEN 2 THEN e.total ELSE 0 END, 'CNY', e.occurred_on,
              ('01b00000-0000-7000-8000-' || lpad(to_hex(1 + e.n %% %(parties)s), 12, '0'))::uuid
         FROM (SELECT *, row_number() OVER () AS n FROM journal_entry WHERE tenant_id = %(tenant)s AND kind = 'bench') e
        CROSS JOIN (VALUES (1), (2)) s(side)
         JOIN details a ON a.place = (e.n * s.side + e.n / 7) %% a.many""",
)
_SUM = (
    _TOTALS.format(table="account_total", extra="is_closing", key="false", group=""),
    _TOTALS.format(table="party_total", extra="party_id", key="l.party_id", group=", l.party_id"),
)
