"""Fills and credits: chips between cage and table, as documents with a person at every step."""

from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.domain.values import Row, Value


class SlipKind(StrEnum):
    """Chips brought from the cage, or sent back to it."""

    FILL = "fill"
    CREDIT = "credit"


class SlipStatus(StrEnum):
    """Where a slip stands; the number is drawn when the cage issues it."""

    REQUESTED = "REQUESTED"
    ISSUED = "ISSUED"
    VERIFIED = "VERIFIED_AT_TABLE"
    DEPOSITED = "DEPOSITED_IN_DROPBOX"
    VOID = "VOID"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_in_flight(self) -> bool:
        """Whether somebody still has something to do about it."""
        return self in {SlipStatus.REQUESTED, SlipStatus.ISSUED, SlipStatus.VERIFIED}


class Slip(Row):
    """A row of `pit.fill_credit_slip`."""

    id: UUID
    gaming_table_id: UUID
    table_session_id: UUID
    kind: SlipKind
    status: SlipStatus
    slip_label: str | None
    """`FILL-2026-000123`, from its issue on; `paper fill 4471` where it came from paper."""
    paper_number: str | None = None
    """The form's own number; such a slip has drawn none, and its people are only named."""
    chipset: dict[int, int]
    amount_cents: int
    note: str | None
    gaming_day: date
    requested_at: datetime
    requested_by_staff_id: UUID
    issued_at: datetime | None
    issued_by_staff_id: UUID | None
    runner_staff_id: UUID | None
    carried_at: datetime | None
    """When the runner signed; a runner without it was only named."""
    verified_at: datetime | None
    verified_by_staff_id: UUID | None
    deposited_at: datetime | None
    deposited_by_staff_id: UUID | None
    drop_box_id: str | None
    voided_at: datetime | None
    voided_by_staff_id: UUID | None
    void_witnessed_by_staff_id: UUID | None
    void_reason: str | None
    withdrawn_at: datetime | None
    withdrawn_by_staff_id: UUID | None
    effective_at: datetime | None
    """When its chips count; None while they do not, and for a void."""
    version: int


class RequestSlip(Value):
    """Ask the cage for chips, or count chips out for it."""

    kind: SlipKind
    gaming_table_id: UUID
    chipset: dict[int, int]
    note: str | None = Field(default=None, max_length=NOTES_LIMIT)
    key: str


class WithdrawSlip(Value):
    """Take a request back; it has drawn no number."""

    kind: SlipKind
    slip_id: UUID
    key: str


class IssueSlip(Value):
    """The cage's step: draws the number."""

    kind: SlipKind
    slip_id: UUID
    key: str


class CarrySlip(Value):
    """The runner's signature for the chips."""

    kind: SlipKind
    slip_id: UUID
    key: str


class VerifySlip(Value):
    """The table's step; the runner is named where none has signed."""

    kind: SlipKind
    slip_id: UUID
    runner_id: UUID | None = None
    key: str


class DepositSlip(Value):
    """The slip goes into the table's drop box."""

    kind: SlipKind
    slip_id: UUID
    drop_box_id: str = Field(min_length=1, max_length=LABEL_LIMIT)
    key: str


class VoidSlip(Value):
    """The cage voids an issued slip with an independent witness; its number is kept."""

    kind: SlipKind
    slip_id: UUID
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    witnessed_by: UUID
    key: str


class EnterPaperSlip(Value):
    """A fill or credit that went its whole way on paper; it has the paper's number, none of ours.

    The people are named by whoever enters it, and are as many different ones as on a screen.
    """

    kind: SlipKind
    gaming_table_id: UUID
    chipset: dict[int, int]
    paper_number: str = Field(min_length=1, max_length=LABEL_LIMIT)
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    requested_by: UUID
    requested_at: AwareDatetime
    issued_by: UUID
    issued_at: AwareDatetime
    carried_by: UUID
    verified_by: UUID
    verified_at: AwareDatetime
    deposited_by: UUID
    deposited_at: AwareDatetime
    drop_box_id: str = Field(min_length=1, max_length=LABEL_LIMIT)
    key: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        steps: list[datetime] = [
            self.requested_at,
            self.issued_at,
            self.verified_at,
            self.deposited_at,
        ]
        if steps != sorted(steps):
            raise ValueError("The steps of a slip follow each other.")
        return self
