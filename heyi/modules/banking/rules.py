"""What is probably the same on both sides, and by what a line is known again."""

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from heyi.kit.bank_files import BankLine
from heyi.modules.banking.contracts import BankLineView, BookLine, Making, MatchReason, Proposal

# How far apart the day of the bank and that of the books may lie.
NAMED_DAYS = timedelta(days=15)
UNNAMED_DAYS = timedelta(days=5)
SEVERAL_DAYS = timedelta(days=45)
MOST_TOGETHER = 20
# Where the interest that a bank pays is booked (by either standard).
INTEREST_ACCOUNTS = ("560302", "660302")
# A number shorter than this stands in too many texts by chance.
SHORTEST_NUMBER = 6


@dataclass(frozen=True)
class OwnRule:
    """A rule: lines that say any of the words go to an account, or come from a party.

    One without an id is none of the company's own.
    """

    id: UUID | None
    name: str
    words: tuple[str, ...]
    direction: str
    account: str | None
    account_name: str | None
    party_id: UUID | None
    party: str | None
    summary: str | None


@dataclass(frozen=True)
class KnownParty:
    """A customer or supplier by his name."""

    id: UUID
    name: str
    is_customer: bool
    is_supplier: bool


@dataclass
class _Board:
    """What is still open on both sides while proposals are made, and what was proposed."""

    lines: dict[UUID, BankLineView]
    entries: dict[UUID, BookLine]
    made: list[Proposal] = field(default_factory=list)

    def take(
        self, reason: MatchReason, told: str, lines: Iterable[BankLineView], entries: Iterable[BookLine]
    ) -> None:
        """Propose that these are the same; they are open no more."""
        line_ids, entry_ids = [line.id for line in lines], [entry.id for entry in entries]
        for line_id in line_ids:
            del self.lines[line_id]
        for entry_id in entry_ids:
            del self.entries[entry_id]
        self.made.append(Proposal(reason=reason, told=told, line_ids=line_ids, entry_line_ids=entry_ids))


def line_keys(lines: Sequence[BankLine]) -> list[str]:
    """By what each line is known again: the bank's own number, day and amount, and the how manieth such line it is.

    Where the bank gives no number: day, amount, balance and counterparty.
    """
    seen: Counter[str] = Counter()
    keys = []
    for line in lines:
        facts = [line.occurred_on.isoformat(), f"{line.amount:.2f}"]
        balance = "" if line.balance is None else f"{line.balance:.2f}"
        facts += ["id", line.reference] if line.reference else ["", balance, bare(line.counterparty)]
        fact = "\x1f".join(facts)
        seen[fact] += 1
        keys.append(hashlib.sha256(f"{fact}\x1f{seen[fact]}".encode()).hexdigest())
    return keys


def bare(text: str) -> str:
    """A name or text as it is compared: plain characters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def propose(
    lines: Sequence[BankLineView],
    entries: Sequence[BookLine],
    *,
    rules: Sequence[OwnRule],
    known: Mapping[str, KnownParty],
) -> list[Proposal]:
    """What is probably the same, the surest first: each line stands in one proposal at most."""
    board = _Board({line.id: line for line in lines}, {entry.id: entry for entry in entries})
    _cancelled(board)
    _one_to_one(board, MatchReason.NUMBER, _says_number)
    _one_to_one(board, MatchReason.NAME, _same_name)
    _several_entries(board)
    _several_lines(board)
    _same_day(board)
    board.made += _made_of(board.lines.values(), rules, known)
    return board.made


def says(line: BankLineView) -> str:
    """Everything the bank says of a line in words."""
    return bare(f"{line.summary} {line.reference} {line.counterparty}")


def _cancelled(board: _Board) -> None:
    """What was posted and taken back never reached the bank."""
    by_entry: dict[UUID, list[BookLine]] = defaultdict(list)
    for entry in board.entries.values():
        by_entry[entry.entry_id].append(entry)
    for entry in list(board.entries.values()):
        if entry.reverses_id is None or entry.id not in board.entries:
            continue
        for origin in by_entry.get(entry.reverses_id, ()):
            if origin.id in board.entries and origin.amount == -entry.amount:
                told = origin.source_number or origin.number
                board.take(MatchReason.CANCELS, told, (), (origin, entry))
                break


def _one_to_one(
    board: _Board, reason: MatchReason, fits: Callable[[BankLineView, BookLine], str | None]
) -> None:
    by_amount: dict[Decimal, list[BookLine]] = defaultdict(list)
    for entry in board.entries.values():
        by_amount[entry.amount].append(entry)
    for line in list(board.lines.values()):
        found = [
            (abs(line.occurred_on - entry.occurred_on), place, entry, told)
            for place, entry in enumerate(by_amount[line.amount])
            if entry.id in board.entries and (told := fits(line, entry)) is not None
        ]
        if found:
            _, _, entry, told = min(found, key=lambda one: one[:2])
            board.take(reason, told, (line,), (entry,))


def _says_number(line: BankLineView, entry: BookLine) -> str | None:
    number = entry.source_number or ""
    words = bare(f"{line.summary} {line.reference}")
    if len(number) >= SHORTEST_NUMBER and bare(number) in words:
        return number
    own = line.reference
    return own if len(own) >= SHORTEST_NUMBER and bare(own) in bare(entry.summary) else None


def _same_name(line: BankLineView, entry: BookLine) -> str | None:
    is_same = entry.party is not None and bare(line.counterparty) == bare(entry.party) != ""
    near = abs(line.occurred_on - entry.occurred_on) <= NAMED_DAYS
    return entry.party if is_same and near else None


def _several_entries(board: _Board) -> None:
    """One line of the bank for several of the books: all of its party's until then, from the earliest on."""
    by_party: dict[str, list[BookLine]] = defaultdict(list)
    for entry in board.entries.values():
        if entry.party:
            by_party[bare(entry.party)].append(entry)
    for line in list(board.lines.values()):
        open_ = [
            entry
            for entry in by_party.get(bare(line.counterparty), ())
            if entry.id in board.entries
            and (entry.amount > 0) == (line.amount > 0)
            and abs(line.occurred_on - entry.occurred_on) <= SEVERAL_DAYS
        ]
        if count := _adding_up([entry.amount for entry in open_], line.amount):
            board.take(MatchReason.SEVERAL, open_[0].party or "", (line,), open_[:count])


def _several_lines(board: _Board) -> None:
    """Several lines of the bank for one of the books: those of its party, from the earliest on."""
    by_name: dict[str, list[BankLineView]] = defaultdict(list)
    for line in board.lines.values():
        if line.counterparty:
            by_name[bare(line.counterparty)].append(line)
    for entry in list(board.entries.values()):
        if not entry.party:
            continue
        open_ = [
            line
            for line in by_name.get(bare(entry.party), ())
            if line.id in board.lines
            and (line.amount > 0) == (entry.amount > 0)
            and abs(line.occurred_on - entry.occurred_on) <= SEVERAL_DAYS
        ]
        if count := _adding_up([line.amount for line in open_], entry.amount):
            board.take(MatchReason.SEVERAL, entry.party, open_[:count], (entry,))


def _adding_up(amounts: Sequence[Decimal], wanted: Decimal) -> int:
    """How many from the first on come to the wanted amount, more than one; nought where none do."""
    for count, total in enumerate(accumulate(amounts[:MOST_TOGETHER]), start=1):
        if total == wanted and count > 1:
            return count
    return 0


def _same_day(board: _Board) -> None:
    """An amount that stands once on each side, a few days apart, with no two names that differ."""
    of_lines = Counter(line.amount for line in board.lines.values())
    of_entries = Counter(entry.amount for entry in board.entries.values())
    by_amount = {entry.amount: entry for entry in board.entries.values()}
    for line in list(board.lines.values()):
        entry = by_amount.get(line.amount)
        if entry is None or of_lines[line.amount] > 1 or of_entries[line.amount] > 1:
            continue
        near = abs(line.occurred_on - entry.occurred_on) <= UNNAMED_DAYS
        if near and not (line.counterparty and entry.party):
            board.take(MatchReason.DAY, entry.occurred_on.isoformat(), (line,), (entry,))


def _made_of(
    lines: Iterable[BankLineView], rules: Sequence[OwnRule], known: Mapping[str, KnownParty]
) -> Iterator[Proposal]:
    for line in lines:
        words = says(line)
        rule = next((one for one in rules if _applies(one, line, words)), None)
        if rule is not None:
            yield _by_rule(line, rule)
        elif (party := known.get(bare(line.counterparty))) is not None:
            making = _making(line.amount, party)
            yield Proposal(
                reason=MatchReason.PARTY,
                told=party.name,
                line_ids=[line.id],
                entry_line_ids=[],
                making=making,
                party_id=party.id,
                party=party.name,
            )


def _applies(rule: OwnRule, line: BankLineView, words: str) -> bool:
    if rule.direction != "any" and (rule.direction == "income") != (line.amount > 0):
        return False
    return any(bare(word) in words for word in rule.words)


def _by_rule(line: BankLineView, rule: OwnRule) -> Proposal:
    money = Making.RECEIPT if line.amount > 0 else Making.PAYMENT
    return Proposal(
        reason=MatchReason.RULE,
        told=rule.name,
        line_ids=[line.id],
        entry_line_ids=[],
        making=Making.VOUCHER if rule.account else money,
        party_id=rule.party_id,
        party=rule.party,
        account=rule.account,
        account_name=rule.account_name,
        summary=rule.summary,
        rule_id=rule.id,
    )


def _making(amount: Decimal, party: KnownParty) -> Making:
    """Money in is a receipt unless he is only a supplier, who then gives it back; and the other way round."""
    if amount > 0:
        return Making.RECEIPT if party.is_customer or not party.is_supplier else Making.PAYMENT
    return Making.PAYMENT if party.is_supplier or not party.is_customer else Making.RECEIPT
