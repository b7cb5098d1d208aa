"""A floor file: casinos with their settings, shifts, chip sets, pits, tables, mixes and staff."""

import difflib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator

from pitterm.domain.board import Availability
from pitterm.domain.chips import MAX_DENOMINATION_CENTS, MAX_TOTAL_CENTS
from pitterm.domain.currency import CurrencyCode, CurrencySymbol, MinorUnits
from pitterm.domain.errors import PitError
from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.staff import Role
from pitterm.domain.text import LABEL_LIMIT, fault
from pitterm.domain.values import Value


class FloorError(PitError):
    """A floor file that cannot be used; the sentence names where it is wrong."""

    exit_code = 2


def _printable(text: str) -> str:
    reason = fault(text, "text", LABEL_LIMIT)
    if reason is not None:
        raise ValueError(reason)
    if not text or text != text.strip():
        raise ValueError("It is empty or has blanks around it.")
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: the name is a directory of zones, such as America.
        raise ValueError(f"There is no time zone {name}.") from None
    return name


Label = Annotated[str, AfterValidator(_printable)]
Cents = Annotated[int, Field(strict=True, ge=1, le=MAX_AMOUNT_CENTS)]
Chip = Annotated[int, Field(strict=True, ge=1, le=MAX_DENOMINATION_CENTS)]
Bankroll = Annotated[int, Field(strict=True, ge=0, le=MAX_TOTAL_CENTS)]
# A key of TOML is text.
MixChip = Annotated[int, Field(ge=1, le=MAX_DENOMINATION_CENTS)]
Percent = Annotated[int, Field(strict=True, ge=1, le=100)]
MIXES_LIMIT = 9


class FloorSettings(Value):
    """What a casino decides for itself; what is left out keeps the value it has."""

    time_zone: Annotated[str, AfterValidator(_known_zone)]
    gaming_day_start: time | None = None
    quick_amounts_cents: Annotated[tuple[Cents, ...], Field(min_length=8, max_length=8)] | None = (
        None
    )
    unusual_amount_cents: Cents | None = None
    opening_count_required: bool | None = None
    closing_count_required: bool | None = None
    count_signature: bool | None = None
    discrepancy_report_cents: Annotated[int, Field(strict=True, ge=0)] | None = None
    discrepancy_regulator_cents: Annotated[int, Field(strict=True, ge=0)] | None = None
    box_tenders: tuple[Literal["cash", "marker", "coupon"], ...] | None = None
    idle_lock_seconds: Annotated[int, Field(ge=15, le=3600)] | None = None
    undo_seconds: Annotated[int, Field(ge=1, le=3600)] | None = None
    same_amount_seconds: Annotated[int, Field(ge=0, le=3600)] | None = None
    alert_slip_seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    alert_opening_count_seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    alert_change_count_seconds: Annotated[int, Field(ge=0, le=14400)] | None = None
    alert_rundown_seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    alert_no_entry_seconds: Annotated[int, Field(ge=0, le=86400)] | None = None
    alert_need_cents: Bankroll | None = None
    alert_wall_count_seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    currency: CurrencyCode | None = None
    currency_symbol: CurrencySymbol | None = None
    currency_minor_units: MinorUnits | None = None


class FloorShift(Value):
    """A shift begins at this local time and lasts until the next one."""

    name: Label
    starts_at: time


class FloorChipSet(Value):
    """The denominations of a tray."""

    name: Label
    denominations_cents: Annotated[tuple[Chip, ...], Field(min_length=1, max_length=20)]


class FloorTable(Value):
    """A physical table; `chip_set` names one of its casino's."""

    label: Label
    spot: Annotated[int, Field(ge=1, le=99)]
    game: Label
    chip_set: Label
    min_bet_cents: Cents
    max_bet_cents: Cents
    par_cents: Bankroll | None = None
    status: Availability = Availability.ACTIVE

    @model_validator(mode="after")
    def _limits_in_order(self) -> "FloorTable":
        if self.max_bet_cents < self.min_bet_cents:
            raise ValueError("The highest bet is below the lowest.")
        return self


class FloorPit(Value):
    """A pit; its position is its place in the file."""

    name: Label
    tables: tuple[FloorTable, ...] = ()

    @model_validator(mode="after")
    def _one_table_a_spot(self) -> "FloorPit":
        _refuse_twice("spot", (str(table.spot) for table in self.tables))
        return self


class FloorMix(Value):
    """A usual mix for the fills of a game; its position is its place among the game's."""

    game: Label
    name: Label
    shares: Annotated[dict[MixChip, Percent], Field(min_length=1)]

    @model_validator(mode="after")
    def _shares_are_the_whole(self) -> "FloorMix":
        whole = sum(self.shares.values())
        if whole != 100:
            raise ValueError(f"The shares make {whole} percent and not 100.")
        return self


class FloorStaff(Value):
    """A person and the login they sign in with."""

    login: Label
    name: Label
    role: Role
    shows_money: bool = False


class FloorCasino(Value):
    """One casino of the file."""

    slug: Label
    name: Label
    settings: FloorSettings
    shifts: Annotated[tuple[FloorShift, ...], Field(min_length=1)]
    chip_sets: Annotated[tuple[FloorChipSet, ...], Field(min_length=1)]
    pits: Annotated[tuple[FloorPit, ...], Field(min_length=1)]
    mixes: tuple[FloorMix, ...] = ()
    staff: tuple[FloorStaff, ...] = ()

    @property
    def tables(self) -> tuple[FloorTable, ...]:
        """All its tables, pit by pit."""
        return tuple(table for pit in self.pits for table in pit.tables)

    @model_validator(mode="after")
    def _names_are_unique_and_known(self) -> "FloorCasino":
        _refuse_twice("shift", (shift.name for shift in self.shifts))
        _refuse_twice("start of a shift", (str(shift.starts_at) for shift in self.shifts))
        _refuse_twice("chip set", (chip_set.name for chip_set in self.chip_sets))
        _refuse_twice("pit", (pit.name for pit in self.pits))
        _refuse_twice("table", (table.label for table in self.tables))
        known = {chip_set.name for chip_set in self.chip_sets}
        for table in self.tables:
            if table.chip_set not in known:
                raise ValueError(f"{table.label} names the unknown chip set {table.chip_set}.")
        return self

    @model_validator(mode="after")
    def _mixes_are_of_chips_on_the_tables(self) -> "FloorCasino":
        for game, times in Counter(mix.game for mix in self.mixes).items():
            if times > MIXES_LIMIT:
                raise ValueError(f"{game} has {times} mixes; {MIXES_LIMIT} fit.")
            _refuse_twice(f"{game} mix", (mix.name for mix in self.mixes if mix.game == game))
        held = {chip_set.name: set(chip_set.denominations_cents) for chip_set in self.chip_sets}
        for mix in self.mixes:
            trays = [held[table.chip_set] for table in self.tables if table.game == mix.game]
            if not trays:
                raise ValueError(f"The mix {mix.name} is for {mix.game}, which no table deals.")
            if not any(set(mix.shares) <= tray for tray in trays):
                raise ValueError(f"No {mix.game} table has all the chips of the mix {mix.name}.")
        return self


class Floor(Value):
    """Everything one file says."""

    casinos: Annotated[tuple[FloorCasino, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_casino_a_slug(self) -> "Floor":
        _refuse_twice("casino", (casino.slug for casino in self.casinos))
        _refuse_twice("login", (one.login for casino in self.casinos for one in casino.staff))
        return self


def read_floor(path: Path) -> Floor:
    """The floor in the file, or a FloorError that names the place."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FloorError(
            f"{path.name} cannot be read: {error.strerror}", "Name a file that is there."
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FloorError(f"{path.name} is no TOML: {error}", "Correct the file.") from None
    try:
        return Floor.model_validate(values)
    except ValidationError as error:
        raise _rejected(path, error, values) from None


def _refuse_twice(what: str, names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"The {what} {name} is there {times} times.")


def _rejected(path: Path, error: ValidationError, values: Mapping[str, Any]) -> FloorError:
    """One complaint, with its place in words: `casinos harbor, tables BJ-02, spot`."""
    complaints = error.errors(include_url=False)
    # A misspelt key is also a missing one; its spelling is what helps.
    misspelt = (one for one in complaints if one["type"] == "extra_forbidden")
    first = next(misspelt, complaints[0])
    place = ", ".join(_in_words(first["loc"], values)) or "the file"
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    if first["type"] != "extra_forbidden":
        return FloorError(f"{path.name}, {place}: {message}", "Correct the file.")
    *_, key = first["loc"]
    near = difflib.get_close_matches(str(key), _keys_at(first["loc"]), n=1, cutoff=0)
    return FloorError(f"{path.name}, {place}: there is no such key", f"Mean {near[0]}?")


def _in_words(location: Iterable[int | str], values: object) -> list[str]:
    """Items of a list by the name they carry, else by their place from one."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int):
            values = values[part] if isinstance(values, list) else None
            carried = values if isinstance(values, Mapping) else {}
            names = (carried.get(key) for key in ("slug", "label", "login", "name"))
            name = next((name for name in names if isinstance(name, str)), part + 1)
            words[-1] = f"{words[-1]} {name}" if words else str(name)
        else:
            words.append(part)
            values = values.get(part) if isinstance(values, Mapping) else None
    return words


def _keys_at(location: Iterable[int | str]) -> list[str]:
    """The keys that may stand where the unknown one stands."""
    nested: dict[str, type[BaseModel]] = {
        "casinos": FloorCasino,
        "settings": FloorSettings,
        "shifts": FloorShift,
        "chip_sets": FloorChipSet,
        "pits": FloorPit,
        "tables": FloorTable,
        "mixes": FloorMix,
        "staff": FloorStaff,
    }
    model: type[BaseModel] = Floor
    for part in list(location)[:-1]:
        model = nested.get(str(part), model)
    return list(model.model_fields)
