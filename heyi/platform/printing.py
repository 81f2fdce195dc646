"""Papers as PDF: a template says how they look, data says what stands on them. Fonts are embedded as far as used."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import quote

from heyi.platform.http.answers import Answer
from heyi.platform.http.envelope import DOWNLOAD_POLICY

# The package that carries Noto Sans CJK (SIL Open Font License 1.1, its licence lies beside it).
FONTS = "manimgx_fonts_cjk"


def pdf(template: Traversable, data: Mapping[str, Any], *, before: Sequence[Traversable] = ()) -> bytes:
    """The paper that the template makes of the data; data is never read as part of the template.

    What several templates share is laid `before` them.
    """
    # Only who prints pays for loading it.
    import typst

    with resources.as_file(resources.files(FONTS)) as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        return typst.compile(
            b"\n".join(part.read_bytes() for part in (*before, template)),
            format="pdf",
            font_paths=fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )


@dataclass(frozen=True)
class Paper(Answer):
    """A PDF that the browser saves under its name."""

    media_type: str = "application/pdf"


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes, name: str) -> Answer:
    """The answer that carries a workbook."""
    return Answer(200, content, headers=_saved_as(name), media_type=_XLSX)


def paper(content: bytes, name: str) -> Paper:
    """The answer that carries a paper."""
    return Paper(200, content, headers=_saved_as(name))


def _saved_as(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": DOWNLOAD_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
