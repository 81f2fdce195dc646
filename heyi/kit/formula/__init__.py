"""Formulas that people write for their own fields: `if({paid}, 0, round({net} * 1.13, 2))`.

The language is the small part of a spreadsheet's that needs no loops: it knows the record's fields, a fixed
list of functions, and nothing else. It is bounded by construction: a formula becomes at most 200 steps in a
row, each evaluated once; numbers stay below 10^20 with 34 digits, and no step makes a text longer than a cell.

Laws, the same on every row:

- Types are known before the first row is: number, text, date, boolean. Text is compared exactly, without order.
- A formula never fails on data. Division by zero, a day that does not exist, a number or text too large: empty.
- An empty operand makes the result empty. Except: `&` and `concat` read it as no text; `coalesce`, `sum`, `min`
  and `max` pass it over; `is_empty` sees it (as it sees a text without characters); `if` takes its third
  part unless the condition is true; `and` and `or` answer when the other operands decide.
- Signs bind as in a spreadsheet: `-` before a value, `^`, `* /`, `+ -`, `&`, comparisons; equals from the left.
- A number leaves with at most 12 decimals, rounded half up.
"""

from heyi.kit.formula.functions import FunctionHelp, functions
from heyi.kit.formula.labels import with_names
from heyi.kit.formula.language import FormulaCircle, FormulaError, FormulaFault, FormulaType, Value
from heyi.kit.formula.parser import parse
from heyi.kit.formula.program import Formula, order_of

__all__ = [
    "Formula",
    "FormulaCircle",
    "FormulaError",
    "FormulaFault",
    "FormulaType",
    "FunctionHelp",
    "Value",
    "functions",
    "order_of",
    "parse",
    "with_names",
]
