"""Lines of a sheet: how wide they are, how items and sections of them stand."""

import textwrap
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pitterm.domain.text import harmless

WIDTH = 76
"""Columns every line fits."""
INDENT = " " * 2
BENEATH = 11
"""Where a line goes on beneath an item's words."""


class LineTone(StrEnum):
    """What a line is, for whoever gives it colour."""

    HEADING = "heading"
    PLAIN = "plain"
    QUIET = "quiet"
    ALERT = "alert"


class SheetText(NamedTuple):
    """One line of the sheet."""

    text: str
    tone: LineTone = LineTone.PLAIN


def section(heading: str, found: list[str]) -> list[SheetText]:
    """A heading with how many, and its lines; an empty one says so on one line."""
    if not found:
        return [SheetText(f"{heading}: none", LineTone.QUIET)]
    written = [SheetText(heading, LineTone.HEADING)]
    for line in found:
        tone = LineTone.ALERT if "▲" in line else LineTone.PLAIN
        written += [SheetText(each, tone) for each in _kept_whole(line)]
    return written


def item(label: str, first: str, second: str = "") -> str:
    return f"{INDENT}{harmless(label):<8} {first:<26} {second}".rstrip()


def wrapped(words: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(words, WIDTH, initial_indent=space, subsequent_indent=space)


def _kept_whole(line: str) -> list[str]:
    """A line that does not fit goes on beneath itself."""
    indent = " " * (len(line) - len(line.lstrip()) + 9)
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent)


def fit(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def at_clock(moment: datetime, zone: ZoneInfo) -> str:
    """`15 Jan 22:00`: a sheet may be read long after its night."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %H:%M}"
