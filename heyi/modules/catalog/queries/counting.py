"""Units are counted whole, or with so many decimals: asked at every door where somebody types a quantity."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Integer, and_, literal, select

from heyi.modules.catalog.contracts import Typed
from heyi.modules.catalog.errors import TooManyDecimals
from heyi.modules.catalog.models.products import PRODUCT, UNIT
from heyi.modules.catalog.models.units import PRODUCT_UNIT
from heyi.modules.catalog.rules.units import OWN, fits
from heyi.platform.errors import FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_P, _U, _N = PRODUCT.table.c, UNIT.table.c, PRODUCT_UNIT.c


@dataclass(frozen=True)
class _Unit:
    id: UUID
    product: str
    name: str
    decimals: int
    factor: Fraction


class Part(Protocol):
    """What of a quantity is of one lot."""

    @property
    def quantity(self) -> Decimal:
        """How much, in the product's own unit."""


class Asked(Protocol):
    """How much of a line of a document somebody means."""

    @property
    def quantity(self) -> Decimal:
        """How much, in the line's unit or in the product's own."""

    @property
    def as_ordered(self) -> bool:
        """Whether it is said in the line's unit."""

    @property
    def lots(self) -> Sequence[Part]:
        """What of it is of which lot."""


def typed_of(line: Mapping[str, Any], asked: Asked) -> Typed:
    """What somebody typed of a line that an order wrote."""
    return Typed(
        product_id=line["product_id"],
        quantity=asked.quantity,
        unit_id=line["unit_id"] if asked.as_ordered else None,
        parts=tuple(part.quantity for part in asked.lots),
    )


def refuse_fractions(uow: UnitOfWork, lines: Sequence[Typed], place: str = "lines.{at}.quantity") -> None:
    """Refuse quantities with more decimals than their unit has; each is named with its line, value and unit.

    In a unit that is named it must fit that one. In the product's own it must fit any unit of the product: half a box
    of 24 is 12 of its pieces, though nobody types half a box. Whole numbers fit every unit, and cost no statement.

    Raises:
        TooManyDecimals: some do not fit.
    """
    broken = [line for line in lines if any(not fits(one, 0) for one in (line.quantity, *line.parts))]
    if not broken:
        return
    known = _units(uow, {line.product_id for line in broken})
    problems = []
    for at, line in enumerate(lines):
        units = known.get(line.product_id, [])
        wrong = _unfit(line, units)
        if wrong is None:
            continue
        unit = next((one for one in units if one.id == line.unit_id), units[0])
        said: dict[str, object] = {
            "line": at + 1,
            "product": unit.product,
            "quantity": number_text(wrong),
            "unit": unit.name,
            "decimals": unit.decimals,
        }
        problems.append(FieldProblem(place.format(at=at), "too_many_decimals", said))
    if problems:
        raise TooManyDecimals(problems=problems, **problems[0].params)


def _unfit(line: Typed, units: Sequence[_Unit]) -> Decimal | None:
    """What of a line fits none of the units in which it may be said."""
    named = [one for one in units if one.id == line.unit_id]
    if named and not fits(line.quantity, named[0].decimals):
        return line.quantity
    own = line.parts if named else (line.quantity, *line.parts)
    return next(
        (said for said in own if units and not any(fits(said, one.decimals, one.factor) for one in units)),
        None,
    )


def _units(uow: UnitOfWork, product_ids: Collection[UUID]) -> dict[UUID, list[_Unit]]:
    """The units of these products, each one's own first."""
    names = (_U.id.label("unit_id"), _U.name.label("unit"), _U.decimals)
    wanted = (_P.tenant_id == uow.tenant_id, _P.id.in_(sorted(product_ids)))
    own = (
        select(
            literal(0, Integer).label("rank"),
            _P.id.label("product_id"),
            _P.name.label("product"),
            *names,
            literal(OWN.numerator, Integer).label("numerator"),
            literal(OWN.denominator, Integer).label("denominator"),
        )
        .join(UNIT.table, and_(_U.tenant_id == _P.tenant_id, _U.id == _P.unit_id))
        .where(*wanted)
    )
    others = (
        select(
            literal(1, Integer),
            _P.id,
            _P.name,
            *names,
            _N.numerator,
            _N.denominator,
        )
        .join(PRODUCT_UNIT, and_(_N.tenant_id == _P.tenant_id, _N.product_id == _P.id))
        .join(UNIT.table, and_(_U.tenant_id == _N.tenant_id, _U.id == _N.unit_id))
        .where(*wanted)
    )
    found: dict[UUID, list[_Unit]] = defaultdict(list)
    for row in uow.rows(own.union_all(others).order_by("rank", "unit_id")):
        factor = Fraction(row["numerator"], row["denominator"])
        unit = _Unit(row["unit_id"], row["product"], row["unit"], row["decimals"], factor)
        found[row["product_id"]].append(unit)
    return found
