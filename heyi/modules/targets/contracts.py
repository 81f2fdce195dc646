"""What other modules tell of what was achieved."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Achieved(StrEnum):
    """What counts: an order's amount, or money that came in."""

    CONTRACT = "contract"
    RECEIPT = "receipt"


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """An amount that somebody achieved by a document, in the department where he sat."""

    kind: Achieved
    source_type: str
    source_id: UUID
    number: str
    person_id: UUID | None
    department_id: UUID | None
    amount: Decimal
    occurred_on: date


class Level(StrEnum):
    """Whose target it is."""

    COMPANY = "company"
    DEPARTMENT = "department"
    PERSON = "person"


@dataclass(frozen=True)
class Row:
    """A year of somebody, month by month: target, what was done, and what was done a year before.

    `below` is the sum of the targets of those who make him up: a department's people, a company's departments.
    """

    level: Level
    subject_id: UUID
    name: str
    target: list[Decimal]
    done: list[Decimal]
    year_before: list[Decimal]
    below: list[Decimal] | None


@dataclass(frozen=True)
class Sheet:
    """The targets of a year of all whom the reader's roles reach, beside what was done."""

    kind: Achieved
    year: int
    may_set: bool
    rows: list[Row]


@dataclass(frozen=True)
class MonthProgress:
    """How far somebody is this month; rates are fractions, None where there is nothing to compare with.

    The month before and that of a year before are told until the same day, for this one has come no further.
    """

    kind: Achieved
    level: Level
    target: Decimal
    done: Decimal
    rate: Decimal | None
    month_before: Decimal
    on_month_before: Decimal | None
    year_before: Decimal
    on_year_before: Decimal | None
