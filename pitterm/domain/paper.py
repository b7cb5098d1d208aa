"""What was written on paper while the system was away, and is entered afterwards: late entries."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.domain.values import Row, Value


class OnPaper(Value):
    """When something happened that was first written on paper, and why it was.

    It may not be before the table's last recorded event, in a FINAL session or still to come.
    """

    occurred_at: AwareDatetime
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    paper_number: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    """The number printed on the form."""


class PaperKind(StrEnum):
    """What kind of record came from paper."""

    OPEN = "open"
    ACTIVATE = "activate"
    RUNDOWN = "rundown"
    RESUME = "resume"
    CLOSE = "close"
    CANCEL = "cancel"
    COUNT = "count"
    DROP = "drop"
    ENTRY = "entry"
    FILL = "fill"
    CREDIT = "credit"

    @property
    def words(self) -> str:
        """As people say it."""
        return {PaperKind.DROP: "drop box", PaperKind.ENTRY: "buy-in"}.get(self, self.value)


class LateEntryLine(Row):
    """A late entry as a sheet lists it."""

    table_label: str
    record_kind: PaperKind
    occurred_at: AwareDatetime
    entered_at: AwareDatetime
    entered_by: str
    """The name of whoever entered it."""
    reason: str
    paper_number: str | None


class LateEntry(Row):
    """How a record came from paper: what a timeline marks it with."""

    occurred_at: AwareDatetime
    """As the paper says."""
    reason: str
    paper_number: str | None
    entered_at: AwareDatetime
    entered_by: UUID
