"""`pitterm db retain`: what need not be kept any longer."""

from pathlib import Path

import click

from pitterm.cli.administration import administrator
from pitterm.cli.endings import Signalled, signals_wait
from pitterm.cli.options import data_dir_option, narrate, read_settings


@click.command()
@data_dir_option
@click.option(
    "--keep-days",
    type=click.IntRange(90, 36_500),
    required=True,
    metavar="N",
    help="Commands younger than this are kept; 90 at least.",
)
@click.option("--dry-run", is_flag=True, help="Say how many there are, and change nothing.")
@click.option(
    "--batch",
    type=click.IntRange(1, 100_000),
    default=5_000,
    show_default=True,
    metavar="N",
    help="Commands in one commit.",
)
def retain(data_dir: Path | None, keep_days: int, dry_run: bool, batch: int) -> None:
    """Forget commands by their keys when nobody can come back with one.

    What they did stays, and so does their line of the audit: entries, counts, boxes, slips, figures
    and the audit are never removed. Ctrl-C stops it after the batch that runs; it can be run again.
    """
    import psycopg

    from pitterm.database import retention

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
        signals_wait() as received,
    ):
        if dry_run:
            for found in retention.forgettable(connection, keep_days):
                click.echo(f"{found} would be forgotten")
            return
        runs = retention.forget(
            connection, keep_days, batch=batch, progress=narrate, is_stopped=received
        )
        number = received()
    for run in runs:
        if run.is_complete:
            click.echo(f"{run} forgotten")
    if number:
        raise Signalled(number)
