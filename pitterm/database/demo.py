"""The two demo casinos of `demo_floor.toml`: floor, settings and staff, and no history."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from pitterm.database.embedded.layout import Layout
from pitterm.database.floor import Floor, FloorCasino, read_floor
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
            for casino in floor.casinos:
                casino_id = provision_floor(connection, casino)
                _provision_staff(connection, casino_id, casino)
                if progress:
                    progress(
                        f"{casino.name}: {len(casino.tables)} tables in {len(casino.pits)} pits."
                    )


def provision_floor(connection: Connection[Any], casino: FloorCasino) -> UUID:
    """Make the casino's settings, shifts, chip sets, pits, tables and mixes be as the file says."""
    casino_id: UUID = _call(connection, "provision_casino", casino.slug, casino.name, True)
    settings = casino.settings.model_dump(mode="json", exclude_unset=True)
    _call(connection, "provision_settings", casino_id, json.dumps(settings))
    for shift in casino.shifts:
        _call(connection, "provision_shift", casino_id, shift.name, shift.starts_at)
    chip_sets = {
        chip_set.name: _call(
            connection,
            "provision_chip_set",
            casino_id,
            chip_set.name,
            list(chip_set.denominations_cents),
        )
        for chip_set in casino.chip_sets
    }
    _call(connection, "line_up_other_pits", casino_id, [pit.name for pit in casino.pits])
    for position, pit in enumerate(casino.pits, start=1):
        pit_id = _call(connection, "provision_pit", casino_id, pit.name, position)
        for table in pit.tables:
            _call(
                connection,
                "provision_table",
                casino_id,
                pit_id,
                chip_sets[table.chip_set],
                table.label,
                table.spot,
                table.game,
                table.min_bet_cents,
                table.max_bet_cents,
                table.par_cents,
                table.status,
            )
    _provision_mixes(connection, casino_id, casino)
    return casino_id


def _provision_mixes(connection: Connection[Any], casino_id: UUID, casino: FloorCasino) -> None:
    places: Counter[str] = Counter()
    mixes = []
    for mix in casino.mixes:
        places[mix.game] += 1
        mixes.append({**mix.model_dump(), "position": places[mix.game]})
    _call(connection, "provision_chip_mixes", casino_id, json.dumps(mixes))


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


def _call(connection: Connection[Any], function: str, *arguments: object) -> Any:
    """One provisioning function, and what it returns."""
    places = sql.SQL(", ").join([sql.Placeholder()] * len(arguments))
    call = sql.SQL("select pit_private.{}({})")
    row = connection.execute(call.format(sql.Identifier(function), places), arguments).fetchone()
    return row[0] if row else None
