"""Formulas as people write them: fields by what they are called, which the formula keeps by name."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from heyi.kit.formula.functions import FUNCTIONS
from heyi.kit.formula.language import FormulaError, FormulaFault
from heyi.kit.formula.parser import TOKEN, WORDS

_SHOWN: Final = 60


def with_names(text: str, names: Collection[str], labels: Mapping[str, Collection[str]]) -> str:
    """The formula with `{label}` written as `{name}`; what is no field is left for the parser to refuse.

    `labels` holds the names of the fields that are called so; a name goes before a label.

    Raises:
        FormulaError: several fields are called so, or a field stands outside braces.
    """
    written: list[str] = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        kind, found = (match.lastgroup, match.group()) if match else ("", text[position])
        if kind == "field":
            written.append(_named(found, names, labels, position))
        else:
            _refuse_bare(text, position, kind or "", found, [*labels, *names])
            written.append(found)
        position += len(found)
    return "".join(written)


def _named(found: str, names: Collection[str], labels: Mapping[str, Collection[str]], position: int) -> str:
    label = found[1:-1].strip()
    if label in names:
        return f"{{{label}}}"
    called = sorted(labels.get(label, ()))
    if len(called) > 1:
        raise FormulaError(
            position,
            FormulaFault.AMBIGUOUS_FIELD,
            found=label,
            names=", ".join(f"{{{one}}}" for one in called),
        )
    return f"{{{called[0]}}}" if called else found


def _refuse_bare(text: str, position: int, kind: str, found: str, known: Iterable[str]) -> None:
    """Say how a field is written to whoever writes what it is called and nothing else."""
    if kind in {"text", "sign", "number"} or not (found[0].isalnum() or found[0] == "_"):
        return
    if kind == "name" and (found.lower() in FUNCTIONS or found.lower() in WORDS):
        return
    called = max((one for one in known if one and text.startswith(one, position)), key=len, default="")
    if not called and kind == "name":
        return
    raise FormulaError(position, FormulaFault.BARE_FIELD, found=called or _word(text, position))


def _word(text: str, position: int) -> str:
    end = position
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[position:end][:_SHOWN]
