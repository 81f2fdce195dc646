"""What the browser must know of all declared records."""

from typing import Any

from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.declaration import all_records
from heyi.platform.records.http import describe
from heyi.platform.unit_of_work import UnitOfWork

router = Router("meta")


@router.get("/meta", permission=MEMBER, answer=dict[str, Any])
def get_meta(uow: UnitOfWork) -> Answer:
    """The records this actor may see, their fields, and what he may do with them."""
    shown = [describe(record, uow) for record in all_records() if uow.actor.may(record.permissions.view)]
    return Answer(200, to_json({"records": shown}))
