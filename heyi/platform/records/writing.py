"""What a body may say, for this actor: fields that exist for him and that he may change."""

from collections.abc import Mapping
from typing import Any

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.rights import Level
from heyi.platform.records import access, schemas
from heyi.platform.records.declaration import Record
from heyi.platform.records.owners import OwnerChange, beyond_transfer
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def allowed_values(
    uow: UnitOfWork, record: Record, given: Mapping[str, Any], *, creating: bool
) -> dict[str, Any]:
    """The body's values, checked against the tenant's shape of the record, own fields as they are kept.

    Raises:
        InvalidInput: a field is unknown to the actor or not his to change, is missing, or its value is wrong.
    """
    shape = shape_of(uow, record.name)
    levels = access.levels(uow, shape)
    # A declared schema fills in what was not given; only what differs from that was said by the actor.
    said = {name for name, value in given.items() if not creating or value != _unsaid(shape, name)}
    hidden = sorted(name for name in said if levels.get(name) is Level.HIDDEN)
    if hidden:
        raise schemas.unknown(hidden)
    # What every new record must have, and what he will see masked, is given once, by whoever makes it.
    first = {
        item.name
        for item in shape.fields
        if creating and (item.must_be_given or levels.get(item.name) is Level.MASKED)
    }
    fixed = sorted(name for name in said - first if levels.get(name) in (Level.MASKED, Level.READ_ONLY))
    if fixed:
        raise InvalidInput(problems=[FieldProblem(name, "field_read_only", {}) for name in fixed])
    return schemas.checked(shape, given, creating=creating) if shape.custom else dict(given)


def refuse_for_another(uow: UnitOfWork, record: Record, values: Mapping[str, Any]) -> None:
    """Let the actor make a new record for himself, and for somebody else only with the right to hand such records over.

    Raises:
        NotAllowed: it would be somebody else's, and he does not hold that right.
    """
    owner = values.get(record.owner_field) or uow.actor.user_id
    change = OwnerChange(uow.tenant_id, None, owner)  # it has no id yet
    for error in beyond_transfer(uow, record, [change], new=True).values():
        raise error


def _unsaid(shape: Record, name: str) -> Any:
    item = shape.by_name.get(name)
    return item.default if item is not None else None
