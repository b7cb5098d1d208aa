"""Makes a casino's rows be as the file says, through the functions kept for its administrator."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from psycopg import Connection, sql

from pitterm.database.floor.dated import FloorChange
from pitterm.database.floor.model import FloorCasino


def provision_floor(
    connection: Connection[Any],
    casino: FloorCasino,
    *,
    is_active: bool = True,
    other_mixes: Iterable[Mapping[str, Any]] = (),
) -> UUID:
    """Settings, shifts, chip sets, pits, tables and mixes; mixes of neither are not offered.

    Run it in one transaction: what changes places does so at its end.
    """
    casino_id: UUID = call(connection, "provision_casino", casino.slug, casino.name, is_active)
    settings = casino.settings.model_dump(mode="json", exclude_none=True)
    call(connection, "provision_settings", casino_id, json.dumps(settings))
    starts = {shift.name: shift.starts_at.isoformat() for shift in casino.shifts}
    call(connection, "provision_shifts", casino_id, json.dumps(starts))
    chip_sets = {
        chip_set.name: call(
            connection,
            "provision_chip_set",
            casino_id,
            chip_set.name,
            list(chip_set.denominations_cents),
        )
        for chip_set in casino.chip_sets
    }
    call(connection, "line_up_other_pits", casino_id, [pit.name for pit in casino.pits])
    for position, pit in enumerate(casino.pits, start=1):
        pit_id = call(connection, "provision_pit", casino_id, pit.name, position)
        for table in pit.tables:
            call(
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
    placed = ({**mix.model_dump(), "position": position} for position, mix in casino.placed_mixes)
    mixes = [*placed, *other_mixes]
    call(connection, "provision_chip_mixes", casino_id, json.dumps(mixes))
    for change in casino.changes:
        provision_change(connection, casino_id, change)
    return casino_id


def provision_change(connection: Connection[Any], casino_id: UUID, change: FloorChange) -> None:
    """What takes effect from a gaming day on."""
    hours = change.model_dump(
        mode="json", include={"time_zone", "gaming_day_start"}, exclude_none=True
    )
    hours |= {f"shift {shift.name}": shift.starts_at.isoformat() for shift in change.shifts}
    day = change.effective_from
    call(connection, "provision_hours", casino_id, day, json.dumps(hours))
    for terms in change.tables:
        call(connection, "provision_terms", casino_id, terms.label, day, json.dumps(terms.said))


def call(connection: Connection[Any], function: str, *arguments: object) -> Any:
    """One provisioning function, and what it returns."""
    places = sql.SQL(", ").join([sql.Placeholder()] * len(arguments))
    query = sql.SQL("select pit_private.{}({})")
    row = connection.execute(query.format(sql.Identifier(function), places), arguments).fetchone()
    return row[0] if row else None
