"""A list as a screen shows it, headed as every report is."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from pitterm.domain.text import harmless
from pitterm.reporting.heading import heading
from pitterm.reporting.layout import PAGE_WIDTH, Column, aligned, cells
from pitterm.reporting.rendering import Format, offered_name
from pitterm.reporting.spreadsheet import BYTE_ORDER_MARK, disarmed

_LONGEST_ABOUT = 150
"""Characters of a file's name before login and time, which 255 bytes hold as well."""
_ROOM_FOR_WORDS = 40
"""What the last column gets where the others fill the page."""


class Listing(NamedTuple):
    """The rows in the order of the screen, and what a reader of the file has to know of them."""

    casino: str
    name: str
    about: Sequence[str]
    """Pit, table, filter or order."""
    period: str
    written_at: datetime
    """On the casino's clock."""
    written_by: str
    """A person's name."""
    login: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    remark: str = ""
    """What is missing."""


def render_list(listing: Listing, form: Format) -> str:
    """The whole list as text or CSV."""
    return _spreadsheet(listing) if form is Format.CSV else _plain(listing)


def offered_list_name(listing: Listing, form: Format) -> str:
    """A file name that tells lists apart; the period and the person stand in the heading."""
    about = " ".join((listing.casino, listing.name, *listing.about)).casefold()
    moment = f"{listing.written_at:%Y-%m-%d-%H%M%S}"
    return offered_name(about[:_LONGEST_ABOUT], moment, form)


def _plain(listing: Listing) -> str:
    lines = [
        *heading(listing.casino, listing.name, *listing.about, listing.period),
        *heading(
            f"written {listing.written_at:%a %Y-%m-%d %H:%M:%S %Z}",
            f"by {listing.written_by} ({listing.login})",
        ),
    ]
    lines += heading(listing.remark) if listing.remark else []
    rows = [[harmless(text) for text in row] for row in listing.rows]
    several = list(zip(*([column.heading for column in listing.columns], *rows), strict=True))
    others = sum(max(map(cells, column)) + 2 for column in several[:-1])
    width = max(PAGE_WIDTH, others + _ROOM_FOR_WORDS)
    return "\n".join([*lines, "", *aligned(listing.columns, rows, width)]) + "\n"


def _spreadsheet(listing: Listing) -> str:
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    for row in _with_heading(listing):
        writer.writerow([disarmed(harmless(text)) for text in row])
    return BYTE_ORDER_MARK + page.getvalue()


def _with_heading(listing: Listing) -> Iterator[Sequence[str]]:
    names = "casino", "list", "of", "period", "written_at", "written_by"
    yield (*names, *(column.heading for column in listing.columns))
    common = (
        *(listing.casino, listing.name, ", ".join(listing.about), listing.period),
        *(listing.written_at.isoformat(), f"{listing.written_by} ({listing.login})"),
    )
    for row in listing.rows:
        yield (*common, *row)
