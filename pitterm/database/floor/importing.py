"""Importing a floor file: the plan that is shown, and the transaction that does it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from pitterm.database.floor.books import Books, Name, read_books
from pitterm.database.floor.differences import Plan, other_mixes, plan_of
from pitterm.database.floor.fields import DAY_START
from pitterm.database.floor.file import FloorError, FloorFile
from pitterm.database.floor.model import FloorCasino
from pitterm.database.floor.parts import FloorStaff
from pitterm.database.floor.provision import call, provision_floor
from pitterm.database.floor.refusals import complaints
from pitterm.database.logins import create_login, in_sentences
from pitterm.database.migration import ADVISORY_LOCK
from pitterm.database.provisioning import StaffEntry, bind_login, set_role, staff_roster
from pitterm.domain.staff import Role

_WAIT_FOR_A_TABLE = "5s"


def plan_import(connection: Connection[Any], file: FloorFile) -> list[Plan]:
    """What an import would change now, or the refusal of the whole file; nothing is written."""
    with in_sentences():
        roster = staff_roster(connection)
        return [
            _planned(connection, file, number, read_books(connection, casino.slug), roster)[1]
            for number, casino in enumerate(file.floor.casinos)
        ]


def import_floor(
    connection: Connection[Any],
    file: FloorFile,
    plans: list[Plan],
    progress: Callable[[str], None] | None = None,
) -> None:
    """Do what was planned, all of it or nothing; refused where the books changed since."""
    try:
        with in_sentences(), connection.transaction():
            connection.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
            connection.execute(f"set local lock_timeout = '{_WAIT_FOR_A_TABLE}'")
            for number, plan in enumerate(plans):
                if plan.changes:
                    if progress:
                        number_of = len(plan.changes)
                        progress(f"{plan.title}: {number_of} change{'s' * (number_of > 1)} …")
                    _import_casino(connection, file, number, plan)
    except psycopg.errors.LockNotAvailable as error:
        raise FloorError(
            "Somebody else holds a table", "Nothing was changed; try again."
        ) from error
    except psycopg.errors.IntegrityError as error:
        raise FloorError(
            f"The books do not take it: {error.diag.message_primary}", "Nothing was changed."
        ) from error


def without_password(connection: Connection[Any], file: FloorFile) -> list[str]:
    """The file's logins that are active and cannot sign in until somebody gives them a password."""
    named = {person.login for casino in file.floor.casinos for person in casino.staff}
    return [
        entry.login
        for entry in staff_roster(connection)
        if entry.login in named and entry.is_active and not entry.may_sign_in
    ]


def _planned(
    connection: Connection[Any],
    file: FloorFile,
    number: int,
    books: Books | None,
    roster: list[StaffEntry],
) -> tuple[FloorCasino, Plan]:
    """The casino as the file has it for the gaming day that runs, and what an import changes."""
    said = file.floor.casinos[number]
    casino = said.on(books.today if books else _today(connection, said))
    come = len(said.changes) - len(casino.changes)
    for place, sentence, next_step in complaints(connection, casino, books, roster):
        if place[0] == "changes":
            place = ("changes", int(place[1]) + come, *place[2:])
        raise file.refusal(("casinos", number, *place), sentence, next_step)
    return casino, plan_of(casino, books)


def _today(connection: Connection[Any], casino: FloorCasino) -> date:
    """The gaming day of a casino that is still to be made."""
    clock = (casino.settings.time_zone, casino.settings.gaming_day_start or DAY_START)
    [(answer,)] = connection.execute(
        "select pit_private.compute_gaming_day(now(), %s, %s)", clock
    ).fetchall()
    today: date = answer
    return today


def _import_casino(connection: Connection[Any], file: FloorFile, number: int, shown: Plan) -> None:
    slug = file.floor.casinos[number].slug
    books = read_books(connection, slug)
    if books is not None:
        call(connection, "hold_floor", books.casino_id)
        books = read_books(connection, slug)
    casino, plan = _planned(connection, file, number, books, staff_roster(connection))
    if plan != shown:
        raise FloorError(
            f"The books of {casino.slug} changed since you looked",
            "Nothing was changed; look again.",
        )
    was_active = books is None or books.entries[Name("casino", "")]["is_active"]
    casino_id = provision_floor(
        connection,
        casino,
        is_active=was_active if casino.is_active is None else casino.is_active,
        other_mixes=[
            {key: row[key] for key in ("game", "name", "position", "shares")}
            for row in other_mixes(casino, books).values()
            if row["position"] is not None
        ],
    )
    _provision_staff(connection, casino_id, casino, books)
    call(connection, "announce_floor", casino_id)


def _provision_staff(
    connection: Connection[Any], casino_id: UUID, casino: FloorCasino, books: Books | None
) -> None:
    booked = books.of("staff") if books else {}
    for person in casino.staff:
        before = booked.get(person.login)
        if before is None:
            create_login(connection, person.login, None, person.role)
            bind_login(
                connection,
                casino_id,
                person.login,
                person.name,
                person.role,
                shows_money=person.shows_money,
            )
        else:
            _change_staff(connection, person, before)


def _change_staff(connection: Connection[Any], person: FloorStaff, before: dict[str, Any]) -> None:
    if person.name != before["name"]:
        call(connection, "set_staff_name", person.login, person.name)
    if (Role(before["role"]), before["shows_money"]) != (person.role, person.shows_money):
        set_role(connection, person.login, person.role, shows_money=person.shows_money)
