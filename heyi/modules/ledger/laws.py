"""The laws of the money ledger."""

from collections.abc import Callable, Iterable

from heyi.modules.ledger.contracts import OPENING, Standard
from heyi.modules.ledger.rules.journal import VoucherWord
from heyi.modules.ledger.rules.seals import DIGEST, FIRST
from heyi.modules.ledger.rules.statements import cash_rules, flow_rows
from heyi.platform.laws import law


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


def _of_each(said: Callable[[Standard], str]) -> str:
    """What holds by the standard of the company's books."""
    return "(" + " OR ".join(f"(c.chart = '{one}' AND {said(one)})" for one in Standard) + ")"


def _cash(chart: Standard) -> str:
    return "(" + " OR ".join(f"a.code LIKE '{code}%'" for code in cash_rules(chart).cash) + ")"


def _rows(rows: Iterable[int]) -> str:
    return f"f.row IN ({', '.join(map(str, sorted(rows)))})"


LAWS = (
    law(
        "entries_balance",
        """
        SELECT 'journal_entry' AS record, e.id AS record_id, e.total AS expected,
               COALESCE(sum(l.debit), 0) || ' / ' || COALESCE(sum(l.credit), 0) AS actual
          FROM journal_entry e
          LEFT JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
         WHERE e.tenant_id = :tenant AND e.company_id = :company
         GROUP BY e.id, e.total
        HAVING COALESCE(sum(l.debit), 0) <> e.total OR COALESCE(sum(l.credit), 0) <> e.total
        """,
    ),
    law(
        "debits_equal_credits",
        """
        SELECT 'account' AS record, NULL::uuid AS record_id, sum(debit) AS expected, sum(credit) AS actual
          FROM journal_line WHERE tenant_id = :tenant AND company_id = :company
        HAVING sum(debit) <> sum(credit)
        """,
    ),
    law(
        "voucher_numbers",
        f"""
        SELECT 'journal_entry' AS record, NULL::uuid AS record_id, p.code || ': ' || p.last_number AS expected,
               count(e.id) || ' / ' || COALESCE(max(substr(e.number_key, 9)::int), 0) AS actual
          FROM ledger_period p
          LEFT JOIN journal_entry e ON e.tenant_id = p.tenant_id AND e.company_id = p.company_id AND e.period = p.code
         WHERE p.tenant_id = :tenant AND p.company_id = :company
         GROUP BY p.code, p.last_number, p.total
        HAVING COALESCE(sum(e.total), 0) <> p.total OR count(e.id) <> p.last_number
            OR COALESCE(max(substr(e.number_key, 9)::int), 0) <> p.last_number
        UNION ALL
        SELECT 'journal_entry', NULL, p.code || ' ' || w.word || ': ' || w.last,
               count(DISTINCT e.number) || ' / ' || COALESCE(max(substr(e.number, 3)::int), 0)
          FROM ledger_period p
         CROSS JOIN LATERAL (VALUES
               ('{VoucherWord.GENERAL}', p.last_general), ('{VoucherWord.RECEIPT}', p.last_receipt),
               ('{VoucherWord.PAYMENT}', p.last_payment), ('{VoucherWord.TRANSFER}', p.last_transfer)) w(word, last)
          LEFT JOIN journal_entry e ON e.tenant_id = p.tenant_id AND e.company_id = p.company_id AND e.period = p.code
           AND starts_with(e.number, w.word)
         WHERE p.tenant_id = :tenant AND p.company_id = :company
         GROUP BY p.code, w.word, w.last
        HAVING count(DISTINCT e.number) <> w.last OR count(e.id) <> w.last
            OR COALESCE(max(substr(e.number, 3)::int), 0) <> w.last
        """,
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
        _totals("account_total", "e.kind LIKE 'profit_closing%' AS is_closing", "TRUE"),
    ),
    law(
        "party_totals_are_lines",
        _totals("party_total", "l.party_id", "l.party_id IS NOT NULL"),
    ),
    law(
        "foreign_totals_are_lines",
        """
        SELECT 'account' AS record, COALESCE(t.account_id, l.account_id) AS record_id,
               COALESCE(l.amounts, '{}')::text AS expected, COALESCE(t.amounts, '{}')::text AS actual
          FROM (SELECT grain, first_day, account_id, party_id,
                       ARRAY[debit, credit, foreign_debit, foreign_credit] AS amounts
                  FROM foreign_total WHERE tenant_id = :tenant AND company_id = :company) t
          FULL JOIN (SELECT g.grain, date_trunc(g.grain, l.occurred_on)::date AS first_day, l.account_id,
                            COALESCE(l.party_id, '00000000-0000-0000-0000-000000000000') AS party_id,
                            ARRAY[sum(l.debit), sum(l.credit),
                                  sum(CASE WHEN l.debit <> 0 THEN l.foreign_amount ELSE 0 END),
                                  sum(CASE WHEN l.credit <> 0 THEN l.foreign_amount ELSE 0 END)] AS amounts
                       FROM journal_line l
                      CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
                      WHERE l.tenant_id = :tenant AND l.company_id = :company AND l.foreign_currency IS NOT NULL
                        AND NOT EXISTS (SELECT FROM ledger_unfolded u
                                         WHERE u.tenant_id = l.tenant_id AND u.entry_id = l.entry_id)
                      GROUP BY 1, 2, 3, 4) l
            ON l.grain = t.grain AND l.first_day = t.first_day AND l.account_id = t.account_id
           AND l.party_id = t.party_id
         WHERE t.amounts IS DISTINCT FROM l.amounts
        """,
    ),
    law(
        "foreign_lines_are_their_accounts",
        """
        SELECT 'journal_entry' AS record, l.entry_id AS record_id, COALESCE(a.currency, '') AS expected,
               COALESCE(l.foreign_currency, '') AS actual
          FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
         WHERE l.tenant_id = :tenant AND l.company_id = :company
           AND (a.currency IS DISTINCT FROM l.foreign_currency
                OR abs(l.foreign_amount * l.rate - (l.debit + l.credit)) > 0.005 + abs(l.foreign_amount) * 0.000000005)
        """,
    ),
    law(
        "cash_flow_is_cash",
        f"""
        SELECT 'account' AS record, NULL::uuid AS record_id, cash.change::text AS expected, flow.change::text AS actual
          FROM (SELECT COALESCE(sum(l.debit - l.credit), 0) AS change FROM journal_line l
                  JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
                  JOIN journal_entry e ON e.tenant_id = l.tenant_id AND e.id = l.entry_id
                  JOIN company c ON c.tenant_id = l.tenant_id AND c.id = l.company_id
                 WHERE l.tenant_id = :tenant AND l.company_id = :company AND e.kind NOT LIKE '{OPENING}%'
                   AND {_of_each(_cash)}) cash,
               (SELECT COALESCE(sum(CASE WHEN {_of_each(lambda chart: _rows(cash_rules(chart).outgoing))}
                                         THEN -f.amount ELSE f.amount END), 0) AS change
                  FROM cash_flow f JOIN company c ON c.tenant_id = f.tenant_id AND c.id = f.company_id
                 WHERE f.tenant_id = :tenant AND f.company_id = :company) flow
         WHERE cash.change <> flow.change
        UNION ALL
        SELECT 'journal_entry', f.entry_id, 'a row of flows', f.row::text
          FROM cash_flow f JOIN company c ON c.tenant_id = f.tenant_id AND c.id = f.company_id
         WHERE f.tenant_id = :tenant AND f.company_id = :company
           AND NOT {_of_each(lambda chart: _rows(flow_rows(chart)))}
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
                      WHERE e.tenant_id = :tenant AND e.company_id = :company
                      GROUP BY e.tenant_id, e.id) now_said ON now_said.id = s.entry_id
         WHERE s.tenant_id = :tenant AND k.company_id = :company AND s.digest IS DISTINCT FROM now_said.digest
        """,
    ),
    law(
        "seals_are_a_chain",
        f"""
        SELECT 'journal_entry' AS record, NULL::uuid AS record_id, k.number || ': ' || k.entries AS expected,
               COALESCE(s.entries, 0)::text AS actual
          FROM (SELECT *, lag(hash, 1, '{FIRST}') OVER (ORDER BY number) AS before,
                       row_number() OVER (ORDER BY number) AS place
                  FROM ledger_seal WHERE tenant_id = :tenant AND company_id = :company) k
          LEFT JOIN (SELECT seal_id, count(*) AS entries, string_agg(digest, '' ORDER BY entry_id) AS digests
                       FROM sealed_entry WHERE tenant_id = :tenant GROUP BY seal_id) s ON s.seal_id = k.id
         WHERE k.number <> k.place OR k.previous <> k.before OR k.entries IS DISTINCT FROM s.entries
            OR k.hash IS DISTINCT FROM encode(sha256(convert_to(k.previous || s.digests, 'UTF8')), 'hex')
        UNION ALL
        SELECT 'journal_entry', e.id, 'sealed', 'folded and not sealed'
          FROM journal_entry e
         WHERE e.tenant_id = :tenant AND e.company_id = :company
           AND NOT EXISTS (SELECT FROM sealed_entry s WHERE s.tenant_id = e.tenant_id AND s.entry_id = e.id)
           AND NOT EXISTS (SELECT FROM ledger_unfolded u WHERE u.tenant_id = e.tenant_id AND u.entry_id = e.id)
        """,
    ),
)
