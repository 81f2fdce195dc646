"""Where an account may stand in the chart: pure."""

from heyi.modules.ledger.errors import CodeMisplaced

_FEWEST, _MOST = 2, 4


def check_place(code: str, parent: str) -> None:
    """Refuse a code that does not lie below its parent: the parent's, and two to four digits more.

    Raises:
        CodeMisplaced: it does not.
    """
    rest = code.removeprefix(parent)
    if (
        not code.startswith(parent)
        or not rest.isascii()
        or not rest.isdigit()
        or not _FEWEST <= len(rest) <= _MOST
    ):
        raise CodeMisplaced(code=code, parent=parent)
