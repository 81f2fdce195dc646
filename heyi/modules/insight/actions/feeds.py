"""The address under which another calendar reads a person's days: made, made anew, and withdrawn."""

from sqlalchemy import delete

from heyi.modules.insight.contracts import FeedMade
from heyi.modules.insight.models import CALENDAR_FEED
from heyi.platform.identity.actions.own_login import require_person
from heyi.platform.identity.sessions import new_token, token_hash
from heyi.platform.unit_of_work import UnitOfWork

_F = CALENDAR_FEED.c


def make_feed(uow: UnitOfWork, *, home: str) -> FeedMade:
    """A private address of one's own calendar, told only now; the address before it leads nowhere any more.

    Raises:
        PersonNeeded: an API key asks.
        NotInDemo: this is the demo company, whose one login all visitors share.
    """
    require_person(uow)
    uow.refuse_in_demo()
    _drop(uow)
    # The tenant is in it, for nobody is signed in who could say where to look.
    token = f"{uow.tenant_id.hex}{new_token()}"
    row = {"user_id": uow.actor.user_id, "token_hash": token_hash(token), "created_at": uow.now}
    uow.insert(CALENDAR_FEED, row)
    assert uow.actor.user_id is not None
    uow.audit("created", record="calendar_feed", record_id=uow.actor.user_id)
    return FeedMade(f"{home}/api/calendar-feeds/{token}.ics", uow.now)


def drop_feed(uow: UnitOfWork) -> None:
    """Withdraw the address of one's own calendar.

    Raises:
        PersonNeeded: an API key asks.
    """
    require_person(uow)
    if _drop(uow):
        assert uow.actor.user_id is not None
        uow.audit("deleted", record="calendar_feed", record_id=uow.actor.user_id)


def _drop(uow: UnitOfWork) -> bool:
    mine = (_F.tenant_id == uow.tenant_id, _F.user_id == uow.actor.user_id)
    return uow.execute(delete(CALENDAR_FEED).where(*mine)).rowcount > 0
