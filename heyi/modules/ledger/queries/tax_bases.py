"""What taxes of a month are reckoned from: the VAT that is due, and the year's profit until then."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import ZERO
from heyi.modules.ledger.queries.chart import account_codes, chart, standard
from heyi.modules.ledger.queries.opening import books_from
from heyi.modules.ledger.queries.totals import account_sums
from heyi.modules.ledger.queries.trial_balance import trial_balance
from heyi.modules.ledger.rules.charts import usual_account
from heyi.modules.ledger.rules.standard_vouchers import ACCRUED, PROFIT, VAT_DUE
from heyi.modules.ledger.rules.statements import prior_years
from heyi.platform.unit_of_work import UnitOfWork

# Unpaid VAT as it was carried, VAT under the simplified method, that of small-scale taxpayers.
VAT_ACCOUNTS = ("222102", "222108", "222111")
_INCOME_TAX = "5801"


def tax_bases(uow: UnitOfWork, period: Period) -> Mapping[str, Decimal]:
    """The VAT that came due in the month, the year's profit before tax until its end, the income tax accrued of it."""
    month = trial_balance(uow, first_day=period.first_day, last_day=period.last_day)
    due = sum((row.credit for row in month.rows if row.is_detail and row.code.startswith(VAT_ACCOUNTS)), ZERO)
    codes, name = account_codes(uow), standard(uow)
    before = books_from(uow).year(date(period.year, 1, 1))
    moved = {
        codes[row["account_id"]]: (row["credit_1"] - row["debit_1"]) - (row["credit_0"] - row["debit_0"])
        for row in uow.rows(account_sums(uow, before, period.last_day, with_closing=False))
    }
    income_tax = usual_account(_INCOME_TAX, name)
    apart = (income_tax, *prior_years(name))
    earned = {one.code for one in chart(uow) if one.account_class == "profit_loss" and one.is_detail}
    profit = sum((moved.get(code, ZERO) for code in earned if not code.startswith(apart)), ZERO)
    accrued = -sum((amount for code, amount in moved.items() if code.startswith(income_tax)), ZERO)
    return {VAT_DUE: due, PROFIT: profit, ACCRUED: accrued}
