"""What was written on paper while the system was away, and is entered afterwards: late entries."""

from pydantic import AwareDatetime, Field

from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.domain.values import Value


class OnPaper(Value):
    """When something happened that was first written on paper, and why it was.

    It may not be before the table's last recorded event, in a FINAL session or still to come.
    """

    occurred_at: AwareDatetime
    reason: str = Field(min_length=1, max_length=NOTES_LIMIT)
    paper_number: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    """The number printed on the form."""
