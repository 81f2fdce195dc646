"""What public seas do when records change hands below, or somebody is followed up."""

from heyi.modules.activities.events import FollowedUp
from heyi.modules.sea import api
from heyi.platform.events import subscribe
from heyi.platform.notify.timing import each_morning
from heyi.platform.records.owners import follow_owners, judge_owners, watch_owners
from heyi.platform.unit_of_work import UnitOfWork


def on_followed_up(uow: UnitOfWork, event: FollowedUp) -> None:
    """Who was followed up falls later."""
    api.note_followed(uow, event.record, event.record_id)
    if event.party_id is not None and event.party_id != event.record_id:
        api.note_followed(uow, "party", event.party_id)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    judge_owners(api.judge_capacity)
    follow_owners(api.follow_owner)
    watch_owners(api.note_owners)
    subscribe(FollowedUp, on_followed_up)
    each_morning(api.falling_soon)
