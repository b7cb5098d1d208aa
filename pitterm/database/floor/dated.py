"""What a floor file says from a gaming day on."""

from datetime import date, time
from typing import Annotated

from pydantic import Field

from pitterm.database.floor.fields import NO_PAR, Cents, Label, Moment, ParToCome, Zone
from pitterm.domain.values import Value


class FloorShift(Value):
    """A shift begins at this local time and lasts until the next one."""

    name: Label
    starts_at: Moment


class FloorTerms(Value):
    """A table's limits and par from a gaming day on; what is left out stays."""

    label: Label
    min_bet_cents: Cents | None = None
    max_bet_cents: Cents | None = None
    par_cents: ParToCome | None = None

    @property
    def said(self) -> dict[str, int | None]:
        """What it changes; a par of None takes the par away."""
        written = self.model_dump(exclude={"label"}, exclude_none=True)
        return {key: None if value == NO_PAR else value for key, value in written.items()}


class FloorChange(Value):
    """What takes effect from a gaming day on; what is left out stays."""

    effective_from: Annotated[date, Field(strict=True)]
    time_zone: Zone | None = None
    gaming_day_start: Moment | None = None
    shifts: tuple[FloorShift, ...] = ()
    tables: tuple[FloorTerms, ...] = ()

    @property
    def clock(self) -> dict[str, str | time]:
        """What it changes of the settings."""
        return self.model_dump(include={"time_zone", "gaming_day_start"}, exclude_none=True)
