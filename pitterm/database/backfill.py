"""Brings what finance recorded and the telemetry lacks, batch by batch, for every casino."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection

from pitterm.database.logins import in_sentences

Progress = Callable[[str], None]


@dataclass(slots=True)
class Backfilled:
    """How far a run came in one casino."""

    casino_slug: str
    transactions: int = 0
    entries: int = 0
    is_complete: bool = False

    def __str__(self) -> str:
        return (
            f"{self.casino_slug}: {_counted(self.transactions, 'transaction')},"
            f" {_counted(self.entries, 'entry', 'entries')} brought"
        )


def backfill(
    connection: Connection[Any],
    *,
    batch: int,
    progress: Progress,
    is_stopped: Callable[[], object],
) -> list[Backfilled]:
    """Every casino's transactions in the order they were entered; each batch is a commit.

    `is_stopped` is asked between batches; the last casino is then not complete, and the next run
    goes on from there. The connection must be in autocommit.
    """
    with in_sentences():
        casinos = connection.execute("select slug, id from pit.casino order by slug").fetchall()
    runs = []
    for slug, casino_id in casinos:
        run = Backfilled(slug)
        runs.append(run)
        while not run.is_complete:
            if is_stopped():
                return runs
            _run_batch(connection, casino_id, batch, run)
            progress(f"{run} …")
    return runs


def _run_batch(connection: Connection[Any], casino_id: UUID, batch: int, run: Backfilled) -> None:
    with in_sentences():
        [(done, inserted, remaining)] = connection.execute(
            "select done, inserted, remaining from pit_private.backfill_telemetry(%s, %s)",
            [casino_id, batch],
        ).fetchall()
    run.transactions += done
    run.entries += inserted
    run.is_complete = not remaining


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
