"""What a casino of a floor file is made of: settings, chip sets, pits, tables, mixes and people."""

from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from pitterm.database.floor.fields import (
    DAY_START,
    Bankroll,
    Cents,
    Chip,
    DaySeconds,
    Label,
    Login,
    MixChip,
    Moment,
    Par,
    Percent,
    Tender,
    Zone,
    misplaced,
    refuse_twice,
)
from pitterm.database.floor.zones import why_not_start
from pitterm.domain.board import Availability
from pitterm.domain.currency import CurrencyCode, CurrencySymbol, MinorUnits
from pitterm.domain.staff import Role
from pitterm.domain.values import Value


class FloorSettings(Value):
    """What a casino decides for itself; what is left out keeps the value it has."""

    time_zone: Zone
    gaming_day_start: Moment | None = None
    quick_amounts_cents: Annotated[tuple[Cents, ...], Field(min_length=8, max_length=8)] | None = (
        None
    )
    unusual_amount_cents: Cents | None = None
    opening_count_required: StrictBool | None = None
    closing_count_required: StrictBool | None = None
    count_signature: StrictBool | None = None
    discrepancy_report_cents: Bankroll | None = None
    discrepancy_regulator_cents: Bankroll | None = None
    box_tenders: tuple[Tender, ...] | None = None
    idle_lock_seconds: Annotated[int, Field(strict=True, ge=15, le=3600)] | None = None
    undo_seconds: Annotated[int, Field(strict=True, ge=1, le=3600)] | None = None
    same_amount_seconds: Annotated[int, Field(strict=True, ge=0, le=3600)] | None = None
    alert_slip_seconds: DaySeconds | None = None
    alert_opening_count_seconds: DaySeconds | None = None
    alert_change_count_seconds: Annotated[int, Field(strict=True, ge=0, le=14400)] | None = None
    alert_rundown_seconds: DaySeconds | None = None
    alert_no_entry_seconds: Annotated[int, Field(strict=True, ge=0, le=86400)] | None = None
    alert_need_cents: Bankroll | None = None
    alert_wall_count_seconds: DaySeconds | None = None
    currency: CurrencyCode | None = None
    currency_symbol: CurrencySymbol | None = None
    currency_minor_units: MinorUnits | None = None

    @model_validator(mode="after")
    def _agree(self) -> "FloorSettings":
        reason = why_not_start(self.time_zone, self.gaming_day_start or DAY_START)
        if reason is not None:
            raise misplaced(("gaming_day_start",), reason)
        report, regulator = self.discrepancy_report_cents, self.discrepancy_regulator_cents
        if report is not None and regulator is not None and regulator < report:
            raise misplaced(
                ("discrepancy_regulator_cents",), "It is below discrepancy_report_cents."
            )
        refuse_twice("tender", ((("box_tenders",), tender) for tender in self.box_tenders or ()))
        return self


class FloorChipSet(Value):
    """The denominations of a tray."""

    name: Label
    denominations_cents: Annotated[tuple[Chip, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _one_row_a_chip(self) -> "FloorChipSet":
        chips = enumerate(self.denominations_cents)
        refuse_twice("chip", ((("denominations_cents", place), chip) for place, chip in chips))
        return self


class FloorTable(Value):
    """A physical table; `chip_set` names one of its casino's."""

    label: Label
    spot: Annotated[int, Field(strict=True, ge=1, le=99)]
    game: Label
    chip_set: Label
    min_bet_cents: Cents
    max_bet_cents: Cents
    par_cents: Par = None
    status: Availability = Availability.ACTIVE

    @model_validator(mode="after")
    def _limits_in_order(self) -> "FloorTable":
        if self.max_bet_cents < self.min_bet_cents:
            raise misplaced(("max_bet_cents",), "The highest bet is below the lowest.")
        return self


class FloorPit(Value):
    """A pit; its position is its place in the file."""

    name: Label
    tables: tuple[FloorTable, ...] = ()

    @model_validator(mode="after")
    def _one_table_a_spot(self) -> "FloorPit":
        tables = enumerate(self.tables)
        refuse_twice("spot", ((("tables", place, "spot"), one.spot) for place, one in tables))
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
            raise misplaced(("shares",), f"The shares make {whole} percent and not 100.")
        return self


class FloorStaff(Value):
    """A person and the login they sign in with; a password is never in a file."""

    login: Login
    name: Label
    role: Role
    shows_money: StrictBool = False
