"""Make ready the chart of accounts that a new company needs on its first day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.modules.ledger.actions.posting import prepare_rules
from heyi.modules.ledger.contracts import ChartAccount, Standard
from heyi.modules.ledger.models import ACCOUNT
from heyi.modules.ledger.rules.charts import load_chart
from heyi.platform.records.search import write_words
from heyi.platform.unit_of_work import UnitOfWork


def prepare_chart(uow: UnitOfWork, chart: Standard) -> None:
    """The chart of a standard, each account below its parent and found by its code, name or pinyin; with rules."""
    accounts = load_chart(chart)
    ids = {account.code: uow.new_id() for account in accounts}
    uow.insert(ACCOUNT.table, *(account_row(uow, account, ids) for account in accounts))
    named = [(ids[account.code], {"code": account.code, "name": account.name}) for account in accounts]
    write_words(uow, ACCOUNT, named)
    prepare_rules(uow, chart, ids)
    uow.change_settings()


def account_row(uow: UnitOfWork, account: ChartAccount, ids: Mapping[str, UUID]) -> dict[str, Any]:
    """An account of a chart as a row of the company."""
    return {
        "id": ids[account.code],
        "company_id": uow.company_id,
        "code": account.code,
        "name": account.name,
        "name_en": account.name_en,
        "class": account.account_class,
        "normal_balance": account.normal_balance,
        "parent_id": ids[account.parent_code] if account.parent_code else None,
        "level": account.level,
        "is_detail": account.is_detail,
        "dimensions": ",".join(account.dimensions) or None,
        "active": True,
        "currency": None,
        "revalued": False,
    }
