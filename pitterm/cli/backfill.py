"""`pitterm db backfill`: what finance recorded and the pit's telemetry lacks."""

from functools import partial
from pathlib import Path

import click

from pitterm.cli.batches import run_batches
from pitterm.cli.options import data_dir_option


@click.command()
@data_dir_option
@click.option(
    "--batch",
    type=click.IntRange(1, 100_000),
    default=500,
    show_default=True,
    metavar="N",
    help="Transactions in one commit; their table waits meanwhile.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 8),
    default=2,
    show_default=True,
    metavar="N",
    help="Tables worked at together; more than the server's cores gain nothing.",
)
def backfill(data_dir: Path | None, batch: int, workers: int) -> None:
    """Bring into the telemetry what finance recorded and the bridge could not.

    A rated buy-in reaches the telemetry with the commit that records it; what failed then is logged
    by the server and brought by this. It can be run at any time and any number of times. Ctrl-C
    stops it after the batches that run; the next run goes on from there.
    """
    from pitterm.database import backfill as work

    run_batches(
        data_dir,
        "Looking for what is missing …",
        partial(work.backfill, batch=batch, workers=workers),
    )
