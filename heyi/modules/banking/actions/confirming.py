"""Say that bank and books of a month come to the same."""

from uuid import UUID

from sqlalchemy import delete

from heyi.kit.dates import Period
from heyi.modules.banking.actions.statements import lock_account
from heyi.modules.banking.contracts import Reconciliation
from heyi.modules.banking.errors import NotReconciled
from heyi.modules.banking.models import BANK_RECONCILIATION
from heyi.modules.banking.queries.reconciliation import reconciliation
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_R = BANK_RECONCILIATION.c


def confirm(uow: UnitOfWork, money_account_id: UUID, period: Period) -> Reconciliation:
    """Keep that somebody looked at the table and that both sides agree; closing the month then tells nothing of it.

    Raises:
        NotFound: there is no such money account.
        NotReconciled: both sides do not agree, or there is no statement.
    """
    account = lock_account(uow, money_account_id)
    found = reconciliation(uow, money_account_id, period).summary
    if not found.agrees:
        raise NotReconciled(name=account.name, difference=number_text(found.difference))
    place = (_R.tenant_id == uow.tenant_id, _R.money_account_id == account.id, _R.period == str(period))
    uow.execute(delete(BANK_RECONCILIATION).where(*place))
    uow.insert(
        BANK_RECONCILIATION,
        {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "money_account_id": account.id,
            "period": str(period),
            "book_balance": found.book_balance,
            "bank_balance": found.bank_balance,
            "adjusted": found.adjusted_book,
        },
    )
    title = f"{account.name} {period}"
    uow.audit("reconciled", record="money_account", record_id=account.id, title=title)
    return reconciliation(uow, money_account_id, period)
