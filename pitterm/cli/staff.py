"""`pitterm staff`: who works here, and the logins they sign in with."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitterm.cli.administration import administrator, new_password
from pitterm.cli.options import data_dir_option, narrate, read_settings, say

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

    from pitterm.database.provisioning import StaffEntry
    from pitterm.settings import Settings

_HEADINGS = ("Casino", "Login", "Name", "Role", "State", "Money")


@click.group()
def staff() -> None:
    """Staff and their logins.

    Connects as the administrator: the role that installed the database, or a superuser.
    Passwords come from PITTERM_PASSWORD or are asked for.
    """


@staff.command()
@click.argument("login")
@click.option("--casino", required=True, metavar="SLUG", help="The casino they work in.")
@click.option("--name", required=True, help="Their name as colleagues read it.")
@click.option("--role", required=True, help="Their one role, such as pit_boss or dealer.")
@click.option("--show-money/--hide-money", default=False, help="Whether a display shows amounts.")
@data_dir_option
def add(
    login: str, casino: str, name: str, role: str, show_money: bool, data_dir: Path | None
) -> None:
    """Make LOGIN and the staff member behind it; a login that exists is refused."""
    from pitterm.database.logins import refuse_taken
    from pitterm.database.provisioning import add_staff, casino_id_of, role_named

    new_role = role_named(role)
    settings = read_settings(data_dir=data_dir)
    with _connection(settings) as connection:
        # Before anybody types a password in vain.
        casino_id_of(connection, casino)
        refuse_taken(connection, login)
        add_staff(
            connection,
            casino=casino,
            login=login,
            password=new_password(settings, login),
            name=name,
            role=new_role,
            shows_money=show_money,
        )
    narrate(f"{name} signs in as {login}.")


@staff.command(name="list")
@data_dir_option
def list_staff(data_dir: Path | None) -> None:
    """Print everybody, one a line."""
    from pitterm.database.provisioning import staff_roster
    from pitterm.domain.text import harmless

    with _connection(read_settings(data_dir=data_dir)) as connection:
        roster = staff_roster(connection)
    rows = [_HEADINGS, *(_row(entry) for entry in roster)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say(harmless("  ".join(cells).rstrip()))


@staff.command()
@click.argument("login")
@data_dir_option
def disable(login: str, data_dir: Path | None) -> None:
    """Shut LOGIN out at once; their history stays."""
    from pitterm.database.provisioning import disable_staff

    with _connection(read_settings(data_dir=data_dir)) as connection:
        disable_staff(connection, login)
    narrate(f"{login} is shut out.")


@staff.command()
@click.argument("login")
@data_dir_option
def enable(login: str, data_dir: Path | None) -> None:
    """Let a disabled LOGIN in again."""
    from pitterm.database.provisioning import enable_staff

    with _connection(read_settings(data_dir=data_dir)) as connection:
        enable_staff(connection, login)
    narrate(f"{login} may sign in.")


@staff.command()
@click.argument("login")
@data_dir_option
def set_password(login: str, data_dir: Path | None) -> None:
    """Give LOGIN a new password."""
    from pitterm.database import provisioning

    settings = read_settings(data_dir=data_dir)
    with _connection(settings) as connection:
        provisioning.entry_of(connection, login)
        provisioning.set_password(connection, login, new_password(settings, login))
    narrate(f"{login} has a new password.")


@staff.command()
@click.argument("login")
@click.argument("role", required=False)
@click.option("--role", "named", metavar="ROLE", help="The same as the second argument.")
@click.option("--show-money/--hide-money", default=None, help="Whether a display shows amounts.")
@data_dir_option
def set_role(
    login: str,
    role: str | None,
    named: str | None,
    show_money: bool | None,
    data_dir: Path | None,
) -> None:
    """Give LOGIN another ROLE, or let a display show amounts or not."""
    from pitterm.database import provisioning

    wanted = role or named
    if wanted is None and show_money is None:
        raise click.UsageError("Name a role, --show-money or --hide-money.")
    new_role = provisioning.role_named(wanted) if wanted is not None else None
    with _connection(read_settings(data_dir=data_dir)) as connection:
        provisioning.set_role(connection, login, new_role, shows_money=show_money)
    narrate(f"{login} is {new_role.words}." if new_role else f"{login} is changed.")


@staff.command()
@click.argument("login")
@click.argument("subject", required=False)
@data_dir_option
def set_subject(login: str, subject: str | None, data_dir: Path | None) -> None:
    """Say that tokens with this SUBJECT (`sub`) are LOGIN's; without one, none are."""
    from pitterm.database import gateways

    with _connection(read_settings(data_dir=data_dir)) as connection:
        gateways.set_subject(connection, login, subject)
    narrate(f"Tokens about {subject} are {login}'s." if subject else f"No token is {login}'s.")


@staff.command()
@click.argument("login")
@click.option("--end", is_flag=True, help="Believe LOGIN no longer; the login stays.")
@data_dir_option
def gateway(login: str, end: bool, data_dir: Path | None) -> None:
    """Let an HTTP gateway's LOGIN say whom each request is about.

    A login that is not there yet is made. Whoever has its password is everybody.
    """
    from pitterm.database import gateways
    from pitterm.database.logins import login_exists

    settings = read_settings(data_dir=data_dir)
    with _connection(settings) as connection:
        if end:
            gateways.end_gateway(connection, login)
        else:
            is_there = login_exists(connection, login)
            password = None if is_there else new_password(settings, login)
            gateways.allow_gateway(connection, login, password)
    narrate(f"{login} is {'no gateway any more' if end else 'a gateway'}.")


@contextlib.contextmanager
def _connection(settings: "Settings") -> "Iterator[Connection[TupleRow]]":
    import psycopg

    with (
        administrator(settings) as conninfo,
        psycopg.connect(conninfo, autocommit=True) as connection,
    ):
        yield connection


def _row(entry: "StaffEntry") -> tuple[str, ...]:
    state = "active" if entry.is_active else "disabled"
    if entry.login is None:
        state = "login is gone"
    elif entry.is_active and not entry.may_sign_in:
        state = "may not sign in"
    money = ("shown" if entry.shows_money else "hidden") if entry.role == "display" else ""
    return (entry.casino_slug, entry.login or "-", entry.name, entry.role, state, money)
