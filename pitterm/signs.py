"""Signs in ASCII, one cell for one cell, for terminals and locales that have no others."""

import locale
import os
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

VARIABLE = "PITTERM_ASCII"
"""Asks for ASCII, or against it with `0`, whatever the locale is."""

_SIGNS = {
    "●": "*",
    "◐": "%",
    "○": "o",
    "◌": ":",
    "▲": "^",
    "△": "'",
    "▼": "v",
    "✕": "x",
    "✓": "+",
    "▪": "#",
    "▤": "=",
    "×": "x",
    "−": "-",
    "–": "-",
    "—": "-",
    "‑": "-",  # noqa: RUF001 - the hyphen that does not break
    "·": ".",
    "…": "~",
    "⏎": "<",
    "•": ".",
    "◔": "c",
    "◑": "d",
    "◕": "q",
    "▸": ">",
    "◂": "<",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "≠": "!",
    "≥": ">",
    "≤": "<",
    "±": "~",
    "⚑": "!",
    "»": ">",
    "❯": ">",  # noqa: RUF001 - Textual's prompt
    "■": "#",
    "▶": ">",
    "◀": "<",
    "▐": "[",
    "▌": "]",
    "‘": "'",  # noqa: RUF001 - a quotation that opens
    "’": "'",  # noqa: RUF001 - one that closes, and an apostrophe
    "“": '"',
    "”": '"',
    "\u00a0": " ",
    "\u202f": " ",
    "⭘": "o",
    "⬤": "*",
}
_STEPS = dict(zip("▁▂▃▄▅▆▇█", "_-~=+*%#", strict=True))
_BOX = {
    **dict.fromkeys("─━╌╍┄┅┈┉╴╶╸╺═╼╾▔", "-"),
    **dict.fromkeys("│┃╎╏┆┇┊┋╵╷╹╻║╽╿▏▎▍▋▊▉▕", "|"),
    **dict.fromkeys("╭╮┌┍┎┏┐┑┒┓", "."),
    **dict.fromkeys("╰╯└┕┖┗┘┙┚┛", "'"),
    **dict.fromkeys("░▒▓", "#"),
}
TABLE = {ord(sign): plain for sign, plain in (_SIGNS | _STEPS | _BOX).items()}
_BOX_DRAWING, _BLOCKS, _BRAILLE = (
    range(0x2500, 0x2580),
    range(0x2580, 0x25A0),
    range(0x2800, 0x2900),
)


def is_wanted(setting: str) -> bool:
    """Whether signs are to be ASCII here, as the setting and the locale have it."""
    if setting == "auto":
        return "utf" not in locale.nl_langinfo(locale.CODESET).casefold()
    return setting == "ascii"


def as_said_here(text: str, setting: str | None = None) -> str:
    """The text for this terminal; before settings are read the environment alone decides."""
    if setting is None:
        asked = os.environ.get(VARIABLE)
        setting = "auto" if asked is None else "unicode" if asked in ("", "0") else "ascii"
    return ascii_of(text, charset()) if is_wanted(setting) else text


def charset() -> str:
    """The locale's encoding, in which people's own letters may stand; ASCII where it is none."""
    name = locale.nl_langinfo(locale.CODESET)
    try:
        "".encode(name)
    except LookupError:
        return "ascii"
    return name


def ascii_of(text: str, encoding: str = "utf-8") -> str:
    """The text with every sign of ours in ASCII; letters stay where the encoding has them."""
    if text.isascii():
        return text
    return "".join(_plain(character, encoding) for character in text)


def ours(text: Iterable[str]) -> set[str]:
    """The signs in it that `ascii_of` replaces whatever the encoding is."""
    return {each for each in text if _of_ours(each) is not None}


@lru_cache(4_096)
def _plain(character: str, encoding: str) -> str:
    if character.isascii():
        return character
    sign = _of_ours(character)
    if sign is not None:
        return sign
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _nearest(character)
    return character


def _of_ours(character: str) -> str | None:
    """A sign's stand-in: named above, or by the block it comes from."""
    code = ord(character)
    if code in TABLE:
        return TABLE[code]
    if code in _BOX_DRAWING:
        return "+"
    if code in _BLOCKS or code in _BRAILLE:
        return "#"
    if unicodedata.category(character)[0] in "SP" and unicodedata.category(character) != "Sc":
        return "?" * _width(character)
    return None


def _nearest(character: str) -> str:
    """The letter without its mark, or question marks as wide as it is."""
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    width = _width(character)
    return bare if bare and len(bare) == width else "?" * width


def _width(character: str) -> int:
    from rich.cells import cell_len

    return cell_len(character)
