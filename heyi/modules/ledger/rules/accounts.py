"""What the house needs of the chart: accounts that documents keep, and accounts that documents post to."""

from typing import Final

from heyi.modules.ledger.errors import CodeMisplaced

_FEWEST, _MOST = 2, 4
# Accounts that modules above keep by their documents, and by which: the account is what the documents say, so nothing
# else may be posted there. They say so when the house is put together.
KEPT_BY: Final[dict[str, str]] = {}
# Accounts that documents post to by their code, so they stay as they are and have no others below them.
RELIED_ON: Final[set[str]] = set()


def kept_by(record: str, *accounts: str) -> None:
    """Say that the documents of `record` keep these accounts."""
    KEPT_BY.update(dict.fromkeys(accounts, record))
    RELIED_ON.update(accounts)


def relied_on(*accounts: str) -> None:
    """Say that documents post to these accounts by their code."""
    RELIED_ON.update(accounts)


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
