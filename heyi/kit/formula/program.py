"""A formula as a row of steps on a stack: what it uses, what it is on a row, and in which order many are computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeAlias

from heyi.kit.formula.functions import Function
from heyi.kit.formula.language import FormulaCircle, FormulaType, Value
from heyi.kit.formula.values import bounded, rounded


@dataclass(frozen=True, slots=True)
class Constant:
    """Put a value on the stack."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class FieldOf:
    """Put the row's value of a field on the stack."""

    name: str
    type: FormulaType


@dataclass(frozen=True, slots=True)
class Call:
    """Take so many values from the stack and put the function's result there."""

    function: Function
    count: int


Step: TypeAlias = Constant | FieldOf | Call


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that may be evaluated on any row: its text, and the type of what comes out."""

    text: str
    type: FormulaType
    steps: tuple[Step, ...] = field(repr=False)

    @property
    def uses(self) -> frozenset[str]:
        """The fields it looks at: who may not read them all may not read the result."""
        return frozenset(step.name for step in self.steps if isinstance(step, FieldOf))

    def evaluate(self, row: Mapping[str, Any]) -> Value | None:
        """What the formula is on this row, or None when it is empty; no row makes it fail.

        The row holds Decimal or int, str, date, bool, and None for an empty field. A value of another type (an
        instant, whose day only its company's time zone tells) and an absent field are empty.
        """
        stack: list[Value | None] = []
        for step in self.steps:
            match step:
                case Constant(value):
                    stack.append(value)
                case FieldOf(name, type_):
                    stack.append(_value_of(type_, row.get(name)))
                case Call(function, count):
                    start = len(stack) - count
                    arguments = stack[start:]
                    del stack[start:]
                    stack.append(_result(function, arguments))
        result = stack.pop()
        return rounded(result) if isinstance(result, Decimal) else result


def order_of(formulas: Mapping[str, Formula]) -> list[str]:
    """The fields in an order in which each formula comes after those that it uses.

    Raises:
        FormulaCircle: some of them use each other in a circle.
    """
    graph = {name: sorted(formula.uses & formulas.keys()) for name, formula in formulas.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise FormulaCircle(tuple(error.args[1])) from error


def _result(function: Function, arguments: list[Value | None]) -> Value | None:
    if not function.sees_empty and None in arguments:
        return None
    result = function.apply(*arguments)
    return None if result is None else bounded(result)


def _value_of(type_: FormulaType, value: object) -> Value | None:
    match type_, value:
        case FormulaType.BOOLEAN, bool():
            return value
        case FormulaType.NUMBER, Decimal() | int() if not isinstance(value, bool):
            return bounded(Decimal(value))
        case FormulaType.TEXT, str():
            return value
        case FormulaType.DATE, date() if not isinstance(value, datetime):
            return value
        case _:
            return None
