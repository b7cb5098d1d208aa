"""What was written on paper while the system was away, and is entered afterwards as a late entry."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from pitterm.domain.custody import LABEL_LIMIT
from pitterm.domain.sessions import NOTES_LIMIT
from pitterm.domain.slips import SlipKind
from pitterm.domain.values import Value


class OnPaper(Value):
    """When something happened that was first written on paper, and why it was.

    It may not be before the table's last recorded event, in a FINAL session or still to come.
    """

    occurred_at: AwareDatetime
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    paper_number: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    """The number printed on the form."""


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
