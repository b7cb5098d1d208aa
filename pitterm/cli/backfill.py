"""`pitterm db backfill`: what finance recorded and the pit's telemetry lacks."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import click

from pitterm.cli.administration import administrator
from pitterm.cli.endings import Signalled
from pitterm.cli.options import data_dir_option, narrate, read_settings, say


@click.command()
@data_dir_option
@click.option(
    "--batch",
    type=click.IntRange(1, 100_000),
    default=500,
    show_default=True,
    metavar="N",
    help="Transactions in one commit; its tables wait meanwhile.",
)
def backfill(data_dir: Path | None, batch: int) -> None:
    """Bring into the telemetry what finance recorded and the bridge could not.

    A rated buy-in reaches the telemetry with the commit that records it; what failed then is logged
    by the server and brought by this. It can be run at any time and any number of times. Ctrl-C
    stops it after the batch that runs; the next run goes on from there.
    """
    import psycopg

    from pitterm.database import backfill as work

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
        _signals_wait() as received,
    ):
        runs = work.backfill(connection, batch=batch, progress=narrate, is_stopped=received)
        number = received()
    for run in runs:
        if run.is_complete:
            say(str(run))
    if runs and not runs[-1].is_complete:
        narrate(f"Stopped in {runs[-1]}. The next run goes on from there.")
    if number:
        raise Signalled(number)


@contextlib.contextmanager
def _signals_wait() -> Iterator[Callable[[], int]]:
    """Signals that would end the program are kept for a better moment; the number of the first."""
    received: list[int] = []

    def keep(number: int, frame: FrameType | None) -> None:
        received.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = {number: signal.getsignal(number) for number in numbers}
    try:
        for number, handler in former.items():
            # What the starter had ignored, as nohup does, stays ignored.
            if handler is not signal.SIG_IGN:
                signal.signal(number, keep)
        yield lambda: received[0] if received else 0
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
