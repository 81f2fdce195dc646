"""The title of a record as far as its reader sees that field: every door that names a record asks here."""

from typing import Any

from heyi.platform.identity.rights import Level
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.masking import masked
from heyi.platform.unit_of_work import UnitOfWork


def shown_title(uow: UnitOfWork, shape: Record, title: Any) -> str:
    """The title for this reader: empty where the field is hidden from him, covered where it is masked."""
    level = uow.once(("title", shape.name), lambda: access.levels(uow, shape).get(shape.title))
    if level is Level.HIDDEN:
        return ""
    return str(masked(shape.field(shape.title), title) if level is Level.MASKED else title or "")
