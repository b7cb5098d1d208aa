"""The server's figures held against the books, to the cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pitterm.domain.values import Row
from pitterm.repository.desk import Desk
from pitterm.repository.metrics import (
    read_casino_metrics,
    read_pit_metrics,
    read_session_metrics,
    read_table_metrics,
)
from pitterm.simulation.books import Books, Figures, summed
from pitterm.simulation.shift import Window


@dataclass(frozen=True)
class Difference:
    """A figure on which server and books disagree."""

    window: str
    of: str
    figure: str
    server: object
    books: object

    def __str__(self) -> str:
        return (
            f"{self.of}, {self.window}: {self.figure} is {self.server} on the server"
            f" and {self.books} in the books"
        )


@dataclass
class Comparison:
    """What was compared so far, and what differed."""

    figures: int = 0
    differences: tuple[Difference, ...] = ()

    def hold(self, window: str, of: str, server: Mapping[str, object], books: Figures) -> None:
        """Every figure the books have, against the server's of the same name."""
        found = [
            Difference(window, of, name, said, expected)
            for name, expected in books.items()
            if (said := _plain(server[name]) if server else "missing") != expected
        ]
        self.figures += len(books)
        self.differences = (*self.differences, *found)


async def compare(
    desk: Desk, window: Window, books: Sequence[Books], comparison: Comparison
) -> None:
    """Tables, their sessions, pits and the casino in one window.

    Tables without books are other people's: their own rows stand for them in the sums.
    """
    served = {
        row.table_id: row.model_dump()
        for row in await read_table_metrics(desk, window.start, window.end)
    }
    expected: dict[UUID, Figures] = dict(served)
    for book in books:
        figures = book.figures(window.start, window.end)
        comparison.hold(window.name, book.label, served.get(book.table_id, {}), figures)
        expected[book.table_id] = {**served.get(book.table_id, {}), **figures}
    await _compare_sessions(desk, window, books, comparison)
    for pit in await read_pit_metrics(desk, window.start, window.end):
        of_pit = [row for row in expected.values() if row.get("pit_id") == pit.pit_id]
        _hold_sum(window, pit.pit_name or "tables in no pit", pit, of_pit, comparison)
    casino = await read_casino_metrics(desk, window.start, window.end)
    _hold_sum(window, "casino", casino, expected.values(), comparison)


async def _compare_sessions(
    desk: Desk, window: Window, books: Sequence[Books], comparison: Comparison
) -> None:
    rows = await read_session_metrics(desk, window.start, window.end)
    served = {row.table_session_id: row.model_dump() for row in rows}
    for book in books:
        for number, run in enumerate(book.runs, start=1):
            is_in = run.opened_at < window.end
            if not is_in or (run.closed_at is not None and run.closed_at < window.start):
                continue
            figures = book.session_figures(run, window.start, window.end)
            of = f"{book.label} session {number}"
            comparison.hold(window.name, of, served.get(run.session_id, {}), figures)


def _hold_sum(
    window: Window, of: str, row: Row, tables: Iterable[Figures], comparison: Comparison
) -> None:
    comparison.hold(window.name, of, row.model_dump(), summed(list(tables)))


def _plain(value: object) -> object:
    return f"{value:.2f}" if isinstance(value, Decimal) else value
