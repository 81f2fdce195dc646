"""Show the entries that a document would post, by running its own verb and taking all of it back."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from heyi.modules.ledger.actions.post import posted_here
from heyi.modules.ledger.contracts import ZERO, EntryDraft, PreviewedEntry, PreviewedLine
from heyi.modules.ledger.permissions import VIEW_ENTRY
from heyi.modules.ledger.queries.chart import chart
from heyi.modules.ledger.rules.currencies import rate_of
from heyi.modules.parties import api as parties
from heyi.platform.documents.titles import document_titles
from heyi.platform.http.router import Handler, Router
from heyi.platform.unit_of_work import UnitOfWork


def preview(uow: UnitOfWork, verb: Callable[[], Any]) -> list[PreviewedEntry]:
    """What the verb would post now; nothing of it is kept, no number is used, and what it refuses is refused."""
    drafts: list[EntryDraft] = []

    def run() -> None:
        before = len(posted_here(uow))
        verb()
        uow.flush()
        drafts.extend(posted_here(uow)[before:])
        del posted_here(uow)[before:]

    uow.rehearse(run)
    return _shown(uow, drafts)


def _shown(uow: UnitOfWork, drafts: list[EntryDraft]) -> list[PreviewedEntry]:
    known = {account.code: account for account in chart(uow)}
    named = {line.party_id for draft in drafts for line in draft.lines if line.party_id}
    titles = document_titles(uow, {(parties.PARTY.name, one) for one in named})
    return [
        PreviewedEntry(
            occurred_on=draft.occurred_on,
            kind=draft.kind,
            summary=draft.summary,
            total=sum((line.debit for line in draft.lines), ZERO),
            lines=[
                PreviewedLine(
                    account_code=line.account,
                    account_name=known[line.account].name,
                    account_name_en=known[line.account].name_en,
                    summary=line.summary or draft.summary,
                    debit=line.debit,
                    credit=line.credit,
                    party=titles.get((parties.PARTY.name, line.party_id)) if line.party_id else None,
                    currency=known[line.account].currency,
                    foreign_amount=line.foreign_amount,
                    rate=line.rate or rate_of(line),
                )
                for line in draft.lines
            ],
        )
        for draft in drafts
    ]


def add_preview(router: Router, path: str, handler: Handler) -> None:
    """Beside the route of a verb, one that asks with the same body what the verb would post.

    It is for who may see entries; which rows he reaches with the verb, the verb itself asks.
    """

    @wraps(handler)
    def previewing(uow: UnitOfWork, **given: Any) -> list[PreviewedEntry]:
        return preview(uow, lambda: handler(uow, **given))

    previewing.__name__ = f"preview_{handler.__name__}"
    previewing.__doc__ = f"Show the entries this would post, without posting: {inspect.getdoc(handler)}"
    router.ask(f"{path}/preview", permission=VIEW_ENTRY, answer=list[PreviewedEntry])(previewing)
