"""Buy-in telemetry: observed buy-ins, their reversals, and how completely a table was watched."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.paper import OnPaper
from pitterm.domain.text import NOTES_LIMIT
from pitterm.domain.values import Row, Value


class TelemetryKind(StrEnum):
    """What was observed. Linkage decides between rated and unrated, never the amount."""

    RATED = "RATED_BUYIN"
    UNRATED = "GRIND_BUYIN"
    REVERSAL = "REVERSAL"
    ADJUSTMENT = "ADJUSTMENT"
    """What finance corrected of a rated buy-in; signed."""


class Tender(StrEnum):
    """What was handed over; chips come from elsewhere on the floor and never go into the box."""

    CASH = "cash"
    MARKER = "marker"
    COUPON = "coupon"
    CHIPS = "chips"


class Coverage(StrEnum):
    """Which kinds of entry were logged, not how completely."""

    GOOD = "GOOD_COVERAGE"
    LOW = "LOW_COVERAGE"
    NONE = "NONE"

    @property
    def words(self) -> str:
        """The coverage as the screen says it."""
        return {
            Coverage.GOOD: "rated + unrated",
            Coverage.LOW: "rated only (at least)",
            Coverage.NONE: "nothing logged",
        }[self]


class BuyIn(Row):
    """A row of `pit.table_buyin_telemetry`; a reversal is negative and names what it reverses."""

    id: UUID
    gaming_table_id: UUID
    amount_cents: int
    telemetry_kind: TelemetryKind
    tender_type: Tender
    occurred_at: datetime
    created_at: datetime
    actor_id: UUID
    visit_id: UUID | None
    rating_slip_id: UUID | None
    reverses_id: UUID | None
    adjusts_id: UUID | None
    note: str | None


class LogBuyIn(Value):
    """Log an unrated buy-in seen at a table."""

    gaming_table_id: UUID
    amount_cents: int = Field(gt=0, le=MAX_AMOUNT_CENTS)
    tender_type: Tender | None = None
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    outside_session: bool = False
    paper: OnPaper | None = None
    key: str


class LogLateBuyIn(LogBuyIn):
    """Log an unrated buy-in that was kept on the terminal while the server was away."""

    occurred_at: datetime
    """When it was entered, by the server's clock as the terminal knew it."""


class OpenRatingSlip(Row):
    """A rating slip that is open at a table: whom a rated buy-in may be logged for."""

    id: UUID
    visit_id: UUID
    gaming_table_id: UUID
    seat_number: int | None
    player_reference: str | None
    started_at: datetime


class LogRatedBuyIn(Value):
    """Log by hand a rated buy-in that finance does not record."""

    gaming_table_id: UUID
    visit_id: UUID
    rating_slip_id: UUID
    amount_cents: int = Field(gt=0, le=MAX_AMOUNT_CENTS)
    tender_type: Tender | None = None
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    paper: OnPaper | None = None
    key: str


class ReverseBuyIn(Value):
    """Reverse one entry, at most once; a reason unless it is the author's own last."""

    telemetry_id: UUID
    reason: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str
