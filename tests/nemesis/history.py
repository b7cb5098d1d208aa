"""What every client asked for and what it was told: one JSON line each, written as it happens."""

import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class End(StrEnum):
    """What a person is told about an action."""

    APPLIED = "applied"
    REFUSED = "refused"
    BUSY = "busy"
    NOT_SENT = "not sent"
    FENCED = "fenced"
    LOST = "lost"
    """Nobody may ask any more; no fault of this test brings that about."""
    FAULT = "fault"
    """An end nobody planned for."""


@dataclass(frozen=True, slots=True)
class Act:
    """One action from its invocation to its end; `end` is None where nobody lived to see it."""

    key: str
    client: str
    function: str
    began: int
    """Monotonic nanoseconds, one clock for all processes of the machine."""
    ended: int | None = None
    end: End | None = None
    result_id: str | None = None
    words: str = ""
    """The code of a refusal, or what a fault said."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an observer's screen said at one moment."""

    observer: str
    at: int
    link: str
    change_number: int | None = None
    age_seconds: float | None = None
    """The machine's clock less the database's in the last proof."""
    digest: str | None = None
    """Of the painted tables."""


class Scribe:
    """Writes lines past every buffer of the process, so that SIGKILL loses none."""

    def __init__(self, path: Path) -> None:
        self.client = path.stem
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def invoke(self, key: str, function: str) -> None:
        """Before anything is sent."""
        self._write({"key": key, "function": function, "at": time.monotonic_ns()})

    def end(self, key: str, end: End, result_id: str | None = None, words: str = "") -> None:
        """When the person is told."""
        told = {"key": key, "end": end.value, "id": result_id, "words": words}
        self._write({**told, "at": time.monotonic_ns()})

    def look(self, look: Look) -> None:
        """What a screen says now."""
        self._write(
            {
                "link": look.link,
                "at": look.at,
                "change": look.change_number,
                "age": look.age_seconds,
                "digest": look.digest,
            }
        )

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")


def read_acts(paths: Iterable[Path]) -> list[Act]:
    """Every action of every client, by its beginning."""
    acts: dict[str, Act] = {}
    for path in paths:
        for line in _lines(path):
            if "function" in line:
                act = Act(line["key"], path.stem, line["function"], line["at"])
                acts[act.key] = act
            else:
                begun = acts[line["key"]]
                acts[begun.key] = Act(
                    begun.key,
                    begun.client,
                    begun.function,
                    begun.began,
                    line["at"],
                    End(line["end"]),
                    line["id"],
                    line["words"],
                )
    return sorted(acts.values(), key=lambda act: act.began)


def read_looks(paths: Iterable[Path]) -> list[Look]:
    """What every observer's screen said, in order."""
    return [
        Look(path.stem, line["at"], line["link"], line["change"], line["age"], line["digest"])
        for path in paths
        for line in _lines(path)
    ]


def _lines(path: Path) -> list[dict[str, Any]]:
    """A process killed while it wrote leaves half a last line."""
    whole = path.read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]
