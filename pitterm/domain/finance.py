"""Rated players: their visits and rating slips, and what finance records of their money."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.telemetry import Tender
from pitterm.domain.text import LABEL_LIMIT
from pitterm.domain.values import Row, Value


class Visit(Row):
    """A row of `pit.visit`: a player's stay."""

    id: UUID
    player_reference: str | None
    started_at: datetime
    ended_at: datetime | None


class RatingSlip(Row):
    """A row of `pit.rating_slip`: one player's play at one seat."""

    id: UUID
    visit_id: UUID
    gaming_table_id: UUID
    seat_number: int | None
    started_at: datetime
    ended_at: datetime | None


class PlayerTransaction(Row):
    """A row of `pit.player_financial_transaction`; its time is its own."""

    id: UUID
    visit_id: UUID
    rating_slip_id: UUID | None
    amount_cents: int
    tender_type: Tender
    occurred_at: datetime


class StartVisit(Value):
    """A player comes; a stranger has no reference."""

    player_reference: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    key: str


class StartRatingSlip(Value):
    """A player's play at a running table is rated from here on."""

    visit_id: UUID
    gaming_table_id: UUID
    key: str


class EndRatingSlip(Value):
    """The player leaves the seat."""

    rating_slip_id: UUID
    key: str


class EndVisit(Value):
    """The player goes; every slip of the visit has ended."""

    visit_id: UUID
    key: str


class RecordBuyIn(Value):
    """Money a rated player brought to a table, as finance records it."""

    visit_id: UUID
    rating_slip_id: UUID
    amount_cents: int = Field(gt=0, le=MAX_AMOUNT_CENTS)
    tender_type: Tender = Tender.CASH
    key: str
