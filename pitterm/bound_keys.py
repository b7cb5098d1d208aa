"""The `[keys]` of the settings file as they stand there, with their lines; what they mean is the
podium's to say."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from pitterm.domain.errors import PitError
from pitterm.domain.values import Value

PRESETS = ("vim",)
_HEADING = re.compile(r"^\s*\[\s*keys\s*\]")
_ANY_HEADING = re.compile(r"^\s*\[")


class KeysError(PitError):
    """A key that cannot be bound; the sentence names the file, the line and the command."""

    exit_code = 2


class BoundKeys(Value):
    """What a settings file binds: a preset, and keys by the command's id."""

    preset: str | None = None
    by_command: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    source: str = "the settings"
    lines: dict[str, int] = Field(default_factory=dict)

    def where(self, name: str) -> str:
        """Where a command or the preset is set, for a sentence."""
        line = self.lines.get(name)
        return f"{self.source}, line {line}" if line else self.source


def read_bound_keys(table: Any, path: Path, text: str) -> BoundKeys:
    """The keys of this file; raises KeysError where something is no key at all."""
    keys = BoundKeys(source=str(path), lines=_lines(text))
    if not isinstance(table, Mapping):
        raise KeysError(f"{path}: keys is no table", "Write [keys] on a line of its own.")
    values = dict(table)
    preset = values.pop("preset", None)
    if preset is not None and preset not in PRESETS:
        raise KeysError(
            f"{keys.where('preset')}: there is no preset {preset!r}", f"There is {PRESETS[0]!r}."
        )
    bound = {}
    for command, typed in values.items():
        several = typed if isinstance(typed, list) else [typed]
        if not all(isinstance(each, str) for each in several):
            raise KeysError(
                f"{keys.where(command)}: {command} is neither a key nor a list of keys",
                f'Write {command} = "f5".',
            )
        bound[command] = tuple(several)
    return keys.model_copy(update={"preset": preset, "by_command": bound})


def _lines(text: str) -> dict[str, int]:
    """The line on which each name of the table stands, from 1."""
    found: dict[str, int] = {}
    is_inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if _ANY_HEADING.match(line):
            is_inside = bool(_HEADING.match(line))
        elif is_inside and "=" in line and not line.lstrip().startswith("#"):
            found.setdefault(line.partition("=")[0].strip().strip("\"'"), number)
    return found
