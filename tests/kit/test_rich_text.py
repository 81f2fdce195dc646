from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.rich_text import MAX_LENGTH, plain_text, sanitise

LINK = '<a href="https://heyi.example/a?b=1&amp;c" rel="noopener noreferrer">x</a>'


class Seen(HTMLParser):
    """The tags and attributes that a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


ALLOWED = {
    *("p", "br", "b", "strong", "i", "em", "u", "s", "a", "ul", "ol", "li", "h3", "h4", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "code", "pre"),
}


@pytest.mark.parametrize(
    "html",
    [
        "<p>你好，<b>世</b><i>界</i> &amp; 1 &lt; 2</p>",
        "<h3>a</h3><h4>b</h4><blockquote>c</blockquote><pre><code>d  e</code></pre>",
        "<ul><li>a</li></ul><ol><li><s>b</s><u>c</u><em>d</em><strong>e</strong></li></ol>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b<br>c</td></tr></tbody></table>",
        LINK,
        "",
    ],
)
def test_what_is_allowed_stays_as_it_is(html: str) -> None:
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<SCRIPT/SRC=//evil></SCRIPT >a", "a"),
        ("<style>*{display:none}</style>a", "a"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<svg><script>alert(1)</script></svg>a", "a"),
        ("<svg/onload=alert(1)>a", "a"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", None),
        ("<p onclick=alert(1) style='position:fixed' class=x id=y>a</p>", "<p>a</p>"),
        ("<iframe src='https://evil'>b</iframe>a", "a"),
        ("<form action=/api><input name=x><button>go</button></form>", "go"),
        ("<a href='javascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href=' java\tscript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='&#106;avascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='data:text/html,<script>1</script>'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='//evil.example'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='/api/users/1'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ("<a href='https://heyi.example/a?b=1&c' target=_top rel=opener>x</a>", LINK),
        ("<!-- --!><img src=x onerror=alert(1)> -->a", None),
        ("<h1>a</h1><div><span>b</span></div>", "ab"),
        ("a\0<scr\0ipt>b</script>", "a"),
        ("<b>open", "<b>open</b>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<p title='</p><script>alert(1)</script>'>a</p>", "<p>a</p>"),
        ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", None),
        ("<template><script>alert(1)</script></template>a", "a"),
        ("<base href=//evil><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a", "a"),
    ],
)
def test_what_could_do_harm_is_gone(html: str, kept: str | None) -> None:
    clean = sanitise(html)
    assert kept is None or clean == kept
    assert Seen(clean).tags <= ALLOWED
    assert not any(name.startswith("on") or name in {"style", "src"} for _, name, _ in Seen(clean).attributes)


WORDS = (
    "<script> </script> <p> </p> <a href= javascript:x https://x.y ' \" > < onclick= <svg> <style> </style> <table> "
    "<td> <math> <!-- --> <noscript> &lt; &#60; \0 / = a 公 <textarea> <![CDATA[ ]]> <template> <select>"
)
PIECES = st.sampled_from([*WORDS.split(" "), " "])
pages = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


@given(pages)
def test_whatever_comes_only_the_allowed_is_left(html: str) -> None:
    clean = sanitise(html)
    seen = Seen(clean)
    assert seen.tags <= ALLOWED
    for tag, name, value in seen.attributes:
        assert tag == "a"
        assert name in {"href", "rel"}
        assert name == "rel" or (value or "").startswith(("https://", "http://", "mailto:"))
    assert sanitise(clean) == clean
    assert "\0" not in plain_text(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>你好 <b>世</b>界</p><p>b&nbsp; c</p>", "你好 世界\nb c"),
        ("a<br>b", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ('<a href="https://x.y/>z">link</a> &lt;b&gt;', "link <b>"),
        ("<script>alert(1)</script><style>x</style>", ""),
        ("<p> </p><p><br></p>", ""),
        ("1 < 2", "1 < 2"),
        ("", ""),
    ],
)
def test_the_text_alone(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_a_tower_of_tags_falls_without_harm() -> None:
    assert plain_text("<blockquote>" * 5_000 + "a") == "a"
    assert sanitise("<div>" * 10_000 + "a") == "a"
    assert sanitise("<b>" * 5_000 + "</b>" * 5_000) == "<b>" * 5_000 + "</b>" * 5_000


def test_a_book_is_refused() -> None:
    assert sanitise("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    with pytest.raises(ValueError, match="100,000"):
        sanitise("a" * (MAX_LENGTH + 1))
