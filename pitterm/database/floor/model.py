"""A floor file: its casinos, and what holds between their parts on each gaming day."""

from collections import Counter
from datetime import date
from typing import Annotated

from pydantic import Field, StrictBool, ValidationError, model_validator

from pitterm.database.floor.dated import FloorChange, FloorShift
from pitterm.database.floor.fields import Label, misplaced, refuse_twice
from pitterm.database.floor.lines import Place
from pitterm.database.floor.parts import (
    FloorChipSet,
    FloorMix,
    FloorPit,
    FloorSettings,
    FloorStaff,
    FloorTable,
)
from pitterm.domain.values import Value

MIXES_LIMIT = 9


class FloorCasino(Value):
    """One casino of the file."""

    slug: Label
    name: Label
    is_active: StrictBool | None = None
    settings: FloorSettings
    shifts: Annotated[tuple[FloorShift, ...], Field(min_length=1)]
    chip_sets: Annotated[tuple[FloorChipSet, ...], Field(min_length=1)]
    pits: Annotated[tuple[FloorPit, ...], Field(min_length=1)]
    mixes: tuple[FloorMix, ...] = ()
    staff: tuple[FloorStaff, ...] = ()
    changes: tuple[FloorChange, ...] = ()

    def on(self, day: date) -> "FloorCasino":
        """As it stands on this gaming day, with the changes that are still to come."""
        come = [change for change in self.changes if change.effective_from <= day]
        if not come:
            return self
        casino = self.model_copy(update={"changes": self.changes[len(come) :]})
        for change in come:
            casino = _changed(casino, change)
        return casino

    @property
    def tables(self) -> tuple[FloorTable, ...]:
        """All its tables, pit by pit."""
        return tuple(table for pit in self.pits for table in pit.tables)

    @property
    def placed_tables(self) -> tuple[tuple[Place, FloorPit, FloorTable], ...]:
        """All its tables with their pits, and where in the casino they are written."""
        return tuple(
            (("pits", row, "tables", column), pit, table)
            for row, pit in enumerate(self.pits)
            for column, table in enumerate(pit.tables)
        )

    @property
    def placed_mixes(self) -> tuple[tuple[int, FloorMix], ...]:
        """All its mixes, each with its place among those of its game."""
        places: Counter[str] = Counter()
        placed = []
        for mix in self.mixes:
            places[mix.game] += 1
            placed.append((places[mix.game], mix))
        return tuple(placed)

    @model_validator(mode="after")
    def _names_are_unique_and_known(self) -> "FloorCasino":
        shifts = tuple(enumerate(self.shifts))
        refuse_twice("shift", ((("shifts", place, "name"), one.name) for place, one in shifts))
        starts = ((("shifts", place, "starts_at"), one.starts_at) for place, one in shifts)
        refuse_twice("start of a shift", starts)
        sets = enumerate(self.chip_sets)
        refuse_twice("chip set", ((("chip_sets", place, "name"), one.name) for place, one in sets))
        pits = enumerate(self.pits)
        refuse_twice("pit", ((("pits", place, "name"), one.name) for place, one in pits))
        tables = self.placed_tables
        refuse_twice("table", (((*place, "label"), table.label) for place, _, table in tables))
        known = {chip_set.name for chip_set in self.chip_sets}
        for place, _, table in tables:
            if table.chip_set not in known:
                sentence = f"{table.label} names the unknown chip set {table.chip_set}."
                raise misplaced((*place, "chip_set"), sentence)
        return self

    @model_validator(mode="after")
    def _mixes_are_of_chips_on_the_tables(self) -> "FloorCasino":
        for game in dict.fromkeys(mix.game for mix in self.mixes):
            places = [place for place, mix in enumerate(self.mixes) if mix.game == game]
            if len(places) > MIXES_LIMIT:
                sentence = f"{game} has {len(places)} mixes; {MIXES_LIMIT} fit."
                raise misplaced(("mixes", places[MIXES_LIMIT]), sentence)
            names = ((("mixes", place, "name"), self.mixes[place].name) for place in places)
            refuse_twice(f"{game} mix", names)
        held = {chip_set.name: set(chip_set.denominations_cents) for chip_set in self.chip_sets}
        for number, mix in enumerate(self.mixes):
            trays = [held[table.chip_set] for table in self.tables if table.game == mix.game]
            if not trays:
                sentence = f"The mix {mix.name} is for {mix.game}, which no table deals."
                raise misplaced(("mixes", number, "game"), sentence)
            if not any(set(mix.shares) <= tray for tray in trays):
                sentence = f"No {mix.game} table has all the chips of the mix {mix.name}."
                raise misplaced(("mixes", number, "shares"), sentence)
        return self

    @model_validator(mode="after")
    def _changes_hold(self) -> "FloorCasino":
        """Each change leaves a casino that could stand in a file."""
        days = [change.effective_from for change in self.changes]
        labels = {table.label for table in self.tables}
        casino = self.model_copy(update={"changes": ()})
        for number, change in enumerate(self.changes):
            place = ("changes", number)
            if number and days[number - 1] >= change.effective_from:
                raise misplaced((*place, "effective_from"), "The days are not in their order.")
            for row, terms in enumerate(change.tables):
                if terms.label not in labels:
                    sentence = f"There is no table {terms.label}."
                    raise misplaced((*place, "tables", row, "label"), sentence)
            for key, rows in (("shifts", change.shifts), ("tables", change.tables)):
                names = (one.name if isinstance(one, FloorShift) else one.label for one in rows)
                places = enumerate(names)
                refuse_twice(key[:-1], (((*place, key, row), name) for row, name in places))
            casino = _changed(casino, change)
            try:
                FloorCasino.model_validate(casino.model_dump(exclude_none=True))
            except ValidationError as error:
                reason = str(error.errors(include_url=False)[0]["msg"])
                raise misplaced(place, reason.removeprefix("Value error, ")) from None
        return self


def _changed(casino: FloorCasino, change: FloorChange) -> FloorCasino:
    """The casino from the day of this change on."""
    starts = {shift.name: shift for shift in (*casino.shifts, *change.shifts)}
    terms = {terms.label: terms.said for terms in change.tables}
    pits = tuple(
        pit.model_copy(
            update={
                "tables": tuple(
                    table.model_copy(update=terms.get(table.label, {})) for table in pit.tables
                )
            }
        )
        for pit in casino.pits
    )
    return casino.model_copy(
        update={
            "settings": casino.settings.model_copy(update=change.clock),
            "shifts": tuple(starts.values()),
            "pits": pits,
        }
    )


class Floor(Value):
    """Everything one file says."""

    casinos: Annotated[tuple[FloorCasino, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_casino_a_slug(self) -> "Floor":
        casinos = tuple(enumerate(self.casinos))
        slugs = ((("casinos", place, "slug"), casino.slug) for place, casino in casinos)
        refuse_twice("casino", slugs)
        logins = (
            (("casinos", place, "staff", number, "login"), person.login)
            for place, casino in casinos
            for number, person in enumerate(casino.staff)
        )
        refuse_twice("login", logins)
        return self
