"""How a command reaches the database as its administrator."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pitterm.cli.progress import under_way
from pitterm.domain.errors import Unreachable

if TYPE_CHECKING:
    from pitterm.settings import Settings

_CONNECT_SECONDS = 10


@contextlib.contextmanager
def administrator(settings: "Settings", *, may_make_server: bool = False) -> Iterator[str]:
    """The administrator's conninfo; an embedded server is up meanwhile."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    with contextlib.ExitStack() as up:
        if settings.database_url is None:
            server = settings.embedded_server()
            if not may_make_server and server.status().version is None:
                raise Unreachable(f"There is none in {server.data_dir}; see pitterm db start.")
            with under_way(f"Starting PostgreSQL in {server.data_dir} …"):
                up.enter_context(server.occupied())
        given = conninfo_to_dict(settings.admin_conninfo())
        yield make_conninfo("", **{"connect_timeout": _CONNECT_SECONDS, **given})


def new_password(settings: "Settings", login: str) -> str:
    """The password somebody gets: PITTERM_PASSWORD, or asked for twice; never an argument."""
    from pitterm import journal

    if settings.password is not None:
        return settings.password.get_secret_value()
    typed = click.prompt(
        f"Password for {login}", hide_input=True, confirmation_prompt=True, err=True
    )
    journal.hide(typed)
    return str(typed)
