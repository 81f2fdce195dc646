"""The posting rules of a company, kept until somebody changes them."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, or_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.ledger.contracts import PostingRule, RoleRules, Standard
from heyi.modules.ledger.models import ACCOUNT, POSTING_RULE
from heyi.modules.ledger.rules.charts import account_of_role
from heyi.modules.ledger.rules.posting import ROLES, Accounts, Rule
from heyi.platform.documents.titles import document_titles
from heyi.platform.identity.tables import APP_USER
from heyi.platform.unit_of_work import UnitOfWork

_R, _A = POSTING_RULE.c, ACCOUNT.table.c
_WITH_ACCOUNT = and_(_A.tenant_id == _R.tenant_id, _A.id == _R.account_id)


def accounts(uow: UnitOfWork, product_ids: Collection[UUID] = ()) -> Accounts:
    """The accounts that lines of a document go to; its goods' categories are asked for only where a rule names one."""
    rules = _current(uow)
    if not product_ids or not any(rule.category_id for found in rules.values() for rule in found):
        return Accounts(rules)
    categories = catalog.categories_of(uow, product_ids)
    return Accounts(rules, {one: catalog.lineage(uow, category) for one, category in categories.items()})


def kept_accounts(uow: UnitOfWork) -> Mapping[str, str]:
    """The accounts that documents keep, now or before, and the documents that do: nothing else is posted there."""

    def load() -> Mapping[str, str]:
        kept = {name: role.kept_by for name, role in ROLES.items() if role.kept_by}
        return {rule.account: kept[rule.role] for rule in _all(uow) if rule.role in kept}

    return uow.settled("ledger.kept_accounts", load)


def rule_of_account(uow: UnitOfWork, account_id: UUID) -> str | None:
    """The role of a rule that names the account now, or that documents keep there; read anew, for it may be new."""
    rows = uow.rows(
        select(_R.role)
        .where(_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.account_id == account_id)
        .where(or_(_R.ended_at.is_(None), _R.kept))
    )
    return str(rows[0]["role"]) if rows else None


def has_own_rules(uow: UnitOfWork, chart: Standard) -> bool:
    """Whether some line goes to another account than the chart has for it."""
    return any(
        rule.account != account_of_role(ROLES[role], chart)
        or rule.category_id
        or rule.warehouse_id
        or rule.tax_code
        for role, rules in _current(uow).items()
        for rule in rules
    )


def posting_rules(uow: UnitOfWork) -> list[RoleRules]:
    """Every role with the rules that hold now."""
    rows = uow.rows(
        select(
            POSTING_RULE,
            _A.code.label("account_code"),
            _A.name.label("account_name"),
            _A.name_en.label("account_name_en"),
            APP_USER.c.name.label("set_by"),
        )
        .join(ACCOUNT.table, _WITH_ACCOUNT)
        .outerjoin(APP_USER, and_(APP_USER.c.tenant_id == _R.tenant_id, APP_USER.c.id == _R.created_by))
        .where(_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.ended_at.is_(None))
        .order_by(_R.created_at, _R.id)
    )
    paths = {node.id: node.path for node in catalog.category_tree(uow)}
    places = document_titles(uow, {("warehouse", row["warehouse_id"]) for row in rows if row["warehouse_id"]})
    by_role: dict[str, list[PostingRule]] = {}
    for row in rows:
        rule = PostingRule(
            id=row["id"],
            account_code=row["account_code"],
            account_name=row["account_name"],
            account_name_en=row["account_name_en"] or row["account_name"],
            category_id=row["category_id"],
            category=paths.get(row["category_id"]) if row["category_id"] else None,
            warehouse_id=row["warehouse_id"],
            warehouse=places.get(("warehouse", row["warehouse_id"])) if row["warehouse_id"] else None,
            tax_code=row["tax_code"],
            since=row["created_at"],
            set_by=row["set_by"],
        )
        by_role.setdefault(row["role"], []).append(rule)
    return [
        RoleRules(
            role=role.name,
            documents=list(role.documents),
            by=list(role.by),
            kept_by=role.kept_by or None,
            clears=role.clears,
            rules=sorted(by_role.get(role.name, []), key=_place),
        )
        # What documents post comes first, what only the books themselves post last.
        for role in sorted(ROLES.values(), key=lambda role: "voucher" in role.documents)
    ]


def _place(rule: PostingRule) -> tuple[bool, str, str, str]:
    special = bool(rule.category_id or rule.warehouse_id or rule.tax_code)
    return special, rule.category or "", rule.warehouse or "", rule.tax_code or ""


def _current(uow: UnitOfWork) -> Mapping[str, Sequence[Rule]]:
    def load() -> Mapping[str, Sequence[Rule]]:
        by_role: dict[str, list[Rule]] = {}
        for rule in _all(uow):
            if not rule.ended:
                by_role.setdefault(rule.role, []).append(rule)
        return by_role

    return uow.settled("ledger.current_rules", load)


def _all(uow: UnitOfWork) -> Sequence[Rule]:
    def load() -> Sequence[Rule]:
        query = (
            select(POSTING_RULE, _A.code)
            .join(ACCOUNT.table, _WITH_ACCOUNT)
            .where(_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id)
            .order_by(_R.id)
        )
        return [
            Rule(
                id=row["id"],
                role=row["role"],
                account=row["code"],
                category_id=row["category_id"],
                warehouse_id=row["warehouse_id"],
                tax_code=row["tax_code"],
                ended=row["ended_at"] is not None,
            )
            for row in uow.rows(query)
        ]

    return uow.settled("ledger.posting_rules", load)
