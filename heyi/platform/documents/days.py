"""Days that a document and its lines say, and that cannot lie before its own."""

from collections.abc import Sequence
from datetime import date

from heyi.platform.errors import FieldProblem, InvalidInput


def refuse_days_before(first: date, *, field: str, head: date | None, lines: Sequence[date | None]) -> None:
    """Refuse an order of which anything is wanted or expected before the day on which it is ordered.

    Raises:
        InvalidInput: the `field` of the head or of lines lies before; each is named with both days.
    """
    problems = []
    if head and head < first:
        problems.append(FieldProblem(field, "before_order", {"day": str(head), "ordered_on": str(first)}))
    for place, day in enumerate(lines):
        if day and day < first:
            said = {"line": place + 1, "day": str(day), "ordered_on": str(first)}
            problems.append(FieldProblem(f"lines.{place}.{field}", "line_before_order", said))
    if problems:
        raise InvalidInput(problems=problems)
