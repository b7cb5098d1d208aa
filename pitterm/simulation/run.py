"""The whole of a simulation: sign in, play, count the boxes, compare."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from pitterm.domain import money
from pitterm.repository.credentials import Credentials
from pitterm.repository.house import read_house
from pitterm.simulation.books import Books
from pitterm.simulation.comparison import Comparison, Difference, compare
from pitterm.simulation.crew import Crew, Person, signed_in
from pitterm.simulation.results import result_lines
from pitterm.simulation.shift import Plan, Progress, ShiftRun, Window, prepare


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    lines: tuple[str, ...]
    figures: int
    """How many of the server's figures were compared."""
    differences: tuple[Difference, ...]
    books: tuple[Books, ...] = ()
    windows: tuple[Window, ...] = ()


async def simulate_shifts(
    conninfo: str,
    password: str,
    plan: Plan,
    tell: Callable[[Progress], None] = lambda _: None,
    stops: asyncio.Event | None = None,
) -> Outcome:
    """Play as planned and hold the server's figures against the books.

    Raises LoginRefused, Unreachable, NoFreeTable, or what the server refused.
    """
    async with signed_in(conninfo, password) as crew:
        money.write_in((await read_house(crew.desk(Person.BOSS))).currency)
        boss = Credentials(conninfo, Person.BOSS.value, password, "simulate")
        run = await prepare(crew, boss, plan, tell)
        if stops is not None:
            run.stops = stops
        windows = await run.play()
        comparison = await compare_all(crew, run, windows)
        books = [table.books for table in run.tables]
        return Outcome(
            lines=tuple(result_lines(books, windows[-1])),
            figures=comparison.figures,
            differences=comparison.differences,
            books=tuple(books),
            windows=tuple(windows),
        )


async def compare_all(crew: Crew, run: ShiftRun, windows: list[Window]) -> Comparison:
    """Once while the boxes are closed, when no counted win may be known, and once released."""
    books, comparison = [table.books for table in run.tables], Comparison()
    boss = crew.desk(Person.BOSS)
    for window in windows:
        await compare(boss, window, books, comparison)
    await run.count_boxes()
    for window in windows:
        await compare(boss, window, books, comparison)
    return comparison
