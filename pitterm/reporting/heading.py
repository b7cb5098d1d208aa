"""The first lines of whatever is written: whose it is, of which part of the floor and period."""

from datetime import datetime

from pitterm.domain.text import harmless
from pitterm.reporting.layout import PAGE_WIDTH, wrap


def heading(*parts: str | None) -> list[str]:
    """Names and words one after the other, in lines of the page; what is not said is left out."""
    return wrap(" · ".join(harmless(part) for part in parts if part), PAGE_WIDTH)


def moment(at: datetime) -> str:
    """An instant on the clock it is given in."""
    return f"{at:%a %Y-%m-%d %H:%M %Z}"


def span(start: datetime, end: datetime) -> str:
    """A period on the clock it is given in."""
    return f"{moment(start)} → {moment(end)}"
