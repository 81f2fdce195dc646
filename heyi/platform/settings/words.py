"""A tenant's own words: labels that he calls otherwise, over those of the catalogue; plain text, never markup."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter

from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.messages import LANGUAGES, Language, catalogue, translate
from heyi.platform.settings.store import get_setting, put_setting
from heyi.platform.unit_of_work import UnitOfWork

SETTING = "words"
# Names of things may be called otherwise; what sentences say may not.
CHANGEABLE = ("record.", "field.", "choice.", "group.", "web.nav.", "web.area.", "web.one.")
MOST_WORDS = 2_000
FOUND = 50

WordProvider = Callable[[UnitOfWork, Language], Mapping[str, str]]
_providers: list[WordProvider] = []


@dataclass(frozen=True)
class Words:
    """Words to lay over the catalogue in the reader's language; `version` rises when any of them may have changed."""

    version: int
    language: str
    words: dict[str, str]


@dataclass(frozen=True)
class Word:
    """A label: as it came, and as this tenant calls it."""

    key: str
    original: str
    own: str | None


@dataclass(frozen=True)
class WordsFound:
    """Labels that a search found, with the version to change them at."""

    version: int
    words: list[Word]
    more: bool


def register_words(provider: WordProvider) -> None:
    """Have further words delivered: labels of things that a tenant made himself."""
    if provider not in _providers:
        _providers.append(provider)


def words_here(uow: UnitOfWork, language: Language) -> Words:
    """Everything that is called otherwise here, or is not in the catalogue at all."""
    laid = {**_provided(uow, language), **_own(uow, language)}
    return Words(uow.facts.settings_version, language, laid)


def find_words(uow: UnitOfWork, *, language: Language, search: str, only_own: bool = False) -> WordsFound:
    """Labels whose present or first text holds these letters (with a dot in them, also the key); the first fifty."""
    version, _ = get_setting(uow, SETTING)
    own = _own(uow, language)
    wanted = search.strip().casefold()
    found = [
        Word(key, original, own.get(key))
        for key, original in _changeable(uow, language).items()
        if (not only_own or key in own)
        and any(
            wanted in text.casefold() for text in (original, own.get(key, ""), key if "." in wanted else "")
        )
    ]
    found.sort(key=lambda word: ((word.own or word.original).casefold(), word.key))
    return WordsFound(version, found[:FOUND], len(found) > FOUND)


def change_words(
    uow: UnitOfWork, *, version: int, language: Language, changed: Mapping[str, str | None]
) -> None:
    """Call things otherwise in one language; None gives them their first name back.

    Raises:
        InvalidInput: a key is no label, or a text leaves out or adds a place to be filled.
        VersionChanged: somebody changed words meanwhile.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    known = _changeable(uow, language)
    problems = [problem for key, text in changed.items() if (problem := _wrong(known, key, text)) is not None]
    if problems:
        raise InvalidInput(problems=problems)
    _, stored = get_setting(uow, SETTING)
    all_words: dict[str, dict[str, str]] = {name: dict(stored.get(name, {})) for name in LANGUAGES}
    for key, text in changed.items():
        if text is None or text == known[key]:
            all_words[language].pop(key, None)
        else:
            all_words[language][key] = text
    if sum(len(words) for words in all_words.values()) > MOST_WORDS:
        raise InvalidInput(problems=[FieldProblem("words", "too_many_words", {"most": MOST_WORDS})])
    put_setting(uow, SETTING, all_words, version=version)


def _own(uow: UnitOfWork, language: Language) -> Mapping[str, str]:
    _, stored = get_setting(uow, SETTING)
    words: Mapping[str, str] = stored.get(language, {})
    return words


def _provided(uow: UnitOfWork, language: Language) -> dict[str, str]:
    return {key: text for provider in _providers for key, text in provider(uow, language).items()}


def _changeable(uow: UnitOfWork, language: Language) -> dict[str, str]:
    named = {key: translate(key, language) for key in catalogue() if key.startswith(CHANGEABLE)}
    return named | {key: text for key, text in _provided(uow, language).items() if key.startswith(CHANGEABLE)}


def _wrong(known: Mapping[str, str], key: str, text: str | None) -> FieldProblem | None:
    if key not in known:
        return FieldProblem(f"words.{key}", "unknown_word", {"value": key[:80]})
    if text is not None and _places(text) != _places(known[key]):
        return FieldProblem(f"words.{key}", "word_places", {"original": known[key]})
    return None


def _places(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
