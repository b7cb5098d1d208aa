"""Entries as a podium keeps them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from pitterm.outbox.entries import Author, Kept, TerminalTime

TABLE = UUID("0193b000-0000-7000-8000-000000000001")
AUTHOR = Author(
    casino_id=UUID("0193b000-0000-7000-8000-000000000002"),
    database="pit at db.example",
    staff_id=UUID("0193b000-0000-7000-8000-000000000003"),
    login="boss",
)
BEGAN = datetime(2026, 1, 15, 21, 14, 5, tzinfo=UTC)


def make_kept(number: int = 1, cents: int = 2_500, *, is_asked: bool = False) -> Kept:
    at = BEGAN + timedelta(seconds=number)
    return Kept(
        key=f"key-{number}",
        author=AUTHOR,
        gaming_table_id=TABLE,
        table_label="BJ-01",
        amount_cents=cents,
        time=TerminalTime(
            occurred_at=at, terminal_clock=at, steady_seconds=100.0 + number, boot_id="b"
        ),
        is_asked=is_asked,
    )
