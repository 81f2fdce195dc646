"""Keep the books by another standard, while nothing stands in them yet."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import RowMapping, delete, select, update

from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.posting import prepare_rules
from heyi.modules.ledger.actions.prepare import account_row
from heyi.modules.ledger.contracts import ChartAccount, Standard
from heyi.modules.ledger.errors import ChartShaped, StandardSettled
from heyi.modules.ledger.models import ACCOUNT, POSTING_RULE
from heyi.modules.ledger.queries.chart import standard
from heyi.modules.ledger.queries.posting import has_own_rules
from heyi.modules.ledger.queries.standard import holds_anything
from heyi.modules.ledger.rules.charts import load_chart
from heyi.platform.records import search
from heyi.platform.tenancy.tables import COMPANY
from heyi.platform.unit_of_work import UnitOfWork

_A, _R = ACCOUNT.table, POSTING_RULE.c


def choose_standard(uow: UnitOfWork, chosen: Standard) -> None:
    """Keep the books by that standard: its chart takes the place of the other's, each line goes to its account there.

    Accounts that the company put below one that both charts have stay.

    Raises:
        StandardSettled: something is posted or written in the books already.
        ChartShaped: an account was added below one that the other chart does not have, or a posting rule was changed.
    """
    hold_books(uow)
    before = standard(uow)
    if chosen is before:
        return
    mine = (_A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id)
    # Whoever posts holds the accounts of its lines, so it is waited for here, and seen below.
    rows = uow.rows(select(_A).where(*mine).order_by(_A.c.id).with_for_update())
    if holds_anything(uow):
        raise StandardSettled
    if has_own_rules(uow, before):
        raise ChartShaped(account="")
    company = (COMPANY.c.tenant_id == uow.tenant_id, COMPANY.c.id == uow.company_id)
    uow.execute(delete(POSTING_RULE).where(_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id))
    ids = _replace(uow, rows, {one.code: one for one in load_chart(chosen)}, before)
    uow.execute(update(COMPANY).where(*company).values(chart=chosen, version=COMPANY.c.version + 1))
    prepare_rules(uow, chosen, ids)
    uow.change_settings()
    changes = {"chart": [before, chosen]}
    uow.audit("changed", record="company", record_id=uow.company_id, changes=changes)


def _replace(
    uow: UnitOfWork, rows: Sequence[RowMapping], new: Mapping[str, ChartAccount], before: Standard
) -> Mapping[str, UUID]:
    """The chart's accounts in place of the others; an account of the same code stays the same row."""
    known = {row["code"]: row for row in rows}
    own = [row for row in rows if row["code"] not in {account.code for account in load_chart(before)}]
    parents = {row["parent_id"] for row in own}
    above = {row["id"]: row["code"] for row in rows}
    for row in own:
        if row["code"] in new or not (row["parent_id"] and _stays(above[row["parent_id"]], new, own)):
            raise ChartShaped(account=f"{row['code']} {row['name']}")
    ids = {code: known[code]["id"] if code in known else uow.new_id() for code in new}
    added = [account_row(uow, account, ids) for code, account in new.items() if code not in known]
    uow.insert(_A, *({**row, "parent_id": None} for row in added))
    uow.flush()
    changed = [account_row(uow, account, ids) for account in new.values()]
    for values in changed:
        values["is_detail"] = values["is_detail"] and values["id"] not in parents
    names = [name for name in changed[0] if name not in ("id", "company_id")]
    uow.update_rows(_A, changed, assignments=[f"{name} = v.{name}" for name in names])
    kept = set(new) | {row["code"] for row in own}
    gone = [row["id"] for row in rows if row["code"] not in kept]
    uow.execute(delete(_A).where(_A.c.tenant_id == uow.tenant_id, _A.c.id.in_(gone)))
    search.remove_words(uow, ACCOUNT, [*gone, *ids.values()])
    search.write_words(
        uow, ACCOUNT, [(row["id"], {"code": row["code"], "name": row["name"]}) for row in changed]
    )
    return ids


def _stays(code: str, new: Mapping[str, ChartAccount], own: Sequence[RowMapping]) -> bool:
    return code in new or any(row["code"] == code for row in own)
