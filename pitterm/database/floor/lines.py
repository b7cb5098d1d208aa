"""On which line of a TOML file each key stands: the parser tells values, and no line of them."""

import re
import tomllib
from collections.abc import Mapping

Place = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<sign>[\[\]{}=,])
    |(?P<bare>[^\s\[\]{}=,\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[Place, int]:
    """The line, from 1, of every key and item of a file that `tomllib` accepts."""
    return _Reader(text).read()


class _Reader:
    """Walks through the words of a file that is known to be well formed."""

    def __init__(self, text: str) -> None:
        self.words: list[tuple[str, str, int]] = []
        line = 1
        for found in _TOKEN.finditer(text):
            if found.lastgroup != "blank":
                self.words.append((str(found.lastgroup), found[0], line))
            line += found[0].count("\n")
        self.words.append(("end", "", line))
        self.at = 0
        self.lines: dict[Place, int] = {}
        self.counts: dict[Place, int] = {}

    def read(self) -> Mapping[Place, int]:
        table: Place = ()
        while self._kind() != "end":
            if self._kind() == "newline":
                self.at += 1
            elif self._word() == "[":
                table = self._heading()
            else:
                self._pair(table)
        return self.lines

    def _kind(self) -> str:
        return self.words[self.at][0]

    def _word(self) -> str:
        kind, word, _ = self.words[self.at]
        return word if kind == "sign" else ""

    def _heading(self) -> Place:
        """`[a.b]` or `[[a.b]]`; the latter begins the next item of an array."""
        line = self.words[self.at][2]
        self.at += 1
        is_item = self._word() == "["
        self.at += is_item
        keys = self._keys()
        self.at += 1 + is_item
        place: Place = ()
        for number, key in enumerate(keys, start=1):
            place = (*place, key)
            if is_item and number == len(keys):
                self.counts[place] = self.counts.get(place, 0) + 1
            self.lines.setdefault(place, line)
            if place in self.counts:
                place = (*place, self.counts[place] - 1)
                self.lines.setdefault(place, line)
        return place

    def _keys(self) -> list[str]:
        """A dotted key, up to the sign behind it."""
        written = ""
        while self._kind() in ("bare", "text"):
            written += self.words[self.at][1]
            self.at += 1
        value: object = tomllib.loads(f"{written} = 0")
        keys = []
        while isinstance(value, dict):
            [(key, value)] = value.items()
            keys.append(key)
        return keys

    def _pair(self, table: Place) -> None:
        line = self.words[self.at][2]
        place = table
        for key in self._keys():
            place = (*place, key)
            self.lines.setdefault(place, line)
        self.at += 1
        self._value(place)

    def _value(self, place: Place) -> None:
        if self._word() in ("[", "{"):
            self._several(place, closing="]" if self._word() == "[" else "}")
            return
        while self._kind() in ("bare", "text"):
            self.at += 1

    def _several(self, place: Place, closing: str) -> None:
        """The items of an array, or the pairs of an inline table."""
        self.at += 1
        number = 0
        while self._word() != closing:
            if self._kind() == "newline" or self._word() == ",":
                self.at += 1
            elif closing == "}":
                self._pair(place)
            else:
                self.lines[(*place, number)] = self.words[self.at][2]
                self._value((*place, number))
                number += 1
        self.at += 1
