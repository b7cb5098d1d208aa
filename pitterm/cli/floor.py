"""`pitterm floor import | export`: the floor of a casino as one file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitterm.cli.administration import administrator
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.progress import under_way

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

    from pitterm.database.floor.differences import Plan

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def floor() -> None:
    """Casino, pits, tables, limits, pars, shifts, chips and staff, as one TOML file.

    Connects as the administrator: the role that installed the database, or a superuser.
    """


@floor.command(name="import", short_help="Make the books be as FILE says.")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_dir_option
def import_(file: Path, dry_run: bool, yes: bool, data_dir: Path | None) -> None:
    """Make the books be as FILE says, all of it or nothing, while the pit works.

    Prints what it changes: + added, ~ changed. What is in the books and not in the file is named
    and left alone. In a terminal it asks before it does it. Nobody gets a password from a file:
    pitterm staff set-password LOGIN gives one.
    """
    import psycopg

    from pitterm.database.floor import open_floor
    from pitterm.database.floor.importing import import_floor, plan_import, without_password
    from pitterm.database.migration import migrate

    read = open_floor(file)
    settings = read_settings(data_dir=data_dir)
    with administrator(settings, may_make_server=not dry_run) as conninfo:
        if settings.database_url is None and not dry_run:
            migrate(conninfo)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            plans = plan_import(connection, read)
            _tell_plans(plans)
            if not any(plan.changes for plan in plans):
                narrate(f"Nothing to change: the books are as {file.name} says.")
            elif dry_run or not (yes or _is_confirmed()):
                narrate("Nothing was changed.")
                return
            else:
                with under_way(f"Importing {file.name} …", if_stopped=_stopped) as steps:
                    import_floor(connection, read, plans, steps)
                narrate("Done; every podium and wall of the casino reads its board again.")
            _tell_who_waits(without_password(connection, read))


def _is_confirmed() -> bool:
    """Whoever can be asked is asked; a script has looked with --dry-run."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    return click.confirm("Change the books so?", err=True)


def _stopped() -> str:
    return "Stopped. All of it was done or nothing: floor import --dry-run says which."


@floor.command(short_help="Write the floor into a new FILE, or print it.")
@click.argument("file", type=_FILE, required=False)
@click.option("--casino", metavar="SLUG", help="Only this casino.")
@data_dir_option
def export(file: Path | None, casino: str | None, data_dir: Path | None) -> None:
    """Write the floor into a new FILE, or print it; floor import reads it again."""
    import psycopg

    from pitterm.database.floor.books import read_floor_of
    from pitterm.database.floor.writing import write_floor
    from pitterm.reporting import write_new

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        found, homeless = read_floor_of(connection, _slugs(connection, casino))
    if homeless:
        narrate(f"In no pit, and so not in the file: {', '.join(homeless)}.")
    written = write_floor(found)
    if file is None:
        click.echo(written, nl=False)
        return
    narrate(f"Written to {write_new(file, written)}.")


def _slugs(connection: "Connection[TupleRow]", casino: str | None) -> list[str]:
    from pitterm.database.floor import FloorError
    from pitterm.database.logins import in_sentences
    from pitterm.database.provisioning import casino_id_of

    if casino is not None:
        casino_id_of(connection, casino)
        return [casino]
    with in_sentences():
        rows = connection.execute("select slug from pit.casino order by slug").fetchall()
    if not rows:
        raise FloorError("There is no casino yet", "Set one up with pitterm floor import.")
    return [slug for (slug,) in rows]


def _tell_plans(plans: "list[Plan]") -> None:
    from pitterm.domain.text import harmless

    for plan in plans:
        for line in plan.lines():
            say(harmless(line))


def _tell_who_waits(logins: list[str]) -> None:
    import shlex

    if logins:
        narrate("Without a password, and so cannot sign in yet:")
    for login in logins:
        narrate(f"  pitterm staff set-password {shlex.quote(login)}")
