"""What others have to say of how we stand with a party: told by what lives, and no new version of the party.

Modules above name the statements that tell of it (`add_standing_source`). A mark is written when something happens and
is reckoned anew from all that lives when something is taken back, by the same statements whatever the number.
"""

from collections.abc import Callable, Collection
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ARRAY,
    DateTime,
    Select,
    Uuid,
    any_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import cast as typed
from sqlalchemy.sql import FromClause

from heyi.modules.parties.models import PARTY
from heyi.platform.unit_of_work import UnitOfWork

_P = PARTY.table
# Of each customer the moments (`party_id`, `at`) at which he bought, or somebody saw a deal in him.
Source = Callable[[UnitOfWork], Select[Any]]
Watch = Callable[[UnitOfWork, Collection[UUID]], None]
WON, OPPORTUNITY = "won", "opportunity"
_sources: dict[str, list[Source]] = {WON: [], OPPORTUNITY: []}
_watches: list[Watch] = []


def add_standing_source(mark: str, source: Source) -> None:
    """Have what `source` finds make customers won (`won`), or tell of their deals (`opportunity`)."""
    _sources[mark].append(source)


def watch_standing(watch: Watch) -> None:
    """Have `watch` called with the customers whose marks were reckoned anew or set."""
    _watches.append(watch)


def note_won(uow: UnitOfWork, party_id: UUID) -> None:
    """The customer has bought; the first time stays."""
    place = (uow.tenant_id, party_id)
    # Orders of one customer do not wait for each other: whoever bought before is only kept from being taken for one
    # who never did, by somebody who takes back his last order at this moment; that done, it is the first.
    for _ in range(2):
        ((first, kept),) = uow.driver_rows(_NOTE_WON, (uow.now, *place, *place))
        if first:
            _tell(uow, [party_id])
        if first or kept:
            return


_NOTE_WON = (
    "WITH first AS (UPDATE party SET won_at = %s WHERE tenant_id = %s AND id = %s AND won_at IS NULL RETURNING id), "
    "kept AS (SELECT id FROM party WHERE tenant_id = %s AND id = %s AND won_at IS NOT NULL FOR SHARE) "
    "SELECT (SELECT count(*) FROM first), (SELECT count(*) FROM kept)"
)


def contact_next(uow: UnitOfWork, party_id: UUID, at: datetime | None) -> None:
    """The customer is to be spoken to at that moment, unless he is to be sooner; what has passed does not count.

    A day without an hour has not passed as long as it lasts.
    """
    if at is None:
        return
    here = (_P.c.tenant_id == uow.tenant_id, _P.c.id == party_id)
    planned = _P.c.next_contact_at
    today = datetime.combine(uow.today, time(), ZoneInfo(uow.facts.time_zone))
    ahead = or_(planned >= uow.now, planned == today)
    uow.execute(
        update(_P).where(*here).values(next_contact_at=case((ahead, func.least(planned, at)), else_=at))
    )


def refresh_standing(uow: UnitOfWork, party_ids: Collection[UUID]) -> None:
    """Reckon anew since when these customers buy, and when somebody last saw a deal in them."""
    ids = sorted(set(party_ids))
    if not ids:
        return
    here = (_P.c.tenant_id == uow.tenant_id, _P.c.id == any_(literal(ids, ARRAY(Uuid))))
    # Whoever adds something at this moment holds the party, and is waited for before what lives is looked at.
    uow.rows(select(_P.c.id).where(*here).order_by(_P.c.id).with_for_update(key_share=True))
    won, seen = _moments(uow, WON), _moments(uow, OPPORTUNITY)
    marks = {
        "won_at": select(func.min(won.c.at)).where(won.c.party_id == _P.c.id).scalar_subquery(),
        "last_opportunity_at": select(func.max(seen.c.at))
        .where(seen.c.party_id == _P.c.id)
        .scalar_subquery(),
    }
    uow.execute(update(_P).where(*here).values(marks))
    _tell(uow, ids)


def _tell(uow: UnitOfWork, ids: Collection[UUID]) -> None:
    for watch in _watches:
        watch(uow, ids)


def _moments(uow: UnitOfWork, mark: str) -> FromClause:
    nothing = select(
        typed(null(), Uuid).label("party_id"), typed(null(), DateTime(timezone=True)).label("at")
    ).where(literal(value=False))
    return union_all(nothing, *(source(uow) for source in _sources[mark])).subquery(mark)
