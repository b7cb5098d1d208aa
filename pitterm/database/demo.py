"""The two demo casinos of `demo_floor.toml`: floor, settings and staff, and no history."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from pitterm.database.embedded.layout import Layout
from pitterm.database.floor import Floor, FloorCasino, read_floor
from pitterm.database.floor.provision import provision_floor
from pitterm.database.logins import create_login, in_sentences, login_exists
from pitterm.database.migration import ADVISORY_LOCK
from pitterm.database.provisioning import bind_login, staff_roster
from pitterm.domain.errors import PitError

DEMO_FLOOR = Path(__file__).parent / "demo_floor.toml"
DEMO_PASSWORD = "pitterm-demo"  # noqa: S105 - known to everybody, and said so
# Kept on the server's role itself, so that a login made by someone else is told apart.
_MARK = "pitterm demo login"


class DemoRefused(PitError):
    """The demo would touch what it did not make; nothing was changed."""

    exit_code = 2


def seed_demo(
    conninfo: str,
    *,
    yes_known_passwords: bool = False,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Fill in what is missing of the demo casinos; running it again changes nothing."""
    floor = read_floor(DEMO_FLOOR)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if not yes_known_passwords and not _is_embedded(connection, conninfo):
            raise DemoRefused(
                "This is not the embedded server, and everybody knows the demo's passwords",
                "Say --yes-known-passwords if that is what you want.",
            )
        with in_sentences(), connection.transaction():
            connection.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
            _refuse_what_is_not_the_demos(connection, floor)
            if not yes_known_passwords:
                _refuse_a_pit_at_work(connection, floor)
            for casino in floor.casinos:
                casino_id = _casino_id(connection, casino) or provision_floor(connection, casino)
                _provision_staff(connection, casino_id, casino)
                if progress:
                    progress(
                        f"{casino.name}: {len(casino.tables)} tables in {len(casino.pits)} pits."
                    )


def _casino_id(connection: Connection[Any], casino: FloorCasino) -> UUID | None:
    """The casino that a demo made before, which may have been changed since."""
    row = connection.execute("select id from pit.casino where slug = %s", [casino.slug]).fetchone()
    return row[0] if row else None


def _provision_staff(connection: Connection[Any], casino_id: UUID, casino: FloorCasino) -> None:
    bound = {entry.login for entry in staff_roster(connection)}
    made = _demo_logins(connection)
    for person in casino.staff:
        if person.login in bound:
            continue
        if person.login not in made:
            create_login(connection, person.login, DEMO_PASSWORD, person.role)
            comment = sql.SQL("comment on role {} is {}")
            name = sql.Identifier(person.login)
            connection.execute(comment.format(name, sql.Literal(_MARK)))
        bind_login(
            connection,
            casino_id,
            person.login,
            person.name,
            person.role,
            shows_money=person.shows_money,
        )


def _refuse_what_is_not_the_demos(connection: Connection[Any], floor: Floor) -> None:
    """Logins of the demo's names that it did not make, and casinos of its names."""
    made = _demo_logins(connection)
    roster = staff_roster(connection)
    wanted = {person.login: casino.slug for casino in floor.casinos for person in casino.staff}
    elsewhere = {
        entry.login for entry in roster if entry.casino_slug != wanted.get(str(entry.login))
    }
    taken = [
        login
        for login in wanted
        if login in elsewhere or (login not in made and login_exists(connection, login))
    ]
    if taken:
        raise DemoRefused(
            f"The demo did not make the login {', '.join(taken)} and will not touch it",
            "Use a server of its own for the demo.",
        )
    slugs = {slug for (slug,) in connection.execute("select slug from pit.casino").fetchall()}
    demos = {entry.casino_slug for entry in roster if entry.login in made}
    for casino in floor.casinos:
        if casino.slug in slugs - demos:
            raise DemoRefused(
                f"The demo did not make the casino {casino.slug} and will not touch it",
                "Use a database of its own for the demo.",
            )


def _refuse_a_pit_at_work(connection: Connection[Any], floor: Floor) -> None:
    """Casinos, and none of the demo's: nothing that is added to them goes away again."""
    rows = connection.execute("select slug from pit.casino order by slug").fetchall()
    slugs = [slug for (slug,) in rows]
    if slugs and not {casino.slug for casino in floor.casinos} & set(slugs):
        raise DemoRefused(
            f"This database is {slugs[0]}'s, and what the demo adds stays for good",
            "Give the demo a place of its own: pitterm demo --data-dir DIR.",
        )


def _demo_logins(connection: Connection[Any]) -> set[str]:
    """The logins of this server that a demo made, for this database or another."""
    rows = connection.execute(
        "select rolname from pg_roles where shobj_description(oid, 'pg_authid') = %s", [_MARK]
    )
    return {login for (login,) in rows.fetchall()}


def _is_embedded(connection: Connection[Any], conninfo: str) -> bool:
    """Whether the server keeps its files beside the passfile this connection came in with."""
    passfile = conninfo_to_dict(conninfo).get("passfile")
    if passfile is None:
        return False
    try:
        row = connection.execute(
            "select current_setting('data_directory'), current_setting('listen_addresses')"
        ).fetchone()
    except psycopg.errors.InsufficientPrivilege:
        return False
    if row is None or row[1] != "":
        return False
    return Layout(Path(str(passfile)).parent).cluster.resolve() == Path(row[0]).resolve()
