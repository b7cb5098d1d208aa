"""The feed as JSON lines, for demos, training and the review of an incident."""

import asyncio
import json
import math
import os
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.errors import PitError
from pitterm.repository.feed import Lost, Sighting

_HEADING = {"pitterm": "feed", "version": 1}
_KINDS: dict[str, type[Snapshot] | type[Pulse] | type[Lost]] = {
    "snapshot": Snapshot,
    "pulse": Pulse,
    "lost": Lost,
}


class RecordingError(PitError):
    """A recording that cannot be written or read."""

    exit_code = 2


class Recorder:
    """Writes what the wall is shown, each with its seconds since the beginning."""

    def __init__(self, path: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._began: float | None = None
        self._file: TextIOWrapper | None = None
        self.fault = ""
        """Why nothing is written any more."""
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise RecordingError(
                f"{path} cannot be recorded into: {error.strerror}",
                "Name a file that is not there.",
            ) from None
        self._file = open(descriptor, "w", buffering=1, encoding="utf-8")  # noqa: SIM115 - open while it records
        self._write(_HEADING)

    def note(self, sighting: Sighting) -> None:
        """Write one line; a full disk ends the recording, never the wall."""
        now = self._monotonic()
        self._began = now if self._began is None else self._began
        kind = type(sighting).__name__.lower()
        at = round(now - self._began, 3)
        self._write({"at": at, kind: sighting.model_dump(mode="json")})

    def close(self) -> None:
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                self.fault = error.strerror or str(error)

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        except OSError as error:
            self.close()
            self.fault = error.strerror or str(error)


def check_recording(path: Path) -> None:
    """Raise RecordingError unless this is a recording with something in it."""
    if next(_lines(path), None) is None:
        raise RecordingError(f"{path} has nothing recorded in it", "Name another recording.")


async def replay(path: Path, speed: float) -> AsyncGenerator[Sighting, None]:
    """The recorded feed in its own rhythm, so many times as fast; it ends where the file ends."""
    began = time.monotonic()
    for at, sighting in _lines(path):
        await asyncio.sleep(max(0.0, began + at / speed - time.monotonic()))
        yield sighting


def _lines(path: Path) -> Iterator[tuple[float, Sighting]]:
    try:
        with path.open(encoding="utf-8") as file:
            if not _is_heading(file.readline()):
                raise RecordingError(
                    f"{path} is no recording of the wall", "Make one with pitterm wall --record."
                )
            for number, line in enumerate(file, start=2):
                if not line.endswith("\n"):
                    return  # the writer was killed in the middle of it
                yield _sighting(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise RecordingError(f"{path} cannot be read: {error}", "Name another file.") from None


def _is_heading(line: str) -> bool:
    try:
        return bool(json.loads(line) == _HEADING)
    except (ValueError, RecursionError):
        return False


def _sighting(path: Path, number: int, line: str) -> tuple[float, Sighting]:
    try:
        parts = json.loads(line)
        at = float(parts.pop("at"))
        if not math.isfinite(at):
            raise ValueError(at)
        [(kind, fields)] = parts.items()
        return at, _KINDS[kind].model_validate(fields)
    except (
        ValidationError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        OverflowError,
        RecursionError,
    ):
        raise RecordingError(
            f"Line {number} of {path} is no recorded picture", "The recording ends there."
        ) from None
