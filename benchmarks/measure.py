"""What was measured, and how it is written down."""

import os
import platform
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psycopg import Cursor
from psycopg.rows import TupleRow

MILLISECONDS = 1e3


@dataclass(frozen=True)
class Result:
    """One row of the table: a figure, its floor in the same unit, and what was hoped for."""

    name: str
    measured: float
    floor: float | None
    unit: str
    target: str
    note: str = ""

    @property
    def row(self) -> str:
        """The result as a line of Markdown."""
        floor = "—" if self.floor is None else f"{self.floor:,.2f}"
        ratio = "—" if not self.floor else f"{self.measured / self.floor:.2f}×"
        cells = (
            self.name,
            f"{self.measured:,.2f} {self.unit}",
            floor,
            ratio,
            self.target,
            self.note,
        )
        return f"| {' | '.join(cells)} |"


def table(results: Iterable[Result], server: str) -> str:
    """Every result under the machine and versions it was taken on."""
    lines = [
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, PostgreSQL {server}.",
        "",
        "| what | measured | floor | ratio | target | |",
        "|---|---|---|---|---|---|",
        *(result.row for result in results),
    ]
    return "\n".join(lines)


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1] * MILLISECONDS


def median(seconds: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(seconds) * MILLISECONDS


def only_row(cursor: Cursor[TupleRow]) -> TupleRow:
    """The one row of an answer."""
    [row] = cursor.fetchall()
    return row


class Stopwatch:
    """Collects how long each of several rounds took."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._began = 0.0

    def __enter__(self) -> "Stopwatch":
        self._began = time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds.append(time.perf_counter() - self._began)
