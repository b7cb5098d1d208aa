"""Brings what finance recorded and the telemetry lacks, batch by batch, for every casino."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.batches import Run
from pitterm.database.logins import in_sentences

Line: TypeAlias = Connection[TupleRow]


@dataclass(slots=True)
class Backfilled(Run):
    """What a run brought to one casino."""

    transactions: int = 0
    entries: int = 0

    def __str__(self) -> str:
        return (
            f"{self.casino_slug}: {_counted(self.transactions, 'transaction')},"
            f" {_counted(self.entries, 'entry', 'entries')} brought"
        )


def backfill(
    connection: Connection[Any],
    *,
    batch: int,
    workers: int,
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> list[Backfilled]:
    """Every casino's transactions, each table's in the order they were entered.

    So many workers take a batch each, a commit each, at different tables. `is_stopped` is asked
    between batches; the last casino is then not complete, and the next run goes on from there. The
    connection must be in autocommit.
    """
    runs: list[Backfilled] = []
    with in_sentences(), _lines_beside(connection, workers) as lines:
        casinos = connection.execute("select slug, id from pit.casino order by slug").fetchall()
        for slug, casino_id in casinos:
            run = Backfilled(slug)
            runs.append(run)
            connection.execute("select pit_private.begin_backfill(%s)", [casino_id])
            _bring(lines, casino_id, batch, run, progress, is_stopped)
            connection.execute("select pit_private.end_backfill(%s)", [casino_id])
            if not run.is_complete:
                break
    return runs


@contextmanager
def _lines_beside(connection: Connection[Any], number: int) -> Iterator[Sequence[Line]]:
    """Connections like this one, whose commits do not wait for the disk.

    A batch that a crash takes back takes its place back with it, and the next run brings it again.
    """
    with ExitStack() as lines:
        opened = [
            lines.enter_context(
                psycopg.connect(
                    connection.info.dsn, password=connection.info.password or None, autocommit=True
                )
            )
            for _ in range(number)
        ]
        for line in opened:
            line.execute("set synchronous_commit = off")
        yield opened


def _bring(
    lines: Sequence[Line],
    casino_id: UUID,
    batch: int,
    run: Backfilled,
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> None:
    """All lines at work until nothing remains or it is stopped; what runs then is waited for."""
    with ThreadPoolExecutor(len(lines)) as pool:
        at_work: dict[Future[tuple[int, int, bool]], Line] = {}
        free = list(lines)
        run.is_complete = True
        while True:
            if free and is_stopped():
                run.is_complete = False
                free.clear()
            at_work |= {pool.submit(_batch, line, casino_id, batch): line for line in free}
            free.clear()
            if not at_work:
                return
            for finished in wait(at_work, return_when=FIRST_COMPLETED).done:
                line = at_work.pop(finished)
                done, inserted, remaining = finished.result()
                run.transactions += done
                run.entries += inserted
                if done:
                    progress(f"{run} …")
                if remaining:
                    free.append(line)


def _batch(line: Line, casino_id: UUID, batch: int) -> tuple[int, int, bool]:
    [(done, inserted, remaining)] = line.execute(
        "select done, inserted, remaining from pit_private.backfill_telemetry(%s, %s)",
        [casino_id, batch],
    ).fetchall()
    return done, inserted, remaining


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
