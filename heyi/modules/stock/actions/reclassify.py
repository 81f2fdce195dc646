"""Move what goods are worth to the account that the posting rules name for them now."""

from uuid import UUID

from heyi.kit.quantity import summed
from heyi.modules.ledger import api as ledger
from heyi.modules.stock.contracts import INVENTORY
from heyi.modules.stock.models import STOCK_POOL
from heyi.modules.stock.queries.pools import lock_pools
from heyi.modules.stock.rules import ZERO
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork


def reclassify(uow: UnitOfWork, rule_id: UUID, version: int) -> int:
    """Put all goods on the accounts of today's rules: one entry moves what they are worth; answers how many products.

    From then on their documents post there. It moves whatever stands elsewhere, also goods whose category was changed.
    The entry belongs to that version of the rule: made, or ended.

    Raises:
        PeriodClosed: today lies in a closed period.
    """
    pools = lock_pools(uow)
    rules = ledger.accounts(uow, list(pools))
    wanted = {product_id: rules.of(INVENTORY, product_id=product_id) for product_id in pools}
    moved = {product_id: pool for product_id, pool in pools.items() if pool.account != wanted[product_id]}
    if not moved:
        return 0
    rows = [{"id": pool.id, "account": wanted[product_id]} for product_id, pool in moved.items()]
    uow.update_rows(STOCK_POOL, rows, assignments=("account = v.account",))
    amounts = summed(
        side
        for product_id, pool in moved.items()
        for side in ((wanted[product_id], pool.value), (pool.account, -pool.value))
    )
    lines = [
        ledger.LineDraft(account=account, debit=max(amount, ZERO), credit=max(-amount, ZERO))
        for account, amount in amounts.items()
        if amount
    ]
    if lines:
        entry = ledger.EntryDraft(
            occurred_on=uow.today,
            source_type="posting_rule",
            source_id=rule_id,
            kind=f"reclassified_{version}",
            summary=translate("summary.posting_rule.reclassified", "zh-CN", {}),
            lines=tuple(sorted(lines, key=lambda line: not line.debit)),
        )
        ledger.post(uow, entry)
    return len(moved)
