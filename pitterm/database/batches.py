"""Work that goes through every casino in batches, each a commit, and can be stopped between two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from psycopg import Connection

from pitterm.database.logins import in_sentences


@dataclass(slots=True)
class Run:
    """How far the work came in one casino."""

    casino_slug: str
    is_complete: bool = False


R = TypeVar("R", bound=Run)


def in_batches(
    connection: Connection[Any],
    begin: Callable[[str], R],
    batch: Callable[[UUID, R], None],
    *,
    progress: Callable[[str], None],
    is_stopped: Callable[[], object],
) -> list[R]:
    """Run batch after batch until each casino's run says that it is complete.

    `is_stopped` is asked between batches; the last casino is then not complete, and the next run
    goes on from there. The connection must be in autocommit.
    """
    with in_sentences():
        casinos = connection.execute("select slug, id from pit.casino order by slug").fetchall()
    runs: list[R] = []
    for slug, casino_id in casinos:
        run = begin(slug)
        runs.append(run)
        while not run.is_complete:
            if is_stopped():
                return runs
            with in_sentences():
                batch(casino_id, run)
            progress(f"{run} …")
    return runs
