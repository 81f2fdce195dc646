"""What public seas do when records change hands below, or somebody is followed up."""

from uuid import UUID

from heyi.modules.activities.events import FollowedUp
from heyi.modules.parties import api as parties
from heyi.modules.sea import api
from heyi.platform.errors import NotFound
from heyi.platform.events import subscribe
from heyi.platform.notify.timing import each_morning
from heyi.platform.records.declaration import Record
from heyi.platform.records.exporting.running import export_through
from heyi.platform.records.importing.destinations import offer_destination
from heyi.platform.records.owners import follow_owners, judge_owners, watch_owners
from heyi.platform.unit_of_work import UnitOfWork


def on_followed_up(uow: UnitOfWork, event: FollowedUp) -> None:
    """Who was followed up falls later."""
    api.note_followed(uow, event.record, event.record_id)
    if event.party_id is not None and event.party_id != event.record_id:
        api.note_followed(uow, "party", event.party_id)


def fill_pool(uow: UnitOfWork, shape: Record, pool_id: UUID) -> None:
    """A file goes straight into a sea of its kind of record."""
    if api.bring_into(uow, pool_id).name != shape.name:
        raise NotFound(what="record.pool")


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    judge_owners(api.judge_capacity)
    follow_owners(api.follow_owner)
    watch_owners(api.note_owners)
    parties.watch_standing(api.note_standing)
    export_through(api.LENS, api.lens_of_pool)
    offer_destination(fill_pool)
    subscribe(FollowedUp, on_followed_up)
    each_morning(api.falling_soon)
