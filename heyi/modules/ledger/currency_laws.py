"""The laws of foreign currencies (docs/adr/0024-currencies-beside-the-amounts.md)."""

from heyi.platform.laws import fresh, law

_SIDES = ("debit", "credit", "foreign_debit", "foreign_credit")
_TOTALS = f"ARRAY[{', '.join(f't.{side}' for side in _SIDES)}] AS amounts"
_SUMMED = f"ARRAY[{', '.join(f'sum(t.{side})' for side in _SIDES)}] AS amounts"
_LINES = """
    ARRAY[sum(l.debit), sum(l.credit), sum(CASE WHEN l.debit <> 0 THEN l.foreign_amount ELSE 0 END),
          sum(CASE WHEN l.credit <> 0 THEN l.foreign_amount ELSE 0 END)] AS amounts"""
_PARTY = "COALESCE(l.party_id, '00000000-0000-0000-0000-000000000000') AS party_id"
_FOLDED = """l.foreign_currency IS NOT NULL AND NOT EXISTS (
    SELECT FROM ledger_unfolded u WHERE u.tenant_id = l.tenant_id AND u.entry_id = l.entry_id)"""


def _compared(totals: str, parts: str) -> str:
    return f"""
        SELECT 'account' AS record, COALESCE(t.account_id, l.account_id) AS record_id,
               COALESCE(l.amounts, '{{}}')::text AS expected, COALESCE(t.amounts, '{{}}')::text AS actual
          FROM ({totals}) t
          FULL JOIN ({parts}) l ON l.grain = t.grain AND l.first_day = t.first_day AND l.account_id = t.account_id
           AND l.party_id = t.party_id
         WHERE t.amounts IS DISTINCT FROM l.amounts
    """


def _whole() -> str:
    """Each total of a day, month or year is the sum of the lines of that time, in both currencies."""
    totals = f"""
        SELECT t.grain, t.first_day, t.account_id, t.party_id, {_TOTALS}
          FROM foreign_total t WHERE t.tenant_id = :tenant AND t.company_id = :company"""
    lines = f"""
        SELECT g.grain, date_trunc(g.grain, l.occurred_on)::date AS first_day, l.account_id, {_PARTY}, {_LINES}
          FROM journal_line l CROSS JOIN (VALUES ('day'), ('month'), ('year')) g(grain)
         WHERE l.tenant_id = :tenant AND l.company_id = :company AND {_FOLDED}
         GROUP BY 1, 2, 3, 4"""
    return _compared(totals, lines)


def _recent() -> str:
    """The same for what was folded since: days against their lines, months against their days, years their months."""

    def places(grain: str) -> str:
        return f"(SELECT DISTINCT account_id, date_trunc('{grain}', occurred_on)::date AS first_day FROM folded) f"

    def totals(grain: str) -> str:
        return f"""
            SELECT '{grain}' AS grain, f.first_day, f.account_id, t.party_id, {_TOTALS}
              FROM {places(grain)}
              JOIN foreign_total t ON t.tenant_id = :tenant AND t.company_id = :company AND t.grain = '{grain}'
               AND t.first_day = f.first_day AND t.account_id = f.account_id"""

    def made_of(grain: str, finer: str) -> str:
        return f"""
            SELECT '{grain}' AS grain, f.first_day, f.account_id, t.party_id, {_SUMMED}
              FROM {places(grain)}
              JOIN foreign_total t ON t.tenant_id = :tenant AND t.company_id = :company AND t.grain = '{finer}'
               AND t.first_day >= f.first_day AND t.first_day < f.first_day + interval '1 {grain}'
               AND t.account_id = f.account_id
             GROUP BY 1, 2, 3, 4"""

    lines = f"""
        SELECT 'day' AS grain, l.occurred_on AS first_day, l.account_id, {_PARTY}, {_LINES}
          FROM folded f
          JOIN journal_line l ON l.tenant_id = :tenant AND l.company_id = :company
           AND l.account_id = f.account_id AND l.occurred_on = f.occurred_on
         WHERE {_FOLDED}
         GROUP BY 1, 2, 3, 4"""
    return f"""
        WITH folded AS MATERIALIZED (
            SELECT DISTINCT l.account_id, l.occurred_on
              FROM sealed_entry s
              JOIN journal_line l ON l.tenant_id = s.tenant_id AND l.entry_id = s.entry_id
             WHERE s.tenant_id = :tenant AND s.id >= :since AND l.company_id = :company
               AND l.foreign_currency IS NOT NULL)
        {_compared(totals("day"), lines)}
        UNION ALL {_compared(totals("month"), made_of("month", "day"))}
        UNION ALL {_compared(totals("year"), made_of("year", "month"))}
    """


CURRENCY_LAWS = (
    law("foreign_totals_are_lines", _whole(), recent=_recent()),
    law(
        "foreign_lines_are_their_accounts",
        """
        SELECT 'journal_entry' AS record, l.entry_id AS record_id, COALESCE(a.currency, '') AS expected,
               COALESCE(l.foreign_currency, '') AS actual
          FROM journal_line l JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
         WHERE l.tenant_id = :tenant AND l.company_id = :company AND l.entry_id = ANY(:touched)
           AND (a.currency IS DISTINCT FROM l.foreign_currency
                OR abs(l.foreign_amount * l.rate - (l.debit + l.credit)) > 0.005 + abs(l.foreign_amount) * 0.000000005)
        """,
        touched=fresh("journal_line", "entry_id"),
    ),
)
