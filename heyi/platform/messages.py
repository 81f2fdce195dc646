"""The one catalogue of sentences shown to people, in Chinese and English, shared with the browser app."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh-CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
_COLUMN: dict[Language, str] = {"zh-CN": "zh", "en": "en"}


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every message key with its `zh` and `en` sentence, merged from the files of all areas.

    Raises:
        ValueError: two areas define the same key.
    """
    merged: dict[str, dict[str, str]] = {}
    for entry in sorted(resources.files("heyi").joinpath("messages").iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".json"):
            continue
        for key, sentences in json.loads(entry.read_text(encoding="utf-8")).items():
            if key in merged:
                raise ValueError(f"message {key!r} is defined twice, the second time in {entry.name}")
            merged[key] = sentences
    return merged


def translate(key: str, language: Language, params: Mapping[str, object] | None = None) -> str:
    """The sentence under `key` with its `{placeholders}` filled; a missing value is left visible as `{name}`.

    Raises:
        KeyError: the catalogue has no such key.
    """
    sentence = catalogue()[key][_COLUMN[language]]
    return sentence.format_map(_Filled({name: str(value) for name, value in (params or {}).items()}))


def has_message(key: str) -> bool:
    """Whether the catalogue holds `key`."""
    return key in catalogue()


def preferred_language(accept_language: str | None) -> Language:
    """The language a browser asks for; Chinese unless it prefers English."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return "zh-CN"


class _Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
