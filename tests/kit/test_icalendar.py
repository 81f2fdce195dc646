"""Calendars for other programs: escaped, folded between characters, moments in UTC."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.icalendar import Event, calendar_text, escaped, folded

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("联系“华信”", "联系“华信”"),
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("一\n二\r\n三", "一\\n二\\n三"),
        ("x\r\nBEGIN:VEVENT", "x\\nBEGIN:VEVENT"),
        ("bell\x07", "bell"),
    ],
)
def test_words_are_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(st.characters(exclude_characters="\r\n", codec="utf-8")))
def test_long_lines_are_folded_between_characters(line: str) -> None:
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


def test_a_moment_and_a_day() -> None:
    events = [
        Event(
            uid="task-1@heyi",
            summary="寄样品",
            at=datetime(2026, 11, 3, 11, tzinfo=SHANGHAI),
            url="http://h/1",
        ),
        Event(uid="contact-2@heyi", summary="联系华信", at=date(2026, 12, 31), description="甲,乙"),
    ]
    assert calendar_text("张三", events, now=NOW).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Heyi//Calendar//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:张三",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
        "UID:task-1@heyi",
        "DTSTAMP:20261102T013000Z",
        "DTSTART:20261103T030000Z",
        "DURATION:PT30M",
        "SUMMARY:寄样品",
        "URL:http://h/1",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:contact-2@heyi",
        "DTSTAMP:20261102T013000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "TRANSP:TRANSPARENT",
        "SUMMARY:联系华信",
        "DESCRIPTION:甲\\,乙",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
