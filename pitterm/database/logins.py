"""The logins staff sign in with: roles of the server, whichever database they work in."""

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import Connection, sql

from pitterm.domain.errors import PitError
from pitterm.domain.staff import Role

STAFF_GROUP = "authenticated"
DISPLAY_GROUP = "pit_display"
LONGEST_LOGIN = 63
"""PostgreSQL cuts a longer name short without a word."""


class StaffRefused(PitError):
    """What was asked about staff cannot be done; nothing was changed."""

    exit_code = 2


def group_of(role: Role) -> str:
    """The group whose rights a login of this role has."""
    return DISPLAY_GROUP if role is Role.DISPLAY else STAFF_GROUP


def login_exists(connection: Connection[Any], login: str) -> bool:
    found = connection.execute("select from pg_roles where rolname::text = %s", [login])
    return found.fetchone() is not None


def refuse_taken(connection: Connection[Any], login: str) -> None:
    """A login that is there already belongs to somebody; one too long would be another's."""
    if not login.strip() or not login.isprintable():
        raise StaffRefused("A login is made of characters that can be printed", "Choose one.")
    if len(login.encode()) > LONGEST_LOGIN:
        raise StaffRefused(f"A login has at most {LONGEST_LOGIN} bytes", "Choose a shorter one.")
    if login_exists(connection, login):
        raise StaffRefused(f"The login {login} exists already", "Choose another one.")


def create_login(connection: Connection[Any], login: str, password: str | None, role: Role) -> None:
    """Make the login with the rights of its role, and no others; without a password it waits."""
    refuse_taken(connection, login)
    if password is None:
        create = sql.SQL("create role {} nologin inherit").format(sql.Identifier(login))
    else:
        create = sql.SQL("create role {} login inherit password {}").format(
            sql.Identifier(login), _verifier(connection, login, password)
        )
    connection.execute(create)
    join_group(connection, login, group_of(role))


def create_gateway_login(connection: Connection[Any], login: str, password: str) -> None:
    """Make a login that has no rights of its own and inherits none."""
    refuse_taken(connection, login)
    create = sql.SQL("create role {} noinherit login password {}")
    verifier = _verifier(connection, login, password)
    connection.execute(create.format(sql.Identifier(login), verifier))


def let_become_both_groups(connection: Connection[Any], login: str) -> None:
    """Let a gateway's login connect, and take the group of whoever a request is about."""
    name, database = sql.Identifier(login), sql.Identifier(connection.info.dbname)
    for group in (STAFF_GROUP, DISPLAY_GROUP):
        connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(group), name))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, name))


def change_password(connection: Connection[Any], login: str, password: str) -> None:
    change = sql.SQL("alter role {} password {}")
    connection.execute(change.format(sql.Identifier(login), _verifier(connection, login, password)))


def let_in(connection: Connection[Any], login: str, *, may_sign_in: bool) -> None:
    """Let a login connect or not; who is connected already stays so."""
    attribute = sql.SQL("login" if may_sign_in else "nologin")
    connection.execute(sql.SQL("alter role {} {}").format(sql.Identifier(login), attribute))


def join_group(connection: Connection[Any], login: str, group: str) -> None:
    """Put the login into exactly this group; a display reads only, unless it says otherwise."""
    name = sql.Identifier(login)
    for other in {STAFF_GROUP, DISPLAY_GROUP} - {group}:
        _leave_group(connection, login, other)
    options = " with inherit true, set false" if connection.info.server_version >= 160_000 else ""
    connection.execute(sql.SQL("grant {} to {}" + options).format(sql.Identifier(group), name))
    setting = "set default_transaction_read_only = on"
    if group == STAFF_GROUP:
        setting = "reset default_transaction_read_only"
    connection.execute(sql.SQL("alter role {} " + setting).format(name))


def _leave_group(connection: Connection[Any], login: str, group: str) -> None:
    """Take back every grant of the group; from 16 on each grantor's is one of its own."""
    grants = connection.execute(
        "select pg_get_userbyid(m.grantor) from pg_auth_members m"
        " where m.roleid = to_regrole(%s) and m.member = to_regrole(quote_ident(%s))",
        [group, login],
    ).fetchall()
    for (grantor,) in grants:
        take = sql.SQL("revoke {} from {}").format(sql.Identifier(group), sql.Identifier(login))
        if connection.info.server_version >= 160_000:
            take += sql.SQL(" granted by {}").format(sql.Identifier(grantor))
        connection.execute(take)


def _verifier(connection: Connection[Any], login: str, password: str) -> sql.Literal:
    """What the server stores instead of the password, computed here: a log never shows more."""
    if not password:
        raise StaffRefused("The password is empty", "Choose one.")
    encrypted = connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    )
    return sql.Literal(encrypted.decode())


@contextlib.contextmanager
def in_sentences() -> Iterator[None]:
    """Say what the server refused as a person reads it."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise StaffRefused(
            f"The server does not allow it: {error.diag.message_primary}",
            "Connect as the role that installed this database, which has CREATEROLE.",
        ) from error
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as error:
        raise StaffRefused("This database has no pit in it", "Run pitterm db migrate.") from error
    except psycopg.errors.ReservedName as error:
        raise StaffRefused(
            f"The server keeps that login to itself: {error.diag.message_primary}",
            "Choose another one.",
        ) from error
    except psycopg.Error as error:
        if error.sqlstate is None or not error.sqlstate.startswith("PT4"):
            raise
        raise StaffRefused((error.diag.message_hint or str(error)).rstrip(".")) from error
