"""Whose statement it is: the account and the currency a file names, and whether that is the account we know."""

import re
from typing import Final

# What banks write in the place of digits they hide.
_HIDDEN: Final = re.compile(r"[*x\u2022\u00b7]{2,}|\*")
# The end of a number alone tells an account only if it is so long.
SHORTEST_END: Final = 6


def same_account(said: str, known: str) -> bool:
    """Whether both may be the number of one account.

    Digits are compared; hidden ones (7559****0001) may be any. Before a number may stand the bank's (`:25:` of MT940,
    an IBAN), so it may be the end of the other. A name at Alipay and a number cannot be compared, so they may be one.
    """
    if "@" in said or "@" in known:
        return not ("@" in said and "@" in known) or said.strip().lower() == known.strip().lower()
    ways = {said, said.rpartition("/")[2]}
    return any(_same(_digits(way), _digits(known)) for way in ways if _digits(way)) or not (
        _digits(said) and _digits(known)
    )


def _digits(number: str) -> str:
    shown = _HIDDEN.sub("*", "".join(number.lower().split()).replace("-", ""))
    return "".join(one for one in shown if one in "0123456789*")


def _same(one: str, other: str) -> bool:
    if "*" in one or "*" in other:
        (head, tail), (other_head, other_tail) = _ends(one), _ends(other)
        starts = head.startswith(other_head) or other_head.startswith(head)
        return starts and (tail.endswith(other_tail) or other_tail.endswith(tail))
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST_END and long.endswith(short))


def _ends(number: str) -> tuple[str, str]:
    """What stands before the hidden digits and what behind them; a whole number is both."""
    return (number.partition("*")[0], number.rpartition("*")[2]) if "*" in number else (number, number)
