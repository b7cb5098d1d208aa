"""Staff of a casino: each a row of the database, bound to a login of the server."""

import difflib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from pitterm.database.logins import (
    StaffRefused,
    change_password,
    create_login,
    group_of,
    in_sentences,
    join_group,
    let_in,
)
from pitterm.domain.staff import Role
from pitterm.domain.text import LABEL_LIMIT, fault


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """A staff member as the administrator lists them; without a login when it is gone."""

    casino_slug: str
    login: str | None
    name: str
    role: str
    is_active: bool
    may_sign_in: bool
    shows_money: bool


def role_named(name: str) -> Role:
    """The role of that name, or the refusal that names the nearest one."""
    try:
        return Role(name)
    except ValueError:
        near = difflib.get_close_matches(name, list(Role), n=1, cutoff=0)
        raise StaffRefused(f"There is no role {name}", f"Mean {near[0]}?") from None


def casino_id_of(connection: Connection[Any], slug: str) -> UUID:
    """The casino with this slug, or the refusal that names those there are."""
    with in_sentences():
        rows = connection.execute("select slug, id from pit.casino order by slug").fetchall()
    casinos: dict[str, UUID] = dict(rows)
    if slug not in casinos:
        there = f"Those there are: {', '.join(casinos)}." if casinos else "There is none yet."
        raise StaffRefused(f"There is no casino {slug}", there)
    return casinos[slug]


def add_staff(
    connection: Connection[Any],
    *,
    casino: str,
    login: str,
    password: str,
    name: str,
    role: Role,
    shows_money: bool = False,
) -> None:
    """Make a login and the staff member behind it, both or neither."""
    for text, what in ((login, "login"), (name, "name")):
        reason = fault(text, what, LABEL_LIMIT) if text.strip() else f"The {what} is missing."
        if reason is not None:
            raise StaffRefused(reason.rstrip("."))
    casino_id = casino_id_of(connection, casino)
    with in_sentences(), connection.transaction():
        create_login(connection, login, password, role)
        bind_login(connection, casino_id, login, name, role, shows_money=shows_money)
        _announce(connection, casino)


def bind_login(
    connection: Connection[Any],
    casino_id: UUID,
    login: str,
    name: str,
    role: Role,
    *,
    shows_money: bool,
) -> None:
    """Put a staff member behind a login that exists."""
    connection.execute(
        "select pit_private.provision_staff(%s, %s, %s, %s, %s)",
        [casino_id, login, name, role.value, shows_money],
    )


def staff_roster(connection: Connection[Any]) -> list[StaffEntry]:
    """Everybody, by casino and login."""
    with in_sentences(), connection.cursor(row_factory=class_row(StaffEntry)) as cursor:
        return cursor.execute("select * from pit_private.staff_roster()").fetchall()


def disable_staff(connection: Connection[Any], login: str) -> None:
    """Shut a person out: from the next statement on, and then from signing in."""
    with in_sentences():
        _set_active(connection, login, is_active=False)
        let_in(connection, login, may_sign_in=False)
        _announce(connection, entry_of(connection, login).casino_slug)


def enable_staff(connection: Connection[Any], login: str) -> None:
    """Let a disabled person in again."""
    with in_sentences(), connection.transaction():
        _set_active(connection, login, is_active=True)
        let_in(connection, login, may_sign_in=True)
        _announce(connection, entry_of(connection, login).casino_slug)


def set_password(connection: Connection[Any], login: str, password: str) -> None:
    """Give a staff member a new password; who is signed in stays so.

    Somebody active who had none, because a floor file named them, may sign in with it.
    """
    entry = entry_of(connection, login)
    with in_sentences(), connection.transaction():
        change_password(connection, login, password)
        if entry.is_active and not entry.may_sign_in:
            let_in(connection, login, may_sign_in=True)
        connection.execute("select pit_private.record_password(%s)", [login])


def set_role(
    connection: Connection[Any],
    login: str,
    role: Role | None = None,
    *,
    shows_money: bool | None = None,
) -> None:
    """Change a staff member's role or whether a display shows amounts; None keeps what is."""
    entry = entry_of(connection, login)
    new_role = role or Role(entry.role)
    new_money = entry.shows_money if shows_money is None else shows_money
    with in_sentences(), connection.transaction():
        connection.execute(
            "select pit_private.set_staff_role(%s, %s, %s)", [login, new_role.value, new_money]
        )
        join_group(connection, login, group_of(new_role))
        _announce(connection, entry.casino_slug)


def _set_active(connection: Connection[Any], login: str, *, is_active: bool) -> None:
    connection.execute("select pit_private.set_staff_active(%s, %s)", [login, is_active])


def _announce(connection: Connection[Any], slug: str) -> None:
    """Podiums that run ask again who works here."""
    connection.execute(
        "select pit_private.announce_floor(c.id) from pit.casino c where c.slug = %s", [slug]
    )


def entry_of(connection: Connection[Any], login: str) -> StaffEntry:
    """The staff member who signs in so; any other login of the server is none of ours."""
    for entry in staff_roster(connection):
        if entry.login == login:
            return entry
    raise StaffRefused(f"No staff member signs in as {login}", "See pitterm staff list.")
