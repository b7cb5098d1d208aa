"""HTTP gateways: logins that are believed about who calls, and whom their tokens are about."""

from typing import Any

from psycopg import Connection, errors

from pitterm.database.logins import (
    StaffRefused,
    create_gateway_login,
    in_sentences,
    let_become_both_groups,
)


def allow_gateway(connection: Connection[Any], login: str, password: str | None) -> None:
    """Believe a login; with a password it is made, without one it is there already."""
    with in_sentences(), connection.transaction():
        if password is not None:
            create_gateway_login(connection, login, password)
        # First, because it refuses whoever must not have the groups' rights.
        _allow(connection, login, is_allowed=True)
        let_become_both_groups(connection, login)


def end_gateway(connection: Connection[Any], login: str) -> None:
    """Believe a login no longer, from the next request on; the login stays."""
    with in_sentences():
        _allow(connection, login, is_allowed=False)


def set_subject(connection: Connection[Any], login: str, subject: str | None) -> None:
    """Say whose tokens have this `sub`; None: the person does not come that way."""
    try:
        with in_sentences():
            connection.execute("select pit_private.set_staff_subject(%s, %s)", [login, subject])
    except errors.UniqueViolation as error:
        raise StaffRefused("That subject is somebody else's", "Take it from them first.") from error
    except errors.CheckViolation as error:
        raise StaffRefused("A subject has 1 to 255 characters that can be printed") from error


def _allow(connection: Connection[Any], login: str, *, is_allowed: bool) -> None:
    connection.execute("select pit_private.allow_gateway(%s, %s)", [login, is_allowed])
