"""What goes in and out of public seas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from heyi.platform.notify.kinds import Channel, notice_kind
from heyi.platform.values import JsonObject

FALLING_SOON = notice_kind("falling_soon", group="sea", channel=Channel.DIGEST)
FELL = notice_kind("fell", group="sea", channel=Channel.DIGEST)


@dataclass(frozen=True)
class People:
    """Persons, and all persons of departments and of those below them."""

    users: tuple[UUID, ...] = ()
    departments: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When what somebody owns falls into the sea.

    `days` counts from the later of receiving and what the kind looks at; `by_level` says other days for some levels,
    and where `days` is None only those fall. `won_exempt` and `opportunity_exempt` keep what was won, or has an
    opportunity since it was received.
    """

    id: str
    kind: str
    name: str = ""
    days: int | None = None
    by_level: Mapping[str, int] = field(default_factory=dict)
    won_exempt: bool = False
    opportunity_exempt: bool = False
    condition: Any = None
    date_field: str = ""


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A sea as the verbs see it: who its people are today, and its rules."""

    id: UUID
    name: str
    holds: str
    active: bool
    position: int
    claim_limit: int | None
    view_limit: int | None
    cool_down_days: int
    protect_days: int
    warn_days: int
    members: frozenset[UUID]
    administrators: frozenset[UUID]
    hidden_fields: Mapping[str, str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class CapacityRule:
    """How many the people of a rule may own, or lock, each."""

    id: UUID
    name: str
    holds: str
    kind: str
    at_most: int
    won_exempt: bool
    people: frozenset[UUID]


@dataclass(frozen=True)
class MyPool:
    """A sea that the reader may look into: what lies in it, and what is left of his quota today."""

    id: UUID
    name: str
    holds: str
    path: str
    is_administrator: bool
    is_member: bool
    inside: int
    claim_limit: int | None
    claims_left: int | None
    view_limit: int | None
    views_left: int | None
    hidden_fields: list[str]


@dataclass(frozen=True)
class Named:
    """Somebody or something, by id and name."""

    id: UUID
    title: str


@dataclass(frozen=True)
class PoolSettings:
    """Who is of a sea, what its members do not see in it, and its rules."""

    id: UUID
    version: int
    holds: str
    members: JsonObject
    administrators: JsonObject
    hidden_fields: dict[str, str]
    rules: list[JsonObject]
    people_now: int


@dataclass(frozen=True)
class CapacityView:
    """A rule of how many somebody may own or lock."""

    id: UUID
    version: int
    name: str
    holds: str
    kind: str
    at_most: int
    won_exempt: bool
    users: list[UUID]
    departments: list[UUID]


@dataclass(frozen=True)
class Falling:
    """A record that falls, or fell: whose it is, into which sea, by which rule, in words."""

    record_id: UUID
    title: str | None
    owner: Named | None
    pool: Named
    due_on: date
    reason: str


@dataclass(frozen=True)
class RuleCount:
    """How many a rule takes."""

    pool: str
    rule: str
    count: int


@dataclass(frozen=True)
class Simulation:
    """What would fall in the next night; `items` are the first of them."""

    record: str
    tonight: date
    count: int
    by_rule: list[RuleCount]
    items: list[Falling]


@dataclass(frozen=True)
class NightView:
    """A night: when, how many fell, and what became of an undoing."""

    id: UUID
    day: date
    at: datetime
    count: int
    undone_at: datetime | None
    undone_by: str | None
    returned: int | None
    allowed_actions: list[str]


@dataclass(frozen=True)
class NightPage:
    """What fell in a night, page by page."""

    items: list[Falling]
    next_cursor: UUID | None


@dataclass(frozen=True)
class NotReturned:
    """A record that an undoing left as it is, and why."""

    id: UUID
    title: str | None
    reason: str


@dataclass(frozen=True)
class Started:
    """A job that does it, step by step."""

    job_id: UUID


@dataclass(frozen=True)
class Standing:
    """How we stand with a record: where it lies, when it falls and why, and what the reader may do about it."""

    pool: Named | None
    locked: bool
    due_on: date | None
    days_left: int | None
    reason: str | None
    rule: str | None
    allowed_actions: list[str]
    pools: list[Named]
