"""科目余额表: what every account held, took in and gave out, and holds."""

from datetime import date, timedelta

from heyi.modules.ledger.contracts import AccountSums, TrialBalance
from heyi.modules.ledger.queries.chart import account_codes, chart
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import account_sums
from heyi.modules.ledger.rules.journal import trial_balance_rows, trial_balance_totals
from heyi.platform.unit_of_work import UnitOfWork


def trial_balance(
    uow: UnitOfWork, *, first_day: date, last_day: date, with_closing: bool = True
) -> TrialBalance:
    """Opening, movement, that of the year, and closing of each account that has any, parents for all their children.

    What stood in the books before Heyi kept them is an opening, also where they were begun within the span; where the
    year until then was entered, a span that has all of it tells what moved.
    """
    codes = account_codes(uow)
    began = books_from(uow)
    before = began.until(first_day - timedelta(days=1), last_day)
    year = began.until(last_day.replace(month=1, day=1) - timedelta(days=1), last_day)
    query = account_sums(uow, before, last_day, year, with_closing=with_closing)
    sums = {
        codes[row["account_id"]]: AccountSums(
            opening=row["debit_0"] - row["credit_0"],
            debit=row["debit_1"] - row["debit_0"],
            credit=row["credit_1"] - row["credit_0"],
            year_debit=row["debit_1"] - row["debit_2"],
            year_credit=row["credit_1"] - row["credit_2"],
        )
        for row in uow.rows(query)
    }
    rows = trial_balance_rows(chart(uow), sums)
    return TrialBalance(first_day, last_day, rows, trial_balance_totals(rows))
