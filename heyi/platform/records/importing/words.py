"""What fields and choices are called in either language, a tenant's own ones among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from heyi.platform.messages import LANGUAGES, Language, has_message, translate
from heyi.platform.records.shapes import own_words
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one tenant, by message key; beside them stand those of the catalogue."""

    own: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)

    def text(self, key: str, language: Language) -> str:
        """What the thing is called in this language."""
        text = self.own.get(language, {}).get(key)
        if text is None:
            text = translate(key, language) if has_message(key) else key.rpartition(".")[2]
        return text

    def every(self, key: str) -> Iterator[str]:
        """What the thing is called in each language."""
        for language in LANGUAGES:
            yield self.text(key, language)


NO_WORDS = Words()


def words_of(uow: UnitOfWork) -> Words:
    """The words of this tenant."""
    return uow.settled(
        "import_words", lambda: Words({language: own_words(uow, language) for language in LANGUAGES})
    )
