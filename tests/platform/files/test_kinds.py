"""What a file is, told from its bytes, and what is left of its name."""

import pytest

from heyi.platform.files.kinds import TEXT, UNKNOWN, keeps_promise, kind_of, safe_name

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"PK\x03\x04", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        ("订单,数量\n".encode(), TEXT),
        ("订".encode()[:2], TEXT),
        (b"<svg onload=alert(1)>", TEXT),
        (b"<html><script>alert(1)</script>", TEXT),
        (b"<?php system($_GET[0]);", TEXT),
        (b"MZ\x90\x00\x03", UNKNOWN),
        (b"\x7fELF\x02\x01\x01\x00", UNKNOWN),
        (b"\xff\xfe<\x00h\x00", UNKNOWN),
        ("订单".encode("gb18030") + b"\xff", UNKNOWN),
    ],
)
def test_kind_is_told_from_the_first_bytes(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind


@pytest.mark.parametrize(
    ("name", "start", "kept"),
    [
        ("合同.pdf", b"%PDF-1.7", True),
        ("合同.pdf", b"<html>", False),
        ("照片.PNG", PNG, True),
        ("照片.jpg", PNG, False),
        ("表.xlsx", b"PK\x03\x04", True),
        ("表.xlsx", b"%PDF-1.7", False),
        ("图纸.dwg", b"AC1027\x00", True),
        ("没有后缀", b"anything", True),
        ("shell.php.png", b"<?php", False),
    ],
)
def test_a_name_must_not_promise_what_the_content_is_not(name: str, start: bytes, kept: bool) -> None:
    assert keeps_promise(name, kind_of(start)) is kept


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("合同 2026.pdf", "合同 2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\cmd.exe", "cmd.exe"),
        ("..", ""),
        (".", ""),
        ("...", ""),
        ("", ""),
        ("   ", ""),
        (".htaccess", "htaccess"),
        ("a\x00.php", "a.php"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        ("in\u200bvis\u2066ible.txt", "invisible.txt"),
        ('"><img src=x onerror=alert(1)>.png', "___img src=x onerror=alert(1)_.png"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM1.log", "_COM1.log"),
        ("aux.h", "_aux.h"),
        ("concert.txt", "concert.txt"),
        ("name. . .", "name"),
        ("a:b|c?d*e<f.txt", "a_b_c_d_e_f.txt"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
        ("x" * 300, "x" * 180),
        ("e\u0301t\u00e9.txt", "\u00e9t\u00e9.txt"),
    ],
)
def test_a_name_loses_what_could_do_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe
