"""Text with headings, lists, tables and links: what people may keep of the HTML that an editor or a page gives."""

import re
from html.parser import HTMLParser
from typing import Final

import nh3

MAX_LENGTH: Final = 100_000  # the time of nested tags grows with their square: here half a second

_BLOCKS: Final = frozenset({"p", "ul", "ol", "li", "h3", "h4", "blockquote", "table", "tr", "pre"})
_WITHIN: Final = frozenset(
    {"br", "b", "strong", "i", "em", "u", "s", "a", "code", "thead", "tbody", "th", "td"}
)
_CELLS: Final = frozenset({"th", "td"})
_GONE_WITH_CONTENT: Final = {
    "script",
    "style",
    "title",
    "textarea",
    "template",
    "noscript",
    "iframe",
    "object",
}
# A link to a place of ours would be relative, and one without scheme (//host) could lead anywhere.
_CLEANER: Final = nh3.Cleaner(
    tags=set(_BLOCKS | _WITHIN),
    clean_content_tags=_GONE_WITH_CONTENT,
    attributes={"*": set(), "a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer",
)
_BLANKS: Final = re.compile(r"[ \t\r\f\xa0]+")
_BREAKS: Final = re.compile(r" ?\n[ \n]*")


def sanitise(html: str) -> str:
    """The same text with nothing left that could run, load, hide or look like a part of the screen.

    Kept are paragraphs, emphasis, lists, headings of the third and fourth rank, quotes, tables, code, and links to
    the web or to mail. Of any other tag the text stays; scripts and the like go as a whole. Doing it twice changes
    nothing.

    Raises:
        ValueError: there are more than 100,000 characters.
    """
    if len(html) > MAX_LENGTH:
        raise ValueError("a rich text of more than 100,000 characters")
    return _clean(html)


def plain_text(html: str) -> str:
    """What a reader of the text sees, for search and export: a line for each block, a blank between cells."""
    reader = _Reader()
    reader.feed(_clean(html))
    reader.close()
    return _BREAKS.sub("\n", _BLANKS.sub(" ", "".join(reader.pieces))).strip()


def _clean(html: str) -> str:
    # What lay between two tags holds them apart; once it is gone they are read anew, until nothing changes.
    before, cleaned = html, _CLEANER.clean(html.replace("\0", ""))
    while cleaned != before:
        before, cleaned = cleaned, _CLEANER.clean(cleaned)
    return cleaned


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        if tag in _CELLS:
            self.pieces.append(" ")
        elif tag in _BLOCKS or tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
