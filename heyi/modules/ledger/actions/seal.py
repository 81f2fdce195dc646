"""Seal entries (防篡改链): each seal is made of the one before, so what was sealed cannot be changed unseen."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text

from heyi.modules.ledger.models import SEAL, SEALED_ENTRY
from heyi.modules.ledger.rules.seals import DIGEST, FIRST, chained
from heyi.platform.unit_of_work import UnitOfWork

_DIGESTS = text(
    f"""
    SELECT e.company_id, e.id, {DIGEST} AS digest
      FROM journal_entry e JOIN journal_line l ON l.tenant_id = e.tenant_id AND l.entry_id = e.id
     WHERE e.tenant_id = :tenant AND e.id = ANY(:entries)
     GROUP BY e.tenant_id, e.id ORDER BY e.company_id, e.id
    """  # noqa: S608 - our own columns
)


def seal(uow: UnitOfWork, entries: Sequence[UUID]) -> None:
    """Seal the entries, those of each company behind its last seal; the companies are held by whoever calls."""
    digests: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for row in uow.rows(_DIGESTS, {"tenant": uow.tenant_id, "entries": list(entries)}):
        digests[row["company_id"]].append((row["id"], row["digest"]))
    for company_id, sealed in digests.items():
        mine = (SEAL.c.tenant_id == uow.tenant_id, SEAL.c.company_id == company_id)
        last = uow.first(
            select(SEAL.c.number, SEAL.c.hash).where(*mine).order_by(SEAL.c.number.desc()).limit(1)
        )
        previous = last["hash"] if last else FIRST
        seal_id = uow.new_id()
        uow.insert(
            SEAL,
            {
                "id": seal_id,
                "company_id": company_id,
                "number": last["number"] + 1 if last else 1,
                "sealed_at": uow.now,
                "entries": len(sealed),
                "previous": previous,
                "hash": chained(previous, [digest for _, digest in sealed]),
            },
        )
        uow.insert(
            SEALED_ENTRY,
            *(
                {"id": uow.new_id(), "seal_id": seal_id, "entry_id": entry_id, "digest": digest}
                for entry_id, digest in sealed
            ),
        )
