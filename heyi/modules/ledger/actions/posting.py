"""Say which account a line of documents goes to from now on; what was posted stays where it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, or_, select

from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.contracts import Role, RuleBy, RuleDraft, Standard
from heyi.modules.ledger.errors import (
    AccountUnusable,
    RuleAccountHeld,
    RuleAccountTaken,
    RuleAccountUnlike,
    RuleForAll,
    RuleHoldsBalance,
    RuleTooFine,
)
from heyi.modules.ledger.events import PostingRuleChanged
from heyi.modules.ledger.models import (
    ACCOUNT,
    JOURNAL_ENTRY,
    JOURNAL_LINE,
    POSTING_RULE,
    VOUCHER,
    VOUCHER_LINE,
)
from heyi.modules.ledger.queries.chart import standard
from heyi.modules.ledger.rules.charts import account_of_role
from heyi.modules.ledger.rules.posting import ROLES
from heyi.modules.ledger.states import VoucherState
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.records.declaration import Field, Kind
from heyi.platform.records.referring import present
from heyi.platform.unit_of_work import UnitOfWork

_R, _A = POSTING_RULE.c, ACCOUNT.table
_NAMED = {"category_id": "product_category", "warehouse_id": "warehouse"}
_FINER = {RuleBy.CATEGORY: "category_id", RuleBy.WAREHOUSE: "warehouse_id", RuleBy.TAX: "tax_code"}


def prepare_rules(uow: UnitOfWork, chart: Standard, account_ids: Mapping[str, UUID]) -> None:
    """A new company's rules: each line goes to the account that its chart has for it."""
    for role in ROLES.values():
        account_id = account_ids[account_of_role(role, chart)]
        row = {"company_id": uow.company_id, "role": role.name, "account_id": account_id}
        nowhere = {"category_id": None, "warehouse_id": None, "tax_code": None, "ended_at": None}
        uow.insert(POSTING_RULE, {"id": uow.new_id(), **row, **nowhere, "kept": bool(role.kept_by)})


def set_rule(uow: UnitOfWork, draft: RuleDraft) -> None:
    """Post lines of that role to that account from now on, for all goods or for those of a category, place or tax.

    Raises:
        NotFound: documents post no such line.
        RuleTooFine: lines of that role know no category, warehouse or tax.
        InvalidInput: there is no such category, warehouse or tax.
        AccountUnusable: it is no detail account in use.
        RuleAccountTaken: another line's account is kept by documents, or this one would be.
        RuleAccountUnlike: documents keep this account, and the new one is of another class.
        RuleAccountHeld: documents are to keep the account, and something else was posted there.
        RuleHoldsBalance: what stands on the account now is cleared by later documents.
    """
    role = _role(draft.role)
    _check_fineness(uow, role, draft)
    hold_books(uow)
    before = _current(uow, draft)
    account = _account(uow, draft.account)
    if before is not None and before["account_id"] == account["id"]:
        return
    _check_account(uow, role, account)
    if role.clears and before is not None:
        _refuse_balance(uow, before["account_id"])
    if before is not None:
        uow.change(POSTING_RULE, before["id"], {"ended_at": uow.now})
        uow.flush()
    rule_id = uow.new_id()
    fine = {name: getattr(draft, name) for name in _FINER.values()}
    row = {"company_id": uow.company_id, "role": role.name, "account_id": account["id"], "ended_at": None}
    uow.insert(POSTING_RULE, {"id": rule_id, **row, **fine, "kept": bool(role.kept_by)})
    _tell(uow, role, rule_id, before, draft.account)


def end_rule(uow: UnitOfWork, rule_id: UUID) -> None:
    """Let a rule for some goods, places or taxes end; from now on the one above it holds for them.

    Raises:
        NotFound: it does not exist in this company, or ended before.
        RuleForAll: it is the one for all, which can only be changed.
    """
    hold_books(uow)
    query = _rules(uow).where(_R.id == rule_id).with_for_update(of=POSTING_RULE)
    rule = uow.first(query)
    if rule is None:
        raise NotFound(what="record.posting_rule")
    if not any(rule[name] for name in _FINER.values()):
        raise RuleForAll
    uow.change(POSTING_RULE, rule_id, {"ended_at": uow.now})
    _tell(uow, _role(rule["role"]), rule_id, rule, None)


def _role(name: str) -> Role:
    if name not in ROLES:
        raise NotFound(what="record.posting_rule")
    return ROLES[name]


def _check_fineness(uow: UnitOfWork, role: Role, draft: RuleDraft) -> None:
    for by, name in _FINER.items():
        if getattr(draft, name) is not None and by not in role.by:
            raise RuleTooFine(role=f"posting.{role.name}")
    for name, record in _NAMED.items():
        wanted = {getattr(draft, name)} - {None}
        item = Field(name=name, kind=Kind.REFERENCE, references=record)
        if wanted and wanted - present(uow, item, wanted):
            raise InvalidInput(
                problems=[FieldProblem(name, "no_such_record", {"value": str(getattr(draft, name))})]
            )


def _rules(uow: UnitOfWork) -> Any:
    return (
        select(POSTING_RULE, _A.c.code)
        .join(_A, (_A.c.tenant_id == _R.tenant_id) & (_A.c.id == _R.account_id))
        .where(_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.ended_at.is_(None))
    )


def _current(uow: UnitOfWork, draft: RuleDraft) -> RowMapping | None:
    fine = [_R[name].is_not_distinct_from(getattr(draft, name)) for name in _FINER.values()]
    return uow.first(_rules(uow).where(_R.role == draft.role, *fine))


def _account(uow: UnitOfWork, code: str) -> RowMapping:
    """The account, held: nobody divides it, switches it off or posts to it until this is done."""
    query = select(_A).where(_A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id)
    found = uow.first(query.where(_A.c.code == code).with_for_update())
    if found is None or not (found["is_detail"] and found["active"]):
        raise AccountUnusable(account=code)
    return found


def _check_account(uow: UnitOfWork, role: Role, account: RowMapping) -> None:
    named = select(_R.role, _R.ended_at, _R.kept).where(
        _R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.account_id == account["id"]
    )
    known = f"{account['code']} {account['name']}"
    own = False
    for row in uow.rows(named):
        if row["role"] == role.name:
            own = True
        elif row["kept"] or (role.kept_by and row["ended_at"] is None):
            raise RuleAccountTaken(account=known, role=f"posting.{row['role']}")
    if not role.kept_by:
        return
    usual = select(_A.c["class"]).where(_A.c.tenant_id == uow.tenant_id, _A.c.company_id == uow.company_id)
    if uow.scalar(usual.where(_A.c.code == account_of_role(role, standard(uow)))) != account["class"]:
        raise RuleAccountUnlike(account=known, role=f"posting.{role.name}")
    if not own and _held_something(uow, account["id"]):
        raise RuleAccountHeld(account=known)


def _held_something(uow: UnitOfWork, account_id: UUID) -> bool:
    """Whether something else ever stood there at the end of a day, or a voucher on its way is to go there.

    What came and was taken back on its own day, as an opening balance, never stood there.
    """
    line, written = JOURNAL_LINE.c, VOUCHER_LINE.c
    taken_back = JOURNAL_ENTRY.table.alias("taken_back")
    entry, back = JOURNAL_ENTRY.table.c, taken_back.c
    stood = (
        select(line.id)
        .join(JOURNAL_ENTRY.table, and_(entry.tenant_id == line.tenant_id, entry.id == line.entry_id))
        .outerjoin(taken_back, and_(back.tenant_id == line.tenant_id, back.reverses_id == entry.id))
        .where(
            line.tenant_id == uow.tenant_id,
            line.company_id == uow.company_id,
            line.account_id == account_id,
            entry.reverses_id.is_(None),
            or_(back.id.is_(None), back.occurred_on != entry.occurred_on),
        )
    )
    voucher = VOUCHER.table.c
    on_its_way = (
        select(written.id)
        .join(VOUCHER.table, (voucher.tenant_id == written.tenant_id) & (voucher.id == written.voucher_id))
        .where(
            written.tenant_id == uow.tenant_id,
            written.account_id == account_id,
            voucher.state.in_((VoucherState.DRAFT, VoucherState.REVIEWED)),
        )
    )
    return any(uow.first(query.limit(1)) is not None for query in (stood, on_its_way))


def _refuse_balance(uow: UnitOfWork, account_id: UUID) -> None:
    """What one document put there a later one takes away again, so it must be empty, and for everybody."""
    place = (_A.c.tenant_id == uow.tenant_id, _A.c.id == account_id)
    held = uow.first(select(_A.c.code, _A.c.name).where(*place).with_for_update())
    line = JOURNAL_LINE.c
    balance = func.sum(line.debit - line.credit)
    left = uow.scalar(
        select(func.sum(func.abs(balance)).over())
        .where(
            line.tenant_id == uow.tenant_id,
            line.company_id == uow.company_id,
            line.account_id == account_id,
        )
        .group_by(line.party_id)
        .having(balance != 0)
        .limit(1)
    )
    if left and held is not None:
        amount = number_text(Decimal(left))
        raise RuleHoldsBalance(account=f"{held['code']} {held['name']}", amount=amount)


def _tell(uow: UnitOfWork, role: Role, rule_id: UUID, before: RowMapping | None, account: str | None) -> None:
    uow.change_settings()
    changes = {"account": [before["code"] if before else None, account]}
    action = "ended" if account is None else "changed"
    uow.audit(action, record="posting_rule", record_id=rule_id, title=role.name, changes=changes)
    seq = 2 if account is None else 1
    uow.emit(PostingRuleChanged(aggregate_id=rule_id, aggregate_seq=seq, role=role.name))
