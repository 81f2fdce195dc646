"""Quotations, for other modules and for the doors."""

from heyi.modules.quoting.actions.answering import accept_quotation, decline_quotation, note_seen
from heyi.modules.quoting.actions.approving import SENDING
from heyi.modules.quoting.actions.drafts import (
    begin_version,
    create_quotation,
    update_quotation,
    withdraw_quotation,
)
from heyi.modules.quoting.actions.expiring import expire_quotations
from heyi.modules.quoting.actions.links import share_quotation
from heyi.modules.quoting.actions.ordering import free_ordered, order_quotation
from heyi.modules.quoting.actions.papers import quotation_paper
from heyi.modules.quoting.actions.sending import send_quotation
from heyi.modules.quoting.contracts import (
    AcceptedHow,
    Answering,
    PublicQuotation,
    Quotation,
    QuotationDraft,
    QuotationLink,
    QuotationStatus,
    QuotationVersion,
)
from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.queries.public import (
    linked_quotation,
    public_quotation,
    quotation_place,
    require_shown,
)
from heyi.modules.quoting.queries.quotations import get_quotation, list_versions

__all__ = [
    "QUOTATION",
    "SENDING",
    "AcceptedHow",
    "Answering",
    "PublicQuotation",
    "Quotation",
    "QuotationDraft",
    "QuotationLink",
    "QuotationStatus",
    "QuotationVersion",
    "accept_quotation",
    "begin_version",
    "create_quotation",
    "decline_quotation",
    "expire_quotations",
    "free_ordered",
    "get_quotation",
    "linked_quotation",
    "list_versions",
    "note_seen",
    "order_quotation",
    "public_quotation",
    "quotation_paper",
    "quotation_place",
    "require_shown",
    "send_quotation",
    "share_quotation",
    "update_quotation",
    "withdraw_quotation",
]
