"""What was written on paper while the system was away, and is entered afterwards: late entries."""

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


class LateEntry(Row):
    """How a record came from paper: what a timeline marks it with."""

    occurred_at: AwareDatetime
    """As the paper says."""
    reason: str
    paper_number: str | None
    entered_at: AwareDatetime
    entered_by: UUID
