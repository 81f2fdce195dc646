"""What a seal is made of: SHA-256 (FIPS 180-4) over everything an entry says, chained."""

import hashlib
from collections.abc import Iterable
from typing import Final

# What stands before the first seal.
FIRST: Final = "0" * 64
# Everything that an entry and its lines say, as one JSON text, so that no two read alike; hashed by the database.
# An instant stands as seconds, for its text depends on the time zone of whoever asks.
DIGEST: Final = """encode(sha256(convert_to(jsonb_build_array(
  e.id, e.company_id, e.number_key, e.occurred_on, e.summary, e.total, e.source_type, e.source_id, e.kind,
  extract(epoch FROM e.posted_at), e.posted_by, e.reverses_id,
  jsonb_agg(jsonb_build_array(
    l.line_no, l.account_id, l.summary, l.debit, l.credit, l.currency, l.occurred_on,
    l.party_id, l.department_id, l.person_id, l.product_id, l.project_id, l.cash_flow,
    l.foreign_currency, l.foreign_amount, l.rate) ORDER BY l.line_no)
)::text, 'UTF8')), 'hex')"""


def chained(previous: str, digests: Iterable[str]) -> str:
    """The hash of a seal: of the hash before it and the digests of its entries in the order of their ids."""
    return hashlib.sha256((previous + "".join(digests)).encode()).hexdigest()
