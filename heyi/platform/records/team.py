"""The team of a record: people beside its owner who see it or may change it, until a day. They never delete it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ARRAY, Uuid, any_, delete, literal, or_, select

from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.tables import RECORD_MEMBER
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

May = Literal["read", "write"]
Watcher = Callable[[UnitOfWork, Record, Mapping[UUID, UUID]], None]
_watchers: list[Watcher] = []


def watch_teams(watcher: Watcher) -> None:
    """Have `watcher` called, in the same transaction, when somebody is taken into the team of each of some records."""
    if watcher not in _watchers:
        _watchers.append(watcher)


@dataclass(frozen=True)
class MemberPerson:
    """Who is on the team."""

    id: UUID
    title: str


class MemberBody(BaseModel):
    """Whom to take in, what he may, and the last day of it."""

    model_config = ConfigDict(extra="forbid")

    user_id: UUID
    may: May
    ends_on: BusinessDay | None = None


@dataclass(frozen=True)
class MemberView:
    """Somebody on the team; `over` once his last day has passed."""

    user: MemberPerson
    may: str
    ends_on: date | None
    over: bool
    version: int


def list_members(uow: UnitOfWork, record: Record, record_id: UUID) -> list[MemberView]:
    """The team of a record, by name.

    Raises:
        NotFound: there is no such record for the actor.
    """
    access.require_row(uow, record, record_id)
    member = RECORD_MEMBER.c
    query = (
        select(RECORD_MEMBER, APP_USER.c.name)
        .join(APP_USER, (APP_USER.c.tenant_id == member.tenant_id) & (APP_USER.c.id == member.user_id))
        .where(member.tenant_id == uow.tenant_id, member.record == record.name, member.record_id == record_id)
        .order_by(APP_USER.c.name_key, APP_USER.c.id)
    )
    return [
        MemberView(
            MemberPerson(row["user_id"], row["name"]),
            row["may"],
            row["ends_on"],
            row["ends_on"] is not None and row["ends_on"] < uow.today,
            row["version"],
        )
        for row in uow.rows(query)
    ]


def add_member(uow: UnitOfWork, record: Record, record_id: UUID, body: MemberBody) -> MemberView:
    """Take somebody into the team, or change what he may and until when.

    Raises:
        NotFound: there is no such record for the actor.
        NotAllowed: he may not change it by his own right: a member does not widen the team.
        InvalidInput: there is no such person.
    """
    access.require_row(uow, record, record_id, "share")
    person = uow.first(
        select(APP_USER.c.name).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == body.user_id)
    )
    if person is None:
        raise InvalidInput(problems=[FieldProblem("user_id", "no_such_record", {"value": str(body.user_id)})])
    _put(uow, record, {record_id: body.user_id}, may=body.may, ends_on=body.ends_on)
    told = {"member": [None, person["name"]], "may": [None, body.may]}
    uow.audit("changed", record=record.name, record_id=record_id, changes=told)
    found = [one for one in list_members(uow, record, record_id) if one.user.id == body.user_id]
    return found[0]


def remove_member(uow: UnitOfWork, record: Record, record_id: UUID, user_id: UUID, *, version: int) -> None:
    """Take somebody out of the team.

    Raises:
        NotFound: there is no such record for the actor, or nobody of that id on its team.
        NotAllowed: he may not change it by his own right: a member does not widen the team.
        VersionChanged: somebody changed the membership meanwhile.
    """
    access.require_row(uow, record, record_id, "share")
    member = RECORD_MEMBER.c
    place = (
        member.tenant_id == uow.tenant_id,
        member.record == record.name,
        member.record_id == record_id,
        member.user_id == user_id,
    )
    row = uow.first(select(RECORD_MEMBER).where(*place).with_for_update())
    if row is None:
        raise NotFound(what="record.record_member")
    if row["version"] != version:
        raise VersionChanged(what="record.record_member", yours=version, now=row["version"])
    uow.execute(delete(RECORD_MEMBER).where(*place))
    name = uow.scalar(
        select(APP_USER.c.name).where(APP_USER.c.tenant_id == uow.tenant_id, APP_USER.c.id == user_id)
    )
    uow.audit("changed", record=record.name, record_id=record_id, changes={"member": [name, None]})


def keep_on_team(uow: UnitOfWork, record: Record, people: Mapping[UUID, UUID | None], *, may: str) -> None:
    """Take each record's former owner into its team."""
    known = {record_id: user_id for record_id, user_id in people.items() if user_id is not None}
    if known:
        _put(uow, record, known, may=may, ends_on=None)


def _put(
    uow: UnitOfWork, record: Record, people: Mapping[UUID, UUID], *, may: str, ends_on: date | None
) -> None:
    member = RECORD_MEMBER.c
    of_person: dict[UUID, list[UUID]] = {}
    for key, user in people.items():
        of_person.setdefault(user, []).append(key)
    pairs = [
        (member.user_id == user) & (member.record_id == any_(literal(keys, ARRAY(Uuid))))
        for user, keys in of_person.items()
    ]
    uow.execute(
        delete(RECORD_MEMBER).where(
            member.tenant_id == uow.tenant_id, member.record == record.name, or_(*pairs)
        )
    )
    uow.insert(
        RECORD_MEMBER,
        *(
            {
                "id": uow.new_id(),
                "record": record.name,
                "record_id": record_id,
                "user_id": user_id,
                "may": may,
                "ends_on": ends_on,
            }
            for record_id, user_id in people.items()
        ),
    )
    for watcher in _watchers:
        watcher(uow, record, people)
