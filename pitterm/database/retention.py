"""Forgets what has served its time: commands whose keys nobody can come back with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection

from pitterm.database.batches import Run, in_batches
from pitterm.database.logins import in_sentences


@dataclass(slots=True)
class Forgotten(Run):
    """What a run forgot of one casino."""

    commands: int = 0

    def __str__(self) -> str:
        return f"{self.casino_slug}: {self.commands:,} commands forgotten"


def forgettable(connection: Connection[Any], keep_days: int) -> dict[str, int]:
    """How many commands a run would forget, by casino; nothing is changed."""
    with in_sentences():
        rows = connection.execute(
            "select c.slug, pit_private.forgettable_commands(c.id, %s) from pit.casino c"
            " order by c.slug",
            [keep_days],
        ).fetchall()
    return dict(rows)


def forget(
    connection: Connection[Any],
    keep_days: int,
    *,
    batch: int,
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> list[Forgotten]:
    """Forget every casino's commands older than `keep_days`, as `in_batches` does it."""

    def forget_some(casino_id: UUID, run: Forgotten) -> None:
        [(number,)] = connection.execute(
            "select pit_private.forget_commands(%s, %s, %s)", [casino_id, keep_days, batch]
        ).fetchall()
        run.commands += number
        run.is_complete = number == 0

    return in_batches(connection, Forgotten, forget_some, progress=progress, is_stopped=is_stopped)
