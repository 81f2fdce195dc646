"""The address under which a customer opens a version of a quotation."""

from uuid import UUID

from sqlalchemy import insert, select

from heyi.kit.qr import qr_svg
from heyi.modules.quoting.actions.drafts import audit
from heyi.modules.quoting.contracts import QuotationLink
from heyi.modules.quoting.models import PUBLIC_QUOTATION, QUOTATION_LINK
from heyi.modules.quoting.queries.quotations import versions_of
from heyi.modules.quoting.states import QuotationState, step
from heyi.platform.identity.sessions import new_token, token_hash
from heyi.platform.secrets import SecretBox
from heyi.platform.unit_of_work import UnitOfWork

_K = QUOTATION_LINK
_PURPOSE = "quotation link"


def share_quotation(
    uow: UnitOfWork, quotation_id: UUID, secrets: SecretBox, *, address: str, anew: bool = False
) -> QuotationLink:
    """The address of a version that was sent, which nobody guesses; `anew` another one takes its place.

    The database holds only the hash of what the address ends with, and that sealed.

    Raises:
        NotFound: it does not exist in this company.
        NotInDemo: this is the demo company.
        WrongState: it was not sent, or counts no more.
    """
    uow.refuse_in_demo()
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    step(QuotationState(head["state"]), "share")
    open_ = uow.first(
        select(_K.c.id, _K.c.sealed).where(
            _K.c.tenant_id == uow.tenant_id, _K.c.quotation_id == quotation_id, _K.c.ended_at.is_(None)
        )
    )
    if open_ is not None and not anew:
        token = secrets.open(_PURPOSE, open_["sealed"]).decode()
    else:
        if open_ is not None:
            uow.change(_K, open_["id"], {"ended_at": uow.now})
        token = _new_link(uow, quotation_id, secrets)
        audit(uow, "shared", head)
    whole = f"{address}/q/{token}"
    return QuotationLink(
        address=whole,
        qr_svg=qr_svg(whole),
        first_seen_at=head["first_seen_at"],
        last_seen_at=head["last_seen_at"],
    )


def _new_link(uow: UnitOfWork, quotation_id: UUID, secrets: SecretBox) -> str:
    link_id, token = uow.new_id(), new_token()
    uow.insert(
        _K, {"id": link_id, "quotation_id": quotation_id, "sealed": secrets.seal(_PURPOSE, token.encode())}
    )
    where = {"tenant_id": uow.tenant_id, "company_id": uow.company_id, "link_id": link_id}
    uow.execute(insert(PUBLIC_QUOTATION).values(token_hash=token_hash(token), **where))
    return token
