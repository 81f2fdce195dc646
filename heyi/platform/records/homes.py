"""On the rows of which record a permission is exercised: there its scope is measured."""

from heyi.platform import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

# The plain actions that are done with rows that are there already.
_WITH_ROWS = ("view", "update", "delete", "take_out", "transfer")


def home_of(uow: UnitOfWork, permission: str) -> Record | None:
    """The record that a scope of this permission speaks of; None where it has nothing to do with rows."""
    return homes(uow).get(permission)


def homes(uow: UnitOfWork) -> dict[str, Record]:
    """For every permission that is exercised on rows, the record whose rows they are."""
    return uow.settled("homes", lambda: _load(uow))


def measurable(record: Record) -> bool:
    """Whether rows belong to people, themselves or through what they refer to."""
    return bool(record.owner_field or record.visible_through)


def _load(uow: UnitOfWork) -> dict[str, Record]:
    found: dict[str, Record] = {}
    nearest: dict[str, int] = {}
    known = {shape.name: shape for shape in shapes(uow)}
    for shape in known.values():
        for name in filter(None, (getattr(shape.permissions, action) for action in _WITH_ROWS)):
            # Several records may be seen by one right: it is that of the one whose other rights are named alike.
            near = sum(_thing(other) == _thing(name) for other in vars(shape.permissions).values() if other)
            if near > nearest.get(name, 0):
                found[name], nearest[name] = shape, near
    for item in access.all_permissions():
        if item.on in known:
            found[item.name] = known[item.on]
    return found


def _thing(permission: str) -> str:
    return permission.rpartition(".")[0]
