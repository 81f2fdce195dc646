"""From the text of a formula to its steps: one pass, types checked on the way, every limit before what it guards."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from heyi.kit.formula.functions import FUNCTIONS, NEGATIVE, SIGNS, Function, Takes
from heyi.kit.formula.language import (
    MAX_DECIMALS,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_STEPS,
    MAX_WHOLE_DIGITS,
    FormulaError,
    FormulaFault,
    FormulaType,
    Value,
)
from heyi.kit.formula.program import Call, Constant, FieldOf, Formula, Step

# A sign may be full-width, as Chinese keyboards give it.
TOKEN: Final = re.compile(
    r"""
      (?P<number> [0-9]+ (?: \.[0-9]+ )? )
    | (?P<text>   "(?: [^"] | "" )*" | “[^”]*” )
    | (?P<field>  [{｛][^{}｛｝]*[}｝] )
    | (?P<name>   [A-Za-z_][A-Za-z_0-9]* )
    | (?P<sign>   [<＜][=＝>＞] | [>＞][=＝] | [-+*/^&=<>(),＋－＊／＾＆＝＜＞（），] )
    """,
    re.VERBOSE,
)
_BLANKS: Final = re.compile(r"\s*")
_OPENING: Final = frozenset('"“{｛')
_BINDING: Final = {
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 1),
    "&": 2,
    **dict.fromkeys("+-", 3),
    **dict.fromkeys("*/", 4),
    "^": 5,
}
WORDS: Final[Mapping[str, tuple[FormulaType, Value | None]]] = {
    "true": (FormulaType.BOOLEAN, True),
    "false": (FormulaType.BOOLEAN, False),
    "empty": (FormulaType.EMPTY, None),
}
_COMMON: Final = frozenset({Takes.SAME, Takes.ORDERED})
_ORDERED: Final = frozenset({FormulaType.NUMBER, FormulaType.DATE})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def parse(text: str, fields: Mapping[str, FormulaType]) -> Formula:
    """Read a formula on the given fields; a field that is not among them does not exist.

    Raises:
        FormulaError: the text is not a formula, takes values of the wrong type, or is too long or too deep.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(MAX_LENGTH, FormulaFault.TOO_LONG, limit=MAX_LENGTH)
    return _Parser(text, fields).formula()


def _tokens(text: str) -> Iterator[_Token]:
    position = _after_blanks(text, 0)
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            is_open = text[position] in _OPENING
            fault = FormulaFault.NOT_CLOSED if is_open else FormulaFault.BAD_CHARACTER
            raise FormulaError(position, fault, found=text[position])
        kind, found = match.lastgroup or "", match.group()
        yield _Token(kind, unicodedata.normalize("NFKC", found) if kind == "sign" else found, position)
        position = _after_blanks(text, match.end())
    yield _Token("end", "", len(text))


def _after_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return position if match is None else match.end()


class _Parser:
    def __init__(self, text: str, fields: Mapping[str, FormulaType]) -> None:
        self._text = text
        self._fields = fields
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0
        self._steps: list[Step] = []

    def formula(self) -> Formula:
        self._took("=")  # as people begin a formula in a spreadsheet
        type_ = self._expression(1)
        rest = self._peek()
        if rest.kind != "end":
            raise FormulaError(rest.position, FormulaFault.UNEXPECTED, found=rest.text)
        if type_ is FormulaType.EMPTY:
            raise FormulaError(0, FormulaFault.ALWAYS_EMPTY)
        return Formula(self._text, type_, tuple(self._steps))

    def _expression(self, least: int) -> FormulaType:
        """A value and all signs behind it that bind at least so tightly."""
        type_ = self._value()
        while _BINDING.get((sign := self._peek()).text, 0) >= least and sign.kind == "sign":
            self._next += 1
            right = self._expression(_BINDING[sign.text] + 1)
            type_ = self._call(SIGNS[sign.text], (type_, right), sign.position)
        return type_

    def _value(self) -> FormulaType:
        token = self._peek()
        self._next += 1
        match token.kind, token.text:
            case "number", _:
                return self._constant(FormulaType.NUMBER, _number(token), token.position)
            case "text", quoted:
                text = quoted[1:-1].replace('""', '"') if quoted[0] == '"' else quoted[1:-1]
                return self._constant(FormulaType.TEXT, text, token.position)
            case "field", name:
                return self._field(name[1:-1].strip(), token.position)
            case "name", name:
                return self._named(name.lower(), token)
            case "sign", "-":
                return self._call(NEGATIVE, (self._nested(self._value, token),), token.position)
            case "sign", "+":
                return self._nested(self._value, token)
            case "sign", "(":
                type_ = self._nested(lambda: self._expression(1), token)
                self._close(token)
                return type_
            case _:
                raise FormulaError(token.position, FormulaFault.VALUE_EXPECTED, found=token.text)

    def _named(self, name: str, token: _Token) -> FormulaType:
        if name in WORDS and self._peek().text != "(":
            return self._constant(*WORDS[name], token.position)
        function = FUNCTIONS.get(name)
        if function is None:
            raise FormulaError(token.position, FormulaFault.UNKNOWN_FUNCTION, found=token.text)
        opening = self._peek()
        if not self._took("("):
            raise FormulaError(opening.position, FormulaFault.UNEXPECTED, found=opening.text)
        types: list[FormulaType] = []
        if self._peek().text != ")":
            types.append(self._nested(lambda: self._expression(1), token))
            while self._took(","):
                types.append(self._nested(lambda: self._expression(1), token))
        self._close(opening)
        return self._call(function, types, token.position)

    def _field(self, name: str, position: int) -> FormulaType:
        type_ = self._fields.get(name)
        if type_ is None:
            raise FormulaError(position, FormulaFault.UNKNOWN_FIELD, found=name)
        return self._add(FieldOf(name, type_), type_, position)

    def _constant(self, type_: FormulaType, value: Value | None, position: int) -> FormulaType:
        return self._add(Constant(value), type_, position)

    def _call(self, function: Function, types: Sequence[FormulaType], position: int) -> FormulaType:
        wanted = list(function.parameters.items())
        if function.repeats:
            wanted += wanted[-1:] * (len(types) - len(wanted))
        if len(types) != len(wanted):
            raise FormulaError(
                position, FormulaFault.WRONG_COUNT, function=function.signature, found=len(types)
            )
        common = FormulaType.EMPTY
        for (parameter, takes), found in zip(wanted, types, strict=True):
            expected = _expected(function, takes, found, common)
            if expected:
                raise FormulaError(
                    position,
                    FormulaFault.WRONG_TYPE,
                    function=function.name,
                    parameter=parameter,
                    expected=expected,
                    found=found,
                )
            if takes in _COMMON and found is not FormulaType.EMPTY:
                common = found
        return self._add(Call(function, len(types)), function.gives or common, position)

    def _add(self, step: Step, type_: FormulaType, position: int) -> FormulaType:
        if len(self._steps) >= MAX_STEPS:
            raise FormulaError(position, FormulaFault.TOO_MANY_STEPS, limit=MAX_STEPS)
        self._steps.append(step)
        return type_

    def _nested(self, read: Callable[[], FormulaType], token: _Token) -> FormulaType:
        if self._depth >= MAX_DEPTH:
            raise FormulaError(token.position, FormulaFault.TOO_DEEP, limit=MAX_DEPTH)
        self._depth += 1
        type_ = read()
        self._depth -= 1
        return type_

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _took(self, sign: str) -> bool:
        token = self._peek()
        if token.kind != "sign" or token.text != sign:
            return False
        self._next += 1
        return True

    def _close(self, opening: _Token) -> None:
        token = self._peek()
        if token.kind == "end":
            raise FormulaError(opening.position, FormulaFault.NOT_CLOSED, found=opening.text)
        if not self._took(")"):
            raise FormulaError(token.position, FormulaFault.UNEXPECTED, found=token.text)


def _number(token: _Token) -> Decimal:
    whole, _, decimals = token.text.partition(".")
    if len(whole) > MAX_WHOLE_DIGITS or len(decimals) > MAX_DECIMALS:
        raise FormulaError(token.position, FormulaFault.NUMBER_TOO_LONG, found=token.text)
    return Decimal(token.text)


def _expected(function: Function, takes: Takes, found: FormulaType, common: FormulaType) -> str:
    """What should stand where `found` does, or nothing when it is right."""
    if found is FormulaType.EMPTY:
        return "" if function.sees_empty else takes
    if takes is Takes.ANY:
        return ""
    if takes not in _COMMON:
        return "" if found == takes.value else takes
    if common is not FormulaType.EMPTY and found is not common:
        return common
    return takes if takes is Takes.ORDERED and found not in _ORDERED else ""
