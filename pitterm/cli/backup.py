"""`pitterm db backup | restore`: one file with everything in it."""

from functools import partial
from pathlib import Path

import click

from pitterm.cli.administration import administrator
from pitterm.cli.endings import UNEXPECTED
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.progress import under_way

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@data_dir_option
def backup(file: Path, data_dir: Path | None) -> None:
    """Write the database and the staff's logins into a new FILE, while people work.

    Connects as a superuser or a role with BYPASSRLS. The file is for its owner's eyes alone: it
    holds every figure, and what proves each password.
    """
    from pitterm.database.backup.making import back_up

    with (
        administrator(read_settings(data_dir=data_dir)) as conninfo,
        under_way(f"Writing {file} …", if_stopped=partial(_backup_stopped, file)),
    ):
        manifest = back_up(conninfo, file)
    rows = sum(table.rows for table in manifest.tables.values())
    casinos = " and ".join(casino.name for casino in manifest.casinos) or "no casino"
    narrate(f"{casinos}: {rows:,} rows as of {manifest.made_at:%Y-%m-%d %H:%M:%S %Z}.")
    narrate(f"Written to {file}.")


def _backup_stopped(file: Path) -> str:
    if file.exists():
        return f"Stopped. {file} is there as a whole."
    return f"Stopped. {file} was not written."


def _restore_stopped() -> str:
    return "Stopped. Everything was restored or nothing: pitterm db check says which."


@click.command()
@click.argument("file", type=_FILE)
@data_dir_option
def restore(file: Path, data_dir: Path | None) -> int:
    """Make an empty database what FILE says, all of it or nothing; then check it.

    Makes the logins the server has not and names them; a login that exists stays as it is. Exit
    code 1 if the check finds anything or cannot be made. Restore only a file that nobody else
    could write: what is in it runs with your rights.
    """
    from pitterm.database.backup.restoring import restore as work
    from pitterm.database.drift import differences
    from pitterm.database.schema_dump import DumpFailed

    with administrator(read_settings(data_dir=data_dir), may_make_server=True) as conninfo:
        with under_way(f"Reading {file} …", if_stopped=_restore_stopped) as steps:
            restored = work(conninfo, file, steps)
        for sentence in restored.logins:
            say(sentence)
        narrate(f"Restored as of {restored.manifest.made_at:%Y-%m-%d %H:%M:%S %Z}.")
        try:
            with under_way("Checking what was restored …"):
                found = differences(conninfo)
        except DumpFailed as error:
            narrate(f"Every row and cent is there. Not checked: {error}")
            return UNEXPECTED
    for line in found:
        say(line)
    if found:
        narrate("Every row and cent is there; what the check names is left to do.")
        return UNEXPECTED
    narrate("Every row and cent is there, and the database is as it should be.")
    return 0
