"""What no single value of a party shows to be wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from heyi.platform.errors import FieldProblem


def half_a_place(values: Mapping[str, Any]) -> Sequence[FieldProblem]:
    """A place on the earth is a latitude and a longitude, or nothing."""
    missing = [name for name in ("latitude", "longitude") if values.get(name) is None]
    return (FieldProblem(missing[0], "half_a_place"),) if len(missing) == 1 else ()
