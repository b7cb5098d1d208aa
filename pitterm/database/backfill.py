"""Brings what finance recorded and the telemetry lacks, batch by batch, for every casino."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection

from pitterm.database.batches import Run, in_batches


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
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> list[Backfilled]:
    """Every casino's transactions in the order they were entered, as `in_batches` does it."""

    def bring(casino_id: UUID, run: Backfilled) -> None:
        [(done, inserted, remaining)] = connection.execute(
            "select done, inserted, remaining from pit_private.backfill_telemetry(%s, %s)",
            [casino_id, batch],
        ).fetchall()
        run.transactions += done
        run.entries += inserted
        run.is_complete = not remaining

    return in_batches(connection, Backfilled, bring, progress=progress, is_stopped=is_stopped)


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
