"""Make ready the chart of accounts that a new company needs on its first day."""

from heyi.modules.ledger.actions.posting import prepare_rules
from heyi.modules.ledger.models import ACCOUNT
from heyi.modules.ledger.rules.journal import load_chart
from heyi.platform.records.search import write_words
from heyi.platform.unit_of_work import UnitOfWork


def prepare_chart(uow: UnitOfWork) -> None:
    """The chart of 小企业会计准则, each account below its parent and found by its code, name or pinyin; with rules."""
    ids = {account.code: uow.new_id() for account in load_chart()}
    for account in load_chart():
        uow.insert(
            ACCOUNT.table,
            {
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
            },
        )
    named = [(ids[account.code], {"code": account.code, "name": account.name}) for account in load_chart()]
    write_words(uow, ACCOUNT, named)
    prepare_rules(uow, ids)
    uow.change_settings()
