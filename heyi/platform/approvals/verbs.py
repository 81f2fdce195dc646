"""What can be approved: verbs of documents, as their modules declare them, and the plain ones of every record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from heyi.kit.conditions import FieldType
from heyi.platform.approvals.errors import VerbUnknown
from heyi.platform.records.kinds import Kind
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

PLAIN = ("create", "update", "delete", "transfer")
# What conditions may say of whoever asks, and of a change which fields it is about.
OF_APPLICANT: Mapping[str, FieldType] = {
    "applicant_id": FieldType.REFERENCE,
    "applicant_department_id": FieldType.REFERENCE,
}
CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a verb is about, as it stands: the record's values, before the change where one is asked for, and its lines.

    `pinned` is what an approval holds for: when it is not the same any more, the approval is of no use. `record_id` is
    None of what is not there yet.
    """

    record_id: UUID | None
    title: str
    values: Mapping[str, Any]
    pinned: Any
    old: Mapping[str, Any] | None = None
    changes: frozenset[str] = frozenset()
    lines: Sequence[Mapping[str, Any]] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None


# What it is about, for an actor who reaches it; `held`: until the transaction ends.
Look = Callable[[UnitOfWork, UUID | None, Mapping[str, Any], bool], Matter]
# Does the verb as the actor; gives back the id of what it made, if it made something.
Do = Callable[[UnitOfWork, UUID | None, Mapping[str, Any]], UUID | None]


@dataclass(frozen=True, kw_only=True)
class ApprovableVerb:
    """A verb on records of a kind that flows may guard.

    Whoever holds the `permission` may ask for it. `facts` are what conditions may speak of beside the record's fields,
    `columns` say what stands in its lines, `lifts` name rules of the business that its approval may lift. While an
    approval of it runs, the verbs in `pins` are refused.
    """

    record: str
    name: str
    permission: str
    look: Look
    do: Do
    facts: Mapping[str, FieldType] = field(default_factory=dict)
    columns: Mapping[str, Kind] = field(default_factory=dict)
    lifts: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()

    def condition_types(self, uow: UnitOfWork) -> Mapping[str, FieldType]:
        """Everything that a condition of a flow for it may speak of."""
        return {**shape_of(uow, self.record).condition_types, **self.facts, **OF_APPLICANT}


_declared: dict[tuple[str, str], ApprovableVerb] = {}
_plain: list[Callable[[UnitOfWork, str, str], ApprovableVerb | None]] = []


def approvable(*verbs: ApprovableVerb) -> None:
    """Declare verbs that flows may guard; the wiring says so once."""
    for verb in verbs:
        _declared.setdefault((verb.record, verb.name), verb)


def with_plain(find: Callable[[UnitOfWork, str, str], ApprovableVerb | None]) -> None:
    """Say how the plain verbs of records are found."""
    if find not in _plain:
        _plain.append(find)


def declared_verbs() -> list[ApprovableVerb]:
    """The verbs that modules declared."""
    return list(_declared.values())


def verb_of(uow: UnitOfWork, record: str, name: str) -> ApprovableVerb:
    """The verb of that name on records of that kind.

    Raises:
        VerbUnknown: there is none that could be approved.
    """
    found = _declared.get((record, name)) or next(
        (verb for find in _plain if (verb := find(uow, record, name)) is not None), None
    )
    if found is None:
        raise VerbUnknown(record=f"record.{record}", verb=f"verb.{name}")
    return found
