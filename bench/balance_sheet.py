"""`./dev bench balance_sheet`: 资产负债表, 利润表 and 现金流量表 over very many lines.

The baseline is the plain sums of all lines.
"""

import statistics

import psycopg

from bench._booked import booked
from bench.trial_balance import LINES, measure, seconds_of


def main() -> None:
    """Each statement of a month in the middle of five years."""
    with booked() as there:
        with psycopg.connect(there.heyi.admin_url(), autocommit=True) as admin:
            day = "2025-06-30"
            values = (day, day, day, there.tenant_id, day)
            plain = statistics.median(seconds_of(lambda: admin.execute(LINES, values).fetchall(), times=5))
        for name in ("balance_sheet", "income_statement", "cash_flow"):
            measure(there, name, f"/statements/{name}", {"period": "2025-06"}, plain=plain, goal="<= 200")


if __name__ == "__main__":
    main()
