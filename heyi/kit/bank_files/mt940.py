"""MT940: the customer statement of SWIFT, as text of tagged fields."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from heyi.kit.bank_files.lines import MOST, BankFile, BankLine, RowProblem, clipped, distinct, in_order
from heyi.kit.tables import TableError, TableFault

NAME: Final = "mt940"
_TAG: Final = re.compile(r":([0-9]{2}[A-Z]?):(.*)")
_ENTRY: Final = re.compile(
    r"(?P<day>[0-9]{6})(?P<booked>[0-9]{4})?(?P<sign>R?[CD])[A-Z]?(?P<amount>[0-9]{1,15},[0-9]{0,2})"
    r"[NFS][A-Z0-9]{3}(?P<own>[^/\n]*)(?://(?P<bank>[^\n]*))?"
)
_BALANCE: Final = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,15},[0-9]{0,2})")
_SUBFIELD: Final = re.compile(r"\?([0-9]{2})([^?]*)")
_PARTY: Final = re.compile(r"/(?:NAME|ORDP|BENM)/+(?:NAME/)?([^/]+)")
_NO_REFERENCE: Final = frozenset({"", "NONREF", "NOTPROVIDED"})
_DECEMBER, _JANUARY = 12, 1


def looks_like_mt940(text: str) -> bool:
    """Whether the text has what no MT940 is without: a reference, a first balance."""
    return ":20:" in text[:2_000] and re.search(r"^:60[FM]:", text, re.MULTILINE) is not None


def read_mt940(text: str) -> BankFile:
    """Read the statements of one account, one after the other.

    Raises:
        TableError: it holds a first balance that cannot be read.
    """
    lines: list[BankLine] = []
    problems: list[RowProblem] = []
    accounts: list[str] = []
    currencies: list[str] = []
    opening = closing = None
    before = ""
    for row, tag, value in _fields(text):
        if tag in ("60F", "60M"):
            currency, amount = _balance(row, value)
            currencies.append(currency)
            opening = amount if opening is None else opening
        elif tag in ("62F", "62M"):
            _, closing = _balance(row, value)
        elif tag in ("25", "25P"):
            accounts.append(clipped(value.partition("\n")[0]))
        elif tag == "61":
            read = _entry(row, value)
            if isinstance(read, BankLine):
                lines.append(read)
            else:
                problems.append(read)
        elif tag == "86" and before == "61" and lines:
            # One behind a last balance speaks of the account, not of a line.
            lines[-1] = _told(lines[-1], value)
        before = tag
    ordered = in_order(lines)
    gaps = []
    if opening is not None and closing is not None:
        total = opening + sum((line.amount for line in ordered), Decimal(0))
        gaps = [ordered[-1].row] if ordered and total != closing else []
    return BankFile(
        layout=NAME,
        lines=ordered,
        problems=problems,
        opening=opening,
        closing=closing,
        gaps=gaps,
        accounts=distinct(accounts),
        currencies=distinct(currencies),
    )


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Each field with the row it begins at; what follows without a tag belongs to it."""
    row, tag, parts = 0, "", [""]
    for number, raw in enumerate(text.splitlines(), start=1):
        found = _TAG.fullmatch(raw.strip())
        if found is not None:
            if tag:
                yield row, tag, "\n".join(parts)
            row, tag, parts = number, found[1], [found[2]]
        elif raw.startswith("-"):
            if tag:
                yield row, tag, "\n".join(parts)
            tag = ""
        else:
            parts.append(raw.strip())
    if tag:
        yield row, tag, "\n".join(parts)


def _entry(row: int, value: str) -> BankLine | RowProblem:
    found = _ENTRY.match(value)
    if found is None:
        return RowProblem(row, "entry_unreadable", clipped(value))
    day = _day(found["day"])
    if day is None:
        return RowProblem(row, "day_unreadable", found["day"])
    amount = _amount(found["amount"])
    if abs(amount) >= MOST:
        return RowProblem(row, "amount_unreadable", found["amount"])
    # A credit taken back goes out, a debit taken back comes in.
    is_in = found["sign"] in ("C", "RD")
    own, bank = (found["own"] or "").strip(), (found["bank"] or "").strip()
    reference = bank or ("" if own in _NO_REFERENCE else own)
    rest = value[found.end() :]
    return BankLine(
        row=row,
        occurred_on=_booked(day, found["booked"]),
        amount=amount if is_in else -amount,
        reference=clipped(reference),
        summary=clipped(rest),
    )


def _told(line: BankLine, value: str) -> BankLine:
    """The line with what its field 86 tells of it."""
    joined = value.replace("\n", "")
    parts: dict[str, str] = {}
    for code, words in _SUBFIELD.findall(joined):
        parts[code] = parts.get(code, "") + words
    if parts:
        name = parts.get("32", "") + parts.get("33", "")
        account = parts.get("31", "")
        summary = " ".join(
            words for code, words in parts.items() if code == "00" or "20" <= code <= "29" or code >= "60"
        )
    else:
        found = _PARTY.search(joined)
        name, account, summary = (found[1] if found else ""), "", " ".join(value.split("\n"))
    return BankLine(
        row=line.row,
        occurred_on=line.occurred_on,
        amount=line.amount,
        balance=line.balance,
        counterparty=clipped(name),
        counterparty_account=clipped(account),
        reference=line.reference,
        summary=clipped(f"{line.summary} {summary}"),
    )


def _balance(row: int, value: str) -> tuple[str, Decimal]:
    """The currency and the amount of a balance."""
    found = _BALANCE.match(value)
    if found is None:
        raise TableError(TableFault.BROKEN_STATEMENT, row=row)
    amount = _amount(found[4])
    return found[3], amount if found[1] == "C" else -amount


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))


def _day(text: str) -> date | None:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


def _booked(day: date, booked: str | None) -> date:
    """The day of the entry, whose year is that of the value day unless they lie on both sides of New Year."""
    if booked is None:
        return day
    month = int(booked[:2])
    year = day.year + (day.month == _DECEMBER and month == _JANUARY)
    year -= day.month == _JANUARY and month == _DECEMBER
    try:
        return date(year, month, int(booked[2:]))
    except ValueError:
        return day
