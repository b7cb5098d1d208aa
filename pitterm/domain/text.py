"""Text people type: bounded and printable, because another terminal plays it later."""

import re
import unicodedata
from functools import lru_cache

NOTES_LIMIT = 1000
"""Characters a note may have."""
LABEL_LIMIT = 64
"""Characters a box, seal, label or login may have."""

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HARMLESS_FORMAT = {"\u200d"}
_LINES = {"\t", "\n", "\r"}


def has_control(typed: str) -> bool:
    """Whether a control, bidirectional or invisible character is in it."""
    return _CONTROL.search(typed) is not None


def fault(typed: str, name: str, limit: int) -> str | None:
    """Why this text cannot be recorded under the name a person knows it by; None when it can."""
    if has_control(typed):
        return f"The {name} has characters that cannot be kept; type it in plain letters."
    if len(typed) > limit:
        return f"The {name} has {len(typed):,} characters; {limit:,} fit."
    return None


@lru_cache(maxsize=4096)
def harmless(text: str) -> str:
    """Names and notes with everything a terminal would obey instead of print made visible."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if _is_obeyed(character) else character for character in text
    )


def harmless_lines(text: str) -> str:
    """The same for whole lines of print, with their breaks."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if character not in _LINES and _is_obeyed(character)
        else character
        for character in text
    )


def escaped(written: str) -> str:
    """Lines with what a terminal would obey written as `\\u001b`; JSON stays the same JSON."""
    return "".join(
        _escape(character) if character != "\n" and _is_obeyed(character) else character
        for character in written
    )


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _is_obeyed(character: str) -> bool:
    if " " <= character <= "~":
        return False
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}
        and character not in _HARMLESS_FORMAT
    )
