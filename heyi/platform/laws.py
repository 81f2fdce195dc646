"""The laws of the books: queries that find what breaks them, run by `heyi verify` and after every scenario.

A law is a query over one tenant and company (`:tenant`, `:company`) that returns a row for each break: `record` and
`record_id` of the document that shows it, `expected` and `actual`. No row means that the law holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import TextClause, text

from heyi.platform.documents.chain import documents
from heyi.platform.documents.titles import document_titles
from heyi.platform.numbering import LAST, rules
from heyi.platform.unit_of_work import UnitOfWork

SHOWN = 20


@dataclass(frozen=True)
class Law:
    """One law: its name (`law.<name>` in the catalogue) and the query that finds its breaks."""

    name: str
    breaks: TextClause


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


@dataclass(frozen=True)
class Verification:
    """Every law of a company, checked in one transaction."""

    green: bool
    findings: list[Finding]


def law(name: str, query: str) -> Law:
    """A law from its query."""
    return Law(name, text(f"SELECT * FROM ({query}) AS broken LIMIT {SHOWN}"))


def verify(uow: UnitOfWork, laws: Sequence[Law]) -> Verification:
    """Check the laws over everything that this company's books hold."""
    findings = [_check(uow, item) for item in (*laws, *number_laws())]
    return Verification(all(finding.holds for finding in findings), findings)


def number_laws() -> list[Law]:
    """Numbers of every kind of document: as many as its counter gave, none twice, the last one the highest."""
    found = []
    for record in documents():
        if record.name not in rules():
            continue
        table, number = record.table.name, record.title
        found.append(
            law(
                f"numbers.{record.name}",
                f"""
                SELECT '{record.name}' AS record, NULL::uuid AS record_id,
                       c.shape || ' ' || c.period || ': ' || c.value - c.base AS expected,
                       count(d.id)::text AS actual
                  FROM number_counter c
                  LEFT JOIN {table} d ON d.tenant_id = c.tenant_id AND d.company_id = c.company_id
                   AND d.{number} >= c.head AND d.{number} < c.head || '{LAST}'
                   AND substring(d.{number} from c.pattern)::bigint BETWEEN c.base + 1 AND c.value
                 WHERE c.tenant_id = :tenant AND c.company_id = :company AND c.series = '{record.name}'
                 GROUP BY c.shape, c.period, c.base, c.value
                HAVING count(d.id) <> c.value - c.base OR count(DISTINCT d.{number}) <> c.value - c.base
                UNION ALL
                SELECT '{record.name}', NULL, given.numbers::text, held.numbers::text
                  FROM (SELECT COALESCE(sum(value - base), 0) AS numbers FROM number_counter
                         WHERE tenant_id = :tenant AND company_id = :company AND series = '{record.name}') given,
                       (SELECT count({number}) AS numbers FROM {table}
                         WHERE tenant_id = :tenant AND company_id = :company) held
                 WHERE given.numbers <> held.numbers
                """,
            )
        )
    return found


def _check(uow: UnitOfWork, item: Law) -> Finding:
    rows = uow.rows(item.breaks, {"tenant": uow.tenant_id, "company": uow.company_id})
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
    )
