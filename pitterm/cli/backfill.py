"""`pitterm db backfill`: what finance recorded and the pit's telemetry lacks."""

from pathlib import Path

import click

from pitterm.cli.administration import administrator
from pitterm.cli.endings import Signalled, signals_wait
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.progress import under_way


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
        signals_wait() as received,
        under_way("Looking for what is missing …") as steps,
    ):
        runs = work.backfill(connection, batch=batch, progress=steps, is_stopped=received)
        number = received()
    for run in runs:
        if run.is_complete:
            say(str(run))
    if runs and not runs[-1].is_complete:
        narrate(f"Stopped in {runs[-1]}. The next run goes on from there.")
    if number:
        raise Signalled(number)
