"""The laws of the money ledger."""

from collections.abc import Callable, Iterable

from sqlalchemy import text

from heyi.modules.ledger.contracts import OPENING, Standard
from heyi.modules.ledger.currency_laws import CURRENCY_LAWS
from heyi.modules.ledger.rules.journal import VoucherWord
from heyi.modules.ledger.rules.seals import DIGEST, FIRST
from heyi.modules.ledger.rules.statements import cash_rules, flow_rows
from heyi.platform.laws import Law, Marks, breaks, fresh, law


def _totals(table: str, key: str, condition: str) -> str:
    """Each total of a day, month or year is the sum of the lines of that time whose entries wait no more."""
    name = key.rpartition(" ")[2].rpartition(".")[2]
    return f"""
        SELECT 'account' AS record, COALESCE(t.account_id, l.account_id) AS record_id,
               COALESCE(l.debit, 0) || ' / ' || COALESCE(l.credit, 0) AS expected,
               COALESCE(t.debit, 0) || ' / ' || COALESCE(t.credit, 0) AS actual
          FROM (SELECT grain, first_day, account_id, {name}, debit, credit FROM {table}
                 WHERE tenant_id = :tenant AND company_id = :company) t
          FULL JOIN (SELECT g.grain, date_trunc(g.grain, l.occurred_on)::date AS first_day, l.account_id, l.{name},
                            sum(l.debit) AS debit, sum(l.credit) AS credit
                       FROM (SELECT l.account_id, l.occurred_on, l.debit, l.credit, {key}
                               FROM journal_line l
                               JOIN journal_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
                              WHERE l.tenant_id = :tenant AND l.company_id = :company AND {condition}
                                AND NOT EXISTS (SELECT FROM ledger_unfolded u
                                                 WHERE u.tenant_id = l.tenant_id AND u.entry_id = l.entry_id)) l
                      CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
                      GROUP BY g.grain, 2, l.account_id, l.{name}) l
            ON l.grain = t.grain AND l.first_day = t.first_day AND l.account_id = t.account_id AND l.{name} = t.{name}
         WHERE COALESCE(t.debit, 0) <> COALESCE(l.debit, 0) OR COALESCE(t.credit, 0) <> COALESCE(l.credit, 0)
    """


def _new_totals(table: str, key: str, condition: str) -> str:
    """The same for what was folded since: days against their lines, months against their days, years their months."""
    name = key.rpartition(" ")[2].rpartition(".")[2]

    def compared(totals: str, parts: str) -> str:
        return f"""
            SELECT 'account' AS record, COALESCE(t.account_id, l.account_id) AS record_id,
                   COALESCE(l.debit, 0) || ' / ' || COALESCE(l.credit, 0) AS expected,
                   COALESCE(t.debit, 0) || ' / ' || COALESCE(t.credit, 0) AS actual
              FROM ({totals}) t
              FULL JOIN ({parts}) l ON l.first_day = t.first_day AND l.account_id = t.account_id AND l.{name} = t.{name}
             WHERE COALESCE(t.debit, 0) <> COALESCE(l.debit, 0) OR COALESCE(t.credit, 0) <> COALESCE(l.credit, 0)
        """

    def of(grain: str) -> str:
        return f"""
            SELECT f.account_id, f.first_day, t.{name}, t.debit, t.credit
              FROM (SELECT DISTINCT account_id, date_trunc('{grain}', occurred_on)::date AS first_day FROM folded) f
              JOIN {table} t ON t.tenant_id = :tenant AND t.company_id = :company AND t.grain = '{grain}'
               AND t.first_day = f.first_day AND t.account_id = f.account_id
        """

    def made_of(grain: str, finer: str) -> str:
        return f"""
            SELECT f.account_id, f.first_day, t.{name}, sum(t.debit) AS debit, sum(t.credit) AS credit
              FROM (SELECT DISTINCT account_id, date_trunc('{grain}', occurred_on)::date AS first_day FROM folded) f
              JOIN {table} t ON t.tenant_id = :tenant AND t.company_id = :company AND t.grain = '{finer}'
               AND t.first_day >= f.first_day AND t.first_day < f.first_day + interval '1 {grain}'
               AND t.account_id = f.account_id
             GROUP BY f.account_id, f.first_day, t.{name}
        """

    lines = f"""
        SELECT l.account_id, l.first_day, l.{name}, sum(l.debit) AS debit, sum(l.credit) AS credit
          FROM (SELECT l.account_id, l.occurred_on AS first_day, l.debit, l.credit, {key}
                  FROM folded f
                  JOIN journal_line l ON l.tenant_id = :tenant AND l.company_id = :company
                   AND l.account_id = f.account_id AND l.occurred_on = f.occurred_on
                  JOIN journal_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
                 WHERE {condition}
                   AND NOT EXISTS (SELECT FROM ledger_unfolded u
                                    WHERE u.tenant_id = l.tenant_id AND u.entry_id = l.entry_id)) l
         GROUP BY l.account_id, l.first_day, l.{name}
    """
    return f"""
        WITH folded AS MATERIALIZED (
            SELECT DISTINCT l.account_id, l.occurred_on
              FROM sealed_entry s
              JOIN journal_line l ON l.tenant_id = s.tenant_id AND l.entry_id = s.entry_id
             WHERE s.tenant_id = :tenant AND s.id >= :since AND l.company_id = :company)
        {compared(of("day"), lines)}
        UNION ALL {compared(of("month"), made_of("month", "day"))}
        UNION ALL {compared(of("year"), made_of("year", "month"))}
    """


def _seal_chain(seals: str, of_seals: str, entries: str) -> str:
    """Each seal follows the one before and is made of its entries; whatever is folded is sealed."""
    return f"""
        SELECT 'journal_entry' AS record, NULL::uuid AS record_id, k.number || ': ' || k.entries AS expected,
               COALESCE(s.entries, 0)::text AS actual
          FROM ledger_seal k
          LEFT JOIN ledger_seal b ON b.tenant_id = k.tenant_id AND b.company_id = k.company_id
           AND b.number = k.number - 1
          LEFT JOIN (SELECT seal_id, count(*) AS entries, string_agg(digest, '' ORDER BY entry_id) AS digests
                       FROM sealed_entry WHERE tenant_id = :tenant{of_seals} GROUP BY seal_id) s ON s.seal_id = k.id
         WHERE k.tenant_id = :tenant AND k.company_id = :company{seals}
           AND (k.previous <> COALESCE(b.hash, '{FIRST}') OR (b.id IS NULL) <> (k.number = 1)
                OR k.entries IS DISTINCT FROM s.entries
                OR k.hash IS DISTINCT FROM encode(sha256(convert_to(k.previous || s.digests, 'UTF8')), 'hex'))
        UNION ALL
        SELECT 'journal_entry', e.id, 'sealed', 'folded and not sealed'
          FROM journal_entry e
         WHERE e.tenant_id = :tenant AND e.company_id = :company{entries}
           AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.tenant_id = e.tenant_id AND s.entry_id = e.id)
           AND NOT EXISTS (SELECT FROM ledger_unfolded u WHERE u.tenant_id = e.tenant_id AND u.entry_id = e.id)
    """


# The kinds of numbers of a month, and how far each has come.
_WORDS = f"""
    (VALUES ('{VoucherWord.GENERAL}', p.last_general), ('{VoucherWord.RECEIPT}', p.last_receipt),
            ('{VoucherWord.PAYMENT}', p.last_payment), ('{VoucherWord.TRANSFER}', p.last_transfer)) w(word, last)"""
_NO_MARK = "(SELECT NULL::numeric AS quantity, NULL::numeric AS amount WHERE false)"


def _mark(key: str) -> str:
    return f"""
        (SELECT quantity, amount FROM law_mark
          WHERE tenant_id = :tenant AND company_id = :company AND law = 'voucher_numbers' AND key = {key})"""


def _voucher_numbers(*, whole: bool) -> str:
    """Vouchers of each month are numbered from 1 on without gap, in all and by word; from where they were once seen."""
    of_month, of_word = (_NO_MARK, _NO_MARK) if whole else (_mark("p.code"), _mark("p.code || ' ' || w.word"))
    went_on = "" if whole else " AND (p.last_number, p.total) IS DISTINCT FROM (m.quantity, m.amount)"
    behind = "p.code || '-' || lpad((COALESCE(m.quantity, 0)::bigint + 1)::text, 6, '0')"
    return f"""
        SELECT 'journal_entry' AS record, NULL::uuid AS record_id, p.code || ': ' || p.last_number AS expected,
               count(e.id) || ' / ' || COALESCE(max(substr(e.number_key, 9)::int), 0) AS actual
          FROM ledger_period p
          LEFT JOIN LATERAL {of_month} m ON true
          LEFT JOIN journal_entry e ON e.tenant_id = p.tenant_id AND e.company_id = p.company_id AND e.period = p.code
           AND e.number_key >= {behind}
         WHERE p.tenant_id = :tenant AND p.company_id = :company{went_on}
         GROUP BY p.code, p.last_number, p.total, m.quantity, m.amount
        HAVING COALESCE(sum(e.total), 0) <> p.total - COALESCE(m.amount, 0)
            OR count(e.id) <> p.last_number - COALESCE(m.quantity, 0)
            OR COALESCE(max(substr(e.number_key, 9)::int), m.quantity, 0) <> p.last_number
        UNION ALL
        SELECT 'journal_entry', NULL, p.code || ' ' || w.word || ': ' || w.last,
               count(DISTINCT e.number) || ' / ' || COALESCE(max(substr(e.number, 3)::int), 0)
          FROM ledger_period p
          LEFT JOIN LATERAL {of_month} m ON true
         CROSS JOIN LATERAL {_WORDS}
          LEFT JOIN LATERAL {of_word} n ON true
          LEFT JOIN journal_entry e ON e.tenant_id = p.tenant_id AND e.company_id = p.company_id AND e.period = p.code
           AND e.number_key >= {behind} AND starts_with(e.number, w.word)
         WHERE p.tenant_id = :tenant AND p.company_id = :company{went_on}
         GROUP BY p.code, w.word, w.last, n.quantity
        HAVING count(DISTINCT e.number) <> w.last - COALESCE(n.quantity, 0)
            OR count(e.id) <> w.last - COALESCE(n.quantity, 0)
            OR COALESCE(max(substr(e.number, 3)::int), n.quantity, 0) <> w.last
    """


_REACHED = f"""
    SELECT p.code AS key, NULL::uuid AS record_id, p.last_number AS quantity, p.total AS amount
      FROM ledger_period p LEFT JOIN LATERAL {_mark("p.code")} m ON true
     WHERE p.tenant_id = :tenant AND p.company_id = :company
       AND (p.last_number, p.total) IS DISTINCT FROM (m.quantity, m.amount)
    UNION ALL
    SELECT p.code || ' ' || w.word, NULL, w.last, 0
      FROM ledger_period p CROSS JOIN LATERAL {_WORDS}
      LEFT JOIN LATERAL {_mark("p.code || ' ' || w.word")} n ON true
     WHERE p.tenant_id = :tenant AND p.company_id = :company AND w.last IS DISTINCT FROM n.quantity
"""
_CLOSING = "e.kind LIKE 'profit_closing%' AS is_closing"


def _of_each(said: Callable[[Standard], str]) -> str:
    """What holds by the standard of the company's books."""
    return "(" + " OR ".join(f"(c.chart = '{one}' AND {said(one)})" for one in Standard) + ")"


def _rows(rows: Iterable[int]) -> str:
    return f"f.row IN ({', '.join(map(str, sorted(rows)))})"


def _begins(codes: Iterable[str]) -> str:
    return "(" + " OR ".join(f"a.code LIKE '{code}%'" for code in codes) + ")"


_CASH = _of_each(lambda chart: _begins(cash_rules(chart).cash))
_OUTGOING = _of_each(lambda chart: _rows(cash_rules(chart).outgoing))
_FLOW_ROWS = _of_each(lambda chart: _rows(flow_rows(chart)))
# An opening tells how all its money flowed, where that was said, or of none of it.
_FLOWN = f"""(e.kind NOT LIKE '{OPENING}%'
                        OR EXISTS (SELECT FROM cash_flow o WHERE o.tenant_id = :tenant AND o.entry_id = e.id))"""
_BOOKS_OF = "JOIN company c ON c.tenant_id = {0}.tenant_id AND c.id = {0}.company_id"


LAWS = (
    law(
        "entries_balance",
        """
        SELECT 'journal_entry' AS record, e.id AS record_id, e.total AS expected,
               COALESCE(sum(l.debit), 0) || ' / ' || COALESCE(sum(l.credit), 0) AS actual
          FROM journal_entry e
          LEFT JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id AND l.entry_id = ANY(:touched)
         WHERE e.tenant_id = :tenant AND e.company_id = :company AND e.id = ANY(:touched)
         GROUP BY e.id, e.total
        HAVING COALESCE(sum(l.debit), 0) <> e.total OR COALESCE(sum(l.credit), 0) <> e.total
        """,
        touched=f"{fresh('journal_entry')} UNION {fresh('journal_line', 'entry_id')}",
    ),
    law(
        "debits_equal_credits",
        """
        SELECT 'account' AS record, NULL::uuid AS record_id, sum(debit) AS expected, sum(credit) AS actual
          FROM journal_line WHERE tenant_id = :tenant AND company_id = :company
        HAVING sum(debit) <> sum(credit)
        """,
        recent="""
        SELECT 'account' AS record, NULL::uuid AS record_id, sum(debit) AS expected, sum(credit) AS actual
          FROM journal_line WHERE tenant_id = :tenant AND company_id = :company AND id >= :since
        HAVING sum(debit) <> sum(credit)
        """,
    ),
    Law(
        "voucher_numbers",
        breaks(_voucher_numbers(whole=True)),
        breaks(_voucher_numbers(whole=False)),
        marks=Marks(text(_REACHED), added=False),
    ),
    law(
        "rules_name_accounts_in_use",
        """
        SELECT 'account' AS record, a.id AS record_id, r.role AS expected, a.code AS actual
          FROM posting_rule r
          JOIN account a ON a.tenant_id = r.tenant_id AND a.id = r.account_id
         WHERE r.tenant_id = :tenant AND r.company_id = :company AND r.ended_at IS NULL
           AND NOT (a.active AND a.is_detail AND a.company_id = r.company_id)
        UNION ALL
        SELECT 'account', account_id, role, 'one account, two kinds of documents'
          FROM (SELECT r.account_id, r.role, count(*) OVER (PARTITION BY r.account_id) AS named
                  FROM (SELECT DISTINCT account_id, role FROM posting_rule
                         WHERE tenant_id = :tenant AND company_id = :company AND kept) r) shared
         WHERE named > 1
        """,
    ),
    law(
        "templates_balance",
        """
        SELECT 'voucher_template' AS record, t.id AS record_id, sum(l.debit) AS expected, sum(l.credit) AS actual
          FROM voucher_template t
          JOIN voucher_template_line l ON l.tenant_id = t.tenant_id AND l.template_id = t.id AND l.share IS NULL
         WHERE t.tenant_id = :tenant AND t.company_id = :company
         GROUP BY t.id HAVING sum(l.debit) <> sum(l.credit)
        """,
    ),
    law(
        "totals_are_lines",
        _totals("account_total", _CLOSING, "TRUE"),
        recent=_new_totals("account_total", _CLOSING, "TRUE"),
    ),
    law(
        "party_totals_are_lines",
        _totals("party_total", "l.party_id", "l.party_id IS NOT NULL"),
        recent=_new_totals("party_total", "l.party_id", "l.party_id IS NOT NULL"),
    ),
    law(
        "cash_flow_is_cash",
        f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, cash.change::text AS expected, flow.change::text AS actual
          FROM (SELECT COALESCE(sum(l.debit - l.credit), 0) AS change FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                  JOIN journal_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
                  {_BOOKS_OF.format("l")}
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND {_FLOWN} AND {_CASH}) cash,
               (SELECT COALESCE(sum(CASE WHEN {_OUTGOING} THEN -f.amount ELSE f.amount END), 0) AS change
                  FROM cash_flow f {_BOOKS_OF.format("f")}
                 WHERE f.tenant_id = :tenant AND f.company_id = :company) flow
         WHERE cash.change <> flow.change
        UNION ALL
        SELECT 'journal_entry', f.entry_id, 'a row of flows', f.row::text FROM cash_flow f {_BOOKS_OF.format("f")}
         WHERE f.tenant_id = :tenant AND f.company_id = :company AND NOT {_FLOW_ROWS}
        """,
        recent=f"""
        SELECT 'journal_entry' AS record, x.entry_id AS record_id, sum(x.cash)::text AS expected,
               sum(x.flow)::text AS actual
          FROM (SELECT l.entry_id, l.debit - l.credit AS cash, 0 AS flow, false AS strange
                  FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                  {_BOOKS_OF.format("l")}
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND l.id >= :since AND {_CASH}
                UNION ALL
                SELECT f.entry_id, 0, CASE WHEN {_OUTGOING} THEN -f.amount ELSE f.amount END, NOT {_FLOW_ROWS}
                  FROM cash_flow f {_BOOKS_OF.format("f")}
                 WHERE f.tenant_id = :tenant AND f.company_id = :company AND f.id >= :since) x
          JOIN journal_entry e ON e.tenant_id = :tenant AND e.id = x.entry_id AND {_FLOWN}
         GROUP BY x.entry_id HAVING sum(x.cash) <> sum(x.flow) OR bool_or(x.strange)
        """,
    ),
    law(
        "seals_hold",
        f"""
        SELECT 'journal_entry' AS record, s.entry_id AS record_id, s.digest AS expected,
               COALESCE(now_said.digest, '') AS actual
          FROM sealed_entry s
          JOIN ledger_seal k ON k.tenant_id = s.tenant_id AND k.id = s.seal_id
          LEFT JOIN (SELECT e.id, {DIGEST} AS digest
                       FROM journal_entry e JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
                      WHERE e.tenant_id = :tenant AND e.company_id = :company AND e.id = ANY(:touched)
                        AND l.entry_id = ANY(:touched)
                      GROUP BY e.tenant_id, e.id) now_said ON now_said.id = s.entry_id
         WHERE s.tenant_id = :tenant AND k.company_id = :company AND s.entry_id = ANY(:touched)
           AND s.digest IS DISTINCT FROM now_said.digest
        """,
        touched=fresh("sealed_entry", "entry_id"),
    ),
    law(
        "seals_are_a_chain",
        _seal_chain("", "", ""),
        recent=_seal_chain(
            " AND k.id >= :since",
            " AND seal_id IN (SELECT id FROM ledger_seal WHERE tenant_id = :tenant AND id >= :since)",
            " AND e.id >= :since",
        ),
    ),
    *CURRENCY_LAWS,
)
