"""Reading a floor file, and saying on which line it is wrong."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pitterm.database.floor.dated import FloorChange, FloorShift
from pitterm.database.floor.lines import Place, lines_of
from pitterm.database.floor.model import Floor, FloorCasino
from pitterm.database.floor.parts import (
    FloorChipSet,
    FloorMix,
    FloorPit,
    FloorSettings,
    FloorStaff,
    FloorTable,
)
from pitterm.domain.errors import PitError

_NAMES = ("slug", "label", "login", "name")
_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")
MODELS: dict[str, type[BaseModel]] = {
    "casinos": FloorCasino,
    "settings": FloorSettings,
    "shifts": FloorShift,
    "chip_sets": FloorChipSet,
    "pits": FloorPit,
    "tables": FloorTable,
    "mixes": FloorMix,
    "staff": FloorStaff,
    "changes": FloorChange,
}


class FloorError(PitError):
    """A floor file that cannot be used; the sentence names where it is wrong."""

    exit_code = 2


@dataclass(frozen=True)
class FloorFile:
    """A file that was read, with the lines of its keys."""

    path: Path
    floor: Floor
    values: Mapping[str, Any]
    lines: Mapping[Place, int]

    def refusal(self, place: Place, sentence: str, next_step: str = "") -> FloorError:
        """What the books say against the key at this place."""
        where = _where(self.path, place, self.values, self.lines)
        return FloorError(f"{where}: {sentence.rstrip('.')}", next_step or "Nothing was changed.")


def read_floor(path: Path) -> Floor:
    """The floor in the file, or a FloorError that names line and key."""
    return open_floor(path).floor


def open_floor(path: Path) -> FloorFile:
    """The file with its floor, or a FloorError that names line and key."""
    try:
        written = path.read_bytes()
    except OSError as error:
        raise FloorError(
            f"{path.name} cannot be read: {error.strerror}", "Name a file that is there."
        ) from None
    try:
        text = written.decode("utf-8-sig")
        values = tomllib.loads(text)
        lines = lines_of(text)
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise FloorError(f"{path.name}, line {line}: it is no UTF-8", "Correct the file.") from None
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, str(error), text) from None
    except (RecursionError, ValueError):
        # A number of thousands of digits, or brackets within brackets without end.
        raise FloorError(f"{path.name} is no floor file", "See docs/floor.md.") from None
    try:
        return FloorFile(path, Floor.model_validate(values), values, lines)
    except ValidationError as error:
        raise _rejected(path, error, values, lines) from None


def _no_toml(path: Path, complaint: str, text: str) -> FloorError:
    found = _POSITION.search(complaint)
    line, column = found.groups() if found else (str(text.count("\n") + 1), "1")
    reason = (
        complaint[: found.start()] if found else complaint.removesuffix(" (at end of document)")
    )
    return FloorError(
        f"{path.name}, line {line}, column {column}, is no TOML: {reason}", "Correct the file."
    )


def _rejected(
    path: Path, error: ValidationError, values: Mapping[str, Any], lines: Mapping[Place, int]
) -> FloorError:
    """One complaint, with its place: `line 12, casinos harbor, tables BJ-02, spot`."""
    complaints = error.errors(include_url=False)
    # A misspelt key is also a missing one; its spelling is what helps.
    misspelt = (one for one in complaints if one["type"] == "extra_forbidden")
    first = next(misspelt, complaints[0])
    place: Place = first["loc"]
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    if first["type"] == "misplaced":
        place = (*place, *first["ctx"]["place"])
    elif first["type"] == "missing":
        message = "The key is missing"
    where = _where(path, place, values, lines)
    if first["type"] != "extra_forbidden":
        return FloorError(f"{where}: {message}", "Correct the file.")
    near = difflib.get_close_matches(str(place[-1]), _keys_at(place), n=1, cutoff=0)
    return FloorError(f"{where}: there is no such key", f"Mean {near[0]}?")


def _where(path: Path, place: Place, values: Mapping[str, Any], lines: Mapping[Place, int]) -> str:
    """File, line and key; a key that is missing has the line of what it is missing from."""
    written = place
    while written and written not in lines:
        written = written[:-1]
    words = ", ".join(_in_words(place, values)) or "the file"
    return f"{path.name}, line {lines.get(written, 1)}, {words}"


def _in_words(location: Iterable[int | str], values: object) -> list[str]:
    """Items of a list by the name they carry, else by their place from one."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int):
            values = values[part] if isinstance(values, list) else None
            carried = values if isinstance(values, Mapping) else {}
            names = (carried.get(key) for key in _NAMES)
            name = next((name for name in names if isinstance(name, str)), part + 1)
            words[-1] = f"{words[-1]} {name}" if words else str(name)
        else:
            words.append(part)
            values = values.get(part) if isinstance(values, Mapping) else None
    return words


def _keys_at(location: Iterable[int | str]) -> list[str]:
    """The keys that may stand where the unknown one stands."""
    model: type[BaseModel] = Floor
    for part in list(location)[:-1]:
        model = MODELS.get(str(part), model)
    return list(model.model_fields)
