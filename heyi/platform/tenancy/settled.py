"""What a transaction must know of its tenant before it begins, and a cache of what seldom changes.

The session lookup that opens every transaction reads the tenant's `settings_version`. Things that change only when an
administrator acts (roles, accounts, tax rates) are cached per tenant under that version; whoever changes one
of them raises the version in the same transaction, so the next transaction on any process reads anew.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")
_KEPT = 2_000


@dataclass(frozen=True, kw_only=True)
class TenantFacts:
    """Tenant, company in whose books we work, its time zone, and the version of the tenant's settings."""

    tenant_id: UUID
    company_id: UUID
    time_zone: str
    currency: str
    settings_version: int
    demo: bool = False


class SettledCache:
    """Least recently used results, each bound to a tenant's settings version; safe among threads."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._entries: OrderedDict[tuple[Any, ...], tuple[int, Any]] = OrderedDict()

    def get(self, facts: TenantFacts, name: str, load: Callable[[], T], *key: object) -> T:
        """The cached result of `load` for this tenant, company, name and key, loaded anew when settings changed."""
        place = (facts.tenant_id, facts.company_id, name, *key)
        with self._lock:
            entry = self._entries.get(place)
            if entry is not None and entry[0] == facts.settings_version:
                self._entries.move_to_end(place)
                result: T = entry[1]
                return result
        loaded = load()
        with self._lock:
            self._entries[place] = (facts.settings_version, loaded)
            self._entries.move_to_end(place)
            if len(self._entries) > self._kept:
                self._entries.popitem(last=False)
        return loaded


settled = SettledCache()
