"""What the books do not let a file change, each said at the key that asks for it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
from psycopg import Connection

from pitterm.database.floor.books import TERMS, Books, Name
from pitterm.database.floor.fields import DAY_START
from pitterm.database.floor.lines import Place
from pitterm.database.floor.model import FloorCasino
from pitterm.database.floor.parts import FloorSettings
from pitterm.database.floor.provision import provision_change
from pitterm.database.floor.zones import why_not_start
from pitterm.database.logins import login_exists
from pitterm.database.provisioning import StaffEntry

Complaint = tuple[Place, str, str]
"""Where in the casino, the sentence, and the next step."""


def complaints(
    connection: Connection[Any],
    casino: FloorCasino,
    books: Books | None,
    roster: list[StaffEntry],
) -> Iterator[Complaint]:
    """Everything that stands against importing this casino, by the file's order."""
    for place, zone in _zones(casino):
        yield from _zone(connection, place, zone)
    if books is not None:
        yield from _settings(casino.settings, books)
        yield from _shifts(casino, books)
        yield from _chip_sets(casino, books)
        yield from _tables(casino, books)
        yield from _changes(connection, casino, books)
    yield from _staff(connection, casino, roster)


def _zones(casino: FloorCasino) -> Iterator[tuple[Place, str]]:
    yield ("settings", "time_zone"), casino.settings.time_zone
    for number, change in enumerate(casino.changes):
        if change.time_zone is not None:
            yield ("changes", number, "time_zone"), change.time_zone


def _zone(connection: Connection[Any], place: Place, zone: str) -> Iterator[Complaint]:
    known = connection.execute("select from pg_timezone_names where name = %s", [zone]).fetchone()
    if known is None:
        yield (
            place,
            f"The server knows no time zone {zone}",
            "Update the server's time zones, or spell it as both know it.",
        )


def _settings(settings: FloorSettings, books: Books) -> Iterator[Complaint]:
    booked = books.entries.get(Name("settings", ""), {})
    said = settings.model_dump(exclude_none=True)
    for key, words in (("time_zone", "time zone"), ("gaming_day_start", "start of the gaming day")):
        if books.has_history and key in said and said[key] != booked.get(key, said[key]):
            sentence = f"The books are begun, and another {words} would recompute their days"
            yield ("settings", key), sentence, _from_a_day(books)
    for key in ("currency", "currency_minor_units"):
        if books.has_history and said.get(key, booked.get(key)) != booked.get(key):
            yield ("settings", key), "The books hold amounts already; their currency stays", ""
    merged = {**booked, **said}
    start = merged.get("gaming_day_start", DAY_START)
    reason = why_not_start(settings.time_zone, start)
    if reason is not None:
        yield ("settings", "time_zone"), reason, "Say gaming_day_start as well."
    report = merged.get("discrepancy_report_cents", 0)
    if merged.get("discrepancy_regulator_cents", report) < report:
        key = "discrepancy_report_cents"
        key = key if key in said else "discrepancy_regulator_cents"
        yield (
            ("settings", key),
            "discrepancy_regulator_cents would be below discrepancy_report_cents",
            "Say both.",
        )


def _shifts(casino: FloorCasino, books: Books) -> Iterator[Complaint]:
    booked = {name: row["starts_at"] for name, row in books.of("shift").items()}
    named = {shift.name for shift in casino.shifts}
    others = {starts: name for name, starts in booked.items() if name not in named}
    for number, shift in enumerate(casino.shifts):
        place = ("shifts", number, "starts_at")
        if shift.starts_at in others:
            sentence = f"The shift {others[shift.starts_at]}, not in the file, starts then as well"
            yield place, sentence, "Give each its own start."
        elif books.ran_labels and booked.get(shift.name) != shift.starts_at:
            sentence = "Tables ran in this gaming day, and its shifts cannot change in the middle"
            yield place, sentence, _from_a_day(books)


def _chip_sets(casino: FloorCasino, books: Books) -> Iterator[Complaint]:
    booked = books.of("chip set")
    tables = books.of("table")
    for number, chips in enumerate(casino.chip_sets):
        before = booked.get(chips.name, {}).get("denominations_cents", ())
        live = sorted(
            label for label in books.live_labels if tables[label]["chip_set"] == chips.name
        )
        if live and not set(before) <= set(chips.denominations_cents):
            yield (
                ("chip_sets", number, "denominations_cents"),
                f"{', '.join(live)} is open with chips that this takes away",
                "Close it first.",
            )


def _tables(casino: FloorCasino, books: Books) -> Iterator[Complaint]:
    booked = books.of("table")
    named = {table.label for table in casino.tables}
    taken = {
        (row["pit"], row["spot"]): label for label, row in booked.items() if label not in named
    }
    for place, pit, table in casino.placed_tables:
        if (pit.name, table.spot) in taken:
            other = taken[pit.name, table.spot]
            sentence = f"{other}, not in the file, stands on spot {table.spot} of {pit.name}"
            yield (*place, "spot"), sentence, f"Name {other} in the file, or take another spot."
        said = table.model_dump()
        if table.label in books.ran_labels:
            for key in TERMS:
                if booked[table.label][key] != said[key]:
                    sentence = f"{table.label} ran in this gaming day, which keeps limits and par"
                    yield (*place, key), sentence, _from_a_day(books)
        if table.label not in books.live_labels:
            continue
        for key, words in (
            ("game", "the game"),
            ("chip_set", "the chips"),
            ("status", "the availability"),
        ):
            if booked[table.label][key] != said[key]:
                sentence = f"{table.label} is open, and {words} of an open table cannot change"
                yield (*place, key), sentence, "Close it first."


def _changes(connection: Connection[Any], casino: FloorCasino, books: Books) -> Iterator[Complaint]:
    """What the server says to each change, which is tried and taken back."""
    known = books.of("table")
    with connection.transaction(force_rollback=True):
        for number, change in enumerate(casino.changes):
            tables = tuple(terms for terms in change.tables if terms.label in known)
            tried = change.model_copy(update={"tables": tables})
            try:
                with connection.transaction():
                    provision_change(connection, books.casino_id, tried)
            except psycopg.Error as error:
                if not (error.sqlstate or "").startswith("PT4"):
                    raise
                yield ("changes", number), error.diag.message_hint or str(error), ""
                return


def _from_a_day(books: Books) -> str:
    tomorrow = books.today + timedelta(days=1)
    return f"Say it in [[casinos.changes]] with effective_from = {tomorrow} or later."


def _staff(
    connection: Connection[Any], casino: FloorCasino, roster: list[StaffEntry]
) -> Iterator[Complaint]:
    works_at = {entry.login: entry.casino_slug for entry in roster}
    for number, person in enumerate(casino.staff):
        at = works_at.get(person.login)
        if at == casino.slug:
            continue
        place = ("staff", number, "login")
        if at is not None:
            yield place, f"{person.login} is a login of {at}", "Choose another one."
        elif login_exists(connection, person.login):
            sentence = f"The server has a login {person.login} already, which no import adopts"
            yield place, sentence, "Choose another one."
