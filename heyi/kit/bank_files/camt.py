"""CAMT.053: the bank-to-customer statement of ISO 20022, as XML."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from xml.parsers import expat

from heyi.kit.bank_files.lines import BankFile, BankLine, RowProblem, breaks, clipped, distinct, in_order
from heyi.kit.bank_files.values import read_amount, read_day
from heyi.kit.tables import TableError, TableFault

NAME: Final = "camt053"
_DEEPEST: Final = 40
_OPENING: Final = ("OPBD", "PRCD")
_CLOSING: Final = "CLBD"
_MANY: Final = 200_000
_Found = Mapping[str, Sequence[str]]


def looks_like_camt(data: bytes) -> bool:
    """Whether it is XML with a statement in it."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"BkToCstmrStmt" in data[:100_000]


def read_camt(data: bytes) -> BankFile:
    """Read the booked entries and balances of a statement; an entry of many payments stays one line, as on the account.

    Raises:
        TableError: it is no XML, has a document type, or is nested without end.
    """
    parts = _Parts()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parts.refuse
    parser.StartElementHandler = parts.start
    parser.EndElementHandler = parts.end
    parser.CharacterDataHandler = parts.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser has no keyword for "that is all"
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise TableError(TableFault.BROKEN_STATEMENT, row=parser.CurrentLineNumber) from error
    opening = closing = None
    for found in parts.balances:
        code, amount = _one(found, "Tp/CdOrPrtry/Cd"), _signed(found)
        if code in _OPENING and opening is None:
            opening = amount
        elif code == _CLOSING:
            closing = amount
    read = [_line(row, found) for row, found in parts.entries]
    ordered = in_order([one for one in read if isinstance(one, BankLine)])
    gaps = breaks(ordered)
    if opening is not None and closing is not None and ordered:
        total = opening + sum((line.amount for line in ordered), Decimal(0))
        gaps = gaps if total == closing else [*gaps, ordered[-1].row]
    return BankFile(
        layout=NAME,
        lines=ordered,
        problems=[one for one in read if isinstance(one, RowProblem)],
        opening=opening,
        closing=closing,
        skipped=sum(1 for one in read if one is None),
        gaps=gaps,
        accounts=distinct(parts.accounts),
        currencies=distinct(parts.currencies),
    )


class _Parts:
    """Gathers, of each entry and balance, the texts by their path."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, _Found]] = []
        self.balances: list[_Found] = []
        self.accounts: list[str] = []
        self.currencies: list[str] = []
        self._path: list[str] = []
        self._words: list[str] = []
        self._found: dict[str, list[str]] = defaultdict(list)
        self._begun = 0

    def refuse(self, *_: object) -> None:
        raise TableError(TableFault.BROKEN_STATEMENT, row=1)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        short = name.rpartition(" ")[2]
        self._path.append(short)
        self._words = []
        if len(self._path) > _DEEPEST or len(self.entries) > _MANY:
            raise TableError(TableFault.BROKEN_STATEMENT, row=len(self.entries))
        if short in ("Ntry", "Bal"):
            self._found, self._begun = defaultdict(list), len(self._path)
        elif self._path[-2:] in (["Ntry", "Amt"], ["Bal", "Amt"]):
            self.currencies.append(attributes.get("Ccy", ""))

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, _name: str) -> None:
        short = self._path[-1]
        if self._begun and short in ("Ntry", "Bal") and len(self._path) == self._begun:
            if short == "Ntry":
                self.entries.append((len(self.entries) + 1, self._found))
            else:
                self.balances.append(self._found)
            self._begun = 0
        elif self._begun and (words := "".join(self._words).strip()):
            self._found["/".join(self._path[self._begun :])].append(words)
        elif self._path[-4:-1] == ["Stmt", "Acct", "Id"] or self._path[-5:-1] == [
            "Stmt",
            "Acct",
            "Id",
            "Othr",
        ]:
            if short in ("IBAN", "Id"):
                self.accounts.append(clipped("".join(self._words)))
        elif self._path[-3:] == ["Stmt", "Acct", "Ccy"]:
            self.currencies.append(clipped("".join(self._words)))
        self._path.pop()
        self._words = []


def _line(row: int, found: _Found) -> BankLine | RowProblem | None:
    if (_one(found, "Sts") or _one(found, "Sts/Cd") or "BOOK") != "BOOK":
        return None
    day = _day(found)
    if day is None:
        return RowProblem(row, "day_unreadable", _one(found, "BookgDt/Dt"))
    amount = _signed(found)
    if amount is None:
        return RowProblem(row, "amount_unreadable", _one(found, "Amt"))
    if not amount:
        return None
    details = "NtryDtls/TxDtls"
    is_single = len(found.get(f"{details}/Refs/EndToEndId", ())) <= 1
    other = "Dbtr" if amount > 0 else "Cdtr"
    parties = f"{details}/RltdPties/{other}"
    name = _one(found, f"{parties}/Nm") or _one(found, f"{parties}/Pty/Nm")
    account = _one(found, f"{parties}Acct/Id/IBAN") or _one(found, f"{parties}Acct/Id/Othr/Id")
    words = [*found.get(f"{details}/RmtInf/Ustrd", ()), _one(found, "AddtlNtryInf")]
    reference = _one(found, "AcctSvcrRef") or _one(found, f"{details}/Refs/AcctSvcrRef")
    return BankLine(
        row=row,
        occurred_on=day,
        amount=amount,
        counterparty=clipped(name) if is_single else "",
        counterparty_account=clipped(account) if is_single else "",
        reference=clipped(reference or _one(found, "NtryRef")),
        summary=clipped(" ".join(dict.fromkeys(word for word in words if word))),
    )


def _day(found: _Found) -> date | None:
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        if shown := _one(found, path):
            return read_day(shown[:10])
    return None


def _signed(found: _Found) -> Decimal | None:
    """The amount by its indicator, which already says the way of an entry that takes another back."""
    amount = read_amount(_one(found, "Amt"))
    if amount is None:
        return None
    return amount if _one(found, "CdtDbtInd") == "CRDT" else -amount


def _one(found: _Found, path: str) -> str:
    return next(iter(found.get(path, ())), "")
