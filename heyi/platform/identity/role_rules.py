"""What a role may say of scopes and fields, and how wide that is: nobody gives more than he holds himself.

Scopes are compared by what they are, not by whom they reach today: `own` is narrower than `own_below` and than
`department`, `department` narrower than `department_below`, and all of them narrower than `all`. `own_below` and the
departments cannot be compared, for a subordinate may sit elsewhere; a condition is only as wide as itself, and narrower
than `all`. A field may be given as freely as one has it: hidden, masked, read-only, editable, in this order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from heyi.kit.conditions import ConditionError, parse
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.rights import LEVELS, Level, RoleRights, Scope, rights_of
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.homes import home_of, measurable
from heyi.platform.records.kinds import Kind
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

_WIDER: Mapping[Scope, frozenset[Scope]] = {
    Scope.OWN: frozenset({Scope.OWN_BELOW, Scope.DEPARTMENT, Scope.DEPARTMENT_BELOW}),
    Scope.OWN_BELOW: frozenset(),
    Scope.DEPARTMENT: frozenset({Scope.DEPARTMENT_BELOW}),
    Scope.DEPARTMENT_BELOW: frozenset(),
    Scope.ALL: frozenset(),
}


@dataclass(frozen=True)
class Allowance:
    """What a role allows, as it is kept: no scope where it is all rows, no level where a field is editable."""

    permissions: frozenset[str]
    scopes: Mapping[str, Any]
    fields: Mapping[str, Mapping[str, str]]


def settled(
    uow: UnitOfWork,
    permissions: frozenset[str],
    scopes: Mapping[str, Any],
    fields: Mapping[str, Mapping[str, str]],
) -> Allowance:
    """What is kept of what was said of a role.

    Raises:
        InvalidInput: a scope or a level does not fit what it is said of.
    """
    problems = [*_scope_problems(uow, permissions, scopes), *_field_problems(uow, permissions, fields)]
    if problems:
        raise InvalidInput(problems=problems)
    narrowed = {name: scope for name, scope in sorted(scopes.items()) if scope != Scope.ALL}
    levels = {
        record: {name: level for name, level in sorted(said.items()) if level != Level.EDITABLE}
        for record, said in sorted(fields.items())
    }
    return Allowance(permissions, narrowed, {record: said for record, said in levels.items() if said})


def kept_allowance(role: Mapping[Any, Any], permissions: frozenset[str]) -> Allowance:
    """What a stored role allows."""
    return Allowance(permissions, role["scopes"], role["fields"])


def beyond_own(uow: UnitOfWork, given: Allowance, before: Allowance | None = None) -> list[str]:
    """What of a change the actor does not hold himself, neither what was nor what is to be; labels, sorted."""
    if uow.actor.is_system:
        return []
    assert uow.actor.user_id is not None
    mine = rights_of(uow, uow.actor.user_id)
    if any(role.is_owner for role in mine) and uow.actor.kind == "user":
        return []
    sides = [given] if before is None else [given, before]
    missing: set[str] = set()
    for side, other in zip(sides, [before, given], strict=False):
        missing |= {f"permission.{name}" for name in _wider_permissions(uow, mine, side, other)}
        missing |= set(_freer_fields(uow, side, other))
    return sorted(missing)


def _wider_permissions(
    uow: UnitOfWork, mine: tuple[RoleRights, ...], side: Allowance, other: Allowance | None
) -> Iterator[str]:
    for name in side.permissions:
        scope = side.scopes.get(name, Scope.ALL)
        same = other is not None and name in other.permissions and other.scopes.get(name, Scope.ALL) == scope
        if same:
            continue
        held = [role.scopes.get(name, Scope.ALL) for role in mine if name in role.permissions]
        if name not in uow.actor.permissions or not any(_covers(one, scope) for one in held):
            yield name


def _covers(held: Any, wanted: Any) -> bool:
    if held in (Scope.ALL, wanted):
        return True
    if isinstance(held, Mapping) or isinstance(wanted, Mapping):
        return False
    return Scope(held) in _WIDER[Scope(wanted)]


def _freer_fields(uow: UnitOfWork, side: Allowance, other: Allowance | None) -> Iterator[str]:
    """Fields of which the role shows more than the actor sees, among what it says now and did not before."""
    for shape in shapes(uow):
        if shape.permissions.view not in side.permissions:
            continue
        said, was = side.fields.get(shape.name, {}), {} if other is None else other.fields.get(shape.name, {})
        seen_before = other is not None and shape.permissions.view in other.permissions
        for name, own in access.levels(uow, shape).items():
            level = Level(said.get(name, Level.EDITABLE))
            unchanged = seen_before and was.get(name) == said.get(name)
            if not unchanged and LEVELS.index(level) > LEVELS.index(own):
                yield f"field.{shape.name}.{name}"


def _scope_problems(
    uow: UnitOfWork, permissions: frozenset[str], scopes: Mapping[str, Any]
) -> Iterator[FieldProblem]:
    for name, scope in scopes.items():
        place = f"scopes.{name[:100]}"
        if name not in permissions:
            yield FieldProblem(place, "scope_not_held", {"value": f"permission.{name[:100]}"})
            continue
        home = home_of(uow, name)
        if isinstance(scope, Mapping):
            yield from _filter_problems(uow, home, place, scope)
        elif scope != Scope.ALL and (home is None or not measurable(home)):
            yield FieldProblem(place, "scope_not_measurable", {"value": f"permission.{name}"})


def _filter_problems(
    uow: UnitOfWork, home: Record | None, place: str, scope: Mapping[str, Any]
) -> Iterator[FieldProblem]:
    if home is None:
        yield FieldProblem(place, "scope_not_measurable", {"value": ""})
        return
    # A condition tells of what it compares: only who sees a field narrows a role by it.
    unseen = {
        name for name, level in access.levels(uow, home).items() if level in (Level.HIDDEN, Level.MASKED)
    }
    left_out = unseen | {item.name for item in home.fields if item.kind is Kind.ROLL_UP}
    types = {name: kind for name, kind in home.condition_types.items() if name not in left_out}
    try:
        parse(scope["filter"], fields=types)
    except ConditionError as error:
        params: dict[str, object] = {"value": str(error.value)[:80]}
        yield FieldProblem(f"{place}.filter{error.path}", f"condition_{error.reason_code}", params)


def _field_problems(
    uow: UnitOfWork, permissions: frozenset[str], fields: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldProblem]:
    known = {shape.name: shape for shape in shapes(uow)}
    for record, levels in fields.items():
        shape = known.get(record)
        if shape is None:
            yield FieldProblem(f"fields.{record[:60]}", "no_such_record_type", {"value": record[:60]})
            continue
        for name, level in levels.items():
            item = shape.by_name.get(name)
            place = f"fields.{record}.{name[:60]}"
            if item is None:
                yield FieldProblem(place, "unknown_field", {"value": name[:60]})
            elif level == Level.HIDDEN and name == shape.title:
                yield FieldProblem(place, "title_hidden", {"value": f"field.{record}.{name}"})
            elif level == Level.HIDDEN and item.must_be_given and shape.permissions.create in permissions:
                yield FieldProblem(place, "needed_hidden", {"value": f"field.{record}.{name}"})
