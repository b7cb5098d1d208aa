"""`pitterm db migrate | check | seed-demo`: what is in the database."""

from pathlib import Path

import click

from pitterm.cli.administration import administrator
from pitterm.cli.endings import UNEXPECTED
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.progress import under_way


@click.command()
@data_dir_option
def migrate(data_dir: Path | None) -> None:
    """Bring the schema up to date and print the versions that were applied.

    Connects as the URL's own user: the owner of the database with CREATEROLE, or a superuser.
    """
    from pitterm.database import migration

    with (
        administrator(read_settings(data_dir=data_dir), may_make_server=True) as conninfo,
        under_way("Looking at the schema …", if_stopped=_stopped) as steps,
    ):
        applied = migration.migrate(conninfo, progress=steps)
    for version in applied:
        click.echo(version)
    narrate("The schema is up to date.")


def _stopped() -> str:
    return "Stopped. Each migration is there as a whole or not at all; the next run goes on."


@click.command()
@data_dir_option
def check(data_dir: Path | None) -> int:
    """Print what in the database is not as it should be; exit code 1 if there is anything.

    Compares the schema, the privileges of the database, the roles and the staff logins.
    """
    from pitterm.database.drift import differences

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        under_way("Comparing the schema …"),
    ):
        found = differences(conninfo)
    for line in found:
        say(line)
    if found:
        return UNEXPECTED
    narrate("The database is as it should be.")
    return 0


def _seed_stopped() -> str:
    return "Stopped. The demo is there as a whole or not at all; it can be run again."


@click.command()
@data_dir_option
@click.option(
    "--yes-known-passwords",
    is_flag=True,
    help="Also on a server of your own, where everybody then knows a way in.",
)
def seed_demo(data_dir: Path | None, yes_known_passwords: bool) -> None:
    """Fill in the two demo casinos: floor, settings and staff, no history.

    Can be run again. A login or casino that it did not make is refused, never changed.
    """
    from pitterm.database import demo

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        under_way("Looking at the demo …", if_stopped=_seed_stopped) as steps,
    ):
        demo.seed_demo(conninfo, yes_known_passwords=yes_known_passwords, progress=steps)
    narrate(f"The password of every demo login is {demo.DEMO_PASSWORD}.")
