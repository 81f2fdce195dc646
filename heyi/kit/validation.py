"""What is wrong with a value somebody sent, in a form that a screen and an import report can both show."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as declare


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused value: where it stands, what it was, and the code of the rule it broke.

    `row` is the row's number as the reader of the file counts (the header is row 1), or None outside files;
    `field` is empty when the whole row is refused. `params` fill the placeholders of the code's message.
    """

    row: int | None
    field: str
    value: str | None
    code: str
    params: Mapping[str, str] = declare(default_factory=dict)
