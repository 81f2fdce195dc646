"""How the account of a line is found among the rules: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from heyi.modules.ledger.contracts import Role

# What documents post, said by their modules when the house is put together.
ROLES: Final[dict[str, Role]] = {}


def declare_roles(*roles: Role) -> None:
    """Say what lines the documents of a module post, and to which account until somebody says otherwise."""
    ROLES.update({role.name: role for role in roles})


def ruled(role: str) -> str:
    """What says in a law that account `a` was named for lines of that role, now or before."""
    named = "SELECT account_id FROM posting_rule WHERE tenant_id = :tenant AND company_id = :company"
    return f"a.id IN ({named} AND role = '{role}')"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule with the code of its account; one that ended is kept, for its account may hold something."""

    id: UUID
    role: str
    account: str
    category_id: UUID | None = None
    warehouse_id: UUID | None = None
    tax_code: str | None = None
    ended: bool = False


@dataclass(frozen=True)
class Accounts:
    """The accounts that a document's lines go to, all of them known beforehand.

    `lineages` are the categories of the document's products, the nearest first.
    """

    rules: Mapping[str, Sequence[Rule]]
    lineages: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)

    def of(
        self,
        role: str,
        *,
        product_id: UUID | None = None,
        warehouse_id: UUID | None = None,
        tax_code: str | None = None,
    ) -> str:
        """The account of a line of that role: the nearest category's, then the warehouse's, then the tax's."""
        lineage = self.lineages.get(product_id, ()) if product_id else ()

        def distance(rule: Rule) -> tuple[int, bool, bool]:
            category = lineage.index(rule.category_id) if rule.category_id else len(lineage)
            return category, rule.warehouse_id is None, rule.tax_code is None

        fitting = [
            rule
            for rule in self.rules[role]
            if (rule.category_id is None or rule.category_id in lineage)
            and rule.warehouse_id in (None, warehouse_id)
            and rule.tax_code in (None, tax_code)
        ]
        return min(fitting, key=distance).account
