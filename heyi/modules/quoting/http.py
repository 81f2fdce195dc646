"""Routes of quotations: of those who write them, and of whoever has the address of one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request

from heyi.modules.quoting import api
from heyi.modules.quoting import permissions as may
from heyi.modules.quoting.errors import AmountsHidden
from heyi.modules.quoting.schemas import (
    AcceptBody,
    AnsweredBody,
    DeclineBody,
    LinkBody,
    QuotationBody,
    Token,
)
from heyi.modules.sales import api as sales
from heyi.platform import limits
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import services_of
from heyi.platform.identity.sessions import Caller, system_work
from heyi.platform.printing import paper
from heyi.platform.records import access
from heyi.platform.records.http import add_list_route, add_reasons_route
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

router = Router("quoting")

add_list_route(router, api.QUOTATION)
add_reasons_route(router, api.QUOTATION)

# Looking is cheap and shared by everybody behind one address; answering is rare.
_LOOKS = limits.Limit("quotations by address", 600)
_ANSWERS = limits.Limit("answers to quotations by address", 60)


@router.post("/quotations", permission=may.CREATE, answer=api.QuotationStatus, status=201)
def create_quotation(uow: UnitOfWork, body: QuotationBody) -> api.QuotationStatus:
    """Enter a quotation as the draft of its first version."""
    return api.create_quotation(uow, body.draft())


@router.get("/quotations/{quotation_id}", permission=may.VIEW, answer=api.Quotation)
def get_quotation(uow: UnitOfWork, quotation_id: UUID) -> api.Quotation:
    """A version of a quotation with its lines, what the customer answered, and what may be done next."""
    access.require_row(uow, api.QUOTATION, quotation_id, known=True)
    return api.get_quotation(uow, quotation_id)


@router.patch("/quotations/{quotation_id}", permission=may.UPDATE, answer=api.QuotationStatus)
def update_quotation(
    uow: UnitOfWork, quotation_id: UUID, body: QuotationBody, version: int
) -> api.QuotationStatus:
    """Replace what a draft says, lines and all."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.UPDATE, known=True)
    return api.update_quotation(uow, quotation_id, version, body.draft())


@router.get("/quotations/{quotation_id}/versions", permission=may.VIEW, answer=list[api.QuotationVersion])
def list_quotation_versions(uow: UnitOfWork, quotation_id: UUID) -> list[api.QuotationVersion]:
    """All versions of a quotation, newest first, each with what it says otherwise than the one before."""
    access.require_row(uow, api.QUOTATION, quotation_id, known=True)
    return api.list_versions(uow, quotation_id)


@router.get("/quotations/{quotation_id}/paper", permission=may.VIEW)
def get_quotation_paper(uow: UnitOfWork, quotation_id: UUID) -> Answer:
    """A version as PDF, in its customer's language: as it was sent, or as a draft of it stands."""
    access.require_row(uow, api.QUOTATION, quotation_id, known=True)
    _require_amounts(uow)
    return paper(*api.quotation_paper(uow, quotation_id))


@router.post("/quotations/{quotation_id}/send", permission=may.SEND, answer=api.QuotationStatus)
def send_quotation(uow: UnitOfWork, quotation_id: UUID) -> api.QuotationStatus:
    """Make this version what the customer may accept; what it says is sealed and never changed."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.SEND, known=True)
    return api.send_quotation(uow, quotation_id)


@router.post(
    "/quotations/{quotation_id}/new-version",
    permission=may.UPDATE,
    answer=api.QuotationStatus,
    status=201,
)
def begin_quotation_version(uow: UnitOfWork, quotation_id: UUID) -> api.QuotationStatus:
    """Begin the next version as a copy of this one."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.UPDATE, known=True)
    return api.begin_version(uow, quotation_id)


@router.post("/quotations/{quotation_id}/withdraw", permission=may.SEND, answer=api.QuotationStatus)
def withdraw_quotation(uow: UnitOfWork, quotation_id: UUID) -> api.QuotationStatus:
    """Take a version back: it is not sent, or cannot be accepted any more."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.SEND, known=True)
    return api.withdraw_quotation(uow, quotation_id)


@router.post("/quotations/{quotation_id}/accept", permission=may.ANSWER, answer=api.QuotationStatus)
def accept_quotation(uow: UnitOfWork, quotation_id: UUID, body: AnsweredBody) -> api.QuotationStatus:
    """Note that the customer accepted by phone, on paper or in a message: who and how."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.ANSWER, known=True)
    return api.accept_quotation(uow, quotation_id, body.said())


@router.post("/quotations/{quotation_id}/decline", permission=may.ANSWER, answer=api.QuotationStatus)
def decline_quotation(uow: UnitOfWork, quotation_id: UUID, body: AnsweredBody) -> api.QuotationStatus:
    """Note that the customer declined by phone, on paper or in a message: who, how and why."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.ANSWER, known=True)
    return api.decline_quotation(uow, quotation_id, body.said())


@router.post("/quotations/{quotation_id}/order", permission=may.ORDER, answer=sales.OrderStatus, status=201)
def order_quotation(uow: UnitOfWork, quotation_id: UUID) -> sales.OrderStatus:
    """Make a draft order of it, every line, price, tax and term as it stands; once."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.ORDER, known=True)
    uow.require("sales.order.create")
    return api.order_quotation(uow, quotation_id)


@router.post("/quotations/{quotation_id}/link", permission=may.SEND, answer=api.QuotationLink)
def share_quotation(uow: UnitOfWork, request: Request, quotation_id: UUID, body: LinkBody) -> Answer:
    """The address under which the customer opens this version and accepts it, with its QR picture."""
    access.require_row(uow, api.QUOTATION, quotation_id, may.SEND, known=True)
    _require_amounts(uow)
    services = services_of(request)
    link = api.share_quotation(uow, quotation_id, services.secrets, address=services.address, anew=body.anew)
    return Answer(200, to_json(link), secret=True)


def _require_amounts(uow: UnitOfWork) -> None:
    """Let what carries every amount be had only by who sees them.

    Raises:
        AmountsHidden: some are hidden from him.
    """
    levels = access.levels(uow, shape_of(uow, api.QUOTATION.name))
    if any(levels.get(name) in UNSEEN for name in ("net", "tax", "gross")):
        raise AmountsHidden


def _looking(caller: Caller, _: Mapping[str, Any]) -> Sequence[limits.Attempt]:
    return [limits.Attempt(_LOOKS, caller.address)]


def _answering(caller: Caller, _: Mapping[str, Any]) -> Sequence[limits.Attempt]:
    return [limits.Attempt(_ANSWERS, caller.address)]


def _behind(door: PublicDoor, token: str) -> tuple[UnitOfWork, UUID]:
    """The tenant's unit of work, and which of his links this is."""
    place = api.quotation_place(door.connection, token)
    uow = system_work(
        door.connection,
        tenant_id=place.tenant_id,
        now=door.now,
        door="quotation",
        company_id=place.company_id,
    )
    return uow, place.link_id


def _page(uow: UnitOfWork, link_id: UUID) -> api.PublicQuotation:
    return api.public_quotation(uow, api.linked_quotation(uow, link_id))


@router.public("GET", "/public-quotations/{token}", answer=api.PublicQuotation, limit=_looking)
def get_public_quotation(door: PublicDoor, token: Token) -> api.PublicQuotation:
    """A quotation as whoever has its address sees it."""
    return _page(*_behind(door, token))


@router.public("GET", "/public-quotations/{token}/paper", limit=_looking)
def get_public_quotation_paper(door: PublicDoor, token: Token) -> Answer:
    """A quotation as PDF, for whoever has its address, while it may be looked at."""
    uow, link_id = _behind(door, token)
    head = api.linked_quotation(uow, link_id)
    api.require_shown(uow, head)
    return paper(*api.quotation_paper(uow, head["id"]))


@router.public("POST", "/public-quotations/{token}/seen", limit=_looking)
def see_public_quotation(door: PublicDoor, token: Token) -> Answer:
    """Note that somebody looked at a quotation under its address: a page that was drawn, no preview of a messenger."""
    uow, link_id = _behind(door, token)
    head = api.linked_quotation(uow, link_id)
    return door.once(uow, lambda: api.note_seen(uow, head["id"]))


@router.public("POST", "/public-quotations/{token}/accept", answer=api.PublicQuotation, limit=_answering)
def accept_public_quotation(door: PublicDoor, token: Token, body: AcceptBody) -> Answer:
    """Accept a quotation under its address: once, with one's name, for exactly what was shown."""
    body.require_agreed()
    uow, link_id = _behind(door, token)
    head = api.linked_quotation(uow, link_id)
    said = _said(door, body.name)

    def accept() -> api.PublicQuotation:
        api.accept_quotation(uow, head["id"], said, shown=body.sha256)
        return _page(uow, link_id)

    return door.once(uow, accept)


@router.public("POST", "/public-quotations/{token}/decline", answer=api.PublicQuotation, limit=_answering)
def decline_public_quotation(door: PublicDoor, token: Token, body: DeclineBody) -> Answer:
    """Decline a quotation under its address: once, with one's name and why."""
    uow, link_id = _behind(door, token)
    head = api.linked_quotation(uow, link_id)
    said = _said(door, body.name, body.reason)

    def decline() -> api.PublicQuotation:
        api.decline_quotation(uow, head["id"], said, shown=body.sha256)
        return _page(uow, link_id)

    return door.once(uow, decline)


def _said(door: PublicDoor, name: str, note: str | None = None) -> api.Answering:
    caller = door.caller
    return api.Answering(
        how=api.AcceptedHow.LINK,
        name=name,
        address=caller.address,
        user_agent=caller.user_agent,
        note=note,
    )
