"""What a file is: told from its first bytes, never from its name or from what the browser says."""

import re
import unicodedata

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
LOOKED_AT = 4096
_LONGEST_NAME = 180

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
)
# What the end of a name promises. A spreadsheet or a text document is a zip, or in its old form an OLE file.
_PROMISED: dict[str, frozenset[str]] = {
    "pdf": frozenset({"application/pdf"}),
    "png": frozenset({"image/png"}),
    "jpg": frozenset({"image/jpeg"}),
    "jpeg": frozenset({"image/jpeg"}),
    "gif": frozenset({"image/gif"}),
    "webp": frozenset({"image/webp"}),
    "zip": frozenset({"application/zip"}),
    "xlsx": frozenset({"application/zip"}),
    "docx": frozenset({"application/zip"}),
    "pptx": frozenset({"application/zip"}),
    "xls": frozenset({"application/x-ole-storage"}),
    "doc": frozenset({"application/x-ole-storage"}),
    "rar": frozenset({"application/vnd.rar"}),
    "7z": frozenset({"application/x-7z-compressed"}),
}
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def kind_of(start: bytes) -> str:
    """The media type of a file that begins like this; any text is plain text, so that no browser runs it."""
    for offset, magic, media_type in _MAGIC:
        if start.startswith(magic, offset):
            return media_type
    if b"\0" in start:
        return UNKNOWN
    # A character may be cut at the end of what is looked at.
    for cut in range(4):
        try:
            start[: len(start) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return TEXT
    return UNKNOWN


def keeps_promise(name: str, media_type: str) -> bool:
    """Whether content of this type is what the end of the name promises; ends that promise nothing are kept."""
    promised = _PROMISED.get(name.rpartition(".")[2].lower())
    return promised is None or media_type in promised


def safe_name(name: str) -> str:
    """The file's own name without folders, invisible or turning characters, device names and what systems forbid.

    It is only shown and offered for download; no file is ever stored under it. Empty when nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        "_" if character in _FORBIDDEN else character
        for character in last
        if unicodedata.category(character) not in _UNSEEN
    )
    trimmed = " ".join(seen.split()).strip(". ")
    if _DEVICES.match(trimmed):
        trimmed = f"_{trimmed}"
    stem, dot, end = trimmed.rpartition(".")
    if len(trimmed) > _LONGEST_NAME and dot and len(end) <= 10:
        return f"{stem[: _LONGEST_NAME - len(end) - 1]}.{end}"
    return trimmed[:_LONGEST_NAME]
