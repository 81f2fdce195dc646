"""The laws of the books: queries that find what breaks them, run by `heyi verify` and after every scenario.

A law is a query over one tenant and company (`:tenant`, `:company`) that returns a row for each break: `record` and
`record_id` of the document that shows it, `expected` and `actual`. No row means that the law holds.

So that checking costs what is new and not what there is, a law may be asked about what came since an earlier check
found it kept (`proofs.py`, `docs/adr/0020-proof-by-what-is-new.md`). Every id begins with the instant of its
transaction: `:since` is the first id that the earlier check may not have seen. A law says what is new in one of three
ways: `touched` names the subjects that new rows speak of, and the query is asked about those; `recent` is another query
over new rows and over totals that laws of their own keep right; `sums` are kept up to an instant, and only what
came later is added to them. A law that says nothing is cheap at any size and asked whole each time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, text

from heyi.platform.documents.chain import documents
from heyi.platform.documents.titles import document_titles
from heyi.platform.numbering import LAST, rules
from heyi.platform.unit_of_work import UnitOfWork

SHOWN = 20
# Numbers without a gap, and seals that follow each other.
CHAIN = "chain"
FIRST_ID, LAST_ID = UUID(int=0), UUID(int=(1 << 128) - 1)
_ABOUT_TOUCHED = re.compile(r"\s+AND [\w.]+ = ANY\(:touched\)")


@dataclass(frozen=True)
class Marks:
    """What of a law is kept once it was found to hold: rows of `key`, `record_id`, `quantity` and `amount`.

    `added` are sums of the rows whose ids lie between `:since` and `:until`, added to those kept before; others are
    as they stand, and take the place of those before.
    """

    rows: TextClause
    added: bool


@dataclass(frozen=True)
class Law:
    """One law: its name (`law.<name>` in the catalogue), the query that finds its breaks, and how it is asked anew.

    Laws are told by `group`: of what they speak.
    """

    name: str
    breaks: TextClause
    recent: TextClause | None = None
    touched: TextClause | None = None
    marks: Marks | None = None
    group: str = ""


@dataclass(frozen=True)
class Break:
    """One place where a law is broken."""

    record: str
    record_id: UUID | None
    title: str
    expected: str
    actual: str


@dataclass(frozen=True)
class Finding:
    """Whether a law holds, with the first places where it does not."""

    name: str
    holds: bool
    breaks: list[Break]
    group: str = ""


@dataclass(frozen=True)
class Verification:
    """Every law of a company, checked in one transaction."""

    green: bool
    findings: list[Finding]


def law(name: str, query: str, *, touched: str | None = None, recent: str | None = None) -> Law:
    """A law from its query.

    `touched` finds the subjects (one column of ids) of which something is new since `:since`; the query holds
    conditions `AND x = ANY(:touched)`, which are left out where it is asked about everything. `recent` is a query of
    its own about what is new since `:since`.
    """
    if touched is not None:
        return Law(name, breaks(_ABOUT_TOUCHED.sub("", query)), breaks(query), text(touched))
    return Law(name, breaks(query), breaks(recent) if recent else None)


def sums(name: str, *, record: str, rows: str, state: str, recent_state: str | None = None) -> Law:
    """A law that what is kept (`state`) is what insert-only rows (`rows`) add up to, by `key`.

    Both are queries of `key` (text), `record_id`, `quantity` and `amount`; `rows` reads those whose ids lie between
    `:since` and `:until`, and names each key once. `recent_state` says the same as `state` from what laws of their own
    keep right.
    """

    def compared(state: str, said: str) -> str:
        return f"""
            SELECT '{record}' AS record, COALESCE(state.record_id, said.record_id) AS record_id,
                   COALESCE(said.quantity, 0) || ' / ' || COALESCE(said.amount, 0) AS expected,
                   COALESCE(state.quantity, 0) || ' / ' || COALESCE(state.amount, 0) AS actual
              FROM ({state}) state
              FULL JOIN ({said}) said ON said.key = state.key
             WHERE COALESCE(said.quantity, 0) <> COALESCE(state.quantity, 0)
                OR COALESCE(said.amount, 0) <> COALESCE(state.amount, 0)
        """

    later = rows.replace(":until", f"'{LAST_ID}'::uuid")
    ever = later.replace(":since", f"'{FIRST_ID}'::uuid")
    kept_and_later = f"""
        SELECT key, min(record_id::text)::uuid AS record_id, sum(quantity) AS quantity, sum(amount) AS amount
          FROM (SELECT key, record_id, quantity, amount FROM law_mark
                 WHERE tenant_id = :tenant AND company_id = :company AND law = '{name}'
                UNION ALL {later}) kept_and_later
         GROUP BY key
    """
    return Law(
        name,
        breaks(compared(state, ever)),
        breaks(compared(recent_state or state, kept_and_later)),
        marks=Marks(text(rows), added=True),
    )


def fresh(table: str, key: str = "id") -> str:
    """What new rows of a table name in a column, for `touched`."""
    return f"SELECT {key} FROM {table} WHERE tenant_id = :tenant AND id >= :since"


def audited(record: str) -> str:
    """The records of a kind with which anything was done, for `touched`."""
    return f"SELECT record_id FROM audit_event WHERE tenant_id = :tenant AND id >= :since AND record = '{record}'"


def breaks(query: str) -> TextClause:
    """What a query finds broken, the first places of it."""
    return text(f"SELECT * FROM ({query}) AS broken LIMIT {SHOWN}")


def verify(uow: UnitOfWork, laws: Sequence[Law]) -> Verification:
    """Check the laws over everything that this company's books hold."""
    findings = [check(uow, item) for item in (*laws, *number_laws())]
    return Verification(all(finding.holds for finding in findings), findings)


def number_laws() -> list[Law]:
    """Numbers of every kind of document: as many as its counter gave, none twice, the last one the highest."""
    return [
        replace(
            _number_law(record.name, record.table.name, str(record.title), record.document.versions),
            group=CHAIN,
        )
        for record in documents()
        if record.name in rules() and record.document is not None
    ]


def _number_law(series: str, table: str, number: str, versions: str) -> Law:
    """Counters that have gone on are counted again in their period; all of them where everything is asked.

    Of documents with versions only the first has a number of its own; those after it are called by that number.
    """
    of_first = f" AND {versions} = 1" if versions else ""

    def counted(first: str, condition: str) -> str:
        return f"""
            SELECT '{series}' AS record, NULL::uuid AS record_id,
                   c.shape || ' ' || c.period || ': ' || c.value - {first} AS expected,
                   count(d.id)::text AS actual
              FROM number_counter c
              LEFT JOIN law_mark m ON m.tenant_id = c.tenant_id AND m.company_id = c.company_id
               AND m.law = 'numbers.{series}' AND m.key = c.shape || ' ' || c.period
              LEFT JOIN {table} d ON d.tenant_id = c.tenant_id AND d.company_id = c.company_id
               AND d.{number} >= c.head AND d.{number} < c.head || '{LAST}'
               AND substring(d.{number} from c.pattern)::bigint BETWEEN {first} + 1 AND c.value
             WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.series = '{series}'{condition}
             GROUP BY c.shape, c.period, c.base, c.value, m.quantity
            HAVING count(d.id) <> c.value - {first} OR count(DISTINCT d.{number}) <> c.value - {first}
        """

    went_on = " AND m.quantity IS DISTINCT FROM c.value"
    in_all = f"""
        SELECT '{series}', NULL, given.numbers::text, held.numbers::text
          FROM (SELECT COALESCE(sum(value - base), 0) AS numbers FROM number_counter
                 WHERE tenant_id = :tenant AND company_id = :company AND series = '{series}') given,
               (SELECT count({number}) AS numbers FROM {table}
                 WHERE tenant_id = :tenant AND company_id = :company{of_first}) held
         WHERE given.numbers <> held.numbers
    """
    reached = f"""
        SELECT c.shape || ' ' || c.period AS key, NULL::uuid AS record_id, c.value AS quantity, 0 AS amount
          FROM number_counter c
          LEFT JOIN law_mark m ON m.tenant_id = c.tenant_id AND m.company_id = c.company_id
           AND m.law = 'numbers.{series}' AND m.key = c.shape || ' ' || c.period
         WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.series = '{series}'{went_on}
    """
    return Law(
        f"numbers.{series}",
        breaks(f"{counted('c.base', '')} UNION ALL {in_all}"),
        breaks(counted("GREATEST(c.base, COALESCE(m.quantity, 0)::bigint)", went_on)),
        marks=Marks(text(reached), added=False),
    )


def check(uow: UnitOfWork, item: Law) -> Finding:
    """Whether a law holds over everything."""
    return _finding(uow, item, uow.rows(item.breaks, _place(uow)))


def check_recent(uow: UnitOfWork, item: Law, since: UUID) -> Finding:
    """Whether a law holds for what is new; what seems broken is asked about everything, so nothing is accused amiss."""
    if item.recent is None:
        return check(uow, item)
    place = _place(uow) | {"since": since}
    if item.touched is not None:
        subjects = uow.rows(item.touched, place)
        place["touched"] = sorted({value for row in subjects for value in row.values() if value is not None})
        if not place["touched"]:
            return _kept(item)
    return check(uow, item) if uow.rows(item.recent, place) else _kept(item)


def _kept(item: Law) -> Finding:
    return Finding(item.name, holds=True, breaks=[], group=item.group)


def _place(uow: UnitOfWork) -> dict[str, Any]:
    return {"tenant": uow.tenant_id, "company": uow.company_id}


def _finding(uow: UnitOfWork, item: Law, rows: Sequence[RowMapping]) -> Finding:
    places = {(row["record"], row["record_id"]) for row in rows if row["record_id"] is not None}
    titles = document_titles(uow, places)
    return Finding(
        item.name,
        not rows,
        [
            Break(
                row["record"],
                row["record_id"],
                titles.get((row["record"], row["record_id"]), ""),
                str(row["expected"]),
                str(row["actual"]),
            )
            for row in rows
        ],
        item.group,
    )
