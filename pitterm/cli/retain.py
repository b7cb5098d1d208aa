"""`pitterm db retain`: what need not be kept any longer."""

from functools import partial
from pathlib import Path

import click

from pitterm.cli.administration import administrator
from pitterm.cli.batches import run_batches
from pitterm.cli.options import data_dir_option, read_settings, say


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
    from pitterm.database import retention

    if dry_run:
        _tell(data_dir, keep_days)
        return
    forget = partial(retention.forget, keep_days=keep_days, batch=batch)
    run_batches(data_dir, "Looking for what may be forgotten …", forget)


def _tell(data_dir: Path | None, keep_days: int) -> None:
    import psycopg

    from pitterm.database.retention import forgettable

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        for slug, number in forgettable(connection, keep_days).items():
            say(f"{slug}: {number:,} commands would be forgotten")
