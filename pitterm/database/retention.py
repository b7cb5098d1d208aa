"""Forgets what has served its time: commands whose keys nobody can come back with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from pitterm.database.logins import in_sentences

SHORTEST_DAYS = 90
"""`pit_private.shortest_retention()`, which refuses less, whoever deletes."""


@dataclass(slots=True)
class Forgotten:
    """How far a run came in one casino."""

    casino_slug: str
    commands: int = 0
    is_complete: bool = False

    def __str__(self) -> str:
        return f"{self.casino_slug}: {self.commands:,} commands"


def forgettable(connection: Connection[Any], keep_days: int) -> list[Forgotten]:
    """What a run would forget, casino by casino; nothing is changed."""
    with in_sentences():
        rows = connection.execute(
            "select c.slug, pit_private.forgettable_commands(c.id, %s) from pit.casino c"
            " order by c.slug",
            [keep_days],
        ).fetchall()
    return [Forgotten(slug, number, is_complete=True) for slug, number in rows]


def forget(
    connection: Connection[Any],
    keep_days: int,
    *,
    batch: int,
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> list[Forgotten]:
    """Forget every casino's commands older than `keep_days`; each batch is a commit.

    `is_stopped` is asked between batches; the last casino is then not complete. The connection must
    be in autocommit.
    """
    with in_sentences():
        casinos = connection.execute("select slug, id from pit.casino order by slug").fetchall()
    runs = []
    for slug, casino_id in casinos:
        run = Forgotten(slug)
        runs.append(run)
        while not run.is_complete:
            if is_stopped():
                return runs
            with in_sentences():
                [(number,)] = connection.execute(
                    "select pit_private.forget_commands(%s, %s, %s)", [casino_id, keep_days, batch]
                ).fetchall()
            run.commands += number
            run.is_complete = number == 0
            progress(f"{run} …")
    return runs
