"""What whoever has the address of a quotation sees of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, and_, select

from heyi.modules.quoting.contracts import PublicAnswer, PublicLine, PublicQuotation
from heyi.modules.quoting.errors import LinkReplaced, LinkUnknown, NotShown
from heyi.modules.quoting.models import PUBLIC_QUOTATION, QUOTATION, QUOTATION_ANSWER, QUOTATION_LINK
from heyi.modules.quoting.queries.content import sent_content
from heyi.modules.quoting.rules import lapsed
from heyi.modules.quoting.states import QuotationState
from heyi.platform.identity.sessions import token_hash
from heyi.platform.tenancy.names import company_name
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

_Q, _K, _A = QUOTATION.table, QUOTATION_LINK, QUOTATION_ANSWER
_AS_SENT = (
    "number",
    "version_no",
    "language",
    "customer",
    "salesperson",
    "currency",
    "prices_include_tax",
    "payment_terms",
    "delivery_terms",
    "note",
)
# Of these the customer still sees what he was sent; of the others only that they count no more.
_SHOWN = ("open", "accepted", "declined", "expired")


@dataclass(frozen=True)
class QuotationPlace:
    """Whose quotation it is, and by which link it was asked for."""

    tenant_id: UUID
    company_id: UUID
    link_id: UUID


def quotation_place(connection: Connection, token: str) -> QuotationPlace:
    """Whose quotation has this address.

    Raises:
        LinkUnknown: nobody's, or that of a company that was closed.
    """
    known = PUBLIC_QUOTATION.c
    open_ = (TENANT.c.id == known.tenant_id) & TENANT.c.active
    query = select(known.tenant_id, known.company_id, known.link_id).join(TENANT, open_)
    row = connection.execute(query.where(known.token_hash == token_hash(token))).first()
    if row is None:
        raise LinkUnknown
    return QuotationPlace(row.tenant_id, row.company_id, row.link_id)


def linked_quotation(uow: UnitOfWork, link_id: UUID) -> RowMapping:
    """The version that this address opens.

    Raises:
        LinkUnknown: there is none.
        LinkReplaced: another address took its place.
    """
    row = uow.first(
        select(_Q, _K.c.ended_at)
        .join(_K, and_(_K.c.tenant_id == _Q.c.tenant_id, _K.c.quotation_id == _Q.c.id))
        .where(_Q.c.tenant_id == uow.tenant_id, _Q.c.company_id == uow.company_id, _K.c.id == link_id)
    )
    if row is None:
        raise LinkUnknown
    if row["ended_at"] is not None:
        raise LinkReplaced
    return row


def public_quotation(uow: UnitOfWork, head: Mapping[Any, Any]) -> PublicQuotation:
    """A version as its customer sees it: what was sent, and what became of it."""
    state = _standing(head, uow.today)
    sent = sent_content(uow, head["id"])
    if sent is None or state not in _SHOWN:
        return PublicQuotation(
            state=state,
            number=head["number"],
            version_no=head["version_no"],
            language=head["language"],
            company=company_name(uow),
            lines=[],
        )
    content, sha256 = sent
    told: dict[str, Any] = {name: content[name] for name in _AS_SENT}
    told |= {name: date.fromisoformat(content[name]) for name in ("quoted_on", "valid_until")}
    told |= {name: Decimal(content[name]) for name in ("net", "tax", "gross")}
    told |= {name: content[name] and Decimal(content[name]) for name in ("before", "off")}
    return PublicQuotation(
        **told,
        state=state,
        company=content["company"]["name"],
        lines=[_line(line) for line in content["lines"]],
        sha256=sha256,
        answer=_answer(uow, head["id"]),
    )


def require_shown(uow: UnitOfWork, head: Mapping[Any, Any]) -> None:
    """Go on only where the customer still sees what he was sent.

    Raises:
        NotShown: it was withdrawn, or a newer version took its place.
    """
    if _standing(head, uow.today) not in _SHOWN:
        raise NotShown(number=head["number"])


def _standing(head: Mapping[Any, Any], today: date) -> str:
    if lapsed(head["state"], head["valid_until"], today):
        return "expired"
    return "open" if head["state"] == QuotationState.SENT else str(head["state"])


def _line(line: Mapping[str, Any]) -> PublicLine:
    figures = ("quantity", "list_price", "discount", "unit_price", "tax_rate", "before", "gross")
    told: dict[str, Any] = {
        name: line[name] for name in ("line_no", "product", "code", "specification", "unit")
    }
    told |= {name: None if line[name] is None else Decimal(line[name]) for name in figures}
    return PublicLine(**told)


def _answer(uow: UnitOfWork, quotation_id: UUID) -> PublicAnswer | None:
    names = ("verdict", "name", "answered_at")
    row = uow.first(
        select(*(_A.columns[name] for name in names)).where(
            _A.c.tenant_id == uow.tenant_id, _A.c.quotation_id == quotation_id
        )
    )
    return PublicAnswer(**row) if row is not None else None
