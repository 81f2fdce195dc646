"""Permissions: every one named `module.record.action`, declared by its module, held by roles.

A route names its permission; `MEMBER` stands for anybody signed in to the tenant and `PUBLIC` for anybody
at all, so that even the absence of a rule is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MEMBER = "member"
PUBLIC = "public"


@dataclass(frozen=True)
class Permission:
    """One thing that may be allowed, and the built-in roles that hold it from the start.

    `on` names the record on whose rows it is exercised, where that is not the one whose plain actions ask for it.
    The roles `within` hold it from the start on rows of their own people only.
    """

    name: str
    roles: frozenset[str]
    on: str = ""
    within: frozenset[str] = frozenset()


BUILTIN_ROLES = ("owner", "sales", "sales_head", "buyer", "warehouse", "accountant", "viewer")
_declared: dict[str, Permission] = {}


def permission(name: str, *roles: str, on: str = "", within: tuple[str, ...] = ()) -> str:
    """Declare a permission held by these built-in roles (the owner always holds it); gives back its name.

    Whatever salespeople may do, their head may do with the rows of his department and those below it.

    Raises:
        ValueError: the name is taken, or a role is unknown.
    """
    unknown = set(roles) - set(BUILTIN_ROLES) | set(within) - set(roles)
    if unknown or name in _declared:
        raise ValueError(f"permission {name}: unknown roles {sorted(unknown)} or declared twice")
    held, own = _with_head({"owner", *roles}), _with_head(set(within))
    _declared[name] = Permission(name, held, on, own)
    return name


def _with_head(roles: set[str]) -> frozenset[str]:
    return frozenset(roles | {"sales_head"}) if "sales" in roles else frozenset(roles)


def all_permissions() -> tuple[Permission, ...]:
    """Every declared permission, by name."""
    return tuple(sorted(_declared.values(), key=lambda item: item.name))


def held_by(role: str) -> list[str]:
    """What a built-in role may do from the start."""
    return [item.name for item in all_permissions() if role in item.roles]


def within_own_people(role: str) -> list[str]:
    """What a built-in role may do from the start on rows of its own people only."""
    return [item.name for item in all_permissions() if role in item.within]


def within_demo(names: Iterable[str]) -> frozenset[str]:
    """What may be done in the demo company: everybody shares it, so nobody manages its people, keys or settings."""
    managing = (
        "approvals.flow.",
        "identity.",
        "platform.company.",
        "platform.look.",
        "platform.number_rule.",
        "records.shape.",
        "records.view.share",
        "webhooks.",
    )
    return frozenset(name for name in names if not name.startswith(managing) or name.endswith(".view"))


def known(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are declared; what an older version knew and this one does not grants nothing."""
    return frozenset(names) & _declared.keys()
