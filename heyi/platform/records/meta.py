"""What the browser must know of all records of the tenant."""

from typing import Any

from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.describing import describe
from heyi.platform.records.layouts import layouts_for
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("meta")


@router.get("/meta", permission=MEMBER, answer=dict[str, Any])
def get_meta(uow: UnitOfWork) -> Answer:
    """The records this actor may see, with fields, layouts and what he may do."""
    layouts = layouts_for(uow)
    shown = [
        describe(shape, uow) | {"layouts": layouts.get(shape.name, [])}
        for shape in shapes(uow)
        if uow.actor.may(shape.permissions.view)
    ]
    return Answer(200, to_json({"records": shown}))
