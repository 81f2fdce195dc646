"""The glossary: its words stand in the catalogue, and the words it forbids do not."""

import re
from pathlib import Path

import pytest

from heyi.platform.messages import catalogue

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| 中文"))
]
FORBIDDEN = [word.strip() for row in ROWS for word in row[4].split(",") if word.strip()]
# The headings of other people's files are their words, not ours.
OURS = [said for key, said in catalogue().items() if not key.startswith("columns.")]
SAID = {
    "zh": "\n".join(said["zh"] for said in OURS),
    "en": "\n".join(said["en"] for said in OURS).casefold(),
}


@pytest.mark.parametrize(("chinese", "english"), [(row[0], row[1]) for row in ROWS])
def test_a_word_of_the_glossary_is_what_people_read(chinese: str, english: str) -> None:
    assert chinese in SAID["zh"]
    assert english.casefold() in SAID["en"]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_second_word_for_the_same_thing_is_never_said(word: str) -> None:
    if word.isascii():
        assert re.search(rf"\b{word.casefold()}s?\b", SAID["en"]) is None
    else:
        assert word not in SAID["zh"]
