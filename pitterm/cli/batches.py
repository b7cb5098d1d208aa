"""What commands that work in batches share: the administrator's line, the bar, and the stop."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pitterm.cli.administration import administrator
from pitterm.cli.endings import Signalled, signals_wait
from pitterm.cli.options import narrate, read_settings, say
from pitterm.cli.progress import under_way

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

    from pitterm.database.batches import Run


class Work(Protocol):
    """Goes through the casinos; says how far it is, and asks whether it shall stop."""

    def __call__(
        self,
        connection: "Connection[TupleRow]",
        *,
        progress: Callable[[str], None],
        is_stopped: Callable[[], object],
    ) -> "Sequence[Run]": ...


def run_batches(data_dir: Path | None, title: str, work: Work) -> None:
    """Do the work and print what it came to; a signal stops it after the batch that runs."""
    import psycopg

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
        signals_wait() as received,
        under_way(title) as steps,
    ):
        runs = work(connection, progress=steps, is_stopped=received)
        number = received()
    for run in runs:
        if run.is_complete:
            say(str(run))
    if runs and not runs[-1].is_complete:
        narrate(f"Stopped in {runs[-1]}. The next run goes on from there.")
    if number:
        raise Signalled(number)
