"""A casino as the database has it, in the words of a floor file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import DictRow, dict_row
from pydantic import ValidationError

from pitterm.database.floor.coming import Coming, Standing, changes_of, coming_of
from pitterm.database.floor.file import FloorError
from pitterm.database.floor.model import Floor, FloorCasino
from pitterm.database.floor.parts import FloorSettings
from pitterm.database.logins import in_sentences
from pitterm.database.provisioning import StaffEntry, staff_roster


class Name(NamedTuple):
    """What a row is called by: its kind, and its own name within the casino."""

    kind: str
    name: str
    day: date | None = None
    """The gaming day from which it says so; None: the one that runs."""

    def __str__(self) -> str:
        named = f"{self.kind} {self.name}" if self.name else self.kind
        return named if self.day is None else f"from {self.day}, {named}"


TERMS = ("min_bet_cents", "max_bet_cents", "par_cents")
"""A table's limits and par, by the keys of a floor file."""
Entries = dict[Name, dict[str, Any]]
"""What each row says, by the keys of a floor file."""


@dataclass(frozen=True)
class Books:
    """One casino's rows, and what of it is at work."""

    casino_id: UUID
    slug: str
    entries: Entries
    live_labels: frozenset[str]
    has_history: bool
    ran_labels: frozenset[str]
    """The tables that ran in the gaming day that runs."""
    today: date
    coming: Coming

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        """The rows of one kind by their names."""
        return {name.name: row for name, row in self.entries.items() if name.kind == kind}

    @property
    def standing(self) -> Standing:
        """What of it may change from a gaming day on, as it is today."""
        return _standing(self.entries)


def mix_name(game: str, name: str) -> Name:
    return Name("mix", f"{game} · {name}")


def read_books(connection: Connection[Any], slug: str) -> Books | None:
    """The casino with this slug; None where there is none yet."""
    with in_sentences(), connection.cursor(row_factory=dict_row) as cursor:
        casino = cursor.execute("select * from pit.casino where slug = %s", [slug]).fetchone()
        if casino is None:
            return None
        casino_id = casino["id"]
        rows = {
            kind: cursor.execute(query.encode(), [casino_id]).fetchall()
            for kind, query in _QUERIES.items()
        }
        work = cursor.execute(
            "select w.*, pit_private.gaming_day_of(%s, clock_timestamp()) as today"
            " from pit_private.casino_at_work(%s) w",
            [casino_id, casino_id],
        ).fetchone()
        coming = cursor.execute(
            "select * from pit_private.settings_to_come(%s)", [casino_id]
        ).fetchall()
    assert work is not None  # noqa: S101 - a function without a set always answers
    people = [entry for entry in staff_roster(connection) if entry.casino_slug == slug]
    entries = {Name("casino", ""): {"name": casino["name"], "is_active": casino["is_active"]}}
    entries |= _entries(rows, people)
    return Books(
        casino_id=casino_id,
        slug=slug,
        entries=entries,
        live_labels=frozenset(work["live_labels"]),
        has_history=work["has_history"],
        ran_labels=frozenset(work["ran_labels"]),
        today=work["today"],
        coming=coming_of(_standing(entries), coming),
    )


_QUERIES = {
    "settings": "select s.*, h.time_zone, h.gaming_day_start from pit.casino_settings s"
    " left join pit_private.hours_at(s.casino_id, clock_timestamp()) h on true"
    " where s.casino_id = %s",
    "shift": "select s.name, s.starts_at from pit.casino c"
    " cross join pit_private.hours_at(c.id, clock_timestamp()) h"
    " cross join pit_private.shift_starts(c.id, h.effective_from) s"
    " where c.id = %s order by s.starts_at",
    "chip set": "select name, denominations_cents from pit.chip_set where casino_id = %s"
    " order by name",
    "pit": "select name, position from pit.pit where casino_id = %s order by position",
    "table": "select t.label, p.name as pit, t.spot, t.game, k.name as chip_set, n.min_bet_cents,"
    " n.max_bet_cents, n.par_cents, t.status from pit.gaming_table t"
    " cross join pit_private.terms_in_force(t.casino_id, array[t.id],"
    " pit_private.gaming_day_of(t.casino_id, clock_timestamp())) n"
    " join pit.chip_set k on k.casino_id = t.casino_id and k.id = t.chip_set_id"
    " left join pit.pit p on p.casino_id = t.casino_id and p.id = t.pit_id"
    " where t.casino_id = %s order by p.position, t.spot, t.label",
    "mix": "select game, name, position, shares from pit.chip_mix where casino_id = %s"
    " order by game, position, name",
}


def _entries(rows: Mapping[str, list[DictRow]], people: list[StaffEntry]) -> Entries:
    entries: Entries = {}
    for kind in ("settings", "shift", "chip set", "pit", "table"):
        for row in rows[kind]:
            said = {key: _frozen(value) for key, value in row.items()}
            name = str(said.pop("label", None) or said.pop("name", ""))
            if kind == "settings":
                said = {key: said[key] for key in FloorSettings.model_fields if key in said}
            entries[Name(kind, name)] = said
    for row in rows["mix"]:
        shares = {int(chip): share for chip, share in row["shares"].items()}
        entries[mix_name(row["game"], row["name"])] = {**row, "shares": shares}
    for entry in people:
        if entry.login is not None:
            entries[Name("staff", entry.login)] = {
                "name": entry.name,
                "role": entry.role,
                "shows_money": entry.shows_money,
                "is_active": entry.is_active,
                "may_sign_in": entry.may_sign_in,
            }
    return entries


def _standing(entries: Entries) -> Standing:
    settings = entries.get(Name("settings", ""), {})
    return Standing(
        clock={key: settings[key] for key in ("time_zone", "gaming_day_start") if key in settings},
        shifts={
            name.name: row["starts_at"] for name, row in entries.items() if name.kind == "shift"
        },
        terms={
            name.name: {key: row[key] for key in TERMS}
            for name, row in entries.items()
            if name.kind == "table"
        },
    )


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def read_floor_of(connection: Connection[Any], slugs: list[str]) -> tuple[Floor, list[str]]:
    """The casinos as a file would say them, and the tables it cannot say: those in no pit."""
    casinos = []
    homeless = []
    for slug in slugs:
        books = read_books(connection, slug)
        if books is None:
            raise FloorError(f"There is no casino {slug}", "Name one that is there.")
        homeless += [label for label, row in books.of("table").items() if row["pit"] is None]
        casinos.append(_casino(books))
    return Floor(casinos=tuple(casinos)), homeless


def _casino(books: Books) -> FloorCasino:
    settings = books.entries.get(Name("settings", ""), {})
    day_start = settings.get("gaming_day_start", time(0))
    placed = {label for label, row in books.of("table").items() if row["pit"] is not None}
    said: dict[str, Any] = {
        "slug": books.slug,
        "name": books.entries[Name("casino", "")]["name"],
        "settings": settings,
        "shifts": sorted(
            ({"name": name, **row} for name, row in books.of("shift").items()),
            key=lambda shift: _after(day_start, shift["starts_at"]),
        ),
        "chip_sets": [{"name": name, **row} for name, row in books.of("chip set").items()],
        "pits": [{"name": name, "tables": _tables(books, name)} for name in books.of("pit")],
        "mixes": [
            {key: row[key] for key in ("game", "name", "shares")}
            for row in books.of("mix").values()
            if row["position"] is not None
        ],
        "staff": [
            {key: row[key] for key in ("name", "role", "shows_money")} | {"login": login}
            for login, row in books.of("staff").items()
            if row["is_active"]
        ],
        "changes": list(changes_of(books.standing, books.coming, placed)),
    }
    if not books.entries[Name("casino", "")]["is_active"]:
        said["is_active"] = False
    try:
        return FloorCasino.model_validate(said)
    except ValidationError as error:
        reason = str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
        raise FloorError(
            f"A floor file cannot say what the books of {books.slug} have: {reason.rstrip('.')}",
            "Finish its set-up with pitterm floor import.",
        ) from None


def _tables(books: Books, pit: str) -> list[dict[str, Any]]:
    return [
        {"label": label, **{key: value for key, value in row.items() if key != "pit"}}
        for label, row in books.of("table").items()
        if row["pit"] == pit
    ]


def _after(day_start: time, moment: time) -> int:
    """Minutes into the gaming day."""
    ahead = (moment.hour - day_start.hour) * 60 + moment.minute - day_start.minute
    return ahead % (24 * 60)
