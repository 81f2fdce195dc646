"""By which way each person is told of each kind, when his digest comes, and what his company set as default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, select, tuple_

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.identity.tables import APP_USER
from heyi.platform.notify.kinds import Channel, all_notice_kinds, notice_kind_of
from heyi.platform.notify.mailing import DIGEST_HOUR
from heyi.platform.notify.tables import DIGEST_CHOICE, NOTICE_CHOICE
from heyi.platform.notify.writing import SETTING, defaults_of
from heyi.platform.settings.store import get_setting, put_setting
from heyi.platform.unit_of_work import UnitOfWork

Every = Literal["day", "week"]


@dataclass(frozen=True)
class KindChoice:
    """A kind, how one is told of it now, and how if one chose nothing."""

    key: str
    label: str
    group: str
    channel: Channel
    default: Channel
    chosen: bool


@dataclass(frozen=True)
class DigestTime:
    """When a digest comes: each day or on one day of the week (1 is Monday), at which hour by the company's clock."""

    every: Every
    hour: int
    weekday: int


@dataclass(frozen=True)
class Choices:
    """How the reader is told; `mails` says whether mail leaves here at all."""

    kinds: list[KindChoice]
    digest: DigestTime
    mails: bool


@dataclass(frozen=True)
class Defaults:
    """How a company tells its people, where they choose nothing themselves."""

    kinds: list[KindChoice]
    version: int


def my_choices(uow: UnitOfWork, *, mails: bool) -> Choices:
    """How the actor is told of each kind."""
    chosen = NOTICE_CHOICE.c
    query = select(chosen.kind, chosen.channel).where(
        chosen.tenant_id == uow.tenant_id, chosen.user_id == uow.actor.user_id
    )
    mine = {row["kind"]: Channel(row["channel"]) for row in uow.rows(query)}
    when = DIGEST_CHOICE.c
    row = uow.first(
        select(DIGEST_CHOICE).where(when.tenant_id == uow.tenant_id, when.user_id == uow.actor.user_id)
    )
    digest = (
        DigestTime(row["every"], row["hour"], row["weekday"]) if row else DigestTime("day", DIGEST_HOUR, 1)
    )
    return Choices(_kinds(defaults_of(uow), mine), digest, mails)


def choose(uow: UnitOfWork, channels: Mapping[str, Channel | None], digest: DigestTime | None) -> None:
    """Choose how the actor is told of these kinds; None takes what the company has as default.

    Raises:
        InvalidInput: there is no such kind.
    """
    _require_kinds(channels)
    me = uow.actor.user_id
    uow.rows(_person(uow, me))
    chosen = NOTICE_CHOICE.c
    keys = [(me, kind) for kind in sorted(channels)]
    if keys:
        mine = (chosen.tenant_id == uow.tenant_id, tuple_(chosen.user_id, chosen.kind).in_(keys))
        uow.execute(delete(NOTICE_CHOICE).where(*mine))
        uow.insert(
            NOTICE_CHOICE,
            *(
                {"user_id": me, "kind": kind, "channel": channel}
                for kind, channel in sorted(channels.items())
                if channel is not None
            ),
        )
    if digest is not None:
        when = DIGEST_CHOICE.c
        uow.execute(delete(DIGEST_CHOICE).where(when.tenant_id == uow.tenant_id, when.user_id == me))
        values = {"every": digest.every, "hour": digest.hour, "weekday": digest.weekday}
        uow.insert(DIGEST_CHOICE, {"user_id": me, **values})


def company_defaults(uow: UnitOfWork) -> Defaults:
    """How people are told here who choose nothing."""
    return Defaults(_kinds({}, {kind: Channel(one) for kind, one in defaults_of(uow).items()}), _version(uow))


def set_defaults(uow: UnitOfWork, channels: Mapping[str, Channel | None], *, version: int) -> None:
    """Set how people are told here who choose nothing; None takes what the kind itself has.

    Raises:
        NotInDemo: this is the demo company.
        InvalidInput: there is no such kind.
        VersionChanged: somebody changed it meanwhile.
    """
    uow.refuse_in_demo()
    _require_kinds(channels)
    now = {**defaults_of(uow), **channels}
    kept = {kind: channel for kind, channel in sorted(now.items()) if channel is not None}
    put_setting(uow, SETTING, {"channels": kept}, version=version)


def _kinds(defaults: Mapping[str, str], mine: Mapping[str, Channel]) -> list[KindChoice]:
    found = []
    for kind in all_notice_kinds():
        default = Channel(defaults.get(kind.key, kind.channel))
        label, channel = f"notice.{kind.key}", mine.get(kind.key, default)
        found.append(KindChoice(kind.key, label, kind.group, channel, default, kind.key in mine))
    return found


def _version(uow: UnitOfWork) -> int:
    return get_setting(uow, SETTING)[0]


def _require_kinds(channels: Mapping[str, Any]) -> None:
    problems = [
        FieldProblem(f"channels.{kind}"[:80], "unknown_field", {"value": kind[:80]})
        for kind in channels
        if notice_kind_of(kind) is None
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _person(uow: UnitOfWork, user_id: UUID | None) -> Any:
    """The actor's own row, held: of two windows in which he chooses, one waits for the other."""
    person = APP_USER.c
    here = (person.tenant_id == uow.tenant_id, person.id == user_id)
    return select(person.id).where(*here).with_for_update(key_share=True)
