"""Reading what banks and payment services give out: tables, MT940 and CAMT.053, known by what is in them."""

from collections.abc import Mapping
from typing import Final

from heyi.kit.bank_files.camt import looks_like_camt, read_camt
from heyi.kit.bank_files.lines import BankFile, BankLine, RowProblem
from heyi.kit.bank_files.mt940 import looks_like_mt940, read_mt940
from heyi.kit.bank_files.owners import same_account
from heyi.kit.bank_files.sheets import FIELDS, read_sheet, signature
from heyi.kit.tables import TableError, TableFault, TableLimits

__all__ = [
    "FIELDS",
    "LIMITS",
    "BankFile",
    "BankLine",
    "RowProblem",
    "read_bank_file",
    "same_account",
    "signature",
]

LIMITS: Final = TableLimits(max_bytes=20_000_000, max_rows=20_000, max_columns=100, max_cells=1_000_000)
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


def read_bank_file(data: bytes, filename: str, *, mapping: Mapping[str, str] | None = None) -> BankFile:
    """Read a file somebody got from his bank, whatever its kind; the name breaks ties only.

    Raises:
        TableError: it is too large, is nothing that we read, or cannot be read to its end.
    """
    if len(data) > LIMITS.max_bytes:
        raise TableError(TableFault.TOO_LARGE, limit=LIMITS.max_bytes)
    if looks_like_camt(data):
        read = read_camt(data)
    elif (text := _text(data)) is not None and looks_like_mt940(text):
        read = read_mt940(text)
    else:
        return read_sheet(data, filename, limits=LIMITS, mapping=mapping)
    if len(read.lines) > LIMITS.max_rows:
        raise TableError(TableFault.TOO_MANY_ROWS, limit=LIMITS.max_rows)
    return read


def _text(data: bytes) -> str | None:
    if b"\0" in data:
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
