"""How rows of a record change hands: along with what they belong to, and only while somebody works on them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Handing:
    """What hand-overs must know of a record whose rows belong to people.

    `along` names the reference whose row takes these along when it is handed over. Rows are worked on while the field
    in `open` has one of its values; what has ended stays with whoever ended it. `value` names the money in a row.
    """

    along: str = ""
    open: tuple[str, tuple[str, ...]] | None = None
    value: str = ""
