"""What an import would change, in words, and what the books do not let it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from pitterm.database.floor.books import Books, Entries, Name, mix_name
from pitterm.database.floor.coming import on
from pitterm.database.floor.model import FloorCasino
from pitterm.domain.currency import US_DOLLAR, Currency
from pitterm.domain.money import house_currency, show, write_in

_SETTINGS = Name("settings", "")
_MANY = {
    "shift": "shifts",
    "chip set": "chip sets",
    "pit": "pits",
    "table": "tables",
    "mix": "mixes",
    "staff": "staff",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that the file has otherwise than the books."""

    name: Name
    is_new: bool
    details: tuple[str, ...]

    def __str__(self) -> str:
        return f"{'+' if self.is_new else '~'} {self.name}: {', '.join(self.details)}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import makes of one casino; equal plans do the same."""

    slug: str
    title: str
    changes: tuple[Change, ...]
    left_alone: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The difference as a person reads it."""
        if self.changes or self.left_alone:
            yield f"{self.title} ({self.slug})"
        for change in self.changes:
            yield f"  {change}"
        for names in self.left_alone:
            yield f"  not in the file, left alone: {names}"


def plan_of(casino: FloorCasino, books: Books | None) -> Plan:
    """The changes in the order of the file, with amounts as the casino writes them."""
    said = entries_of(casino, books)
    booked = {**books.entries, **_booked_to_come(casino, books)} if books else {}
    elsewhere = house_currency()
    write_in(_currency({**booked.get(_SETTINGS, {}), **said[_SETTINGS]}))
    try:
        changes = tuple(_changes(said, booked))
    finally:
        write_in(elsewhere)
    left_alone = (*_left_alone(said, booked), *_days_left_alone(casino, books))
    return Plan(casino.slug, casino.name, changes, left_alone)


def _changes(said: Entries, booked: Entries) -> Iterator[Change]:
    for name, row in said.items():
        if name not in booked:
            yield Change(name, True, _described(row))
        elif details := _changed(booked[name], row):
            yield Change(name, False, details)


def _currency(settings: dict[str, Any]) -> Currency:
    return Currency(
        code=settings.get("currency", US_DOLLAR.code),
        symbol=settings.get("currency_symbol", US_DOLLAR.symbol),
        minor_units=settings.get("currency_minor_units", US_DOLLAR.minor_units),
    )


def entries_of(casino: FloorCasino, books: Books | None) -> Entries:
    """What the file says of each row; of a game's mixes it says all, and offers no other."""
    about: dict[str, Any] = {"name": casino.name}
    if casino.is_active is not None:
        about["is_active"] = casino.is_active
    entries: Entries = {
        Name("casino", ""): about,
        Name("settings", ""): casino.settings.model_dump(exclude_none=True),
    }
    for shift in casino.shifts:
        entries[Name("shift", shift.name)] = {"starts_at": shift.starts_at}
    for chips in casino.chip_sets:
        row = {"denominations_cents": chips.denominations_cents}
        entries[Name("chip set", chips.name)] = row
    for position, pit in enumerate(casino.pits, start=1):
        entries[Name("pit", pit.name)] = {"position": position}
        for table in pit.tables:
            entries[Name("table", table.label)] = {
                "pit": pit.name,
                **table.model_dump(exclude={"label"}),
            }
    for position, mix in casino.placed_mixes:
        entries[mix_name(mix.game, mix.name)] = {"position": position, "shares": mix.shares}
    for name, row in other_mixes(casino, books).items():
        if row["position"] is None:
            entries.setdefault(name, {"position": None})
    for person in casino.staff:
        entries[Name("staff", person.login)] = person.model_dump(exclude={"login"})
    for change in casino.changes:
        day = change.effective_from
        if change.clock:
            entries[Name("settings", "", day)] = change.clock
        for shift in change.shifts:
            entries[Name("shift", shift.name, day)] = {"starts_at": shift.starts_at}
        for terms in change.tables:
            entries[Name("table", terms.label, day)] = terms.said
    return entries


def _booked_to_come(casino: FloorCasino, books: Books) -> Entries:
    """What the books have for the days that the file names."""
    entries: Entries = {}
    for change in casino.changes:
        day = change.effective_from
        then = on(day, books.standing, books.coming)
        entries[Name("settings", "", day)] = dict(then.clock)
        for name, starts_at in then.shifts.items():
            entries[Name("shift", name, day)] = {"starts_at": starts_at}
        for label, terms in then.terms.items():
            entries[Name("table", label, day)] = dict(terms)
    return entries


def other_mixes(casino: FloorCasino, books: Books | None) -> Entries:
    """Booked mixes that the file does not name, as the import leaves them."""
    named = {mix_name(mix.game, mix.name) for mix in casino.mixes}
    games = {mix.game for mix in casino.mixes}
    return {
        name: {**row, "position": None if row["game"] in games else row["position"]}
        for name, row in (books.entries if books else {}).items()
        if name.kind == "mix" and name not in named
    }


def _left_alone(said: Entries, booked: Entries) -> Iterator[str]:
    for kind, many in _MANY.items():
        names = [
            name.name
            for name, row in booked.items()
            if name.kind == kind
            and name.day is None
            and name not in said
            and not _is_out_of_use(kind, row)
        ]
        if names:
            yield f"{many} {', '.join(names)}"


def _days_left_alone(casino: FloorCasino, books: Books | None) -> Iterator[str]:
    """Days to come on which the books change something of which the file says nothing."""
    named = {change.effective_from for change in casino.changes}
    days = [str(day) for day in (books.coming if books else {}) if day not in named]
    if days:
        yield f"changes from {', '.join(days)}"


def _is_out_of_use(kind: str, row: dict[str, Any]) -> bool:
    if kind == "staff":
        return not row["is_active"]
    return kind == "mix" and row["position"] is None


def _described(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"{_in_words(key)} {_shown(key, value)}" for key, value in row.items() if value is not None
    )


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"{_in_words(key)} {_shown(key, before.get(key))} → {_shown(key, value)}"
        for key, value in after.items()
        if before.get(key) != value
    )


def _in_words(key: str) -> str:
    words = {"position": "place", "starts_at": "from", "is_active": "active"}
    return words.get(key) or key.removesuffix("_cents").removesuffix("_seconds").replace("_", " ")


def _shown(key: str, value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return " ".join(_shown(key, item) for item in value) or "none"
    if isinstance(value, dict):
        shares = sorted(value.items(), reverse=True)
        return " ".join(f"{share} % {show(chip)}" for chip, share in shares)
    if key.endswith("_cents"):
        return show(value)
    return f"{value} s" if key.endswith("_seconds") else str(value)
